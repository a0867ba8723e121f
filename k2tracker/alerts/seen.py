"""What a rule saw when it held, as an alert kept it, in words beside the numbers.

The same for whoever reads an alert later: nothing is computed again. What only the wording needs stays out.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from k2tracker.profiles.presenters import day_text
from k2tracker.web.numbers import EN_DASH, display, number, range_text
from nutrients.cautions import IN_CABINET, ON_MEDICINE_LIST

MAGNESIUM_AND_CALCIUM = frozenset({"M-01", "C-01"})
# How far a sum lies from where it was or should be: the numbers it comes from stand beside it.
SAID_BY_OTHERS = frozenset({("K-05", "known_ug"), ("K-06", "known_ug")})


def seen(code: str, inputs: Mapping[str, str]) -> list[tuple[str, str]]:
    """(what it is, what it was) of each input that says something to a reader, in the order of reading."""
    unit = "mg" if code in MAGNESIUM_AND_CALCIUM else "µg"
    inputs = {name: text for name, text in inputs.items() if text and (code, name) not in SAID_BY_OTHERS}
    lines = [(label, write(inputs[name], unit)) for name, label, write in _labels() if name in inputs]
    if inputs.get("low") and inputs.get("high"):
        of_inr = code in {"K-10", "K-11"}
        if of_inr:
            words = f"{_as_reported(inputs['low'])}{EN_DASH}{_as_reported(inputs['high'])}"
        else:
            words = range_text(Decimal(inputs["low"]), Decimal(inputs["high"]), "µg")
        lines.append((_("Your own range") if of_inr else _("The plan’s band"), words))
    if inputs.get("where") in _places():
        lines.append((_("Where"), _places()[inputs["where"]]))
    return lines


def _labels() -> tuple[tuple[str, str, Callable[[str, str], str]], ...]:
    return (
        ("product", _("Product"), _as_it_is),
        ("drug", _("Medicine"), _as_it_is),
        ("generic", _("Generic name"), _as_it_is),
        ("medicines", _("Medicines"), _as_it_is),
        ("form", _("Form"), _as_it_is),
        ("known_ug", _("Known vitamin K"), _amount),
        ("x", _("Amount a day"), _amount),
        ("ul", _("Upper limit"), _amount),
        ("limit", _("Held against"), _amount),
        ("m7", _("Mean of 7 days"), _amount),
        ("b28", _("Mean of the 28 days before"), _amount),
        ("recent_complete", _("Complete days of 7"), _number),
        ("baseline_complete", _("Complete days of 28"), _number),
        ("amount", _("Amount"), _amount),
        ("value", _("Result"), _as_reported),
        ("mark", _("Held against"), _number),
        ("since", _("Since"), _day),
        ("date", _("Day"), _day),
        ("plan_to", _("The plan holds until"), _day),
    )


def _places() -> dict[str, str]:
    return {IN_CABINET: _("Supplement cabinet"), ON_MEDICINE_LIST: _("Medicine list")}


def _as_it_is(text: str, _unit: str) -> str:
    return text


def _as_reported(text: str, _unit: str = "") -> str:
    """A result with the decimals it was reported with: an INR of 2.0 is not "2", and 1.55 is not "1.6"."""
    return number_format(text, decimal_pos=max(0, -Decimal(text).as_tuple().exponent), force_grouping=True)


def _amount(text: str, unit: str) -> str:
    return display(Decimal(text), unit)


def _number(text: str, _unit: str) -> str:
    return number(Decimal(text))


def _day(text: str, _unit: str) -> str:
    return day_text(date.fromisoformat(text))
