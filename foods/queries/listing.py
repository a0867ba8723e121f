"""Which foods the list shows, in which order: read a page at a time, never all of them.

Curated foods come first, since they are few and hold what nobody else publishes; the foods of imported
tables follow. Branded products of imported tables are many and hold what a label lists: they are found by
search, and listed where they are asked for. Limits: a list of names ends after MOST_LISTED foods, a search
after its best MOST_MATCHES; the page says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from nutrients.intake import State
from nutrients.nutrient import MENAQUINONES

from ..models import Food, FoodMark, FoodNutrient
from ..search import Reader, find
from .kept import kept

FORMS_THAT_COUNT = ("menaquinone_7", "menaquinone_4")  # the two forms that most papers measure
MOST_LISTED = 10_000
MOST_MATCHES = 300


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list. only_known: MK-4 and MK-7 both have a value. only_measured: every menaquinone
    that has a value was measured in this food, and at least one was. only_curated: no imported tables.
    with_branded: imported branded products as well.
    """

    category: str = ""
    only_known: bool = False
    only_measured: bool = False
    only_curated: bool = False
    with_branded: bool = False


@dataclass(frozen=True, slots=True)
class FoodList:
    """Ids of the foods that fit, in order, read by slices. total: how many fit, shown or not.

    hidden: how many are kept back since they are not for the reader. is_cut: `food_ids` ends before `total`.
    branded_left_out: whether branded products would come on top.
    """

    food_ids: Sequence[int]
    total: int
    hidden: int
    is_cut: bool
    branded_left_out: bool = False


class _InTurn(Sequence):
    """The ids of some querysets, one after the other, of which no more is read than is asked for."""

    def __init__(self, parts: Sequence[tuple[QuerySet, int]], most: int):
        self._parts, self._most = parts, most

    def __len__(self):
        return min(sum(count for _foods, count in self._parts), self._most)

    def __getitem__(self, place):
        start, stop, _step = place.indices(len(self))
        found: list[int] = []
        before = 0
        for foods, count in self._parts:
            first, last = max(start - before, 0), min(stop - before, count)
            if first < last:
                found += foods.values_list("pk", flat=True)[first:last]
            before += count
        return found


def list_foods(
    filters: Filters = Filters(),
    *,
    query: str = "",
    show_hidden: bool = False,
    reader: Reader | None = None,
) -> FoodList:
    """Findable foods by name, the curated ones first, or by fit where there is a query."""
    unwanted = unwanted_marks(reader, show_hidden)
    if query:
        return _matching(filters, query, unwanted, reader)
    curated = narrowed(replace(filters, only_curated=True))
    parts = [(without(curated, unwanted), _count("curated", filters, unwanted, curated))]
    if not filters.only_curated:
        imported = narrowed(filters, curated=False).filter(revision__release__isnull=False)
        parts.append((without(imported, unwanted), _count("imported", filters, unwanted, imported)))
    shown = _InTurn([(foods.order_by("name", "pk"), count) for foods, count in parts], MOST_LISTED)
    total = sum(count for _foods, count in parts)
    return FoodList(
        shown, total, count_hidden(filters, unwanted), total > len(shown), leaves_branded_out(filters)
    )


def _count(name, filters, unwanted, foods) -> int:
    return kept((name, filters, unwanted), lambda: without(foods, unwanted).count())


def _matching(filters, query, unwanted, reader) -> FoodList:
    matches = best_matches(query, reader)
    fitting = set(
        narrowed(replace(filters, with_branded=True)).filter(pk__in=matches).values_list("pk", flat=True)
    )
    marked = set(_marked(unwanted).filter(food__in=fitting).values_list("food_id", flat=True))
    shown = [food_id for food_id in matches if food_id in fitting and food_id not in marked]
    return FoodList(shown, len(shown), len(marked), len(matches) == MOST_MATCHES)


def best_matches(query: str, reader: Reader | None) -> list[int]:
    """Ids of the foods that fit a query best, best first."""
    matches = find(query, reader=reader, limit=MOST_MATCHES)
    return [match.food.id for match in matches[:MOST_MATCHES]]


def leaves_branded_out(filters: Filters) -> bool:
    """Whether there are branded products that these filters leave out. At most two queries."""
    if filters.with_branded or filters.only_curated:
        return False
    branded = Food.objects.listed().filter(revision__release__isnull=False).exclude(brand="")
    return kept("branded", branded.exists)


def narrowed(filters: Filters, *, curated: bool = True) -> QuerySet:
    """The findable foods that the filters leave. curated False: the caller leaves curated foods out.

    What is rare is asked for by its own rows ("revision in"): the database need not look at each food.
    """
    foods = Food.objects.listed()
    if filters.only_curated:
        foods = foods.filter(revision__release__isnull=True)
    elif not filters.with_branded:
        unbranded = Q(brand="")
        foods = foods.filter(unbranded | Q(revision__release__isnull=True) if curated else unbranded)
    if filters.category:
        foods = foods.filter(category=filters.category)
    if filters.only_known:
        for code in FORMS_THAT_COUNT:
            foods = foods.filter(revision__in=_revisions_with(nutrient=code, amount__isnull=False))
    if filters.only_measured:
        known = {"nutrient__in": MENAQUINONES, "amount__isnull": False}
        measured = Q(state=State.MEASURED.value)
        others = FoodNutrient.objects.filter(~measured, revision=OuterRef("revision"), **known)
        foods = foods.filter(
            ~Exists(others), revision__in=_revisions_with(**known, state=State.MEASURED.value)
        )
    return foods


def _revisions_with(**conditions):
    return FoodNutrient.objects.filter(**conditions).values("revision")


def unwanted_marks(reader: Reader | None, show_hidden: bool) -> frozenset[str]:
    """Marks of the foods to keep back from this reader."""
    return frozenset() if show_hidden or reader is None else frozenset(reader.unwanted_marks)


def without(foods: QuerySet, marks: frozenset[str]) -> QuerySet:
    """The foods that have none of these marks."""
    return foods.exclude(pk__in=_marked(marks).values("food")) if marks else foods


def count_hidden(filters: Filters, marks: frozenset[str]) -> int:
    """How many of the foods that the filters leave have one of these marks."""
    if not marks:
        return 0
    hidden = narrowed(filters).filter(pk__in=_marked(marks).values("food"))
    return kept(("hidden", filters, marks), hidden.count)


def _marked(marks):
    return FoodMark.objects.filter(mark__in=marks)
