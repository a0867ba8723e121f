"""Laboratory results of the demo people: a range from a letter and six INR, two 25(OH)D in different units.

Dates count back from the day they were first written down; a later start adds nothing and moves nothing.
"""

import uuid
from datetime import date, timedelta
from decimal import Decimal

from k2tracker.labs import actions
from k2tracker.labs.models import LabResult

KEYS = uuid.UUID("0a5b54e2-37a1-4b21-8f5e-9d1f7a0c6e11")
RANGE = (Decimal("2.0"), Decimal("3.0"))
# (days ago, INR, specimen): a clinic's laboratory, and finger pricks between
INR = (
    (82, "1.8", "plasma"),
    (68, "2.3", "whole_blood"),
    (54, "2.6", "whole_blood"),
    (33, "3.2", "plasma"),
    (19, "2.7", "whole_blood"),
    (5, "2.5", "whole_blood"),
)
VITAMIN_D = ((206, "41", "nmol/L", "Home kit"), (37, "31.6", "ng/mL", "St Anne"))


def fill_labs(role: str, user, today: date) -> None:
    """Write down what this demo person has, unless they have it already."""
    if user.lab_results.exists():
        return
    if role == "warfarin":
        first_day = today - timedelta(days=INR[0][0])
        actions.tell_range(by=user, key=_key(user, "range"), low=RANGE[0], high=RANGE[1], from_on=first_day)
        for days, value, specimen in INR:
            told = actions.Told(
                kind=LabResult.Kind.INR,
                taken_on=today - timedelta(days=days),
                value=Decimal(value),
                specimen=specimen,
                laboratory="Harbour anticoagulation clinic",
            )
            actions.add_result(by=user, key=_key(user, f"inr {days}"), told=told)
        actions.set_next_inr(by=user, on=today + timedelta(days=9))
    if role == "individual":
        for days, value, unit, laboratory in VITAMIN_D:
            told = actions.Told(
                kind=LabResult.Kind.VITAMIN_D,
                taken_on=today - timedelta(days=days),
                value=Decimal(value),
                unit=unit,
                laboratory=laboratory,
            )
            actions.add_result(by=user, key=_key(user, f"25(OH)D {days}"), told=told)


def _key(user, what: str) -> uuid.UUID:
    return uuid.uuid5(KEYS, f"{user.email} {what}")
