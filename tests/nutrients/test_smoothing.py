"""MK-7 smoothed by its half-life: the factor, what it holds after days, and gaps."""

from datetime import timedelta
from decimal import Decimal

from nutrients.smoothing import ADDED_A_DAY, KEPT_A_DAY, known_mk7, smooth

from .days import ON, day, food, logs


def smoothed(*amounts):
    """The model's days for amounts by day; None is a day that does not know its MK-7."""
    first = ON - timedelta(days=len(amounts) - 1)
    known = {
        first + timedelta(days=place): None if amount is None else Decimal(amount)
        for place, amount in enumerate(amounts)
    }
    return smooth(known, first, ON)


def test_factor_follows_from_the_half_life():
    assert (Decimal("0.7830"), Decimal("0.2170")) == (KEPT_A_DAY, ADDED_A_DAY)


def test_new_steady_intake_is_held_by_four_fifths_after_a_week_and_nearly_whole_after_two():
    days = smoothed(*["100"] * 14)

    assert round(days[6].at_least) == 82
    assert round(days[13].at_least) == 97


def test_every_second_day_swings_little():
    days = smoothed(*["200", "0"] * 30)

    assert [round(one.at_least) for one in days[-2:]] == [112, 88]


def test_value_waits_until_the_log_tells_enough():
    days = smoothed(*["100"] * 7)

    assert days[5].value is None
    assert round(days[6].value, 10) == 100


def test_day_known_to_hold_none_is_no_gap():
    with_none, with_gap = smoothed(*["100"] * 20, "0"), smoothed(*["100"] * 20, None)

    assert with_none[-1].at_least == with_gap[-1].at_least
    assert round(with_none[-1].value) == 78
    assert with_none[-1].known_share > with_gap[-1].known_share


def test_gap_opens_the_line_and_closes_again():
    days = smoothed(*["100"] * 30, None, *["100"] * 3)

    after = [one.value is None for one in days[-4:]]
    assert after == [True, False, False, False]
    assert round(days[-1].value, 10) == 100


def test_day_that_is_missing_is_unknown():
    assert smooth({}, ON, ON)[0].known_share == 0


def test_days_that_know_their_mk7():
    rice = food("rice", menaquinone_7="0")
    days = [
        day(food("gouda", menaquinone_7="2"), rice, rice, rice, food("dish"), ago=0),
        day(food("gouda", menaquinone_7="2"), rice, rice, food("dish"), ago=1),
        day(complete=True, ago=2),
        day(ago=3),
    ]

    assert list(known_mk7(logs(*days)).values()) == [2, None, 0, None]
