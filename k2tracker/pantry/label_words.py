"""What is said about the lines of a label: their names, and why an amount cannot be or is doubted."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foods.label import IMPOSSIBLE, LINES, Doubt, Serving, Stated
from k2tracker.pantry.label_text import clear
from k2tracker.web.numbers import display
from nutrients.units import to_canonical, vitamin_d_iu

NAMES = {
    "d3": gettext_lazy("Vitamin D3 (cholecalciferol)"),
    "d": gettext_lazy("Vitamin D, or D2"),
    "mk7": gettext_lazy("Vitamin K2 as MK-7"),
    "mk4": gettext_lazy("Vitamin K2 as MK-4"),
    "k2": gettext_lazy("Vitamin K2, form not named"),
    "k1": gettext_lazy("Vitamin K1 (phylloquinone)"),
    "k": gettext_lazy("Vitamin K, form not named"),
    "magnesium": gettext_lazy("Magnesium"),
    "calcium": gettext_lazy("Calcium"),
    "energy": gettext_lazy("Energy"),
}


HINTS = {
    "k": gettext_lazy("all forms together"),
    "magnesium": gettext_lazy("the mineral itself, without its oxide or citrate"),
    "calcium": gettext_lazy("the mineral itself, without its carbonate"),
}


def not_a_share() -> str:
    """Why a per cent of a daily value is not taken."""
    return _(
        "A % of a daily value is not an amount: the value it is a part of differs by country and year. "
        "The amount in µg, mg or IU usually stands beside it."
    )


def wrong_unit(key: str, unit: str) -> str:
    """A unit that the nutrient is not measured in."""
    if unit == "IU":
        return _("IU stand for another size in each vitamin. %(name)s is given in %(units)s.") % {
            "name": NAMES[key],
            "units": _(" or ").join(LINES[key].units),
        }
    return _("%(name)s is given in %(units)s, not in %(unit)s.") % {
        "name": NAMES[key],
        "units": _(" or ").join(LINES[key].units),
        "unit": unit,
    }


def no_number() -> str:
    """No number could be read."""
    return _("A number is missing here. For example: 45, 12.5, 45 µg or <0.5 µg.")


def negative() -> str:
    return _("An amount on a label is 0 or more.")


def amount_and_none() -> str:
    return _("There is an amount here, and “?”, no amount, beside it. Choose its unit, or leave it empty.")


def below_nothing() -> str:
    return _("Less than 0 cannot be. If the label says 0, it is 0.")


def two_readings(large: Decimal, small: Decimal) -> str:
    """A mark that may part thousands or decimals."""
    return _("That can be read as %(large)s or as %(small)s. Written like one of these it is clear.") % {
        "large": clear(large),
        "small": clear(small),
    }


def disagree(key: str, stated: Sequence[str], *, of_compound: bool) -> str:
    """Figures in one text that are not one amount. stated: as they were typed, each with its unit."""
    both = {"stated": _(" and ").join(stated)}
    if of_compound:
        return _("%(stated)s are two amounts. What counts is the mineral itself, not its compound.") % both
    if LINES[key].nutrient in ("vitamin_d", "cholecalciferol"):
        return _("%(stated)s do not agree: 1 µg of vitamin D is 40 IU. One of them is a slip.") % both
    return _("%(stated)s are not the same amount. One of them is a slip, or belongs elsewhere.") % both


def other_line(form: str, keys: Iterable[str]) -> str:
    """A form that has a line of its own in the list."""
    return _("%(form)s belongs to the line %(line)s.") % {
        "form": form,
        "line": _(" or ").join(f"“{NAMES[key]}”" for key in NAMES if key in keys),
    }


def doubt_words(key: str, doubt: Doubt, said: Stated, serving: Serving) -> str:
    """Why an amount cannot be, or what it is likely mixed up with."""
    return _mixed_up(key, doubt, said) if doubt not in IMPOSSIBLE else _impossible(key, doubt, serving)


def _impossible(key: str, doubt: Doubt, serving: Serving) -> str:
    """Without the amount: it may have more digits than can be written out."""
    match doubt:
        case Doubt.MORE_IN_PART if key == "k":
            return _("The forms of vitamin K above are part of this, and together more. One is a slip.")
        case Doubt.MORE_IN_PART:
            return _("Vitamin D3 is part of vitamin D, and above it here. One of the two is a slip.")
        case Doubt.TAKEN_FOR_KCAL:
            return _("Even pure fat has 902 kcal in 100 g. If the label says kJ, the unit is kJ.")
        case Doubt.MORE_THAN_FAT:
            return _("Even pure fat has 3,770 kJ in 100 g. The amount or what it is for is a slip.")
        case Doubt.NEXT_TO_NOTHING:
            return _("That is too little to be kept. If the label says 0, it is 0.")
    if serving.is_of_units:
        return _("Together that is 100 g or more in one unit, which no capsule or tablet weighs.")
    return _("Together that is 100 g or more in 100 g. The amount or its unit is a slip.")


def _mixed_up(key: str, doubt: Doubt, said: Stated) -> str:
    words = {"typed": display(said.amount, said.unit)}
    match doubt:
        case Doubt.TAKEN_FOR_MICROGRAMS:
            words["iu"] = display(vitamin_d_iu(to_canonical(said.amount, said.unit, "vitamin_d")), "IU")
            return _("%(typed)s is %(iu)s. If the label says IU, the unit beside it is IU.") % words
        case Doubt.TAKEN_FOR_IU:
            words["ug"] = display(to_canonical(said.amount, said.unit, "vitamin_d"), "µg")
            return _("%(typed)s is %(ug)s, next to nothing. If the label says µg, the unit is µg.") % words
        case Doubt.TAKEN_FOR_MILLIGRAMS:
            words["ug"] = display(to_canonical(said.amount, said.unit, LINES[key].nutrient), "µg")
            return _("%(typed)s is %(ug)s, far above any label known. Labels give it in µg (mcg).") % words
        case Doubt.WEIGHT_OF_COMPOUND:
            return (
                _("What counts is the mineral itself. Is %(typed)s without the compound it comes in?") % words
            )
    return _("%(typed)s is far above any label known. Is the unit right, and what it is for?") % words
