"""Whether a log says that vitamin K was steady: K-05's table at its edges, and gaps."""

from fractions import Fraction

import pytest

from nutrients.day_sums import DaySums
from nutrients.stability import Verdict, stability

from .days import ON, day, food, logs


def greens(amount, *days_ago):
    return [day(food("greens", phylloquinone=amount), ago=ago) for ago in days_ago]


def of(recent, baseline, recent_days=range(7), baseline_days=range(7, 35)):
    return stability(logs(*greens(recent, *recent_days), *greens(baseline, *baseline_days)), ON)


@pytest.mark.parametrize(
    ("baseline", "recent", "verdict", "level"),
    [
        ("120", "150", "within", None),
        ("60", "100", "within", None),
        ("60", "115", "rise", "CAUTION"),
        ("120", "190", "rise", "CAUTION"),
        ("120", "290", "rise", "CALL_FIRST"),
        ("100", "250", "rise", "CALL_FIRST"),
        ("300", "120", "fall", "CAUTION"),
        ("400", "90", "fall", "CALL_FIRST"),
        ("10", "55", "within", None),
        ("10", "65", "rise", "CAUTION"),
        ("100", "50", "fall", "CAUTION"),
        # The ends themselves, and just short of them.
        ("100", "150", "rise", "CAUTION"),
        ("100", "149.9", "within", None),
        ("102", "152.9", "within", None),
        ("100", "249.9", "rise", "CAUTION"),
        ("151", "301.9", "rise", "CAUTION"),
        ("200", "50", "fall", "CALL_FIRST"),
        ("200", "50.1", "fall", "CAUTION"),
        ("199", "49.5", "fall", "CAUTION"),
        ("98", "48.9", "within", None),
        ("0", "150", "rise", "CALL_FIRST"),
        ("50", "0", "fall", "CAUTION"),
    ],
)
def test_change_against_the_weeks_before(baseline, recent, verdict, level):
    judged = of(recent, baseline)

    assert (judged.verdict, judged.level) == (Verdict(verdict), level)


@pytest.mark.parametrize(
    ("recent_days", "baseline_days", "verdict"),
    [
        pytest.param(range(5), range(7, 21), "within", id="five of seven and fourteen of 28"),
        pytest.param(range(4), range(7, 35), "gaps", id="four of seven"),
        pytest.param(range(7), range(7, 20), "gaps", id="thirteen of 28"),
        pytest.param((0, 1, 2, 3, 7), range(8, 35), "gaps", id="the eighth day is of the baseline"),
        pytest.param(range(7), (*range(7, 20), 35), "gaps", id="the 36th day is of nothing"),
        pytest.param(range(7), (*range(7, 20), 34), "within", id="the 35th day is of the baseline"),
    ],
)
def test_never_steady_with_gaps(recent_days, baseline_days, verdict):
    assert of("100", "100", recent_days, baseline_days).verdict == Verdict(verdict)


def test_change_is_not_told_from_too_few_days():
    assert of("500", "100", range(4)).verdict is Verdict.GAPS


def test_mean_is_over_known_days_alone():
    judged = of("150", "100", range(5))

    assert (judged.recent, judged.recent_known) == (Fraction(150), 5)


def partly(amount, unknown_items, *days_ago):
    """Days of five items, of which so many do not know their vitamin K."""
    known = [food("greens", phylloquinone=amount)] + [food("rice", phylloquinone="0")] * (4 - unknown_items)
    return [day(*known, *[food("dish")] * unknown_items, ago=ago) for ago in days_ago]


def test_day_with_a_fifth_unknown_shows_a_change_but_never_steadiness():
    before = greens("100", *range(7, 35))

    steady = stability(logs(*partly("100", 1, *range(7)), *before), ON)
    risen = stability(logs(*partly("250", 1, *range(7)), *before), ON)

    assert (steady.verdict, steady.recent_known, steady.recent_complete) == (Verdict.GAPS, 7, 0)
    assert (risen.verdict, risen.level) == (Verdict.RISE, "CALL_FIRST")


def test_day_with_more_unknown_is_not_known():
    judged = stability(logs(*partly("250", 2, *range(7)), *greens("100", *range(7, 35))), ON)

    assert (judged.verdict, judged.recent_known) == (Verdict.GAPS, 0)


def test_day_marked_complete_without_entries_has_none():
    empty = [day(ago=ago, complete=True) for ago in range(7)]

    judged = stability(logs(*empty, *greens("100", *range(7, 35))), ON)

    assert (judged.recent, judged.verdict) == (0, Verdict.FALL)


@pytest.mark.parametrize(
    ("form", "counts"),
    [
        ("menaquinone_4", True),
        ("menaquinone_9", True),
        ("menaquinone_unspecified", True),
        ("menaquinone_7", False),
    ],
)
def test_forms_that_count(form, counts):
    week = [day(food("dish", phylloquinone="100", **{form: "60"}), ago=ago) for ago in range(7)]

    judged = stability(logs(*week, *greens("100", *range(7, 35))), ON)

    assert judged.recent == (160 if counts else 100)


def test_unknown_of_another_form_adds_what_is_known_of_it():
    week = [day(food("dish", phylloquinone="100", menaquinone_4=None), ago=ago) for ago in range(7)]

    assert stability(logs(*week, *greens("100", *range(7, 35))), ON).verdict is Verdict.WITHIN


def test_kept_sums_give_what_the_logs_give():
    plain = logs(*greens("150", *range(7)), *greens("100", *range(7, 35)))
    kept = DaySums(plain)

    stability(kept, ON)

    assert stability(kept, ON) == stability(plain, ON)
