"""The worked examples of the rules by number: a woman of 35, reference set NAM, one day each."""

from decimal import Decimal
from fractions import Fraction

import pytest

from nutrients.cautions import find_cautions
from nutrients.scoring import score_day
from nutrients.windows import k2_rolling, window

from .days import ON, ON_WARFARIN, WOMAN_OF_35, day, food, logs, supplement

THE_CAPSULE = supplement(menaquinone_7="100", vitamin_d="125", magnesium="0")

T1 = day(food(menaquinone_7="0", vitamin_d="5", magnesium="240"))
T2 = day(
    supplement(menaquinone_7="75", vitamin_d="25", magnesium="0"),
    food(menaquinone_7="0", vitamin_d="0", magnesium="320"),
)
T3 = day(THE_CAPSULE, food(menaquinone_7="0", vitamin_d="0", magnesium="320"))
T4 = day(
    food("natto", menaquinone_7="320", vitamin_d="0", magnesium="0"),
    supplement("magnesium", menaquinone_7="0", vitamin_d="0", magnesium="400"),
)
T6 = day(food(menaquinone_7=None, vitamin_d="0", magnesium="160"), sun=True)
T7 = day(
    supplement(menaquinone_7="0", vitamin_d="20", magnesium="0"),
    food(menaquinone_7="30", vitamin_d="0", magnesium="280"),
)

N_A, PAUSED, UNKNOWN = "not_applicable", "paused", "unknown"


@pytest.mark.parametrize(
    ("log", "subject", "lines", "score", "cautions"),
    [
        pytest.param(T1, WOMAN_OF_35, ("0", "100/3", N_A, "75"), "325/9", [], id="T1"),
        pytest.param(T2, WOMAN_OF_35, ("100", "100", "100", "100"), "100", [], id="T2"),
        pytest.param(T3, WOMAN_OF_35, ("100", "75", "100", "100"), "93.75", ["D-02"], id="T3 the capsule"),
        pytest.param(T4, WOMAN_OF_35, ("100", "0", N_A, "600/7"), "1300/21", ["M-01"], id="T4 a natto day"),
        pytest.param(
            T2, ON_WARFARIN, (PAUSED, "100", PAUSED, "100"), "100", ["K-01", "K-05b"], id="T5 on warfarin"
        ),
        pytest.param(T6, WOMAN_OF_35, (UNKNOWN, UNKNOWN, N_A, "50"), None, [], id="T6"),
        pytest.param(T7, WOMAN_OF_35, ("60", "100", "60", "87.5"), "76.875", [], id="T7"),
    ],
)
def test_worked_example(log, subject, lines, score, cautions):
    scored = score_day(log, subject, ON)

    shown = tuple(
        line.state.value if line.score is None else Fraction(line.score) for line in scored.lines.values()
    )
    assert shown == tuple(line if line in (N_A, PAUSED, UNKNOWN) else Fraction(line) for line in lines)
    assert scored.score == (None if score is None else Fraction(score))
    assert scored.lines_scored == sum(line not in (N_A, PAUSED, UNKNOWN) for line in lines)
    assert [one.code for one in find_cautions(subject, logs(log), ON)] == cautions


def test_t4_says_above_on_the_lines_that_are():
    lines = score_day(T4, WOMAN_OF_35, ON).lines

    assert (lines["k2"].band, lines["magnesium"].band) == ("above", "above")


def week_of(amounts):
    """Seven days of MK-7, the last one on the day judged; None is a day without a log."""
    days = (
        day(food(menaquinone_7=amount), ago=6 - index)
        for index, amount in enumerate(amounts)
        if amount is not None
    )
    return {log.day: score_day(log, WOMAN_OF_35, log.day) for log in days}


@pytest.mark.parametrize(
    ("amounts", "daily", "mean", "rolling", "band"),
    [
        pytest.param(
            ["200", "0"] * 3 + ["200"], Fraction(400, 7), Fraction(800, 7), Fraction(100), "above",
            id="every second day",
        ),
        pytest.param(["25"] * 7, Fraction(50), Fraction(25), Fraction(50), "below", id="25 every day"),
        pytest.param(
            ["320"] + ["0"] * 6, Fraction(100, 7), Fraction(320, 7), Fraction(640, 7), "below",
            id="one natto pack",
        ),
        pytest.param(
            ["80", None, "80", None, "80", "80", None], Fraction(100), Fraction(80), Fraction(100), "within",
            id="four days logged",
        ),
    ],
)  # fmt: skip
def test_week_of_mk7(amounts, daily, mean, rolling, band):
    scores = week_of(amounts)

    assert window(scores, ON).lines["k2"].score == daily
    weekly = k2_rolling(scores, ON)
    assert (weekly.exact_mean, weekly.score, weekly.band) == (mean, rolling, band)
    assert abs(weekly.mean - Decimal(mean.numerator) / mean.denominator) < Decimal("1e-20")


def test_week_with_three_days_has_not_enough_data():
    scores = week_of(["80", None, None, None, "80", "80", None])

    assert "k2" not in window(scores, ON).lines
    assert window(scores, ON).counted["k2"] == 3
    assert k2_rolling(scores, ON) is None
