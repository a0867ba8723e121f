"""Whatever is logged, changed, deleted, undone or repeated: totals are the sum of the entries that stand."""

import uuid
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from k2tracker.diary import actions
from k2tracker.diary.days import keeper_of, read_days
from k2tracker.diary.forms import PortionChoice
from k2tracker.diary.models import Entry
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory

from .conftest import NOON, TODAY

PER_100G = [
    {"menaquinone_7": "998", "vitamin_d": "0", "magnesium": "115"},
    {"menaquinone_7": "1.6", "vitamin_d": "0.5", "magnesium": "29"},
    {"magnesium": "64.25"},
    {},
]
CODES = ("menaquinone_7", "vitamin_d", "magnesium")
YESTERDAY = TODAY - timedelta(days=1)
AMOUNTS = st.decimals(min_value="0.001", max_value="5000", places=3)
FOODS = st.integers(0, len(PER_100G) - 1)
DAYS = st.sampled_from([TODAY, YESTERDAY])
MEALS = st.sampled_from([Entry.Meal.BREAKFAST, Entry.Meal.DINNER])


class Diary(RuleBasedStateMachine):
    """Acts on the diary, and on a plain book beside it: key -> (day, meal, food, grams, stands)."""

    keys = Bundle("keys")

    @initialize()
    def somebody(self):
        self.person = ProfileFactory().person
        self.foods = [FoodFactory(per_100g=amounts) for amounts in PER_100G]
        self.book = {}

    def entry(self, key):
        return Entry.objects.select_related("food", "person").get(person=self.person, key=key)

    @rule(target=keys, number=FOODS, grams=AMOUNTS, day=DAYS, meal=MEALS)
    def log(self, number, grams, day, meal):
        key = uuid.uuid4()
        self.send(key, number, grams, day, meal)
        self.book[key] = [day, meal, number, grams, True]
        return key

    @rule(key=keys, number=FOODS, grams=AMOUNTS)
    def log_with_a_known_key(self, key, number, grams):
        self.send(key, number, grams, TODAY, Entry.Meal.LUNCH)

    def send(self, key, number, grams, day, meal):
        actions.log_food(
            by=self.person,
            person=self.person,
            key=key,
            food=self.foods[number],
            portion=None,
            quantity=grams,
            eaten_on=day,
            meal=meal,
            now=NOON,
        )

    @rule(key=keys, quantity=st.integers(1, 9), weight=st.sampled_from(["7.125", "45"]))
    def change(self, key, quantity, weight):
        entry = self.entry(key)
        actions.change_entry(
            by=self.person,
            entry=entry,
            quantity=Decimal(quantity),
            portion=PortionChoice("1 pack", Decimal(weight)),
            meal=entry.meal,
            eaten_at=None,
            note="",
            now=NOON,
        )
        if self.book[key][4]:  # what was deleted meanwhile stays as it was
            self.book[key][3] = quantity * Decimal(weight)

    @rule(key=keys)
    def delete(self, key):
        actions.delete_entry(by=self.person, entry=self.entry(key))
        self.book[key][4] = False

    @rule(key=keys)
    def undo(self, key):
        actions.undo_delete(by=self.person, entry=self.entry(key), now=NOON)
        self.book[key][4] = True

    @rule(meal=MEALS, presses=st.integers(1, 2))
    def repeat(self, meal, presses):
        key = uuid.uuid4()
        source = {k: row for k, row in self.book.items() if row[0] == YESTERDAY and row[1] == meal and row[4]}
        for _press in range(presses):
            actions.repeat_yesterday(
                by=self.person, person=self.person, key=key, eaten_on=TODAY, meal=meal, now=NOON
            )
        for source_key, (_day, _meal, number, grams, _stands) in source.items():
            self.book[uuid.uuid5(key, str(source_key))] = [TODAY, meal, number, grams, True]

    @rule()
    def totals_are_those_of_the_book(self):
        for day in (TODAY, YESTERDAY):
            days = read_days(keeper_of(self.person), day)
            standing = [
                (n, grams) for on, _meal, n, grams, stands in self.book.values() if stands and on == day
            ]
            assert Counter((row.slug, row.grams) for row in days.entries) == Counter(
                (self.foods[n].slug, grams) for n, grams in standing
            )
            for code in CODES:
                known = [
                    Decimal(PER_100G[n][code]) * grams / 100 for n, grams in standing if code in PER_100G[n]
                ]
                intake = days.score.intakes.get(code)
                if not standing:
                    assert intake is None
                    continue
                assert intake.known == sum(known)
                assert (intake.known_items, intake.items) == (len(known), len(standing))

    def teardown(self):
        if hasattr(self, "book"):
            self.totals_are_those_of_the_book()


@pytest.mark.django_db
def test_totals_equal_the_sum_of_the_standing_entries():
    run_state_machine_as_test(
        InTransaction,
        settings=settings(
            max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


class InTransaction(Diary):
    """Each run in a transaction of its own, rolled back afterwards."""

    def __init__(self):
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        super().__init__()

    def teardown(self):
        try:
            super().teardown()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)
