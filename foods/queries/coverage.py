"""How much is known: for each nutrient, how many foods have a value of each kind.

Counted each time, so that it is right straight after a publication: one query over an index of `ListedValue`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from nutrients.intake import State

from ..models import Food, ListedValue, SourceRelease

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
    """Every group of findable foods: curated foods, curated products, then each imported table.

    Two queries."""
    sources = dict(SourceRelease.objects.values_list("pk", "source__key"))
    rows = (
        ListedValue.objects.order_by()
        .values_list("release", "basis", "nutrient", "state")
        .annotate(foods=Count("*"))
    )
    sizes: Counter = Counter()
    kinds: dict[str, dict[str, Counter]] = {}
    for release, basis, nutrient, state, count in rows:
        group = _group(sources.get(release), basis)
        by_nutrient = kinds.setdefault(group, {})
        if nutrient:
            by_nutrient.setdefault(nutrient, Counter())[State(state)] += count
        else:
            sizes[group] += count
    for group, by_nutrient in kinds.items():
        for counts in by_nutrient.values():
            counts[State.UNKNOWN] = sizes[group] - counts.total()
    curated, imported = [], []
    for group in sorted(sizes):
        of = curated if group in (CURATED_FOODS, CURATED_PRODUCTS) else imported
        of.append(Coverage(group, sizes[group], kinds[group]))
    return [*curated, *imported]


def _group(source: str | None, basis: str) -> str:
    if source is not None:
        return source
    return CURATED_PRODUCTS if basis == Food.Basis.PER_UNIT else CURATED_FOODS
