"""What may be suggested to whom: curated foods, a person's own, and what they logged lately.

Imported tables are left out but for what the person logs: nobody has looked at their portions, and among
thousands of rows the first ones are curiosities.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from foods.composition import Composition, compositions
from foods.models import Food, ListedValue, Portion
from foods.naming import naming_of

CURATED = ListedValue.objects.filter(nutrient="", release__isnull=True, is_branded=False)


@dataclass(frozen=True, slots=True)
class Suggestible:
    """A food that could be suggested. portions: names and weights, the one it is shown in first."""

    food_id: int
    slug: str
    name: str
    category: str
    composition: Composition
    portions: tuple[tuple[str, Decimal | None], ...]
    names: tuple[str, ...]
    marks: frozenset[str]


def suggestible_foods(person, logged: Collection[int]) -> list[Suggestible]:
    """Everything that could be suggested, by name. logged: foods of the person's last weeks.

    Three queries, and two for compositions that this process has not seen.
    """
    wanted = Q(pk__in=CURATED.values("food")) | Q(owner=person) | Q(pk__in=set(logged))
    foods = list(
        Food.objects.loggable_by(person)
        .filter(wanted)
        .order_by("name", "pk")
        .values_list("pk", "slug", "name", "category", "revision_id")
    )
    known = compositions(revision_id for *_rest, revision_id in foods)
    ids = {food_id for food_id, *_rest in foods}
    portions = _portions_of(ids)
    naming = naming_of(ids)
    return [
        Suggestible(
            food_id,
            slug,
            name,
            category,
            known[revision_id],
            tuple(portions.get(food_id, ())),
            naming.names.get(food_id, ()),
            naming.marks.get(food_id, frozenset()),
        )
        for food_id, slug, name, category, revision_id in foods
    ]


def _portions_of(food_ids: Collection[int]) -> dict[int, list[tuple[str, Decimal | None]]]:
    found: dict[int, list[tuple[str, Decimal | None]]] = {}
    rows = Portion.objects.filter(food__in=food_ids).order_by("food", "position", "pk")
    for food_id, name, grams in rows.values_list("food_id", "name", "grams"):
        found.setdefault(food_id, []).append((name, grams))
    return found
