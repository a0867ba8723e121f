"""How much of a food one portion is.

The first portion of a food is the one it is shown in, and a table's first is often a cup. So each category
has a weight that one helping does not pass, our choice: the first portion within it is the usual one, and
where a food has none, that weight itself. What people added for themselves is taken as they measure it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from foods.categories import OF_PEOPLE
from nutrients.gap import Gap
from nutrients.intake import Amount

ONE, HUNDRED = Decimal(1), Decimal(100)
MOST_GRAMS = {
    "bread": 100,
    "cereal": 40,
    "cheese": 40,
    "condiment": 20,
    "fats_oils": 15,
    "fish": 150,
    "fish_oil": 5,
    "herb_spice": 5,
    "mushroom": 100,
    "nut_seed": 35,
    "organ_meat": 100,
    "processed_meat": 75,
    "seaweed": 10,
    "shellfish": 100,
    "sweet": 30,
}
MOST_OF_OTHERS = 250

# 50 to 100 µg MK-7 are in 5 to 13 g of ordinary natto: one to three teaspoons, which a dish can hide.
LITTLE_NATTO_GRAMS = (5, 13)


@dataclass(frozen=True, slots=True)
class Helping:
    """One portion: how many of which portion, as an entry has it. name "": `quantity` are grams, or units of
    a product. grams: None for a product."""

    quantity: Decimal
    name: str
    grams: Decimal | None


def usual_helping(
    portions: Iterable[tuple[str, Decimal | None]], category: str, *, is_product: bool
) -> Helping:
    """portions: names and weights of a food, the one it is shown in first."""
    portions = list(portions)
    if is_product:
        return Helping(ONE, portions[0][0] if portions else "", None)
    most = Decimal(MOST_GRAMS.get(category, MOST_OF_OTHERS))
    for name, grams in portions:
        if grams is not None and (grams <= most or category in OF_PEOPLE):
            return Helping(ONE, name, grams)
    grams = min(most, HUNDRED)
    return Helping(grams, "", grams)


def little_natto(per_100g: Amount, gap: Gap) -> Helping | None:
    """As many whole grams as the published value closes the gap with, within `LITTLE_NATTO_GRAMS`; None
    where natto has no value."""
    if per_100g.value is None or per_100g.value <= 0:
        return None
    least, most = LITTLE_NATTO_GRAMS
    wanted = (gap.short * 100 / per_100g.value).to_integral_value(ROUND_CEILING)
    grams = min(max(wanted, Decimal(least)), Decimal(most))
    return Helping(grams, "", grams)
