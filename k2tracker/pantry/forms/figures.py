"""Numbers of a form, and the amounts of a label: a number, maybe with its unit behind it."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from foods.label import LINES, Stated, fits
from k2tracker.pantry import label_words
from k2tracker.web.typed_numbers import Unreadable, read_number

WITH_UNIT = re.compile(r"(?P<number>.*?)\s*(?P<unit>[a-zµμ][a-zµμ.]*)?", re.DOTALL)
UNITS = {
    "µg": "µg",
    "μg": "µg",
    "ug": "µg",
    "mcg": "µg",
    "mg": "mg",
    "g": "g",
    "iu": "IU",
    "i.u.": "IU",
    "ie": "IU",  # as German labels have it
    "ui": "IU",  # as French, Italian and Spanish labels have it
    "kcal": "kcal",
    "kj": "kJ",
}
STEP = Decimal("0.001")
WITHOUT_AMOUNT = {"?", "unknown"}


def read_figure(key: str, typed: str, unit: str) -> Stated | None:
    """What a label says of one line; None where the field is empty. unit: the one chosen beside it, which a
    unit typed behind the number overrides. Raises forms.ValidationError with what would be right.
    """
    plain = unicodedata.normalize("NFC", typed).strip()
    if not plain:
        return None
    if plain.casefold() in WITHOUT_AMOUNT:
        return Stated(None, LINES[key].units[0])
    if "%" in unicodedata.normalize("NFKC", plain):
        raise forms.ValidationError(label_words.not_a_share())
    match = WITH_UNIT.fullmatch(plain.casefold())
    if match["unit"] is not None:
        if match["unit"] not in UNITS:
            raise forms.ValidationError(label_words.wrong_unit(key, match["unit"][:20]))
        unit = UNITS[match["unit"]]
    if not fits(LINES[key], unit):
        raise forms.ValidationError(label_words.wrong_unit(key, unit))
    try:
        return Stated(read_number(match["number"]), unit)
    except Unreadable as error:
        raise forms.ValidationError(label_words.not_read(error)) from None


def number_field(label, **options) -> forms.CharField:
    """A short field for a number as people type it."""
    attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 40}
    return forms.CharField(
        label=label, required=False, max_length=40, widget=forms.TextInput(attrs=attrs), **options
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
