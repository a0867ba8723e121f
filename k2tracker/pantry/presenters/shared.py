"""What a suggestion shares, said before it is sent."""

from dataclasses import dataclass

from foods.models import Food
from foods.presenters.found import portion_words
from k2tracker.web.numbers import display
from nutrients.nutrient import NUTRIENTS


@dataclass(frozen=True, slots=True)
class Shared:
    """Names, figures, portions and barcode of an own food; nothing about its person."""

    aliases: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    portions: tuple[str, ...]
    barcode: str


def shared_of(food: Food) -> Shared:
    """food: with portions, aliases, barcodes and revision at hand. One query, for the figures."""
    values = {value.nutrient: value for value in food.revision.values.all() if value.amount is not None}
    return Shared(
        aliases=tuple(alias.text for alias in food.aliases.all()),
        figures=tuple(
            (nutrient.short, display(values[code].amount, nutrient.unit))
            for code, nutrient in NUTRIENTS.items()
            if code in values
        ),
        portions=tuple(portion_words(portion) for portion in food.portions.all()),
        barcode=", ".join(barcode.gtin for barcode in food.barcodes.all()),
    )
