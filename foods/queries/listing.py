"""Which foods the list shows, in which order: read a page at a time, never all of them.

Curated foods come first, since they are few and hold what nobody else publishes; the foods of imported
tables follow. Branded products of imported tables are many and hold what a label lists: they are found by
search, and listed where they are asked for. Limits: a list of names ends after MOST_LISTED foods, a search
after its best MOST_MATCHES; the page says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from nutrients.intake import State
from nutrients.nutrient import MENAQUINONES

from ..models import Food, FoodMark, ListedValue
from ..search import Reader, find

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
        """parts: ids, and how many there are."""
        self._parts, self._most = parts, most

    def __len__(self):
        return min(sum(count for _ids, count in self._parts), self._most)

    def __getitem__(self, place):
        start, stop, _step = place.indices(len(self))
        found: list[int] = []
        before = 0
        for ids, count in self._parts:
            first, last = max(start - before, 0), min(stop - before, count)
            if first < last:
                found += ids[first:last]
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
    curated = without(_curated(filters), unwanted)
    total = without(listed_values("", filters), unwanted).count()
    parts = [(curated.order_by("food__name", "food").values_list("food", flat=True), curated.count())]
    if not filters.only_curated:
        parts.append((_imported_by_name(filters, unwanted), total - parts[0][1]))
    shown = _InTurn(parts, MOST_LISTED)
    return FoodList(
        shown, total, count_hidden(filters, unwanted), total > len(shown), leaves_branded_out(filters)
    )


def _curated(filters: Filters) -> QuerySet:
    return listed_values("", replace(filters, only_curated=True))


def _imported_by_name(filters, unwanted) -> QuerySet:
    """Ids, read from indexes of `Food` that hold the names in their order."""
    foods = Food.objects.listed().exclude(pk__in=_curated(Filters()).values("food"))
    if not filters.with_branded:
        foods = foods.filter(brand="")
    if filters.category:
        foods = foods.filter(category=filters.category)
    for few in _few(filters):
        foods = foods.filter(pk__in=few)
    if unwanted:
        foods = foods.exclude(pk__in=_marked(unwanted))
    return foods.order_by("name", "pk").values_list("pk", flat=True)


def _matching(filters, query, unwanted, reader) -> FoodList:
    matches = best_matches(query, reader)
    fitting = set(
        listed_values("", replace(filters, with_branded=True))
        .filter(food__in=matches)
        .values_list("food", flat=True)
    )
    marked = set(_marked(unwanted).filter(food__in=fitting))
    shown = [food_id for food_id in matches if food_id in fitting and food_id not in marked]
    return FoodList(shown, len(shown), len(marked), len(matches) == MOST_MATCHES)


def best_matches(query: str, reader: Reader | None) -> list[int]:
    """Ids of the foods that fit a query best, best first."""
    matches = find(query, reader=reader, limit=MOST_MATCHES)
    return [match.food.id for match in matches[:MOST_MATCHES]]


def leaves_branded_out(filters: Filters) -> bool:
    """Whether there are branded products that these filters leave out. At most one query."""
    if filters.with_branded or filters.only_curated:
        return False
    return ListedValue.objects.filter(nutrient="", is_branded=True).exists()


def listed_values(nutrient: str, filters: Filters) -> QuerySet:
    """The values of one nutrient, of the findable foods that fit the filters; "": those foods themselves."""
    values = ListedValue.objects.filter(nutrient=nutrient)
    if filters.only_curated:
        values = values.filter(is_branded=False, release__isnull=True)
    elif not filters.with_branded:
        values = values.filter(is_branded=False)
    if filters.category:
        values = values.filter(category=filters.category)
    for few in _few(filters):
        values = values.filter(food__in=few)
    return values


def _few(filters) -> Iterator[QuerySet]:
    """Ids of the foods that rare filters leave: asked for by their own rows, a database reads no more."""
    known = ListedValue.objects.filter(amount__isnull=False).values("food")
    if not filters.with_branded:
        known = known.filter(is_branded=False)
    if filters.only_known:
        for code in FORMS_THAT_COUNT:
            yield known.filter(nutrient=code)
    if filters.only_measured:
        forms = known.filter(nutrient__in=MENAQUINONES)
        other = ListedValue.objects.filter(
            ~Q(state=State.MEASURED.value),
            food=OuterRef("food"),
            nutrient__in=MENAQUINONES,
            amount__isnull=False,
        )
        yield forms.filter(~Exists(other), state=State.MEASURED.value)


def unwanted_marks(reader: Reader | None, show_hidden: bool) -> frozenset[str]:
    """Marks of the foods to keep back from this reader."""
    return frozenset() if show_hidden or reader is None else frozenset(reader.unwanted_marks)


def without(values: QuerySet, marks: frozenset[str]) -> QuerySet:
    """The values of foods that have none of these marks."""
    return values.exclude(food__in=_marked(marks)) if marks else values


def count_hidden(filters: Filters, marks: frozenset[str]) -> int:
    """How many of the foods that the filters leave have one of these marks."""
    if not marks:
        return 0
    return listed_values("", filters).filter(food__in=_marked(marks)).count()


def _marked(marks) -> QuerySet:
    return FoodMark.objects.filter(mark__in=marks).order_by().values_list("food", flat=True)
