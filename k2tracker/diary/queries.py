"""Reading a diary: rows as plain values, a fixed number of queries whatever the length of the log.

Everything is reached through the person it belongs to. Limits: nothing is judged or summed here.
"""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db.models import Count, Q

from foods.models import Assumption, Food, FoodMark, Portion, Source
from k2tracker.alerts.models import ANSWERED, Alert

from .models import Entry

HABIT_DAYS = 120  # how far back "what this person logs often" looks


class Marks(NamedTuple):
    """What a person said of a whole day. outdoors_minutes: None where they told no time."""

    is_complete: bool = False
    had_sun: bool = False
    outdoors_minutes: int | None = None


NO_MARKS = Marks()


class Shortcut(NamedTuple):
    """A favourite food."""

    food_id: int
    slug: str
    name: str
    basis: str
    revision_id: int


def marks_between(person, first: date, last: date) -> dict[date, Marks]:
    """The marks of the days that have any. One query."""
    rows = person.days.filter(day__range=(first, last)).values_list("day", *Marks._fields)
    return {day: Marks(*marks) for day, *marks in rows}


def shortcuts_of(person) -> list[Shortcut]:
    """The person's favourites that can still be logged, the latest first. One query."""
    rows = (
        person.favourites.filter(food__is_retired=False, food__revision__isnull=False)
        .order_by("-added_at", "-pk")
        .values_list("food_id", "food__slug", "food__name", "food__basis", "food__revision_id")
    )
    return [Shortcut._make(row) for row in rows]


class FirstPortion(NamedTuple):
    """The portion a food is shown in; grams None: a product, counted in units."""

    name: str
    grams: Decimal | None


def first_portions(food_ids: Collection[int]) -> dict[int, FirstPortion]:
    """The first portion of each of these foods that has any. One query, none for no food."""
    if not food_ids:
        return {}
    found: dict[int, FirstPortion] = {}
    rows = Portion.objects.filter(food__in=food_ids).order_by("food", "position", "pk")
    for food_id, name, grams in rows.values_list("food_id", "name", "grams"):
        found.setdefault(food_id, FirstPortion(name, grams))
    return found


def marks_of(food_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The curated marks of the foods that have any. One query, none for no food."""
    if not food_ids:
        return {}
    marks: dict[int, set[str]] = {}
    for food_id, mark in FoodMark.objects.filter(food__in=food_ids).values_list("food_id", "mark"):
        marks.setdefault(food_id, set()).add(mark)
    return {food_id: frozenset(found) for food_id, found in marks.items()}


def entry_of(person, key: UUID) -> Entry | None:
    """One of the person's entries, deleted ones included, with its food. One query."""
    return person.entries.select_related("food").filter(key=key).first()


def repeated_key(key: UUID, source_key: UUID) -> UUID:
    """The key of the entry that a repeat, known by `key`, makes of another entry."""
    return uuid5(key, str(source_key))


def repeated_entries(person, day: date, key: UUID) -> list[Entry]:
    """The standing entries of `day` that the repeat known by `key` made. Two queries.

    What it repeated may have been changed or deleted since: that does not matter to what it made.
    """
    sources = person.entries.filter(eaten_on=day - timedelta(days=1)).values_list("key", flat=True)
    keys = [repeated_key(key, source) for source in sources]
    return list(person.entries.standing().select_related("food").filter(eaten_on=day, key__in=keys))


def meals_logged(person, day: date) -> dict[date, list[tuple[int, str]]]:
    """Food and meal of every entry of the week up to `day`, by day. One query."""
    found: dict[date, list[tuple[int, str]]] = {}
    entries = person.entries.standing().filter(eaten_on__range=(day - timedelta(days=6), day))
    for eaten_on, food_id, meal in entries.values_list("eaten_on", "food_id", "meal"):
        found.setdefault(eaten_on, []).append((food_id, meal))
    return found


def supplement_entries(person, day: date, key: UUID) -> list[Entry]:
    """The standing entries of `day` that one press of "my usual supplements", known by `key`, made. Two
    queries. What was taken out of the cabinet since is among them."""
    keys = [repeated_key(key, use) for use in person.cabinet.values_list("key", flat=True)]
    return list(person.entries.standing().select_related("food").filter(eaten_on=day, key__in=keys))


def food_named(person, slug: str) -> Food | None:
    """A food that this person can log, with its portions ready; of one that was merged, what it is part of
    now. Two queries, one more for a merged food, and for one that there is not."""
    loggable = Food.objects.loggable_by(person).prefetch_related("portions")
    return loggable.filter(slug=slug).first() or loggable.filter(merged__slug=slug).first()


def can_be_starred_by(person, slug: str) -> Food | None:
    """A food of everybody or of this person, retired ones included: a star can still be taken away."""
    return Food.objects.filter(Q(owner__isnull=True) | Q(owner=person), slug=slug).first()


def is_favourite(person, food) -> bool:
    """Whether the person starred this food. One query."""
    return person.favourites.filter(food=food).exists()


def habits(person, *, until: date) -> dict[int, int]:
    """The foods that the person logged in the months up to `until`, by id -> how often. One query."""
    rows = (
        person.entries.standing()
        .filter(eaten_on__gt=until - timedelta(days=HABIT_DAYS))
        .order_by()
        .values_list("food_id")
        .annotate(Count("pk"))
    )
    return dict(rows)


def citations_of(keys: Collection[str]) -> dict[str, str]:
    """Each source's citation by its key. One query, none for no key."""
    return dict(Source.objects.filter(key__in=keys).values_list("key", "citation")) if keys else {}


def alerts_for(person, day: date) -> list[Alert]:
    """Open cautions of whatever day and answered ones of this day, the urgent first. One query."""
    shown = Q(state=Alert.State.OPEN) | Q(day=day, state__in=ANSWERED)
    alerts = person.alerts.filter(shown).order_by("-raised_at", "-pk")
    return sorted(alerts, key=lambda alert: alert.level != Alert.Level.CALL_FIRST)


def assumptions_behind(groups: Collection[str]) -> dict[tuple[str, str], str]:
    """Reason and source of each assumption in use, by group and nutrient. One query, none for no group."""
    if not groups:
        return {}
    rows = Assumption.objects.filter(group__in=groups, is_active=True).values_list(
        "group", "nutrient", "reason", "source__citation"
    )
    return {(group, nutrient): f"{reason} {citation}" for group, nutrient, reason, citation in rows}
