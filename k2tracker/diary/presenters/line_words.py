"""What lines and sums are called, and how sure of a sum one can be, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nutrients.intake import Intake
from nutrients.scoring import D3_WITH_K2, K2, MAGNESIUM, VITAMIN_D

K2_LINES = frozenset({K2, D3_WITH_K2})
UNITS = {K2: "µg", VITAMIN_D: "µg", D3_WITH_K2: "µg", MAGNESIUM: "mg"}
LINE_NAMES = {
    K2: gettext_lazy("Vitamin K2 (MK-7)"),
    VITAMIN_D: gettext_lazy("Vitamin D"),
    D3_WITH_K2: gettext_lazy("D3 with K2"),
    MAGNESIUM: gettext_lazy("Magnesium"),
    "calcium": gettext_lazy("Calcium"),
    "menaquinone_4": gettext_lazy("MK-4"),
    "other_menaquinones": gettext_lazy("Other menaquinones"),
    "phylloquinone": gettext_lazy("Phylloquinone (K1)"),
}


def line_name(code: str) -> str:
    """What a line, or a line of information, is called."""
    return str(LINE_NAMES[code])


def coverage_text(intake: Intake) -> str:
    """How many of the day's items have a value, and how many of those are assumptions."""
    counts = {"known": intake.known_items, "items": intake.items}
    if intake.nutrient == "other_menaquinones":
        said = ngettext(
            "MK-5 to MK-10 all known for %(known)s of %(items)s item",
            "MK-5 to MK-10 all known for %(known)s of %(items)s items",
            intake.items,
        )
    else:
        said = ngettext(
            "Data known for %(known)s of %(items)s item",
            "Data known for %(known)s of %(items)s items",
            intake.items,
        )
    said %= counts
    if intake.assumed_items:
        return _("%(coverage)s, %(assumed)s of them assumed.") % {
            "coverage": said,
            "assumed": intake.assumed_items,
        }
    return f"{said}."


def is_something_known(intake: Intake) -> bool:
    """Whether a sum says anything: it is empty, an item is known, or what is known of one adds to it."""
    return intake.known_items > 0 or intake.items == 0 or intake.known > 0
