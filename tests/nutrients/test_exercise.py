"""The weekly line of weight-bearing exercise."""

from datetime import timedelta

import pytest

from nutrients.exercise import Activity, Kind, exercise_week

from .days import ON


def done(kind, minutes, ago=0, **how):
    return Activity(ON - timedelta(days=ago), Kind(kind), minutes, **how)


@pytest.mark.parametrize(
    ("activities", "score"),
    [
        pytest.param([done("walking", 75)], 25, id="half of the minutes"),
        pytest.param([done("running", 75, is_vigorous=True)], 50, id="vigorous minutes count twice"),
        pytest.param([done("stairs", 400)], 50, id="no more than all of the minutes"),
        pytest.param([done("swimming", 150)], 0, id="water carries the body"),
        pytest.param([done("cycling", 150)], 0, id="a bicycle carries the body"),
        pytest.param([done("swimming", 20, strengthens=True)], 25, id="strengthening of any kind"),
        pytest.param(
            [done("lifting", 15), done("lifting", 15)], 35, id="one day is one day of strengthening"
        ),
        pytest.param([done("lifting", 15, ago) for ago in (0, 6)], 60, id="the first day of the week"),
        pytest.param([done("lifting", 15), done("lifting", 15, 7)], 30, id="a day before the week"),
        pytest.param([done("lifting", 60, ago) for ago in range(3)], 100, id="no more than all"),
    ],
)
def test_week(activities, score):
    assert exercise_week(activities, ON).score == score


def test_week_of_which_nothing_was_told_is_no_week_of_none():
    assert exercise_week([done("walking", 30, ago=7)], ON) is None
