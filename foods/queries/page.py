"""What the page of one food reads beside its composition: who may see it, its donors, its like, its past."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from nutrients.nutrient import MENAQUINONES

from .. import fulltext
from ..composition import Composition, Donor, active_assumptions, compositions
from ..holding import LONGEST_MERGE
from ..models import Assumption, Food, FoodMark, ListedValue, Revision
from ..search import terms_of

MOST_ALIKE = 6
MOST_NAMED = 150
MOST_BEHIND = 10
MOST_CANDIDATES = 120
MOST_VERSIONS = 12
ALIKE_BY = ("phylloquinone", *MENAQUINONES, "vitamin_d", "magnesium", "calcium", "energy")
A_LITTLE = Decimal("0.1")  # added before logarithms are taken: the difference of 0 and 0.05 µg is none


def foods_seen_by(user) -> QuerySet:
    """Foods with a page for this reader: everybody's, retired ones too, and the reader's own."""
    foods = Food.objects.filter(revision__isnull=False)
    everybodys = Q(owner__isnull=True)
    return foods.filter(everybodys | Q(owner=user.pk) if user.is_authenticated else everybodys)


def end_of_merge(food: Food) -> Food:
    """The food that `food` has become part of, however often that was merged in its turn; itself if never."""
    for _step in range(LONGEST_MERGE):
        if food.merged_into_id is None:
            return food
        food = Food.objects.get(pk=food.merged_into_id)
    return food


def donor_foods(composition: Composition) -> dict[Donor, Food]:
    """The donors of a composition's values that stand in the database themselves. One query."""
    wanted = {value.donor for value in composition.values.values() if value.donor is not None}
    return foods_of(wanted)


def foods_of(donors: Iterable[Donor]) -> dict[Donor, Food]:
    """Foods by source and the source's number, those that are here. One query, none for no donor."""
    donors = list(donors)
    rows = Food.objects.filter(
        source__key__in={donor.source_key for donor in donors},
        source_food_id__in={donor.food_id for donor in donors},
        owner__isnull=True,
        revision__isnull=False,
    ).select_related("source")
    found = {Donor(food.source.key, food.source_food_id): food for food in rows}
    return {donor: found[donor] for donor in donors if donor in found}


def assumptions_of(composition: Composition) -> list[Assumption]:
    """The assumptions in use that stand in for this composition's unknowns. Two queries.

    An imported food has those of its source's category, while a curator has that in use.
    """
    group = active_assumptions().group_of(composition)
    return list(Assumption.objects.filter(group=group, is_active=True).select_related("source"))


@dataclass(frozen=True, slots=True)
class Version:
    """A published revision and the one before it; `before` None for the first."""

    revision: Revision
    composition: Composition
    before: Composition | None


def versions(food: Food, standing: Composition) -> tuple[list[Version], int]:
    """The last published revisions of a food, newest first, and how many there are. Up to four queries.

    standing: the composition of the food as it is published now.
    """
    published = food.revisions.published().select_related("release").order_by("-number")
    found = list(published[: MOST_VERSIONS + 1])
    earlier = [revision.pk for revision in found if revision.pk != standing.revision_id]
    known = {standing.revision_id: standing, **compositions(earlier)}
    shown = [
        Version(revision, known[revision.pk], known[before.pk] if before else None)
        for revision, before in zip(found, [*found[1:], None], strict=True)
    ]
    total = published.count() if len(found) > MOST_VERSIONS else len(found)
    return shown[:MOST_VERSIONS], total


def foods_alike(food: Food, composition: Composition) -> dict[Food, Composition]:
    """Some foods of the same category: those named alike, then those that hold the like. Five queries.

    Curated foods come first. What the categories hold is compared form by form, on a scale of tenfold steps.
    """
    same = (
        Food.objects.listed()
        .select_related("revision__release__source")
        .filter(category=food.category, basis=food.basis)
        .exclude(pk=food.pk)
    )
    words = {word for word in terms_of(food.name) if len(word) > 2}
    names = fulltext.names([[(word, False) for word in sorted(words)]], limit=MOST_NAMED)
    shared: dict[int, int] = {}
    for name in names:
        shared[name.food.id] = max(shared.get(name.food.id, 0), len(words & set(name.tokens.split())))
    named = same.filter(pk__in=shared).in_bulk()
    nearest = sorted(shared, key=lambda food_id: -shared[food_id])  # of equally many words the best first
    alike = [named[food_id] for food_id in nearest if food_id in named][: MOST_ALIKE // 2]
    curated = ListedValue.objects.filter(  # of a category they are a few dozen
        release=None, basis=food.basis, nutrient="", category=food.category
    )
    others = list(
        same.filter(pk__in=curated.values("food"))
        .exclude(pk__in=[one.pk for one in alike])
        .order_by("pk")[:MOST_CANDIDATES]
    )
    known = compositions(other.revision_id for other in [*alike, *others])
    others.sort(key=lambda other: (_distance(composition, known[other.revision_id]), other.name))
    return {other: known[other.revision_id] for other in [*alike, *others][:MOST_ALIKE]}


def _distance(one: Composition, other: Composition) -> Decimal:
    """How far apart two foods are in what both are known to hold; what only one is known for is a step."""
    steps = Decimal(0)
    for code in ALIKE_BY:
        first, second = one.amount(code).value, other.amount(code).value
        if first is None and second is None:
            continue
        if first is None or second is None:
            steps += 1
        else:
            steps += abs((first + A_LITTLE).log10() - (second + A_LITTLE).log10())
    return steps


def marks_of(foods: Iterable[Food]) -> dict[int, list[str]]:
    """The curated marks of these foods, by the food's id. One query."""
    marks: dict[int, list[str]] = {}
    rows = FoodMark.objects.filter(food__in=[food.pk for food in foods])
    for food_id, mark in rows.values_list("food_id", "mark"):
        marks.setdefault(food_id, []).append(mark)
    return marks


def records_behind(food: Food) -> list[Food]:
    """Imported foods that this curated food stands for in lists. One query."""
    return list(
        food.represents.filter(is_retired=False, revision__isnull=False)
        .select_related("revision__release__source")
        .order_by("name", "pk")[:MOST_BEHIND]
    )
