"""The K2 lines under a clinician's plan: judged by the clinic's range, and paused where it opens no way."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from nutrients.circumstances import Band, Circumstances, PermittedSources, Plan
from nutrients.scoring import score_day
from nutrients.windows import k2_rolling

from .days import ON, ON_WARFARIN, WOMAN_OF_35, day, food, supplement

PLAN = Plan(
    drug="warfarin",
    valid_from=ON - timedelta(days=3),
    valid_to=ON + timedelta(days=60),
    sources=PermittedSources.FOOD,
    mk7=Band(Decimal(20), Decimal(40)),
)


def k2_of(mk7, plan=PLAN, subject=ON_WARFARIN):
    return score_day(day(food("cheese", menaquinone_7=mk7)), subject, ON, plan).lines["k2"]


@pytest.mark.parametrize(
    ("mk7", "score", "band"),
    [
        ("10", 50, "below"),
        ("20", 100, "within"),
        ("40", 100, "within"),
        ("60", 50, "above"),
        ("80", 0, "above"),
    ],
)
def test_line_is_judged_by_the_clinics_range(mk7, score, band):
    line = k2_of(mk7)

    assert (line.score, line.band) == (Fraction(score), band)
    assert line.target.is_of_plan


def test_articles_range_is_not_called_the_clinics():
    line = k2_of("10", plan=None, subject=WOMAN_OF_35)

    assert (line.target.low, line.target.is_of_plan) == (50, False)


def test_band_of_nothing_leaves_no_points_above_it():
    none = replace(PLAN, mk7=Band(Decimal(0), Decimal(0)))

    assert [k2_of(mk7, none).score for mk7 in ("0", "1")] == [100, 0]


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(None, id="no plan"),
        pytest.param(replace(PLAN, mk7=None), id="no band for MK-7"),
        pytest.param(replace(PLAN, sources=PermittedSources.NONE), id="no source"),
    ],
)
def test_line_stays_paused_without_a_way(plan):
    assert k2_of("30", plan).state == "paused"


def test_vitamin_d_with_k2_is_judged_by_the_clinics_range():
    log = day(supplement(vitamin_d="20", menaquinone_7="10"))

    line = score_day(log, ON_WARFARIN, ON, PLAN).lines["d3_with_k2"]

    assert (line.score, line.target.is_of_plan) == (50, True)


def test_weekly_average_leaves_out_days_judged_by_another_range():
    scores = {
        log.day: score_day(log, ON_WARFARIN, log.day, PLAN)
        for log in (day(food(menaquinone_7="30"), ago=ago) for ago in range(4))
    }
    before = day(food(menaquinone_7="300"), ago=4)
    scores[before.day] = score_day(before, WOMAN_OF_35, before.day)

    rolling = k2_rolling(scores, ON)

    assert (rolling.mean, rolling.band, rolling.days) == (30, "within", 4)


def test_plan_in_force_is_the_latest_of_those_that_hold():
    later = replace(PLAN, valid_from=ON, mk7=None)
    told = Circumstances(plans=(later, PLAN))

    assert told.plan_on(ON, ON_WARFARIN) is later
    assert told.plan_on(ON - timedelta(days=1), ON_WARFARIN) is PLAN
