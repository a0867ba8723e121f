"""Which state a line of a day has, and what it stands on."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from nutrients.intake import Amount, State, sum_intake
from nutrients.scoring import information_lines, score_day
from nutrients.subject import Subject

from .days import ON, ON_WARFARIN, WOMAN_OF_35, day, food, supplement

NO_AGE = replace(WOMAN_OF_35, age=None)
NO_SEX = replace(WOMAN_OF_35, sex=None)
GIRL_OF_17 = replace(WOMAN_OF_35, age=17)
UNANSWERED = replace(WOMAN_OF_35, vka="unanswered")

EATEN = day(food(menaquinone_7="60", vitamin_d="5", magnesium="320"))
D3_CAPSULE = day(supplement(menaquinone_7="60", vitamin_d="25", magnesium="0"))
NOTHING_KNOWN = day(food(), food())
EMPTY_COMPLETE = day(complete=True)
EMPTY_OPEN = day()


def states(log, subject):
    return {code: line.state.value for code, line in score_day(log, subject, ON).lines.items()}


@pytest.mark.parametrize(
    ("log", "subject", "code", "state"),
    [
        pytest.param(None, UNANSWERED, "k2", "paused", id="k2: unanswered comes before not logged"),
        pytest.param(EATEN, replace(ON_WARFARIN, age=None), "k2", "paused", id="k2: paused before profile"),
        pytest.param(EATEN, NO_AGE, "k2", "needs_profile", id="k2: age not told"),
        pytest.param(None, GIRL_OF_17, "k2", "not_applicable", id="k2: under 18, also without a log"),
        pytest.param(EATEN, replace(WOMAN_OF_35, age=18), "k2", "scored", id="k2: from 18 on"),
        pytest.param(None, WOMAN_OF_35, "k2", "not_logged", id="k2: no log"),
        pytest.param(EMPTY_OPEN, WOMAN_OF_35, "k2", "not_logged", id="k2: only opened"),
        pytest.param(NOTHING_KNOWN, WOMAN_OF_35, "k2", "unknown", id="k2: nothing known"),
        pytest.param(EATEN, NO_SEX, "k2", "scored", id="k2: needs no sex"),
        pytest.param(None, NO_AGE, "vitamin_d", "needs_profile", id="d: age not told"),
        pytest.param(day(sun=True), WOMAN_OF_35, "vitamin_d", "unknown", id="d: sun and no entries"),
        pytest.param(day(sun=True, complete=True), WOMAN_OF_35, "vitamin_d", "unknown", id="d: sun, none"),
        pytest.param(replace(EATEN, sun=True), WOMAN_OF_35, "vitamin_d", "unknown", id="d: sun, too little"),
        pytest.param(
            day(food(vitamin_d="15"), sun=True), WOMAN_OF_35, "vitamin_d", "scored", id="d: sun and enough"
        ),
        pytest.param(None, WOMAN_OF_35, "vitamin_d", "not_logged", id="d: no log"),
        pytest.param(NOTHING_KNOWN, WOMAN_OF_35, "vitamin_d", "unknown", id="d: nothing known"),
        pytest.param(EATEN, GIRL_OF_17, "vitamin_d", "scored", id="d: children too"),
        pytest.param(EATEN, ON_WARFARIN, "d3_with_k2", "paused", id="d3k2: paused before not applicable"),
        pytest.param(None, NO_AGE, "d3_with_k2", "not_applicable", id="d3k2: no log and no age"),
        pytest.param(EATEN, WOMAN_OF_35, "d3_with_k2", "not_applicable", id="d3k2: vitamin D of food"),
        pytest.param(
            day(supplement(vitamin_d=None, menaquinone_7="60")), WOMAN_OF_35, "d3_with_k2", "not_applicable",
            id="d3k2: unknown vitamin D of a supplement",
        ),
        pytest.param(D3_CAPSULE, NO_AGE, "d3_with_k2", "needs_profile", id="d3k2: age not told"),
        pytest.param(D3_CAPSULE, GIRL_OF_17, "d3_with_k2", "not_applicable", id="d3k2: under 18"),
        pytest.param(
            day(supplement(vitamin_d="25")), WOMAN_OF_35, "d3_with_k2", "unknown", id="d3k2: MK-7 unknown"
        ),
        pytest.param(None, NO_SEX, "magnesium", "needs_profile", id="mg: sex not told"),
        pytest.param(EATEN, replace(GIRL_OF_17, sex=None), "magnesium", "needs_profile", id="mg: at any age"),
        pytest.param(None, WOMAN_OF_35, "magnesium", "not_logged", id="mg: no log"),
        pytest.param(NOTHING_KNOWN, WOMAN_OF_35, "magnesium", "unknown", id="mg: nothing known"),
        pytest.param(EATEN, GIRL_OF_17, "magnesium", "scored", id="mg: children too"),
    ],
)  # fmt: skip
def test_state_of_a_line(log, subject, code, state):
    assert states(log, subject)[code] == state


def test_complete_day_without_entries_counts_as_nothing_eaten():
    scored = score_day(EMPTY_COMPLETE, WOMAN_OF_35, ON)

    assert {code: line.score for code, line in scored.lines.items() if line.score is not None} == {
        "k2": 0, "vitamin_d": 0, "magnesium": 0,
    }  # fmt: skip
    assert not scored.lines["k2"].minimum


def test_complete_day_of_unknown_values_is_unknown_not_zero():
    assert states(day(food(), complete=True), WOMAN_OF_35)["k2"] == "unknown"


@pytest.mark.parametrize(
    ("known", "unknown", "each", "state", "score", "minimum"),
    [
        (5, 0, "8", "scored", 80, False),
        (4, 1, "8", "scored", 64, True),  # 80 % of the items are known
        (7, 2, "5", "unknown", None, True),  # 77.8 %
        (2, 2, "25", "scored", 100, True),  # too little is known, but what is known reaches the target
    ],
)
def test_known_share_of_a_day(known, unknown, each, state, score, minimum):
    log = day(*[food(menaquinone_7=each)] * known, *[food(menaquinone_7=None)] * unknown)

    line = score_day(log, WOMAN_OF_35, ON).lines["k2"]

    assert (line.state, line.score, line.minimum) == (state, score, minimum)


def test_minimum_over_the_upper_limit_still_loses_points():
    log = day(supplement(vitamin_d="150"), food(), food())

    line = score_day(log, WOMAN_OF_35, ON).lines["vitamin_d"]

    assert (line.score, line.band, line.minimum) == (50, "above", True)


@pytest.mark.parametrize(
    ("vitamin_d", "score", "band"),
    [
        ("14.99", Fraction(1499, 15), "below"),
        ("15", 100, "within"),
        ("100", 100, "within"),
        ("150", 50, "above"),
        ("250", 0, "above"),  # no score is negative
    ],
)
def test_vitamin_d_tapers_above_its_upper_limit(vitamin_d, score, band):
    line = score_day(day(food(vitamin_d=vitamin_d)), WOMAN_OF_35, ON).lines["vitamin_d"]

    assert (line.score, line.band) == (score, band)


@pytest.mark.parametrize(
    ("mk7", "score", "band"),
    [("49.9", Fraction("99.8"), "below"), ("100", 100, "within"), ("5000", 100, "above")],
)
def test_mk7_keeps_its_points_above_the_range(mk7, score, band):
    line = score_day(day(food(menaquinone_7=mk7)), WOMAN_OF_35, ON).lines["k2"]

    assert (line.score, line.band) == (score, band)


@pytest.mark.parametrize(
    ("of_food", "of_supplements", "score", "band"),
    [
        pytest.param("320", "0", 100, "within", id="no supplement"),
        pytest.param(
            "1000", "350", 100, "within", id="food has no limit, and the limit belongs to the range"
        ),
        pytest.param("0", "385", 90, "above", id="supplements over their limit"),
        pytest.param("100", "100", Fraction(125, 2), "below", id="too little"),
    ],
)
def test_magnesium_of_food_and_supplements(of_food, of_supplements, score, band):
    log = day(food(magnesium=of_food), supplement(magnesium=of_supplements))

    line = score_day(log, WOMAN_OF_35, ON).lines["magnesium"]

    assert (line.score, line.band) == (score, band)
    assert line.supplemental.known == Decimal(of_supplements)


def test_magnesium_supplement_over_its_limit_is_above_though_the_total_is_low():
    man = Subject(age=40, sex="male", vka="no")  # recommended 420, limit of supplements 350
    log = day(supplement(magnesium="360"))

    line = score_day(log, man, ON).lines["magnesium"]

    assert (line.score, line.band) == (Fraction(100 * 360, 420), "above")


def test_set_without_an_upper_limit_leaves_that_part_out():
    child = Subject(age=2, sex="female", reference_set="EFSA", vka="no")

    line = score_day(day(supplement(magnesium="900")), child, ON).lines["magnesium"]

    assert (line.score, line.band, line.target.upper_level) == (100, "within", None)


def test_d3_with_k2_counts_the_mk7_of_the_whole_day():
    log = day(supplement(vitamin_d="25", menaquinone_7="20"), food(menaquinone_7="10"))

    line = score_day(log, WOMAN_OF_35, ON).lines["d3_with_k2"]

    assert (line.score, line.band, line.amount) == (60, "below", 30)


def test_k2_of_an_unnamed_form_and_mk4_are_not_mk7():
    log = day(supplement(menaquinone_unspecified="100"), food(menaquinone_4="90", menaquinone_9="80"))

    assert states(log, WOMAN_OF_35)["k2"] == "unknown"


def test_line_names_what_it_stands_on():
    log = day(
        food(magnesium="200", key="lentils"),
        food(magnesium="80", key="bread"),
        food(magnesium="20", key="milk"),
        food(magnesium="10", key="egg"),
        food(magnesium=None, key="soup"),
    )

    line = score_day(log, WOMAN_OF_35, ON).lines["magnesium"]

    assert (line.intake.known_items, line.intake.items, line.intake.unknown_keys) == (4, 5, ("soup",))
    assert (line.target.low, line.target.upper_level, line.target.kind) == (320, 350, "RDA")
    assert "IOM 1997" in line.target.source
    assert "IOM 1997" in line.target.upper_source


def test_paused_line_has_its_amount_and_no_target():
    line = score_day(EATEN, ON_WARFARIN, ON).lines["k2"]

    assert (line.amount, line.target, line.score) == (60, None, None)


@pytest.mark.parametrize(
    ("subject", "days_since", "paused"),
    [
        pytest.param(replace(ON_WARFARIN, vka="not_sure"), 0, True, id="not sure counts as yes"),
        pytest.param(replace(ON_WARFARIN, vka="stopped"), 13, True, id="warfarin, day 13"),
        pytest.param(replace(ON_WARFARIN, vka="stopped"), 14, False, id="warfarin, day 14"),
        pytest.param(
            replace(ON_WARFARIN, vka="stopped", vka_drug="Marcumar"), 34, True, id="Marcumar, day 34"
        ),
        pytest.param(
            replace(ON_WARFARIN, vka="stopped", vka_drug="phenprocoumon"),
            35,
            False,
            id="phenprocoumon, day 35",
        ),
        pytest.param(replace(ON_WARFARIN, vka="stopped"), None, True, id="nobody knows since when"),
    ],
)
def test_pause_lasts_while_the_drug_may_act(subject, days_since, paused):
    stopped_on = None if days_since is None else ON - timedelta(days=days_since)

    state = states(EATEN, replace(subject, vka_stopped_on=stopped_on))["k2"]

    assert state == ("paused" if paused else "scored")


def test_sum_carries_the_range_from_lows_to_highs():
    items = (
        food(menaquinone_7="3"),
        replace(
            food(key="cheese"),
            amounts={"menaquinone_7": Amount(Decimal(2), Decimal("0.5"), Decimal(9), State.BORROWED)},
        ),
        food(menaquinone_7=None, key="soup"),
    )

    intake = sum_intake(items, "menaquinone_7")

    assert (intake.low, intake.known, intake.high) == (Decimal("3.5"), 5, 12)
    assert (intake.unknown_items, intake.unknown_keys) == (1, ("soup",))


def test_trace_counts_as_zero_and_off_the_label_as_unknown():
    def holding(state):
        return replace(food(), amounts={"vitamin_d": Amount(None, state=state)})

    assert sum_intake((holding(State.TRACE),), "vitamin_d").known_items == 1
    assert sum_intake((holding(State.NOT_ON_LABEL),), "vitamin_d").known_items == 0


ALL_OTHER_FORMS = {f"menaquinone_{length}": "0" for length in (5, 6, 8, 9, 10)}


def test_information_lines_sum_what_no_line_scores():
    log = day(
        food(calcium="700", menaquinone_4="3", menaquinone_9="12", menaquinone_8="3", phylloquinone="80"),
        food(calcium="100", menaquinone_4=None, menaquinone_11="1", **ALL_OTHER_FORMS),
    )

    lines = {line.code: line for line in information_lines(log, WOMAN_OF_35)}

    assert {code: line.intake.known for code, line in lines.items()} == {
        "calcium": 800, "menaquinone_4": 3, "other_menaquinones": 16, "phylloquinone": 80,
    }  # fmt: skip
    assert lines["other_menaquinones"].intake.unknown_items == 1  # MK-5, MK-6 and MK-10 of the first
    assert (lines["calcium"].reference.amount, lines["calcium"].upper_level.amount) == (1000, 2500)
    assert lines["phylloquinone"].reference.amount == 90


def test_information_lines_show_no_vitamin_k_reference_while_k2_is_paused():
    lines = {line.code: line for line in information_lines(EATEN, ON_WARFARIN)}

    assert lines["phylloquinone"].reference is None
