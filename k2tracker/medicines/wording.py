"""What a kind of medicine is called in a sentence, and why a condition is asked for.

Source of what looks at what: rules D-05 and M-02 of the rule set, `nutrients.cautions`. They rest on the UK
product texts of colecalciferol, and on Wakai 2019 for magnesium with kidney disease.
"""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nutrients.medicines import MEDICINE_OF, KnownMedicine, MedicineClass

from .models import KIDNEY_STAGES, ConditionPeriod

# The first class of a medicine that stands here gives its words.
_CLASS_WORDS = {
    MedicineClass.ANTICOAGULANT_VKA: _("a vitamin K antagonist"),
    MedicineClass.ANTICOAGULANT_DOAC: _("a direct oral anticoagulant"),
    MedicineClass.ANTICOAGULANT_OTHER: _("a medicine against blood clots"),
    MedicineClass.VITAMIN_K_MEDICINE: _("a vitamin K medicine"),
    MedicineClass.QUINOLONE: _("a quinolone antibiotic"),
    MedicineClass.TETRACYCLINE: _("a tetracycline antibiotic"),
    MedicineClass.ANTIBIOTIC: _("an antibiotic"),
    MedicineClass.ORLISTAT: _("a medicine that binds fat from food"),
    MedicineClass.BILE_ACID_SEQUESTRANT: _("a bile-acid sequestrant"),
    MedicineClass.MINERAL_OIL: _("a laxative"),
    MedicineClass.THIAZIDE: _("a thiazide diuretic"),
    MedicineClass.DIGOXIN: _("a heart medicine"),
    MedicineClass.BISPHOSPHONATE: _("a bisphosphonate"),
    MedicineClass.LEVOTHYROXINE: _("a thyroid hormone"),
    MedicineClass.IRON: _("an iron medicine"),
    MedicineClass.MAGNESIUM_ANTACID_OR_LAXATIVE: _("an antacid or laxative with magnesium"),
    MedicineClass.VITAMIN_E: _("a vitamin that is also sold as a medicine"),
    MedicineClass.NATTOKINASE: _("an enzyme from natto"),
}


def what_it_is(medicine: KnownMedicine) -> str:
    """The kind of a medicine, with its article: "a vitamin K antagonist"."""
    return str(next(words for name, words in _CLASS_WORDS.items() if name in medicine.classes))


def named(drug: str) -> str:
    """A confirmed generic name with its kind: "warfarin, a vitamin K antagonist"."""
    return gettext("%(drug)s, %(kind)s") % {"drug": drug, "kind": what_it_is(MEDICINE_OF[drug])}


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition that is asked for. why: what looks at it, in one line."""

    name: str
    why: str
    kinds: frozenset[str]


def conditions_asked() -> tuple[Asked, ...]:
    """Every condition that a rule looks at, kidney disease first."""
    kind = ConditionPeriod.Kind
    return (
        Asked(
            gettext("Kidney disease"),
            gettext(
                "Magnesium from supplements, antacids and laxatives can build up in the blood, and vitamin D "
                "can raise calcium. The cautions about both look at the stage."
            ),
            KIDNEY_STAGES,
        ),
        Asked(
            gettext("High blood calcium"),
            gettext("Vitamin D can raise it further. The caution about vitamin D supplements looks at it."),
            frozenset({kind.HIGH_CALCIUM}),
        ),
        Asked(
            gettext("Kidney stones"),
            gettext(
                "Vitamin D can add calcium to the urine. The caution about its supplements looks at them."
            ),
            frozenset({kind.KIDNEY_STONES}),
        ),
        Asked(
            gettext("Sarcoidosis"),
            gettext(
                "The body can make too much active vitamin D. The caution about its supplements looks at it."
            ),
            frozenset({kind.SARCOIDOSIS}),
        ),
        Asked(
            gettext("Hyperparathyroidism"),
            gettext(
                "Calcium in the blood is often high. The caution about vitamin D supplements looks at it."
            ),
            frozenset({kind.HYPERPARATHYROIDISM}),
        ),
    )
