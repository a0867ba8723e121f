"""Exercise of the demo people: what they did in the last two weeks; one has the weekly line switched on.

Dates count back from the day it was first written down; a later start adds nothing and moves nothing.
"""

import uuid
from datetime import date, timedelta

from k2tracker.exercise import actions
from k2tracker.exercise.models import Activity

KEYS = uuid.UUID("5b1b4f0a-6c2e-4c57-9a2f-0d6f7c3b9e54")
Kind = Activity.Kind
# (days ago, kind, minutes, vigorous); each has days without an entry, which are unknown
DONE = {
    "individual": (
        (1, Kind.RUNNING, 25, True),
        (2, Kind.CYCLING, 40, False),
        (3, Kind.LIFTING, 30, False),
        (5, Kind.WALKING, 35, False),
        (8, Kind.SWIMMING, 45, False),
        (9, Kind.LIFTING, 30, False),
        (12, Kind.DANCING, 60, False),
    ),
    "warfarin": (
        (1, Kind.WALKING, 30, False),
        (2, Kind.WALKING, 20, False),
        (4, Kind.STAIRS, 10, False),
        (7, Kind.WALKING, 45, False),
        (10, Kind.SWIMMING, 30, False),
    ),
}


def fill_exercise(role: str, user, today: date) -> None:
    """Write down what this demo person did, unless they have anything already."""
    if role not in DONE or user.activities.exists():
        return
    for days, kind, minutes, is_vigorous in DONE[role]:
        told = actions.Told(today - timedelta(days=days), kind.value, minutes, is_vigorous=is_vigorous)
        actions.add_activity(by=user, key=uuid.uuid5(KEYS, f"{user.email} {days}"), told=told)
    if role == "individual":
        actions.show_week(by=user, wanted=True)
