"""Reading a person's own foods. Everything is reached through the person they belong to."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from foods.models import Food, Ingredient, Notice
from foods.own_foods import own_foods_of


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What goes into a recipe. is_outdated: one of the foods has newer figures than the recipe counts."""

    rows: tuple[Ingredient, ...]

    @property
    def is_outdated(self) -> bool:
        return any(row.food.revision_id != row.revision_id and not row.food.is_retired for row in self.rows)


def own_food(person, slug: str) -> Food:
    """One of the person's own foods with all that its form shows. Raises Http404 for any other."""
    food = (
        own_foods_of(person)
        .select_related("revision", "recipe")
        .prefetch_related("portions", "aliases", "marks", "barcodes")
        .filter(slug=slug)
        .first()
    )
    if food is None:
        raise Http404(_("There is no such food of yours."))
    return food


def made_with(person, key: uuid.UUID) -> Food | None:
    """The own food that the form with this key made. One query."""
    made = uuid.uuid5(key, str(person.pk)).hex
    return own_foods_of(person).filter(source_food_id=made).first()


def namesake(person, name: str, *, food: Food | None, key: uuid.UUID | None) -> Food | None:
    """Another own food of this name, however its letters are written: neither `food` nor the one that the
    form with this key made. One query."""
    others = _others(own_foods_of(person), person, food, key)
    return next((other for other in others if other.name.casefold() == name.casefold()), None)


def barcode_holder(person, gtin: str, *, food: Food | None, key: uuid.UUID | None) -> Food | None:
    """What the person can log already under a barcode, their own first; see `namesake`. One query."""
    holders = Food.objects.loggable_by(person).filter(barcodes__gtin=gtin)
    return _others(holders, person, food, key).order_by(F("owner").asc(nulls_last=True), "pk").first()


def _others(foods, person, food: Food | None, key: uuid.UUID | None):
    if food is not None:
        foods = foods.exclude(pk=food.pk)
    return foods if key is None else foods.exclude(source_food_id=uuid.uuid5(key, str(person.pk)).hex)


def own_foods(person) -> list[Food]:
    """All own foods by name, recipes with their row. One query."""
    return list(own_foods_of(person).select_related("recipe").order_by("name", "pk"))


def suggestions_of(person) -> list[Notice]:
    """What the person suggested to everybody, the latest last, with its food. One query."""
    sent = person.food_notices.filter(kind=Notice.Kind.SUGGESTION)
    return list(sent.select_related("food").order_by("sent_at", "pk"))


def ingredients_of(food: Food) -> Ingredients:
    """What goes into a recipe, in its order, with the foods. One query."""
    return Ingredients(tuple(food.recipe.ingredients.select_related("food").order_by("position", "pk")))


def loggable(person, slugs: Iterable[str]) -> dict[str, Food]:
    """Those of these foods that the person can log, by slug, portions ready. Two queries."""
    foods = Food.objects.loggable_by(person).filter(slug__in=list(slugs)).prefetch_related("portions")
    return {food.slug: food for food in foods}
