"""The entries of a range of days, as the rows say and not as they said when they were last read."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from k2tracker.diary.logged import entries_between
from k2tracker.diary.models import Entry
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory

from .conftest import NOON, TODAY

YESTERDAY = TODAY - timedelta(days=1)


def plainly(person, first, last):
    """The same entries by the model."""
    found = {}
    for row in Entry.objects.filter(person=person, deleted_at=None, eaten_on__range=(first, last)).order_by(
        "pk"
    ):
        food = row.food
        fields = (row.key, row.meal, food.pk, food.slug, food.name, food.basis, row.revision_id, row.quantity)
        amounts = (row.portion_name, row.grams, row.units, row.eaten_at)
        found.setdefault(row.eaten_on, []).append((*fields, *amounts))
    return {day: tuple(rows) for day, rows in found.items()}


def read(person):
    return entries_between(person, YESTERDAY, TODAY)


def test_every_field_is_the_rows_own(individual, other_individual):
    capsule = FoodFactory(basis="per_unit", name='"D3 + K2" Кефир 納豆\\')
    EntryFactory(person=individual, food=capsule, amount="0.125", meal="supplements", eaten_at=time(7, 5))
    EntryFactory(person=individual, quantity=Decimal("0.3"), grams=Decimal("0.1"), portion_name="½ cup")
    EntryFactory(person=individual, quantity=Decimal("999999.999"), grams=Decimal("999999999.999"))
    EntryFactory(person=individual, eaten_on=YESTERDAY)
    EntryFactory(person=individual, eaten_on=YESTERDAY - timedelta(days=1))
    EntryFactory(person=individual, eaten_on=TODAY + timedelta(days=1))
    EntryFactory(person=individual, deleted_at=NOON)
    EntryFactory(person=other_individual)

    rows = read(individual).rows

    assert rows == plainly(individual, YESTERDAY, TODAY)
    assert {day: len(entries) for day, entries in rows.items()} == {YESTERDAY: 1, TODAY: 3}


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: Entry.objects.filter(pk=entry.pk).update(quantity=60, grams=60),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(meal="dinner"),
        lambda entry: type(entry.food).objects.filter(pk=entry.food_id).update(name="Renamed"),
        lambda entry: EntryFactory(person=entry.person, food=entry.food),
        lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
    ],
    ids=["amount", "meal", "name of the food", "one more", "one less"],
)
def test_a_day_that_was_read_before_is_read_as_it_is_now(individual, change):
    entry = EntryFactory(person=individual)
    EntryFactory(person=individual)
    before = read(individual).rows

    change(entry)

    assert read(individual).rows == plainly(individual, YESTERDAY, TODAY) != before


def test_notes_stand_beside_the_entries_that_have_one(individual):
    noted = EntryFactory(person=individual, note='with "rice", 1½ cups\n')
    EntryFactory(person=individual)

    before = read(individual).notes
    Entry.objects.update(note="")

    assert before == {noted.key: 'with "rice", 1½ cups\n'}
    assert read(individual).notes == {}
