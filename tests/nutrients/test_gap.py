"""What a day is short of, what surely closes it, and what may not be suggested for it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nutrients.cautions import Finding, find_cautions
from nutrients.circumstances import Band, Condition, PermittedSources, Plan
from nutrients.day_sums import DaySums
from nutrients.gap import Gap, closings, gaps_of, is_worse, passes_a_limit, sure_amount, with_portion
from nutrients.intake import UNKNOWN, Amount, Item, Origin, State
from nutrients.scoring import score_day

from .days import ON, ON_WARFARIN, WOMAN_OF_35, day, food, logs, supplement
from .test_properties import a_log, a_subject, an_item

WITH_D3 = supplement("D3", vitamin_d="10", menaquinone_7="0", magnesium="0")
FULL = food("full", menaquinone_7="50", vitamin_d="15", magnesium="320")


def gaps(log, subject=WOMAN_OF_35, **options):
    found = gaps_of(score_day(log, subject, ON), **options)
    return {gap.line: (str(gap.short), gap.is_at_most, gap.also) for gap in found}


def ranged(code, value, low, high=None, state=State.MEASURED):
    numbers = [None if one is None else Decimal(one) for one in (value, low, high)]
    return Item("ranged", Origin.FOOD, {code: Amount(*numbers, state)}, ("Ranged",))


@pytest.mark.parametrize(
    ("log", "subject", "expected"),
    [
        pytest.param(day(FULL), WOMAN_OF_35, {}, id="every line is there"),
        pytest.param(
            None,
            WOMAN_OF_35,
            {"k2": ("50", False, ()), "vitamin_d": ("15", False, ()), "magnesium": ("320", False, ())},
            id="a day without a log lacks all of each",
        ),
        pytest.param(
            day(WITH_D3, food(menaquinone_7="20", vitamin_d="5", magnesium="400")),
            WOMAN_OF_35,
            {"k2": ("30", False, ("d3_with_k2",))},
            id="the same MK-7 pairs the vitamin D supplement",
        ),
        pytest.param(
            day(
                food(menaquinone_7="50", vitamin_d="14", magnesium="320"),
                food(menaquinone_7="0", magnesium="0"),
            ),
            WOMAN_OF_35,
            {"vitamin_d": ("1", True, ())},
            id="something has no value: at most so much is missing",
        ),
        pytest.param(
            day(FULL, food(vitamin_d="0")), replace(WOMAN_OF_35, age=None), {}, id="no profile, no target"
        ),
        pytest.param(
            day(food(menaquinone_7="0", vitamin_d="0", magnesium="0")),
            ON_WARFARIN,
            {"vitamin_d": ("15", False, ()), "magnesium": ("320", False, ())},
            id="never K2 beside an antagonist",
        ),
    ],
)
def test_gaps_of_a_day(log, subject, expected):
    assert gaps(log, subject) == expected


def test_sun_leaves_no_gap_of_vitamin_d():
    log = day(food(menaquinone_7="50", vitamin_d="0", magnesium="320"), sun=True)

    assert gaps(log, had_sun=True) == {}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition.KIDNEY_STAGE_3, {}),
        (Condition.KIDNEY_STAGE_4_5, {}),
        (Condition.KIDNEY_STAGE_UNKNOWN, {}),
        (Condition.KIDNEY_STAGE_1_2, {"magnesium": ("320", False, ())}),
    ],
)
def test_no_table_says_how_much_magnesium_is_missing_with_kidney_disease(condition, expected):
    log = day(food(menaquinone_7="50", vitamin_d="15", magnesium="0"))

    assert gaps(log, conditions=frozenset({condition})) == expected


def test_plan_is_not_there_to_be_filled_up():
    plan = Plan(
        valid_from=ON,
        valid_to=ON,
        drug="warfarin",
        mk7=Band(Decimal(40), Decimal(60)),
        sources=PermittedSources.FOOD,
    )
    log = day(food(menaquinone_7="0", vitamin_d="15", magnesium="320"))

    assert gaps_of(score_day(log, ON_WARFARIN, ON, plan)) == ()


def test_most_sure_comes_first_then_least_beyond():
    gap = Gap("magnesium", "magnesium", Decimal(100), is_at_most=False)
    portions = [
        food("half", names=["half"], magnesium="50"),
        food("far beyond", names=["far beyond"], magnesium="400"),
        food("just", names=["just"], magnesium="100"),
        food("more than half", names=["more"], magnesium="51"),
    ]

    found = closings(gap, portions)

    assert [one.item.food for one in found] == ["just", "far beyond", "more than half", "half"]
    assert [one.share for one in found] == [1, 1, Decimal("0.51"), Decimal("0.5")]


@pytest.mark.parametrize(
    ("amount", "sure"),
    [
        pytest.param(Amount(Decimal(90), Decimal(60), Decimal(120)), 60, id="the lower end of a range"),
        pytest.param(Amount(Decimal(90)), 90, id="a value without a range"),
        pytest.param(Amount(None, Decimal(5), state=State.CALCULATED), 5, id="the known part of a recipe"),
        pytest.param(Amount(Decimal(9), state=State.ASSUMED), None, id="an assumption is not sure"),
        pytest.param(UNKNOWN, None, id="unknown"),
        pytest.param(None, None, id="not there"),
        pytest.param(Amount(None, state=State.TRACE), 0, id="a trace"),
    ],
)
def test_sure_amount(amount, sure):
    assert sure_amount(amount) == sure


def test_what_surely_adds_nothing_is_left_out():
    gap = Gap("magnesium", "magnesium", Decimal(100), is_at_most=False)

    assert (
        closings(gap, [food(magnesium="0"), food(magnesium=None), food(), ranged("magnesium", "9", "0")])
        == []
    )


@pytest.mark.parametrize(
    ("logged", "portion", "passes"),
    [
        pytest.param(food(vitamin_d="90"), food(vitamin_d="10"), False, id="at the upper limit"),
        pytest.param(food(vitamin_d="90"), food(vitamin_d="10.1"), True, id="above it"),
        pytest.param(
            food(vitamin_d="90"), ranged("vitamin_d", "5", "1", "11"), True, id="its upper end is above it"
        ),
        pytest.param(
            supplement(magnesium="340"), food(magnesium="900"), False, id="magnesium of food has no limit"
        ),
        pytest.param(
            supplement(magnesium="340"), supplement("other", magnesium="11"), True, id="of supplements, above"
        ),
        pytest.param(
            food(magnesium="900"), supplement(magnesium="350"), False, id="food does not count towards it"
        ),
        pytest.param(
            food(vitamin_d="120"), food(magnesium="50", vitamin_d="0"), False, id="adds none of what is above"
        ),
        pytest.param(
            food(calcium="2400"), food(magnesium="50", calcium="101"), True, id="a limit of another nutrient"
        ),
    ],
)
def test_upper_limits(logged, portion, passes):
    days = DaySums(logs(day(logged)))

    assert passes_a_limit(days, ON, portion, WOMAN_OF_35) is passes


def finding(level, cause="M-01:magnesium", x="360"):
    return Finding("M-01", level, cause, date(2026, 3, 1), {"x": x})


@pytest.mark.parametrize(
    ("after", "before", "worse"),
    [
        pytest.param([finding("INFO")], [], True, id="new"),
        pytest.param([finding("CAUTION")], [finding("INFO")], True, id="graver"),
        pytest.param([finding("INFO")], [finding("CAUTION")], False, id="milder"),
        pytest.param([finding("INFO")], [finding("INFO")], False, id="the same"),
        pytest.param([finding("INFO", x="361")], [finding("INFO")], True, id="more of it"),
        pytest.param([finding("INFO", "other")], [finding("CALL_FIRST")], True, id="of another cause"),
    ],
)
def test_what_is_worse(after, before, worse):
    assert is_worse(after, before) is worse


# --- Properties ---------------------------------------------------------------------------------------


@given(a_log, a_subject, st.lists(an_item, max_size=4))
def test_portion_that_closes_a_gap_leaves_none(log, subject, portions):
    days = DaySums({ON: log})
    for gap in gaps_of(score_day(log, subject, ON), had_sun=log.sun):
        for one in closings(gap, portions):
            after = with_portion(days, ON, one.item)
            left = {
                other.line: other for other in gaps_of(score_day(after[ON], subject, ON), had_sun=log.sun)
            }
            assert (gap.line in left) == (one.share < 1)
            if gap.line in left:
                assert left[gap.line].short == gap.short - one.sure


@given(a_log, a_log, an_item, a_subject)
def test_days_with_a_portion_are_judged_like_days_read_anew(log, yesterday, portion, subject):
    assume(log.items)
    before = replace(yesterday, day=date.fromordinal(ON.toordinal() - 1))
    days = DaySums({ON: log, before.day: before})
    find_cautions(subject, days, ON)  # what is worked out here may not stay

    after = with_portion(days, ON, portion)

    fresh = DaySums({ON: replace(log, items=(*log.items, portion)), before.day: before})
    assert find_cautions(subject, after, ON) == find_cautions(subject, fresh, ON)
    assert days[ON] == log
