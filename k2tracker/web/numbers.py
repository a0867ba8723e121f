"""How amounts, ranges and scores are written for people.

The one place where numbers are rounded: everything before it is exact (Decimal, Fraction), and what leaves
here is text. Numbers follow the reader's locale. Limits: it writes, it does not judge; an unknown amount has
no number, so None is refused here and written as a word by the templates.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"  # keeps both ends of a range on one line
EN_DASH = f"{WORD_JOINER}–{WORD_JOINER}"

# The smallest number still written out. Anything smaller that is not zero is "under" it: a trace must never
# read as none.
SMALLEST = Decimal("0.01")


def rounded(number: Decimal | Fraction | int, places: int = 0) -> Decimal:
    """`number` rounded half up (away from zero at the half) to `places` decimals.

    Raises TypeError for a float, whose halves are not halves.
    """
    if isinstance(number, float):
        raise TypeError("a float has no exact halves: pass a Decimal, a Fraction or an int")
    if isinstance(number, Fraction):
        # Decimal division could round a hair below a half down to it; integers cannot.
        scaled = abs(number) * 10**places
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return Decimal(whole if number >= 0 else -whole).scaleb(-places)
    return Decimal(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number(amount: Decimal | int) -> str:
    """An amount without its unit: two decimals below 1, one below 100, none above; no trailing zeros.

    Not zero but too small to show becomes "under 0.01". Raises TypeError for a float or None.
    """
    value = as_shown(amount)
    if value == 0 and amount != 0:
        return _("under %(amount)s") % {"amount": number_format(SMALLEST)}
    return _written_out(value)


def as_shown(amount: Decimal | int) -> Decimal:
    """The amount that `number` writes. Raises TypeError for a float or None."""
    if amount is None:
        raise TypeError("an unknown amount has no number: write the word")
    size = abs(amount)
    return rounded(amount, 2 if size < 1 else 1 if size < 100 else 0)


def difference_text(more: Decimal | int, less: Decimal | int, unit: str) -> str:
    """How much `more` is above `less`, so that it adds up with the two as they are shown: beside "230 mg" and
    "320 mg" it is "90 mg", whatever was rounded away. Where they are shown alike it is the exact one."""
    shown = as_shown(more) - as_shown(less)
    if shown <= 0:
        return display(more - less, unit)
    return f"{_written_out(shown)}{NO_BREAK_SPACE}{unit}" if unit else _written_out(shown)


def _written_out(value: Decimal) -> str:
    decimals = max(0, -value.normalize().as_tuple().exponent)
    return number_format(value, decimal_pos=decimals, force_grouping=True)


def display(amount: Decimal | int, unit: str) -> str:
    """An amount with its unit, kept on one line: "1,140 mg". Raises TypeError for a float or None."""
    return f"{number(amount)}{NO_BREAK_SPACE}{unit}" if unit else number(amount)


def range_text(low: Decimal | int | None, high: Decimal | int | None, unit: str) -> str:
    """A range with its unit, kept on one line: "46–54 µg", "320 mg or more", "up to 100 µg".

    low, high: None where the range has no such end. Ends that read alike are written once.
    Raises ValueError where both are None.
    """
    if low is None and high is None:
        raise ValueError("a range needs at least one end")
    if high is None:
        return _("%(amount)s or more") % {"amount": display(low, unit)}
    if low is None:
        return _("up to %(amount)s") % {"amount": display(high, unit)}
    if number(low) == number(high):
        return display(low, unit)
    return f"{number(low)}{EN_DASH}{display(high, unit)}"


def score_text(score: Fraction | Decimal) -> str:
    """A score from 0 to 100 as the whole number shown."""
    return str(rounded(score))


def spoken(amount: Decimal | int, unit: str) -> str:
    """An amount with its unit in words, for text that is read aloud: "46 micrograms"."""
    return f"{number(amount)} {unit_in_words(amount, unit)}"


def unit_in_words(amount: Decimal | int, unit: str) -> str:
    """The unit's name beside `amount`; a unit without a name is returned as it is."""
    count = 1 if amount == 1 else 2
    match unit:
        case "µg":
            return ngettext("microgram", "micrograms", count)
        case "mg":
            return ngettext("milligram", "milligrams", count)
        case "g":
            return ngettext("gram", "grams", count)
        case "kcal":
            return ngettext("kilocalorie", "kilocalories", count)
    return unit
