"""What stands behind one value: how it is known, by whom, and what stood there before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from nutrients.intake import UNKNOWN

from ..composition import Composition, Donor
from ..derivations import Derivation, read_derivation
from ..models import Food
from ..queries.evidence import PastValue
from .food import DonorLine, donor_line, samples
from .kinds import STATE_MEANINGS, Figure, figure, full_name
from .references import source_name


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value. is_plain_text: `derivation` says how in a sentence, not in codes."""

    name: str
    figure: Figure
    meaning: str
    n: int | None
    donor: DonorLine | None
    derivation: str
    codes: Derivation
    is_plain_text: bool
    notes: list[str]


@dataclass(frozen=True, slots=True)
class PastLine:
    """A value that stood before, from which version on, and its source ("" for none)."""

    figure: Figure
    number: int
    published_at: datetime
    reason: str
    source: str


def evidence(composition: Composition, code: str, donors: Mapping[Donor, Food]) -> Evidence:
    """The value of the nutrient `code`; one without a row is unknown. donors: those in the database."""
    value = composition.values.get(code)
    amount = UNKNOWN if value is None else value.amount
    derivation = "" if value is None else value.derivation
    codes = read_derivation(derivation)
    return Evidence(
        name=full_name(code),
        figure=figure(code, amount),
        meaning=str(STATE_MEANINGS[amount.state]),
        n=samples(value),
        donor=None if value is None else donor_line(value.donor, donors),
        derivation=derivation,
        codes=codes,
        is_plain_text=bool(derivation) and not (codes.code or codes.source_code),
        notes=[] if value is None else [note for note in value.note.split("\n") if note],
    )


def past_lines(code: str, history: Iterable[PastValue]) -> list[PastLine]:
    """The values of one nutrient through the versions, newest first."""
    return [
        PastLine(
            figure=figure(code, past.amount),
            number=past.number,
            published_at=past.published_at,
            reason=past.reason,
            source=source_name(past.source_key) if past.source_key else "",
        )
        for past in history
    ]
