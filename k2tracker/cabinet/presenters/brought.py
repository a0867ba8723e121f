"""What one use of a product brings of what the checklist and the rules know."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foods.composition import Composition
from foods.presenters.kinds import STATE_WORDS
from k2tracker.web.numbers import display
from nutrients.intake import Amount, State
from nutrients.nutrient import MENAQUINONES, NUTRIENTS
from nutrients.units import vitamin_d_iu

NAMES = {
    **{code: NUTRIENTS[code].short for code in MENAQUINONES},
    "menaquinone_unspecified": gettext_lazy("K2, form not named"),
    "phylloquinone": gettext_lazy("K1"),
    "vitamin_d": gettext_lazy("Vitamin D"),
    "magnesium": gettext_lazy("Magnesium"),
    "calcium": gettext_lazy("Calcium"),
}
# Said in one sentence where a product lists 0, by the codes that name it; of those that the checklist asks
# about, also where it lists none of the codes.
ASKED = (
    (gettext_lazy("vitamin K2"), MENAQUINONES),
    (gettext_lazy("vitamin D"), ("vitamin_d",)),
    (gettext_lazy("magnesium"), ("magnesium",)),
)
BESIDES = ((gettext_lazy("K1"), ("phylloquinone",)), (gettext_lazy("calcium"), ("calcium",)))


@dataclass(frozen=True, slots=True)
class Fact:
    """One nutrient. text "": the label lists it without an amount. state: how the figure is known."""

    name: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Brought:
    """facts: what is listed, but for plain zeros. zeros: what the product lists as 0. not_listed: what the
    checklist asks about and the product does not list, so that it is unknown. Both are a sentence, or ""."""

    facts: tuple[Fact, ...]
    zeros: str
    not_listed: str


def brought_by(composition: Composition, units: Decimal) -> Brought:
    """What so many units of a product bring."""
    listed = {
        code: value.amount
        for code, value in composition.values.items()
        if code in NAMES and value.amount.state is not State.NOT_ON_LABEL
    }
    shown = {code: amount for code, amount in listed.items() if not _is_plain_zero(amount)}
    zeros = [
        str(name)
        for name, codes in (*ASKED, *BESIDES)
        if not listed.keys().isdisjoint(codes) and shown.keys().isdisjoint(codes)
    ]
    missing = [str(name) for name, codes in ASKED if listed.keys().isdisjoint(codes)]
    return Brought(
        facts=tuple(_fact(code, shown[code].times(units)) for code in NAMES if code in shown),
        zeros=_("Says 0 of: %(names)s.") % {"names": ", ".join(zeros)} if zeros else "",
        not_listed=_("Not listed, so unknown: %(names)s.") % {"names": ", ".join(missing)} if missing else "",
    )


def _is_plain_zero(amount: Amount) -> bool:
    """Whether it says 0 and means it: not a trace, and not 0 up to something."""
    return amount.value == 0 and amount.state is not State.TRACE and amount.high in (None, 0)


def _fact(code: str, amount: Amount) -> Fact:
    return Fact(str(NAMES[code]), _text(code, amount.value), str(STATE_WORDS[amount.state]))


def _text(code: str, value: Decimal | None) -> str:
    if value is None:
        return ""
    text = display(value, NUTRIENTS[code].unit)
    if code == "vitamin_d":
        return f"{text} ({display(vitamin_d_iu(value), 'IU')})"
    return text
