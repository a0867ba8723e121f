"""What a review is told of corrections: each entry with before, after, and the person's decision."""

from datetime import timedelta

import pytest

from k2tracker.diary.repricing.history import corrected_between
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory

from .conftest import NOON, TODAY
from .corrections import answer, correct

WEEK_AGO = TODAY - timedelta(days=7)


def figures(rows):
    return [
        (row.state, *(composition.amount("menaquinone_7").value for composition in (row.before, row.after)))
        for row in rows
    ]


@pytest.mark.parametrize(("how", "state"), [("accept", "accepted"), ("keep", "kept")])
def test_entry_stands_with_both_figures_and_the_decision(me, individual, natto, how, state):
    entry = EntryFactory(person=individual, food=natto, amount="40")
    correct(natto, menaquinone_7="939", reason="A unit was misread.")
    answer(me, individual, how)

    (row,) = corrected_between(individual, WEEK_AGO, TODAY)

    assert (row.key, row.eaten_on, row.food_name, row.grams) == (entry.key, TODAY, "Test natto", 40)
    assert figures([row]) == [(state, 998, 939)]
    assert (row.reason, row.answered_at, row.answered_by) == ("A unit was misread.", NOON, individual.pk)


def test_offer_that_waits_has_no_decision(individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="939")

    (row,) = corrected_between(individual, WEEK_AGO, TODAY)

    assert (row.state, row.answered_at, row.answered_by) == ("waiting", None, None)


def test_answer_taken_back_waits_again(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="939")
    for how in ("accept", "undo"):
        answer(me, individual, how)

    assert figures(corrected_between(individual, WEEK_AGO, TODAY)) == [("waiting", 998, 939)]


def test_entry_corrected_twice_stands_with_each_step(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    for amount in ("939", "900"):
        correct(natto, menaquinone_7=amount)
        answer(me, individual, "accept")

    steps = corrected_between(individual, WEEK_AGO, TODAY)

    assert figures(steps) == [("accepted", 998, 939), ("accepted", 939, 900)]


def test_other_days_other_people_and_deleted_entries_are_left_out(individual, other_individual, natto):
    EntryFactory(person=individual, food=natto, eaten_on=WEEK_AGO - timedelta(days=1))
    EntryFactory(person=individual, food=natto, deleted_at=NOON)
    EntryFactory(person=other_individual, food=natto)
    correct(natto, menaquinone_7="939")

    assert corrected_between(individual, WEEK_AGO, TODAY) == []


@pytest.mark.parametrize("foods", [1, 4])
def test_any_number_of_corrections_takes_the_same_queries(
    me, individual, foods, django_assert_max_num_queries
):
    for number in range(foods):
        food = FoodFactory(per_100g={"menaquinone_7": "10"})
        EntryFactory(person=individual, food=food)
        correct(food, menaquinone_7="5")
        if number % 2:
            answer(me, individual, "accept")

    with django_assert_max_num_queries(9):
        assert len(corrected_between(individual, WEEK_AGO, TODAY)) == foods
