"""How much is known: for each nutrient, how many foods have a value of each kind.

Curated foods are counted each time. Imported tables change with an import alone and can hold half a million
foods, so a large database keeps their counts for an hour. Two queries for either.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from nutrients.intake import State

from ..models import Food, FoodNutrient
from .kept import kept

# The groups that are counted apart. An imported table is a group of its own, under its source's key.
CURATED_FOODS, CURATED_PRODUCTS = "foods", "products"
IMPORTED_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Coverage:
    """A group of foods. kinds: nutrient code -> state -> foods; states without a food are left out, "unknown"
    counts what has no value, written down or not."""

    group: str
    foods: int
    kinds: Mapping[str, Mapping[State, int]]


def coverage() -> list[Coverage]:
    """Every group of findable foods: curated foods, curated products, then each imported table."""
    imported = kept("coverage", lambda: _read(is_imported=True), seconds=IMPORTED_SECONDS)
    return [*_read(is_imported=False), *imported]


def _read(*, is_imported: bool) -> list[Coverage]:
    foods = Food.objects.listed().filter(revision__release__isnull=not is_imported)
    source = "revision__release__source__key"
    sizes: Counter = Counter()
    for key, basis, count in foods.order_by().values_list(source, "basis").annotate(Count("pk")):
        sizes[_group(key, basis)] += count
    kinds: dict[str, dict[str, Counter]] = {group: {} for group in sizes}
    rows = (
        FoodNutrient.objects.filter(revision__in=foods.values("revision"))
        .order_by()
        .values_list(source, "revision__published_as__basis", "nutrient", "state")
        .annotate(Count("pk"))
    )
    for key, basis, nutrient, state, count in rows:
        if state != State.UNKNOWN:
            kinds[_group(key, basis)].setdefault(nutrient, Counter())[State(state)] += count
    for group, by_nutrient in kinds.items():
        for counts in by_nutrient.values():
            counts[State.UNKNOWN] = sizes[group] - counts.total()
    return [Coverage(group, sizes[group], kinds[group]) for group in sorted(sizes)]


def _group(source: str | None, basis: str) -> str:
    if source is not None:
        return source
    return CURATED_PRODUCTS if basis == Food.Basis.PER_UNIT else CURATED_FOODS
