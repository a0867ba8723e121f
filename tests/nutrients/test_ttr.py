"""Time in range by Rosendaal's method, against the worked vectors of the rules."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from nutrients.ttr import InrResult, time_in_range

FIRST = date(2026, 1, 1)
SERIES = [
    (date(2026, 1, 1), "1.5"),
    (date(2026, 1, 11), "2.5"),
    (date(2026, 1, 25), "3.2"),
    (date(2026, 4, 1), "2.4"),
    (date(2026, 4, 15), "2.6"),
]


def results(series):
    return [InrResult(on, Decimal(value)) for on, value in series]


def over_days(first, second, days):
    return results([(FIRST, first), (FIRST + timedelta(days=days), second)])


@pytest.mark.parametrize(
    ("low", "high", "in_range"),
    [
        pytest.param("2.0", "3.0", 29, id="worked example, range 2.0 to 3.0"),
        pytest.param("2.5", "3.5", 21, id="worked example, range 2.5 to 3.5"),
    ],
)
def test_worked_example(low, high, in_range):
    found = time_in_range(results(SERIES), Decimal(low), Decimal(high))

    assert found.percent == Fraction(100 * in_range, 38)
    assert (found.days, found.pairs_used, found.pairs_skipped) == (38, 3, 1)


@pytest.mark.parametrize(
    ("first", "second", "days", "percent"),
    [
        ("1.5", "3.5", 20, 50),
        ("3.6", "2.2", 28, Fraction(400, 7)),
        ("2.5", "2.5", 56, 100),
        ("2.0", "2.0", 7, 100),  # the lower limit belongs to the range
        ("3.0", "3.0", 7, 100),  # and so does the upper
        ("3.1", "3.1", 7, 0),
        ("1.2", "1.8", 14, 0),
    ],
)
def test_one_pair(first, second, days, percent):
    assert time_in_range(over_days(first, second, days), Decimal(2), Decimal(3)).percent == percent


@pytest.mark.parametrize(
    "series",
    [
        pytest.param(over_days("2.5", "2.5", 57), id="57 days are too long a gap"),
        pytest.param(results(SERIES[:1]), id="one result"),
        pytest.param(over_days("2.5", "2.6", 0), id="two results of one day"),
        pytest.param([], id="none"),
    ],
)
def test_without_a_usable_pair_nothing_is_computed(series):
    assert time_in_range(series, Decimal(2), Decimal(3)) is None


def test_order_of_dates_does_not_matter_and_the_later_result_of_a_day_counts():
    corrected = [(SERIES[1][0], "9.9"), *reversed(SERIES)]

    assert time_in_range(results(corrected), Decimal(2), Decimal(3)).percent == Fraction(2900, 38)
