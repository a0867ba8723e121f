"""Short ways to write down people and days for the engine's tests."""

from datetime import date, timedelta
from decimal import Decimal

from nutrients.intake import UNKNOWN, Amount, DayLog, Item, Origin
from nutrients.subject import Subject

ON = date(2026, 3, 15)

WOMAN_OF_35 = Subject(age=35, sex="female", vka="no")  # vitamin D 15 to 100 µg, magnesium 320, UL 350 mg
ON_WARFARIN = Subject(age=35, sex="female", vka="yes", vka_drug="warfarin")


def amounts(**given):
    """Amounts by nutrient from text; None is an unknown one."""
    return {code: UNKNOWN if text is None else Amount(Decimal(text)) for code, text in given.items()}


def food(name="food", *, names=(), marks=(), key=None, **given):
    return Item(name, Origin.FOOD, amounts(**given), tuple(names), frozenset(marks), key)


def supplement(name="capsule", *, names=(), marks=(), key=None, **given):
    return Item(name, Origin.SUPPLEMENT, amounts(**given), tuple(names), frozenset(marks), key)


def day(*items, ago=0, complete=False, sun=False):
    """A day's log, `ago` days before the day that is judged."""
    return DayLog(ON - timedelta(days=ago), tuple(items), complete, sun)


def logs(*days):
    return {one.day: one for one in days}
