"""The demo people's exercise: written once, whatever day the demo is started again."""

from datetime import timedelta

from k2tracker.exercise.queries import shows_week
from k2tracker.running.demo_exercise import DONE, fill_exercise

from .conftest import TODAY


def test_exercise_is_written_once_and_stands_where_it_was(individual, warfarin_person):
    people = {"individual": individual, "warfarin": warfarin_person}
    for today in (TODAY, TODAY + timedelta(days=21)):
        for role, person in people.items():
            fill_exercise(role, person, today)

    for role, person in people.items():
        assert person.activities.count() == len(DONE[role])
        assert person.activities.first().done_on == TODAY - timedelta(days=1)
    assert (shows_week(individual), shows_week(warfarin_person)) == (True, False)
