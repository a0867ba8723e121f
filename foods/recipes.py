"""Recipes: own foods whose composition follows from what goes in, 100 g of the yield at a time.

What is known of every ingredient adds up, ranges too. Where one ingredient is unknown the sum is unknown,
with the known part as its lower end: a recipe never counts for more than is known, nor as exact where it is
not. Limits: cooking losses and retention are left out; assumptions are not taken in, since they stand in for
an entry and not for a composition; the compositions are those of the day the recipe was saved.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from nutrients.intake import UNKNOWN, Amount, State
from nutrients.nutrient import NUTRIENTS

from .actions import Draft, DraftValue, Publication, publish
from .composition import Composition, compositions, scaled
from .holding import with_held
from .label import STEP
from .marks import inherited_marks, marks_by_name, named, pass_on_marks
from .models import Food, Ingredient, Recipe
from .own_foods import (
    NotYours,
    OwnFood,
    OwnPortion,
    bring_back,
    hold,
    insert_own,
    own_source,
    write_marks,
    write_portions,
)
from .search_index import index_foods

OWN_RECIPE = "own_recipe"
RECIPE_CITATION = "Calculated from the ingredients of a recipe, by the person who wrote it"
RECIPE_CATEGORY = "recipe"
GRAM_STEP = Decimal("0.001")
MOST_AMOUNT = Decimal(100_000_000)  # µg: 100 g
MOST_INGREDIENTS = 40
NAMED_IN_NOTE = 6  # unknown ingredients that a note names before it counts the rest


class Circular(Exception):
    """An ingredient is the recipe itself, or holds it."""

    def __init__(self, food: Food):
        super().__init__(food.pk)
        self.food = food


class Weightless(Exception):
    """Nothing that goes in has a weight, and none is given for what comes out."""


class TooDense(Exception):
    """100 g of the recipe would hold 100 g of one nutrient: the weight that comes out is a slip."""


@dataclass(frozen=True, slots=True)
class Part:
    """One ingredient in one amount: grams of a food or units of a product (the other: None).

    quantity: how many of the portion, or of grams where `portion_name` is empty.
    """

    food: Food
    quantity: Decimal
    portion_name: str
    grams: Decimal | None
    units: Decimal | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of a recipe. yield_grams None: it weighs what went in. yield_portions None: it is
    not counted in portions. marks: what the person answered about the name."""

    name: str
    parts: tuple[Part, ...]
    yield_grams: Decimal | None = None
    yield_portions: Decimal | None = None
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weighed:
    """An ingredient's name and what its amount brings: code -> Amount; a missing code is unknown."""

    name: str
    amounts: dict[str, Amount]


def weighed(name: str, composition: Composition, *, grams: Decimal | None, units: Decimal | None) -> Weighed:
    """What an ingredient brings to the batch."""
    return Weighed(name, scaled(composition, grams=grams, units=units))


def compose(parts: Collection[Weighed], *, grams: Decimal) -> Draft:
    """The composition per 100 g of a batch that weighs `grams`. A nutrient that no part knows has no row.

    Raises TooDense.
    """
    values = []
    for code in NUTRIENTS:
        amounts = [(part.name, part.amounts.get(code, UNKNOWN)) for part in parts]
        known = [amount for _name, amount in amounts if amount.is_known]
        if not known and all(amount.low is None for _name, amount in amounts):
            continue
        values.append(_sum(code, amounts, per=100 / grams))
    return Draft(values=tuple(values))


def _sum(code: str, amounts: list[tuple[str, Amount]], *, per: Decimal) -> DraftValue:
    unknown = [name for name, amount in amounts if not amount.is_known]
    values = [_value(amount) for _name, amount in amounts]
    low = sum(_end(amount, amount.low) for _name, amount in amounts)
    high = None if unknown else sum(_end(amount, amount.high) for _name, amount in amounts)
    has_range = any(amount.low is not None or amount.high is not None for _name, amount in amounts)
    if unknown:
        return DraftValue(
            nutrient=code,
            amount=None,
            state=State.UNKNOWN,
            source=None,
            low=_kept(low * per),
            note=_unknown_note(unknown),
        )
    return DraftValue(
        nutrient=code,
        amount=_kept(sum(values) * per),
        state=State.CALCULATED,
        source=OWN_RECIPE,
        low=_kept(low * per) if has_range else None,
        high=_kept(high * per) if has_range else None,
    )


def _value(amount: Amount) -> Decimal:
    """What of the amount is known for sure to count: a trace counts as 0."""
    return Decimal(0) if amount.value is None else amount.value


def _end(amount: Amount, end: Decimal | None) -> Decimal:
    """One end of an amount's range; its value stands for an end that is not given."""
    return _value(amount) if end is None else end


def _kept(amount: Decimal) -> Decimal:
    if amount >= MOST_AMOUNT:
        raise TooDense
    return amount.quantize(STEP, rounding=ROUND_HALF_UP)


def _unknown_note(names: list[str]) -> str:
    """Which ingredients have no value; stored beside the sum, as data."""
    named = ", ".join(names[:NAMED_IN_NOTE])
    more = len(names) - NAMED_IN_NOTE
    return f"Unknown for {named} and {more} more." if more > 0 else f"Unknown for {named}."


def yield_of(told: Told) -> Decimal:
    """What the batch weighs in grams. Raises Weightless."""
    grams = told.yield_grams
    if grams is None:
        grams = sum((part.grams for part in told.parts if part.grams is not None), Decimal(0))
    if grams <= 0:
        raise Weightless
    return grams


def yield_of_rows(rows: Collection[Ingredient]) -> Decimal:
    """What the batch of a stored recipe weighs in grams. rows: all its ingredients, with their recipe."""
    grams = next(iter(rows)).recipe.yield_grams
    return sum((row.grams for row in rows if row.grams is not None), Decimal(0)) if grams is None else grams


def portions_of(told: Told, *, portion_name: str, batch_name: str) -> tuple[OwnPortion, ...]:
    """How a recipe is counted: by its portions where their number is given, and as a whole."""
    grams = yield_of(told)
    portions = []
    if told.yield_portions is not None:
        one = (grams / told.yield_portions).quantize(GRAM_STEP, rounding=ROUND_HALF_UP)
        portions.append(OwnPortion(portion_name, max(one, GRAM_STEP)))
    portions.append(OwnPortion(batch_name, grams.quantize(GRAM_STEP, rounding=ROUND_HALF_UP)))
    return tuple(portions)


def held_foods(food_ids: Iterable[int]) -> set[int]:
    """These foods and all that goes into them, recipes within recipes followed to the end."""
    seen: set[int] = set()
    fresh = set(food_ids)
    while fresh:
        seen |= fresh
        rows = Ingredient.objects.filter(recipe__food__in=fresh).values_list("food_id", flat=True)
        fresh = set(rows) - seen
    return seen


def add_recipe(*, by, key: uuid.UUID, told: Told, portions: tuple[OwnPortion, ...]) -> Food:
    """Add a recipe of `by`, publish what it holds, and keep what went in.

    An ingredient that has become part of another food since it was read goes in as that one.
    key: made by the client, once; sent again it is the recipe that it made, with what is said now.
    Raises NotYours where an ingredient is somebody else's own or is gone, Weightless and TooDense.
    """
    source = own_source(OWN_RECIPE, RECIPE_CITATION)
    bare = OwnFood(told.name, is_product=False, draft=Draft(values=()), category=RECIPE_CATEGORY)

    def write(held):
        food, is_new = insert_own(by=by, key=key, told=bare, source=source)
        if is_new:
            _write(Recipe(food=food), _as_held(told, held), portions, source, reason="added")
            return food
        bring_back(food, by=by)
        return _change(by=by, food=food, told=_as_held(told, held), portions=portions)

    return with_held({part.food.pk for part in told.parts}, write)


def change_recipe(*, by, food: Food, told: Told, portions: tuple[OwnPortion, ...]) -> Food:
    """Change a recipe of `by`: another composition becomes its next revision, logged days keep theirs.

    Raises what `add_recipe` does, and Circular where an ingredient holds the recipe.
    """

    def write(held):
        return _change(by=by, food=food, told=_as_held(told, held), portions=portions)

    return with_held({part.food.pk for part in told.parts}, write, writes=food.pk)


def _as_held(told: Told, held: Mapping[int, Food]) -> Told:
    """The recipe with its ingredients as they stand now. Raises NotYours where one is gone."""
    if any(part.food.pk not in held for part in told.parts):
        raise NotYours
    return replace(told, parts=tuple(replace(part, food=held[part.food.pk]) for part in told.parts))


def _change(*, by, food: Food, told: Told, portions: tuple[OwnPortion, ...]) -> Food:
    """The ingredients are held, and the recipe in its place among them where it is not a new one."""
    food = hold(by=by, food=food)
    for part in told.parts:
        if food.pk in held_foods([part.food.pk]):
            raise Circular(part.food)
    source = own_source(OWN_RECIPE, RECIPE_CITATION)
    food.name = told.name
    food.save(update_fields=["name"])
    _write(food.recipe, told, portions, source, reason="changed")
    index_foods([food.pk])
    pass_on_marks([food.pk])
    return food


def _write(recipe: Recipe, told: Told, portions, source, *, reason: str) -> None:
    food = recipe.food
    if any(part.food.owner_id not in (None, food.owner_id) for part in told.parts):
        raise NotYours(food.pk)
    recipe.yield_grams, recipe.yield_portions = told.yield_grams, told.yield_portions
    recipe.save()
    recipe.ingredients.all().delete()
    Ingredient.objects.bulk_create(
        Ingredient(
            recipe=recipe,
            food=part.food,
            revision_id=part.food.revision_id,
            position=position,
            quantity=part.quantity,
            portion_name=part.portion_name,
            grams=part.grams,
            units=part.units,
        )
        for position, part in enumerate(told.parts)
    )
    write_portions(food, portions)
    write_marks(food, inherited_marks(told.parts) | told.marks | marks_by_name(named(told.name)))
    known = compositions(part.food.revision_id for part in told.parts)
    draft = compose(
        [
            weighed(part.food.name, known[part.food.revision_id], grams=part.grams, units=part.units)
            for part in told.parts
        ],
        grams=yield_of(told),
    )
    publish(publications=[Publication(food, draft, reason)], sources={source.key: source})
