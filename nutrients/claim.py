"""What a graded claim is, and a quotation of the article.

The claims themselves are in `claims_nutrient.py` and `claims_protocol.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Mark a text for translation; whoever shows it translates it."""
    return text


class Grade(StrEnum):
    SUPPORTED = "supported"
    MIXED = "mixed"
    OVERSTATED = "overstated"
    UNSUPPORTED = "unsupported"
    UNSAFE = "unsafe as written"


GRADE_NAMES: Mapping[Grade, str] = {
    Grade.SUPPORTED: gettext_noop("Supported"),
    Grade.MIXED: gettext_noop("Mixed"),
    Grade.OVERSTATED: gettext_noop("Overstated"),
    Grade.UNSUPPORTED: gettext_noop("Unsupported"),
    Grade.UNSAFE: gettext_noop("Unsafe as written"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the article. quote: its words, or None where it has no one sentence for it."""

    id: str
    topic: str
    quote: str | None
    grade: Grade
    summary: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the article, and the claim whose grade stands beside them wherever they are shown."""

    text: str
    claim_id: str
