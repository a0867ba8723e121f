"""How much is known: for each nutrient, how many foods have a value of each kind. Two queries."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from nutrients.intake import State

from ..models import Food, FoodNutrient
from .kept import kept

# The groups that are counted apart. An imported table is a group of its own, under its source's key.
CURATED_FOODS, CURATED_PRODUCTS = "foods", "products"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A group of foods. kinds: nutrient code -> state -> foods; states without a food are left out, "unknown"
    counts what has no value, written down or not."""

    group: str
    foods: int
    kinds: Mapping[str, Mapping[State, int]]


def coverage() -> list[Coverage]:
    """Every group of findable foods: curated foods, curated products, then each imported table."""
    return kept("coverage", _read)


def _read() -> list[Coverage]:
    sizes: Counter = Counter()
    rows = (
        Food.objects.listed()
        .order_by()
        .values_list("revision__release__source__key", "basis")
        .annotate(Count("pk"))
    )
    for source, basis, count in rows:
        sizes[_group(source, basis)] += count
    kinds: dict[str, dict[str, Counter]] = {group: {} for group in sizes}
    listed = Food.objects.listed().values("revision")
    rows = (
        FoodNutrient.objects.filter(revision__in=listed)
        .order_by()
        .values_list("revision__release__source__key", "revision__published_as__basis", "nutrient", "state")
        .annotate(Count("pk"))
    )
    for source, basis, nutrient, state, count in rows:
        if state != State.UNKNOWN:
            kinds[_group(source, basis)].setdefault(nutrient, Counter())[State(state)] += count
    for group, by_nutrient in kinds.items():
        for counts in by_nutrient.values():
            counts[State.UNKNOWN] = sizes[group] - counts.total()
    first = [CURATED_FOODS, CURATED_PRODUCTS]
    order = sorted(sizes, key=lambda group: (first.index(group) if group in first else len(first), group))
    return [Coverage(group, sizes[group], kinds[group]) for group in order]


def _group(source: str | None, basis: str) -> str:
    if source is not None:
        return source
    return CURATED_PRODUCTS if basis == Food.Basis.PER_UNIT else CURATED_FOODS
