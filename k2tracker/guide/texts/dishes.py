"""Strongly flavoured dishes that a spoon of natto goes into, and the article's two sentences of advice.

The first two dishes are the article's, the others ours. Nothing here is shown to somebody on a vitamin K
antagonist, or before that question is answered.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from nutrients.claim import Quote

BRAVE = Quote(
    "Mix a tiny amount of Natto into a strongly flavored food like scrambled eggs or a spicy stir-fry", "E12"
)
PRAGMATIC = Quote(
    "choose a supplement that combines Vitamin D3 (around 5,000 IU) and Vitamin K2 (MK-7, around 100 µg)",
    "E15",
)


@dataclass(frozen=True, slots=True)
class Dish:
    """how: when and with what the natto goes in."""

    name: str
    how: str


DISHES = (
    Dish(
        gettext_noop("Scrambled eggs"),
        gettext_noop("With spring onion and soy sauce; the natto folded in off the heat."),
    ),
    Dish(
        gettext_noop("Spicy stir-fry"),
        gettext_noop("Garlic, ginger and chilli carry it; the natto goes in at the very end."),
    ),
    Dish(
        gettext_noop("Kimchi fried rice"),
        gettext_noop("Two ferments that know each other; sesame oil over both."),
    ),
    Dish(
        gettext_noop("Japanese curry"), gettext_noop("A spoon of natto stirred into the plate, not the pot.")
    ),
    Dish(
        gettext_noop("Miso soup"),
        gettext_noop("Chopped natto, tofu and leek, once the soup is off the boil."),
    ),
    Dish(
        gettext_noop("Mustard and soy sauce on rice"),
        gettext_noop("Hot mustard, soy sauce and spring onion, beaten with the natto first."),
    ),
    Dish(
        gettext_noop("Spaghetti with chilli, garlic and anchovy"),
        gettext_noop("Anchovy is the louder of the two; the natto is mixed in on the plate."),
    ),
)
