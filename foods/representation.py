"""Which curated food stands for which record of a source, so that one food is not listed twice.

A curated composition names the USDA number that its values come from. The record of that number, in SR28 and
in FoodData Central, is then represented by the curated food: it keeps its page, and search gives the curated
one. A food of SR Legacy or Foundation is the same as the SR28 food of its number. For a merged food stands
the one that it has become part of.
"""

from collections import Counter

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from .models import Food, FoodNutrient
from .search_index import index_foods

SR28 = "usda_sr28"
SAME_NUMBERS = (SR28, "fdc_sr_legacy", "fdc_foundation")
NDB_DIGITS = 5


@transaction.atomic
def represent() -> int:
    """Bring all links in step with the published compositions; gives how many changed.

    Of several curated foods that rest on one record, the one with the most values from it stands for it.
    """
    by_number, by_record = _curated()
    changed = []
    standing = {}  # SR28's number -> who stands for that food
    rows = list(
        Food.objects.filter(owner__isnull=True)
        .exclude(source__key="k2tracker")
        .filter(Q(ndb_number__gt="") | Q(represented_by__isnull=False))
        .select_related("source")
    )
    rows += _named(by_record, {food.pk for food in rows})
    rows.sort(key=lambda food: food.source.key != SR28)  # SR28 first: the others may follow it
    for food in rows:
        key = food.source.key
        if food.merged_into_id is not None:
            if key == SR28:
                standing[food.ndb_number] = food.merged_into_id
            continue
        wanted = by_record.get((key, food.source_food_id)) or by_number.get(food.ndb_number)
        if wanted is None and key in SAME_NUMBERS and key != SR28:
            wanted = standing.get(food.ndb_number)
        if wanted == food.pk:
            wanted = None
        if key == SR28 and not food.is_retired:
            standing[food.ndb_number] = wanted or food.pk
        if wanted != food.represented_by_id:
            food.represented_by_id = wanted
            changed.append(food)
    Food.objects.bulk_update(changed, ["represented_by"], batch_size=200)
    index_foods(food.pk for food in changed)
    return len(changed)


def _curated() -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """(NDB number -> curated food, (source, id) -> curated food), by the donors of published values."""
    food = "revision__published_as__"
    rows = (
        FoodNutrient.objects.filter(
            Q(**{f"{food}is_retired": False}) | Q(**{f"{food}merged_into__isnull": False}),
            revision__published_as__owner__isnull=True,
            revision__published_as__ndb_number="",
            revision__release__isnull=True,
            donor_source__isnull=False,
        )
        .annotate(
            stands=Coalesce(f"{food}merged_into", "revision__food"),
            address=Coalesce(f"{food}merged_into__slug", "revision__food__slug"),
        )
        .values_list("donor_source__key", "donor_food_id", "stands", "address")
    )
    counted: dict[tuple[str, str], Counter] = {}
    for key, number, food_id, slug in rows.iterator():
        counted.setdefault((key, number), Counter())[slug, food_id] += 1
    best = {donor: min(counts, key=lambda one: (-counts[one], one))[1] for donor, counts in counted.items()}
    by_number = {number.zfill(NDB_DIGITS): food_id for (key, number), food_id in best.items() if key == SR28}
    return by_number, best


def _named(by_record: dict[tuple[str, str], int], seen: set[int]) -> list[Food]:
    """The donors that have no NDB number."""
    wanted = [(key, food_id) for key, food_id in by_record if key != SR28]
    if not wanted:
        return []
    found = Food.objects.filter(
        source__key__in={key for key, _food_id in wanted},
        source_food_id__in=[food_id for _key, food_id in wanted],
        owner__isnull=True,
    ).select_related("source")
    return [
        food for food in found if food.pk not in seen and (food.source.key, food.source_food_id) in by_record
    ]
