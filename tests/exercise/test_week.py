"""The weekly line: off until it is switched on, with its targets, their source, and what is unknown."""

import pytest

from .conftest import words


def test_line_is_off_until_it_is_switched_on_and_off_again(pages):
    pages.add()
    assert pages.read().context["week"] is None
    assert "It is off." in words(pages.read())

    pages.switch()
    pages.switch()
    assert "Target: 150 min and strengthening on 2 days in a week" in words(pages.read())
    assert "WHO guidelines of 2020 for adults" in words(pages.read())

    pages.switch("off")
    assert pages.read().context["week"] is None


def test_switch_that_says_nothing_changes_nothing(pages):
    pages.switch()
    assert pages.switch("perhaps").status_code == 302
    assert pages.read().context["week"] is not None


def test_week_without_an_entry_is_unknown_and_no_zero(pages):
    pages.switch()
    pages.add(ago=7)

    week = pages.read().context["week"]
    assert (week.minutes, week.strength, week.points) == (None, None, None)
    assert "7 of the 7 days have no entry" in words(pages.read())


def test_days_without_an_entry_leave_the_sums_at_least(pages):
    pages.switch()
    pages.add("running", "20", ago=6, is_vigorous="on")
    pages.add("lifting", "35", ago=0)

    said = words(pages.read())
    week = pages.read().context["week"]
    assert week.points == "at least 50"
    assert "at least 75 min" in said
    assert "at least 1 day" in said
    assert "5 of the 7 days have no entry: what was done on them is unknown, not 0." in said


def test_week_with_an_entry_on_each_day_is_known(pages):
    pages.switch()
    for ago in range(7):
        pages.add("walking", "10", ago=ago)

    week = pages.read().context["week"]
    assert (week.minutes, week.strength, week.points) == ("70\u00a0min", "0\u00a0days", "23")
    assert week.unknown == ""


@pytest.mark.parametrize("kind", ["swimming", "cycling", "other"])
def test_what_bears_no_weight_is_kept_and_said_not_to_count(pages, kind):
    pages.switch()
    pages.add(kind, "60")

    page = pages.read()
    assert page.context["rows"][0].not_counted == "not weight-bearing"
    assert page.context["week"].minutes == "at least 0\u00a0min"


def test_deleted_exercise_leaves_the_week(pages, individual):
    pages.switch()
    pages.add()
    pages.delete(individual.activities.get())

    assert pages.read().context["week"].minutes is None
