"""How much of a food: from what was typed to grams or units, and back to words.

Limits: it bounds an amount to what one entry can sensibly hold; it does not judge whether it was eaten.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.web import typed_numbers
from k2tracker.web.numbers import NO_BREAK_SPACE, display, number
from k2tracker.web.typed_numbers import Unreadable, read_number

MOST_GRAMS = Decimal(5000)  # no single entry of a day weighs more; a slip such as 1e9 does
MOST_UNITS = Decimal(100)  # capsules or tablets in one entry
STEP = Decimal("0.001")  # what the columns keep

PRODUCT_UNIT = "1 unit"  # the portion of a product whose label names no form


GRAMS = re.compile(r"(.*?)\s*(?:g|gr|grams?)\.?", re.IGNORECASE)


class BadAmount(ValueError):
    """An amount that no entry can hold; its text is a sentence for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount as the columns keep it: how many, and the weight or the number of units (the other: None)."""

    quantity: Decimal
    grams: Decimal | None
    units: Decimal | None


def read_quantity(text: str) -> Decimal:
    """The number in `text`, with a point or a comma as its decimal mark.

    Digits of any script count. Raises BadAmount with what would be right.
    """
    try:
        quantity = read_number(text)
    except Unreadable as error:
        raise BadAmount(_what_would_be_right(error)) from None
    if quantity == 0:
        raise BadAmount(_("The amount is above 0 in every entry. For example: 50 or 1.5."))
    return quantity


def _what_would_be_right(error: Unreadable) -> str:
    match error.kind:
        case typed_numbers.EMPTY:
            return _("An amount is missing. For example: 50 or 1.5.")
        case typed_numbers.NEGATIVE:
            return _("The amount is above 0 in every entry. For example: 50 or 1.5.")
        case typed_numbers.MORE_THAN_A_NUMBER:
            return _("Only a number is read here, or grams: 50, 0.5 or 50 g.")
        case typed_numbers.TWO_READINGS:
            return _("That can be read as %(large)s or as %(small)s. Without the comma it is clear.") % {
                "large": error.large,
                "small": error.small,
            }
    return _("That is not a number. For example: 50 or 1.5.")


def split_grams(text: str) -> tuple[str, bool]:
    """The text without a unit of grams behind it, and whether it had one: "10 g" is ("10", True)."""
    match = GRAMS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return (match[1], True) if match else (text, False)


def weigh(*, is_supplement: bool, portion_grams: Decimal | None, quantity: Decimal) -> Measure:
    """What `quantity` of a portion weighs; with `portion_grams` None the quantity is grams, or units.

    Raises BadAmount where one entry cannot hold that much or that little.
    """
    if quantity.is_nan() or quantity <= 0:
        raise BadAmount(_("The amount is above 0 in every entry. For example: 50 or 1.5."))
    if is_supplement:
        if quantity > MOST_UNITS:
            raise BadAmount(_("One entry holds up to %(most)s units.") % {"most": number(MOST_UNITS)})
        return Measure(_stored(quantity), None, _stored(quantity))
    one = Decimal(1) if portion_grams is None else portion_grams
    if quantity * one > MOST_GRAMS:  # before anything is rounded: a number of forty digits cannot be
        raise BadAmount(_("One entry holds up to %(most)s.") % {"most": display(MOST_GRAMS, "g")})
    quantity = _stored(quantity)
    return Measure(quantity, _stored(quantity * one), None)


def _stored(amount: Decimal) -> Decimal:
    """`amount` as the columns keep it. Raises BadAmount where nothing would be left of it."""
    kept = amount.quantize(STEP, rounding=ROUND_HALF_UP)
    if kept == 0:
        raise BadAmount(_("That is too little to log: the smallest amount is 0.001."))
    return kept


def quantity_text(quantity: Decimal) -> str:
    """A quantity as it stands in a field: "1.5", "30"."""
    plain = quantity.normalize()
    return f"{plain:f}"


def amount_text(*, quantity: Decimal, portion_name: str, grams: Decimal | None) -> str:
    """An entry's amount in words: "50 g", "1 pack (45 g)", "2 × 1 pack (90 g)", "2 units"."""
    exact = number_format(quantity_text(quantity))
    if not portion_name:
        return f"{exact}{NO_BREAK_SPACE}g"
    if grams is None and portion_name == PRODUCT_UNIT:
        return ngettext("%(count)s unit", "%(count)s units", 1 if quantity == 1 else 2) % {"count": exact}
    words = portion_name if quantity == 1 else f"{exact}{NO_BREAK_SPACE}×{NO_BREAK_SPACE}{portion_name}"
    if grams is None or _says_weight(portion_name):
        return words
    return f"{words} ({display(grams, 'g')})"


def _says_weight(portion_name: str) -> bool:
    return re.search(r"\d\s*g\b", portion_name) is not None


def unit_text(*, quantity: Decimal, portion_name: str, grams: Decimal | None) -> str:
    """What stands behind a quantity in its field: "g", "× 1 pack", "units"."""
    if not portion_name:
        return "g"
    if grams is None and portion_name == PRODUCT_UNIT:
        return ngettext("unit", "units", 1 if quantity == 1 else 2)
    return f"×{NO_BREAK_SPACE}{portion_name}"
