"""A person's exercise as the page and the weekly arithmetic want it. What was deleted counts nowhere."""

from datetime import date, timedelta

from nutrients import exercise

from .models import Activity, ExerciseSettings

WEEK = timedelta(days=6)  # before its last day


def week_told(person, last: date) -> tuple[exercise.Activity, ...]:
    """What was done on the seven days up to `last`, as plain data; one query."""
    rows = person.activities.standing().filter(done_on__range=(last - WEEK, last))
    return tuple(
        exercise.Activity(
            one.done_on,
            exercise.Kind(one.kind),
            one.minutes,
            is_vigorous=one.is_vigorous,
            strengthens=one.strengthens,
        )
        for one in rows
    )


def activities_of(person):
    """Everything that stands, the newest day first, to be cut into pages."""
    return person.activities.standing()


def activity_with(person, key) -> Activity | None:
    """What a form with this key made, also where it was deleted since; None where none was sent."""
    return person.activities.filter(key=key).first()


def shows_week(person) -> bool:
    """Whether the person switched the weekly line on. It is off until they do."""
    return ExerciseSettings.objects.filter(person=person, shows_week=True).exists()
