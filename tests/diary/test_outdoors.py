"""Time outdoors is kept as time: it sets the mark of sun, and nothing makes an amount of it."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory

from .conftest import TODAY, day_url, text_of

ADDRESS = f"/diary/{TODAY}/outdoors/"


def tell(me, minutes):
    return me.post(ADDRESS, {"minutes": minutes})


def line_of(page, code):
    return next(line for line in page.context["page"].score.lines if line.code == code)


def test_time_is_kept_and_sets_the_mark(me, individual):
    response = tell(me, "45")
    tell(me, "45")

    assert response.url == day_url()
    day = individual.days.get()
    assert (day.outdoors_minutes, day.had_sun, day.is_complete) == (45, True, False)
    assert "Time outdoors: 45 min" in text_of(me.get(day_url()))
    assert 'value="45"' in me.get(ADDRESS).content.decode()


@pytest.mark.parametrize(("typed", "kept"), [("0", 0), ("", None)])
def test_no_time_and_untold_time_set_no_mark(me, individual, typed, kept):
    tell(me, typed)

    day = individual.days.get()
    assert (day.outdoors_minutes, day.had_sun) == (kept, False)
    assert ("Time outdoors: 0 min" in text_of(me.get(day_url()))) is (kept == 0)


def test_untold_time_leaves_the_mark_that_was_set_alone(me, individual):
    me.post(reverse("diary:marks", args=[TODAY]), {"had_sun": "on"})
    tell(me, "")

    assert individual.days.get().had_sun is True


def test_cleared_mark_leaves_the_time(me, individual):
    tell(me, "45")
    me.post(reverse("diary:marks", args=[TODAY]), {"had_sun": "off"})

    day = individual.days.get()
    assert (day.outdoors_minutes, day.had_sun) == (45, False)


def test_time_counts_as_the_mark_does_and_adds_no_vitamin_d(me, individual):
    EntryFactory(person=individual, food=FoodFactory(per_100g={"vitamin_d": "2"}))
    before = line_of(me.get(day_url()), "vitamin_d")
    tell(me, "600")

    after = line_of(me.get(day_url()), "vitamin_d")
    assert (before.points is None, after.points) == (False, None)
    assert after.amount == before.amount


@pytest.mark.parametrize("typed", ["-1", "1441", "1.5", "noon"])
def test_slip_is_said_at_its_field_and_keeps_what_was_typed(me, individual, typed):
    response = tell(me, typed)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"minutes"}
    assert f'value="{typed}"' in response.content.decode()
    assert not individual.days.exists()


def test_day_that_has_not_come_has_no_time(me, individual):
    assert me.post("/diary/2026-03-09/outdoors/", {"minutes": "5"}).status_code == 404
    assert not individual.days.exists()


def test_page_says_that_no_amount_is_made_of_it(me):
    assert "no amount is made of it" in text_of(me.get(ADDRESS))


def test_day_leads_to_exercise_of_that_day(me):
    assert f"/exercise/?day={TODAY}" in me.get(day_url()).content.decode()


def test_database_keeps_no_longer_day(individual):
    with pytest.raises(IntegrityError):
        individual.days.create(day=TODAY, outdoors_minutes=1441)
