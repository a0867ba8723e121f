"""Numbers of a form, and which figure counts of what stands on a line of a label."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from django import forms
from django.utils.translation import gettext_lazy as _

from foods.label import LINES, Stated, fits
from k2tracker.pantry import label_words
from k2tracker.pantry.label_text import Figure, LabelText, readings_of, taken_apart
from k2tracker.web.typed_numbers import Unreadable, read_number
from nutrients.units import to_canonical

NO_AMOUNT, LESS = "?", "<"  # chosen beside the field: phones show only digits for it
STEP = Decimal("0.001")
OF_ENERGY = Decimal("0.05")  # kcal and kJ of a label are each added up from their own factors


def read_figure(key: str, typed: str, unit: str) -> Stated | None:
    """What a label says of one line; None where the field is empty. unit: the one chosen beside it, which a
    unit typed behind the number overrides. Raises forms.ValidationError with what would be right.
    """
    is_below, unit = unit.startswith(LESS), unit.removeprefix(LESS)
    if not typed.strip():
        return Stated(None, LINES[key].units[0]) if unit == NO_AMOUNT else None
    text = taken_apart(typed)
    is_below = is_below or text.is_below
    if unit == NO_AMOUNT:
        if text.figures:
            raise forms.ValidationError(label_words.amount_and_none())
        unit = LINES[key].units[0]
    if text.lines is not None and key not in text.lines:
        raise forms.ValidationError(label_words.other_line(text.form, text.lines))
    if text.is_without_amount or text.is_trace:
        return Stated(None, LINES[key].units[0], is_below=text.is_trace)
    if not text.figures:
        raise forms.ValidationError(label_words.not_a_share() if text.has_share else label_words.no_number())
    of_compound = text.names_compound and LINES[key].nutrient in ("magnesium", "calcium")
    amount, chosen = _counted(key, text, unit, of_compound)
    if is_below and amount == 0:
        raise forms.ValidationError(label_words.below_nothing())
    return Stated(amount, chosen, is_below=is_below, of_compound=of_compound)


def _counted(key: str, text: LabelText, unit: str, of_compound: bool) -> tuple[Decimal, str]:
    """The figure that counts, with its unit."""
    said = {figure.unit for figure in text.figures}
    if unit in said:  # "25 (1000 IU)": the bare figure is in the other unit
        unit = next((other for other in LINES[key].units if other not in said), unit)
    units = [figure.unit or unit for figure in text.figures]
    for figure, at in zip(text.figures, units, strict=True):
        if figure.is_negative:
            raise forms.ValidationError(label_words.negative())
        if not figure.is_known or not fits(LINES[key], at):
            raise forms.ValidationError(label_words.wrong_unit(key, at[:20]))
    try:
        readings = [readings_of(figure.number) for figure in text.figures]
    except Unreadable:
        raise forms.ValidationError(label_words.no_number()) from None
    agreeing = [numbers for numbers in product(*readings) if _agree(key, text.figures, numbers, units)]
    if len(agreeing) == 1:
        return _most_exact(key, agreeing[0], units)
    if len(text.figures) == 1:
        raise forms.ValidationError(label_words.two_readings(*readings[0]))
    stated = [f"{figure.number} {at}" for figure, at in zip(text.figures, units, strict=True)]
    raise forms.ValidationError(label_words.disagree(key, stated, of_compound=of_compound))


def _agree(key: str, figures: tuple[Figure, ...], numbers, units) -> bool:
    """Whether all figures are one amount, each within its own rounding. Without units of their own they are
    two amounts."""
    if len(figures) == 1:
        return True
    if len(figures) > 3 or len(set(units)) < len(units):
        return False
    sizes = [_size(key, number, unit) for number, unit in zip(numbers, units, strict=True)]
    leeway = max(half for _amount, half in sizes)
    amounts = [amount for amount, _half in sizes]
    if key == "energy":
        leeway = max(leeway, max(amounts) * OF_ENERGY)
    return max(amounts) - min(amounts) <= leeway


def _most_exact(key: str, numbers, units) -> tuple[Decimal, str]:
    """The first figure, unless another is written more exactly than it and is not the same."""
    both = list(zip(numbers, units, strict=True))
    first = _size(key, *both[0])
    exact = min(both, key=lambda one: _size(key, *one)[1])
    return both[0] if _size(key, *exact)[0] == first[0] else exact


def _size(key: str, number: Decimal, unit: str) -> tuple[Decimal, Decimal]:
    """An amount in the nutrient's own unit, and half a step of the last digit it is written with."""
    half = Decimal(5).scaleb(min(0, number.as_tuple().exponent) - 1)
    return tuple(to_canonical(one, unit, LINES[key].nutrient) for one in (number, half))


def unit_choices(key: str) -> list[tuple[str, str]]:
    """What can be chosen beside an amount: the units, "less than" in each, and that there is no amount."""
    units = LINES[key].units
    return [
        *((unit, unit) for unit in units),
        *((f"{LESS}{unit}", f"{LESS}\u00a0{unit}") for unit in units),
        (NO_AMOUNT, NO_AMOUNT),
    ]


def number_field(label, most: int = 40, **options) -> forms.CharField:
    """A short field for a number as people type it, with up to `most` characters."""
    attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": most}
    return forms.CharField(
        label=label, required=False, max_length=most, widget=forms.TextInput(attrs=attrs), **options
    )


def read_amount(typed: str, most: Decimal) -> Decimal:
    """A number above 0 and up to `most`. Raises forms.ValidationError."""
    try:
        number = read_number(typed.strip().removesuffix("g"))
    except Unreadable:
        number = Decimal(0)
    if not 0 < number <= most:
        raise forms.ValidationError(
            _("A number above 0 and up to %(most)s is needed. For example: 30 or 12.5."),
            params={"most": f"{most:f}"},
        )
    return max(STEP, number.quantize(STEP, rounding=ROUND_HALF_UP))
