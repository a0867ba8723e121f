"""What the demo people say they take: products within every limit, and no vitamin K beside warfarin.

A product that somebody removed, changed or ended stays as they left it.
"""

import uuid
from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal

from foods.models import Food
from k2tracker.cabinet import actions
from k2tracker.cabinet.models import Use

KEYS = uuid.UUID("c4b1e7f0-3a5d-4f0e-9f35-7d1f3b6a9e52")
MONDAY_WEDNESDAY_FRIDAY = 1 + 4 + 16
FOR_DAYS = 60
# Role -> (product, days of the week, 0 for every day)
TAKEN = {
    "individual": (
        ("supp-d3-1000", 0),
        ("supp-mg-citrate-100", 0),
        ("supp-d3-k2-1000-45", MONDAY_WEDNESDAY_FRIDAY),
    ),
    "warfarin": (("supp-d3-1000", 0),),
}


def fill_cabinet(role: str, user, foods: Mapping[str, Food], today: date) -> None:
    """Put what this demo person takes into their cabinet, each product once."""
    for slug, weekdays in TAKEN.get(role, ()):
        key = uuid.uuid5(KEYS, f"{user.email} {slug}")
        if slug not in foods or user.cabinet.filter(key=key).exists():
            continue
        told = actions.Told(
            quantity=Decimal(1),
            often=Use.Often.WEEKDAYS if weekdays else Use.Often.DAILY,
            days_a_week=None,
            weekdays=weekdays,
            meal=Use.Meal.SUPPLEMENTS,
            taken_at=time(7, 40),
            since=today - timedelta(days=FOR_DAYS),
            until=None,
        )
        actions.add(by=user, person=user, key=key, food=foods[slug], told=told)
