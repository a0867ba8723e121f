"""Checks of values against the records and sources they rest on: conflicts, donors, what has none."""

from collections.abc import Collection, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext as _

from ..models import Food, FoodNutrient, Source
from .checks import (
    FACTOR,
    Finding,
    Known,
    curated_foods,
    exact,
    exact_range,
    fingerprint,
    known_values,
    per,
    short,
    times,
)

LEAST = 1  # in the nutrient's unit: a zero against less than this is a matter of rounding


def conflicts() -> Iterator[Finding]:
    """Figures of curated foods a factor of three or more from a record of the same food: one that they stand
    for in lists, or one with the same NDB number. One query, and three for every 500 foods compared."""
    curated = curated_foods()
    by_number: dict[str, list[int]] = {}
    for pk, food in curated.items():
        if food.ndb_number:
            by_number.setdefault(food.ndb_number, []).append(pk)
    pairs = [
        (curated[pk], name, revision)
        for name, revision, basis, represented_by, ndb in _records_of_same(curated, by_number)
        for pk in sorted({represented_by, *by_number.get(ndb, ())} & curated.keys())
        if curated[pk].basis == basis
    ]
    known = known_values({revision for food, _name, other in pairs for revision in (food.revision_id, other)})
    seen = set()
    for food, name, revision in pairs:
        ours, theirs = known.get(food.revision_id, {}), known.get(revision, {})
        for nutrient in sorted(ours.keys() & theirs.keys()):
            here, there = ours[nutrient], theirs[nutrient]
            found = fingerprint(here.amount, here.source, there.amount, there.source)
            if not _are_apart(here.amount, there.amount) or (food.pk, nutrient, found) in seen:
                continue
            seen.add((food.pk, nutrient, found))
            say = partial(_conflict_words, nutrient, food.basis, here, there, name)
            yield Finding("conflict", food.pk, nutrient, found, say)


def _records_of_same(food_ids: Collection[int], ndb_numbers: Collection[str]) -> Iterator[tuple]:
    """The imported records that these foods stand for or that have one of these numbers, each once."""
    seen = set()
    for column, keys in (("represented_by", food_ids), ("ndb_number", ndb_numbers)):
        for chunk in _chunks(keys):
            records = Food.objects.published().filter(
                revision__release__isnull=False, **{f"{column}__in": chunk}
            )
            for pk, *record in records.order_by().values_list(
                "pk", "name", "revision_id", "basis", "represented_by_id", "ndb_number"
            ):
                if pk not in seen:
                    seen.add(pk)
                    yield tuple(record)


def _are_apart(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((one, other))
    if small == 0:
        return large >= LEAST
    return large >= small * FACTOR


def _conflict_words(nutrient: str, basis: str, here: Known, there: Known, name: str) -> str:
    small, large = sorted((here.amount, there.amount))
    said = _(
        "%(nutrient)s %(here)s %(per)s (%(source)s), against %(there)s in “%(name)s” (%(other)s): %(times)s"
    )
    return said % {
        "nutrient": short(nutrient),
        "here": exact(here.amount, nutrient),
        "per": per(basis),
        "source": here.source,
        "there": exact(there.amount, nutrient),
        "name": name,
        "other": there.source,
        "times": times(large, small),
    }


def changed_donors() -> Iterator[Finding]:
    """Values of curated foods that were taken from a record which now holds another amount, to the places
    that were taken over. Two queries, and three for every 500 foods or donors."""
    foods = {food.revision_id: food for food in curated_foods().values()}
    rows = [
        row
        for chunk in _chunks(foods)
        for row in FoodNutrient.objects.filter(
            revision__in=chunk, donor_source__isnull=False, amount__isnull=False
        ).values_list(
            "revision_id", "nutrient", "amount", "donor_source_id", "donor_source__key", "donor_food_id"
        )
    ]
    donors = _published_records({(source, number) for *_value, source, _key, number in rows})
    known = known_values(donors.values())
    for revision, nutrient, amount, source, key, number in rows:
        there = known.get(donors.get((source, number)), {}).get(nutrient)
        if there is None or _in_places_of(there.amount, amount) == amount:
            continue
        food = foods[revision]
        say = partial(_donor_words, nutrient, food.basis, amount, f"{key} {number}", there.amount)
        yield Finding("donor", food.pk, nutrient, fingerprint(amount, number, there.amount), say)


def _published_records(wanted: set[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """The published revision of each record, by its source and the source's own number."""
    found = {}
    for source in {source for source, _number in wanted}:
        for chunk in _chunks(number for one, number in wanted if one == source):
            records = Food.objects.filter(
                source=source, source_food_id__in=chunk, revision__isnull=False
            ).values_list("source_food_id", "revision_id")
            found |= {(source, number): revision for number, revision in records}
    return found


def _in_places_of(amount: Decimal, taken: Decimal) -> Decimal:
    """`amount` to as many decimals as the figure that was taken over has."""
    places = max(0, -taken.normalize().as_tuple().exponent)
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _donor_words(nutrient: str, basis: str, amount: Decimal, record: str, there: Decimal) -> str:
    said = _("%(nutrient)s %(here)s %(per)s, taken from %(record)s, which now has %(there)s")
    return said % {
        "nutrient": short(nutrient),
        "here": exact(amount, nutrient),
        "per": per(basis),
        "record": record,
        "there": exact(there, nutrient),
    }


def without_source() -> Iterator[Finding]:
    """Published ranges that no source is named for, and amounts whose source says nothing of itself. Three
    queries at most. (An amount without any source the database refuses.)"""
    published = FoodNutrient.objects.filter(
        revision__published_as__is_retired=False, revision__published_as__owner__isnull=True
    )
    ranges = published.filter(source__isnull=True).exclude(low__isnull=True, high__isnull=True)
    for pk, nutrient, low, high in ranges.values_list("revision__published_as", "nutrient", "low", "high"):
        say = partial(_range_words, nutrient, low, high)
        yield Finding("unsourced", pk, nutrient, fingerprint(low, high), say)
    silent = dict(Source.objects.filter(Q(citation="") & Q(identifier="")).values_list("pk", "key"))
    if not silent:
        return
    amounts = published.filter(source__in=silent, amount__isnull=False)
    for pk, nutrient, amount, source in amounts.values_list(
        "revision__published_as", "nutrient", "amount", "source_id"
    ):
        say = partial(_silent_words, nutrient, amount, silent[source])
        yield Finding("unsourced", pk, nutrient, fingerprint(amount, silent[source]), say)


def _range_words(nutrient: str, low: Decimal | None, high: Decimal | None) -> str:
    said = _("%(nutrient)s %(range)s: a range without a source")
    return said % {"nutrient": short(nutrient), "range": exact_range(low, high, nutrient)}


def _silent_words(nutrient: str, amount: Decimal, key: str) -> str:
    said = _("%(nutrient)s %(amount)s: its source “%(key)s” has neither a citation nor an identifier")
    return said % {"nutrient": short(nutrient), "amount": exact(amount, nutrient), "key": key}


def _chunks(keys, size: int = 500) -> Iterator[list]:
    """Slices that stay under SQLite's limit of variables in one statement."""
    ordered = sorted(keys)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))
