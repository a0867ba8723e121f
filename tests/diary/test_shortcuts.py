"""Shortcuts: one-tap chips, favourites, and a meal of the day before logged again."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from .conftest import HTMX, TODAY, day_url, log, text_of


def test_chip_logs_what_was_last_chosen_with_one_tap(me, individual):
    log(me, "natto", "2", portion="1 tsp", day=TODAY - timedelta(days=1))
    groups = me.get(day_url()).context["page"].quick.groups
    chip = groups[0].chips[0]

    for _tap in range(2):
        me.post(reverse("diary:quick", args=[TODAY]), {"chip": chip.value})

    entry = individual.entries.get(eaten_on=TODAY)
    assert (entry.quantity, entry.portion_name) == (2, "1 tsp")


@pytest.mark.parametrize(
    "chip",
    ["", "a|b|c", f"{uuid.uuid4()}|natto|NaN|", f"{uuid.uuid4()}|natto|1e9|", f"{uuid.uuid4()}|natto|-1|"],
)
def test_chip_that_was_tampered_with_logs_nothing(me, individual, chip):
    response = me.post(reverse("diary:quick", args=[TODAY]), {"chip": chip})

    assert "That shortcut is out of date" in text_of(response)
    assert not individual.entries.exists()


def test_untried_favourite_is_offered_in_its_first_portion(me, individual):
    me.post(reverse("diary:favourite", args=["natto"]), {"favourite": "on"})

    (group,) = me.get(day_url()).context["page"].quick.groups
    assert (group.code, group.chips[0].label) == (
        "favourites",
        "Natto (fermented soybeans), 1 pack (45\u00a0g)",
    )


def test_favourite_pressed_twice_stays_one(me, individual):
    for _press in range(2):
        me.post(reverse("diary:favourite", args=["natto"]), {"favourite": "on"}, headers=HTMX)

    assert individual.favourites.count() == 1


def test_star_can_be_taken_away(me, individual):
    me.post(reverse("diary:favourite", args=["natto"]), {"favourite": "on"})
    me.post(reverse("diary:favourite", args=["natto"]), {"favourite": "off"})

    assert not individual.favourites.exists()


def test_same_as_the_day_before_copies_the_meal_once(me, individual):
    yesterday = TODAY - timedelta(days=1)
    log(me, "natto", "50", meal="breakfast", day=yesterday)
    log(me, "gouda-aged", "30", meal="breakfast", day=yesterday)
    log(me, "gouda-aged", "20", meal="dinner", day=yesterday)
    meals = {meal.code: meal for meal in me.get(day_url()).context["page"].entries.meals}
    repeat = meals["breakfast"].repeat

    for _press in range(2):
        me.post(repeat.url, {"key": repeat.key})

    copied = individual.entries.filter(eaten_on=TODAY).values_list("food__slug", "grams")
    assert sorted(copied) == [("gouda-aged", Decimal("30")), ("natto", Decimal("50"))]


@pytest.fixture
def repeated(me):
    """A breakfast of two foods, logged again today beside an entry of its own: (key, its page)."""
    yesterday, key = TODAY - timedelta(days=1), uuid.uuid4()
    log(me, "natto", "50", meal="breakfast", day=yesterday)
    log(me, "gouda-aged", "30", meal="breakfast", day=yesterday)
    response = me.post(reverse("diary:repeat", args=[TODAY, "breakfast"]), {"key": key})
    log(me, "gouda-aged", "20", meal="breakfast")
    return key, me.get(response.url)


def undo_repeat(client, key, **headers):
    return client.post(reverse("diary:undo_repeat", args=[TODAY, key]), headers=headers)


def test_meal_logged_again_says_so_with_an_undo(repeated):
    key, page = repeated

    assert "Logged again: 2 entries from the day before." in text_of(page)
    assert reverse("diary:undo_repeat", args=[TODAY, key]) in page.content.decode()


@pytest.mark.parametrize("presses", [1, 2])
def test_undo_of_a_repeated_meal_deletes_what_it_logged_and_nothing_else(me, individual, repeated, presses):
    for _press in range(presses):
        undo_repeat(me, repeated[0])

    left = individual.entries.standing().values_list("eaten_on", "grams")
    yesterday = TODAY - timedelta(days=1)
    assert sorted(left) == [(yesterday, 30), (yesterday, 50), (TODAY, 20)]


def test_repeated_meal_is_undone_after_its_source_was_deleted(me, individual, repeated):
    for entry in individual.entries.filter(eaten_on=TODAY - timedelta(days=1)):
        me.post(reverse("diary:delete", args=[entry.key]))

    body = undo_repeat(me, repeated[0], **HTMX).content.decode()

    assert "Deleted: 2 entries." in body
    assert individual.entries.standing().get().grams == 20


def test_undo_of_a_repeat_touches_nobody_else(client, individual, repeated, other_individual):
    client.force_login(other_individual)

    undo_repeat(client, repeated[0])

    assert individual.entries.standing().count() == 5


@pytest.mark.parametrize(("meal", "key", "status"), [("brunch", uuid.uuid4(), 404), ("lunch", "x", 302)])
def test_bad_repeat_changes_nothing(me, individual, meal, key, status):
    log(me, "natto", day=TODAY - timedelta(days=1))

    response = me.post(reverse("diary:repeat", args=[TODAY, meal]), {"key": key})

    assert response.status_code == status
    assert not individual.entries.filter(eaten_on=TODAY).exists()
