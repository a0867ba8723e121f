"""Numbers as people type them: "50", "1,5", "1.5", digits of any script.

Limits: it reads, and says by kind what could not be read; each form has its own sentence for that, and its
own XX"""

import re
import unicodedata
from decimal import Decimal

PLAIN_NUMBER = re.compile(r"(?:\d{1,40}(?:[.,]\d{1,40})?|[.,]\d{1,40})(?:[eE]\+?\d{1,2})?")
MAYBE_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")

EMPTY, NEGATIVE, NO_NUMBER, MORE_THAN_A_NUMBER, TWO_READINGS = (
    "empty",
    "negative",
    "no_number",
    "more_than_a_number",
    "two_readings",
)


class Unreadable(ValueError):
    """What was typed is no number that can be told for sure. kind: one of the names above.

    large, small: the two readings of TWO_READINGS, as text; empty otherwise.
    """

    def __init__(self, kind: str, large: str = "", small: str = ""):
        super().__init__(kind)
        self.kind, self.large, self.small = kind, large, small


def read_number(text: str) -> Decimal:
    """The number in `text`, 0 or above, with a point or a comma as its decimal mark. Raises Unreadable."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").strip()
    if not plain:
        raise Unreadable(EMPTY)
    if plain[0] in "-−–":
        raise Unreadable(NEGATIVE)
    if not PLAIN_NUMBER.fullmatch(plain):
        holds_a_digit = any(character.isdigit() for character in plain)
        raise Unreadable(MORE_THAN_A_NUMBER if holds_a_digit else NO_NUMBER)
    if MAYBE_THOUSANDS.fullmatch(plain):
        raise Unreadable(TWO_READINGS, large=plain.replace(",", ""), small=plain.replace(",", "."))
    return Decimal(plain.replace(",", "."))
