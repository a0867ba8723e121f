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


MICROGRAM, MILLIGRAM, KILOCALORIE = "µg", "mg", "kcal"

NUTRIENTS = {
    nutrient.code: nutrient
    for nutrient in (
        Nutrient("energy", "Energy", "Energy", KILOCALORIE, "208"),
        Nutrient("phylloquinone", "Phylloquinone (vitamin K1)", "K1", MICROGRAM, "430"),
        Nutrient("dihydrophylloquinone", "Dihydrophylloquinone", "dK1", MICROGRAM, "429"),
        Nutrient("menaquinone_4", "Menaquinone-4", "MK-4", MICROGRAM, "428"),
        *(
            Nutrient(f"menaquinone_{length}", f"Menaquinone-{length}", f"MK-{length}", MICROGRAM)
            for length in range(5, 14)
        ),
        Nutrient("menaquinone_unspecified", "Vitamin K2, form not stated", "K2", MICROGRAM),
        Nutrient("vitamin_d", "Vitamin D (D2 + D3)", "D", MICROGRAM, "328"),
        Nutrient("cholecalciferol", "Cholecalciferol (vitamin D3)", "D3", MICROGRAM, "326"),
        Nutrient("magnesium", "Magnesium", "Mg", MILLIGRAM, "304"),
        Nutrient("calcium", "Calcium", "Ca", MILLIGRAM, "301"),
    )
}

MENAQUINONES = tuple(code for code in NUTRIENTS if code.startswith("menaquinone_"))
