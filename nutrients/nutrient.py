"""The nutrients this project tells apart, each with its code, canonical unit and FoodData Central number.

Amounts are always in the canonical unit; `units.py` converts at the border. Vitamin K is never one number:
phylloquinone (K1) and each menaquinone (K2) are nutrients of their own.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nutrient:
    """A nutrient: its code in data and addresses, its names, its one unit.

    fdc_number: the number FoodData Central and USDA SR give it, where they know it.
    """

    code: str
    name: str
    short: str
    unit: str
    fdc_number: str | None = None


def gettext_noop(text: str) -> str:
    """Mark a text for translation; whoever shows it translates it."""
    return text


MICROGRAM, MILLIGRAM, KILOCALORIE = "µg", "mg", "kcal"

_MENAQUINONES_FROM_5 = (  # each in full: what finds texts to translate reads no f-strings
    gettext_noop("Menaquinone-5"),
    gettext_noop("Menaquinone-6"),
    gettext_noop("Menaquinone-7"),
    gettext_noop("Menaquinone-8"),
    gettext_noop("Menaquinone-9"),
    gettext_noop("Menaquinone-10"),
    gettext_noop("Menaquinone-11"),
    gettext_noop("Menaquinone-12"),
    gettext_noop("Menaquinone-13"),
)

NUTRIENTS = {
    nutrient.code: nutrient
    for nutrient in (
        Nutrient("energy", gettext_noop("Energy"), "Energy", KILOCALORIE, "208"),
        Nutrient("phylloquinone", gettext_noop("Phylloquinone (vitamin K1)"), "K1", MICROGRAM, "430"),
        Nutrient("dihydrophylloquinone", gettext_noop("Dihydrophylloquinone"), "dK1", MICROGRAM, "429"),
        Nutrient("menaquinone_4", gettext_noop("Menaquinone-4"), "MK-4", MICROGRAM, "428"),
        *(
            Nutrient(f"menaquinone_{length}", name, f"MK-{length}", MICROGRAM)
            for length, name in enumerate(_MENAQUINONES_FROM_5, start=5)
        ),
        Nutrient("menaquinone_unspecified", gettext_noop("Vitamin K2, form not stated"), "K2", MICROGRAM),
        Nutrient("vitamin_d", gettext_noop("Vitamin D (D2 + D3)"), "D", MICROGRAM, "328"),
        Nutrient("cholecalciferol", gettext_noop("Cholecalciferol (vitamin D3)"), "D3", MICROGRAM, "326"),
        Nutrient("magnesium", gettext_noop("Magnesium"), "Mg", MILLIGRAM, "304"),
        Nutrient("calcium", gettext_noop("Calcium"), "Ca", MILLIGRAM, "301"),
    )
}

MENAQUINONES = tuple(code for code in NUTRIENTS if code.startswith("menaquinone_"))
