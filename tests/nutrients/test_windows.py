"""Seven and thirty days."""

from datetime import timedelta
from fractions import Fraction

from nutrients.scoring import score_day
from nutrients.windows import k2_rolling, window

from .days import ON, ON_WARFARIN, WOMAN_OF_35, day, food, supplement


def scored(*days, subject=WOMAN_OF_35):
    return {log.day: score_day(log, subject, log.day) for log in days}


def test_window_begins_six_days_back_and_ends_on_the_day():
    scores = scored(*(day(food(menaquinone_7="50"), ago=ago) for ago in (0, 1, 6)))

    for outside in (-1, 7):
        with_one_more = scores | scored(day(food(menaquinone_7="0"), ago=outside))
        assert window(with_one_more, ON).counted["k2"] == 3


def test_thirty_days_need_fifteen():
    days = [day(food(menaquinone_7="50"), ago=2 * ago) for ago in range(15)]

    assert window(scored(*days), ON, 30).lines["k2"].days == 15
    assert "k2" not in window(scored(*days[1:]), ON, 30).lines


def test_window_score_is_the_mean_of_lines_not_of_days():
    # D3 with K2 applies on four of seven days, at 0; K2 is 0 on all; magnesium and vitamin D are unknown.
    days = [
        *(day(supplement(vitamin_d="25", menaquinone_7="0"), ago=ago) for ago in range(4)),
        *(day(food(vitamin_d="0", menaquinone_7="0"), ago=ago) for ago in range(4, 7)),
    ]

    result = window(scored(*days), ON)

    assert {code: line.score for code, line in result.lines.items()} == {
        "k2": 0, "vitamin_d": Fraction(400, 7), "d3_with_k2": 0,
    }  # fmt: skip
    assert result.score == Fraction(400, 21)


def test_one_line_with_enough_days_makes_a_window_score():
    days = [day(food(menaquinone_7="25"), ago=ago) for ago in range(4)]

    assert window(scored(*days), ON).score == 50


def test_window_without_days_has_no_score():
    assert window({}, ON).score is None


def test_rolling_mean_counts_a_minimum_but_not_an_unknown_day():
    days = [
        *(day(food(menaquinone_7="60"), ago=ago) for ago in range(3)),
        day(food(menaquinone_7="100"), food(), food(), ago=3),  # reaches the target though much is unknown
        day(food(menaquinone_7="10"), food(), food(), ago=4),  # unknown
    ]

    rolling = k2_rolling(scored(*days), ON)

    assert (rolling.exact_mean, rolling.days) == (70, 4)


def test_days_inside_a_vka_period_stay_paused_when_each_day_has_its_subject():
    days = [day(food(menaquinone_7="60"), ago=ago) for ago in range(7)]
    scores = scored(*days[:4]) | scored(*days[4:], subject=ON_WARFARIN)

    assert window(scores, ON).counted["k2"] == 4
    assert window(scores, ON + timedelta(days=1)).counted["k2"] == 4
    assert window(scores, ON - timedelta(days=1)).counted["k2"] == 3
