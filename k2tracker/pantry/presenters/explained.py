"""A recipe's values, each down to what its ingredients bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy

from foods.composition import Composition, scaled
from foods.models import STATES, Food
from foods.presenters.kinds import BADGES
from k2tracker.diary.measures import amount_text
from k2tracker.pantry.queries import Ingredients
from k2tracker.web.numbers import display
from nutrients.intake import UNKNOWN, State
from nutrients.nutrient import NUTRIENTS

SHOWN = {
    "menaquinone_7": gettext_lazy("MK-7"),
    "menaquinone_4": gettext_lazy("MK-4"),
    "menaquinone_unspecified": gettext_lazy("K2, form not named"),
    "phylloquinone": gettext_lazy("K1"),
    "vitamin_d": gettext_lazy("Vitamin D"),
    "cholecalciferol": gettext_lazy("Vitamin D3"),
    "magnesium": gettext_lazy("Magnesium"),
    "calcium": gettext_lazy("Calcium"),
    "energy": gettext_lazy("Energy"),
}
STATE_WORDS = {State(code): words for code, words in STATES}


@dataclass(frozen=True, slots=True)
class Brought:
    """What one ingredient brings to the whole recipe. text None: unknown."""

    name: str
    url: str
    amount: str
    text: str | None
    state: str
    badge: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One nutrient per 100 g. amount None: unknown, then at_least is the known part (None: nothing known).

    low, high: its range. note: which ingredients have no value.
    """

    name: str
    unit: str
    amount: Decimal | None
    at_least: Decimal | None
    low: Decimal | None
    high: Decimal | None
    note: str
    parts: tuple[Brought, ...]


@dataclass(frozen=True, slots=True)
class IngredientLine:
    name: str
    url: str
    amount: str


@dataclass(frozen=True, slots=True)
class RecipePage:
    """grams: what the batch weighs; is_weighed: whether somebody weighed it, else it is what went in."""

    ingredients: tuple[IngredientLine, ...]
    grams: Decimal
    is_weighed: bool
    values: tuple[Explained, ...]
    is_outdated: bool


def recipe_page(food: Food, ingredients: Ingredients, known: Mapping[int, Composition]) -> RecipePage:
    """known: the compositions of the recipe and of its ingredients, as it counts them, by revision."""
    rows = [
        (row, scaled(known[row.revision_id], grams=row.grams, units=row.units)) for row in ingredients.rows
    ]
    composition = known[food.revision_id]
    weights = [row.grams for row in ingredients.rows if row.grams is not None]
    grams = food.recipe.yield_grams
    return RecipePage(
        ingredients=tuple(IngredientLine(row.food.name, _url(row), _amount(row)) for row, _amounts in rows),
        grams=sum(weights, Decimal(0)) if grams is None else grams,
        is_weighed=grams is not None,
        values=tuple(_explained(code, composition, rows) for code in SHOWN),
        is_outdated=ingredients.is_outdated,
    )


def _explained(code: str, composition: Composition, rows) -> Explained:
    value = composition.values.get(code)
    amount = UNKNOWN if value is None else value.amount
    return Explained(
        name=str(SHOWN[code]),
        unit=NUTRIENTS[code].unit,
        amount=amount.value,
        at_least=amount.low if amount.value is None else None,
        low=amount.low,
        high=amount.high,
        note="" if value is None else value.note,
        parts=tuple(_brought(code, row, amounts) for row, amounts in rows),
    )


def _brought(code: str, row, amounts) -> Brought:
    amount = amounts.get(code, UNKNOWN)
    return Brought(
        name=row.food.name,
        url=_url(row),
        amount=_amount(row),
        text=None if amount.value is None else display(amount.value, NUTRIENTS[code].unit),
        state=str(STATE_WORDS[amount.state]),
        badge=BADGES[amount.state],
    )


def _url(row) -> str:
    return reverse("foods:detail", args=[row.food.slug])


def _amount(row) -> str:
    return amount_text(quantity=row.quantity, portion_name=row.portion_name, grams=row.grams)
