"""Which findings a day has, and how urgent they are."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from nutrients.cautions import find_cautions
from nutrients.circumstances import CabinetProduct, Circumstances
from nutrients.intake import UNKNOWN, Amount, State

from .days import ON, ON_WARFARIN, WOMAN_OF_35, day, food, logs, supplement

UNANSWERED = replace(WOMAN_OF_35, vka="unanswered")


def codes(subject, *days):
    """What is found, without K-05b: these logs are too short to tell anything of steadiness."""
    found = find_cautions(subject, logs(*days), ON)
    return [finding.code for finding in found if finding.code != "K-05b"]


def with_state(item, code, value, state):
    return replace(item, amounts={**item.amounts, code: Amount(value, state=state)})


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(supplement(menaquinone_7="0.1"), ["K-01"], id="a tenth of a microgram of MK-7"),
        pytest.param(supplement(menaquinone_7=None), ["K-01"], id="MK-7 without an amount"),
        pytest.param(supplement(menaquinone_unspecified="50"), ["K-01"], id="K2 of an unnamed form"),
        pytest.param(supplement(menaquinone_4="50"), ["K-01"], id="any menaquinone"),
        pytest.param(supplement("Vitamin K2"), ["K-01"], id="K2 in the name, nothing listed"),
        pytest.param(supplement("bones", names=("Bone K2",)), ["K-01"], id="K2 in another name of it"),
        pytest.param(supplement(menaquinone_7="0", magnesium="100"), [], id="measured to hold none"),
        pytest.param(supplement(magnesium="100"), [], id="a form that is simply absent"),
        pytest.param(
            with_state(supplement(), "menaquinone_7", None, State.NOT_ON_LABEL), [], id="not on its label"
        ),
        pytest.param(
            with_state(supplement(), "menaquinone_7", Decimal(0), State.ASSUMED), ["K-01"],
            id="an assumption silences nothing",
        ),
        pytest.param(food("gouda", menaquinone_7="2", menaquinone_9="60"), [], id="cheese is no supplement"),
        pytest.param(food("natto", menaquinone_7="0"), ["K-02"], id="natto whatever it holds"),
        pytest.param(food("スープ", marks=("natto_family",)), ["K-02"], id="marked as of the natto family"),
        pytest.param(supplement(phylloquinone="99.9"), ["K-04"], id="just under 100 µg vitamin K"),
        pytest.param(supplement(phylloquinone="100"), ["K-03"], id="100 µg vitamin K"),
        pytest.param(supplement(phylloquinone=None), ["K-03"], id="K1 without an amount"),
        pytest.param(food("spinach", phylloquinone="250"), [], id="greens are no product"),
        pytest.param(food("Glakay 15 mg"), ["K-03"], id="menatetrenone by brand"),
        pytest.param(food("young leaves", marks=("high_vitamin_k",)), ["K-03"], id="marked as rich in K"),
        pytest.param(supplement(menaquinone_7="180"), ["K-01", "K-03"], id="K2 and a product of 100 µg"),
    ],
)  # fmt: skip
def test_vka_rules_for_one_item(item, expected):
    assert codes(ON_WARFARIN, day(item)) == expected
    assert codes(WOMAN_OF_35, day(item)) == []


def test_vitamin_k_of_one_product_adds_up_over_the_day():
    half = supplement("K1 tablet", phylloquinone="60")

    assert codes(ON_WARFARIN, day(half)) == ["K-04"]
    assert set(codes(ON_WARFARIN, day(half, supplement("other tablet", phylloquinone="60")))) == {"K-04"}
    assert set(codes(ON_WARFARIN, day(half, replace(half, food="K1 Tablet")))) == {"K-03"}


def test_vka_rules_look_at_the_day_alone():
    assert codes(ON_WARFARIN, day(food("natto"), ago=1)) == []


def test_each_entry_of_a_product_is_found_with_one_cause():
    found = find_cautions(ON_WARFARIN, logs(day(food("natto", key=1), food("natto", key=2))), ON)

    assert [(one.cause, one.item_key, one.level) for one in found if one.code == "K-02"] == [
        ("K-02:natto", 1, "CALL_FIRST"),
        ("K-02:natto", 2, "CALL_FIRST"),
    ]


def test_unanswered_question_is_found_without_a_log():
    (finding,) = find_cautions(UNANSWERED, {}, ON)

    assert (finding.code, finding.level) == ("K-00", "INFO")


def test_unanswered_question_raises_no_call():
    assert codes(UNANSWERED, day(food("natto"))) == ["K-00"]


@pytest.mark.parametrize("vka", ["no", "unanswered"])
def test_direct_anticoagulant_is_told_of_no_interaction(vka):
    on_apixaban = replace(WOMAN_OF_35, vka=vka, vka_drug="Eliquis")

    (finding,) = [
        one for one in find_cautions(on_apixaban, logs(day(food("natto"))), ON) if one.code != "K-00"
    ]

    assert (finding.code, finding.level, finding.params["drug"]) == ("A-01", "INFO", "apixaban")


def test_direct_anticoagulant_of_the_past_is_no_matter():
    stopped = replace(WOMAN_OF_35, vka="stopped", vka_drug="Eliquis", vka_stopped_on=ON - timedelta(days=90))

    assert codes(stopped, day(food("natto"))) == []


def test_direct_anticoagulant_beside_a_yes_does_not_open_the_gate():
    contradiction = replace(ON_WARFARIN, vka_drug="apixaban")

    assert codes(contradiction, day(food("natto"))) == ["K-02", "A-01"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param([day(food(vitamin_d="100"))], [], id="the limit itself"),
        pytest.param([day(food(vitamin_d="100.1"))], [("D-02", "CAUTION")], id="one day makes a mean"),
        pytest.param(
            [day(food(vitamin_d="150")), day(food(vitamin_d="0"), ago=1)], [("D-01", "INFO")],
            id="one day over it, the week under",
        ),
        pytest.param(
            [day(food(vitamin_d="150")), day(complete=True, ago=1)], [("D-01", "INFO")],
            id="a complete day without entries counts as none",
        ),
        pytest.param(
            [day(food(vitamin_d="150")), day(ago=1)], [("D-02", "CAUTION")],
            id="a day without a log does not count",
        ),
        pytest.param(
            [day(food(vitamin_d="190")), day(food(vitamin_d="30"), food(), ago=1)], [("D-02", "CAUTION")],
            id="a day that knows little counts as a minimum",
        ),
        pytest.param([day(food(vitamin_d="150"), ago=6)], [("D-02", "CAUTION")], id="first day of the week"),
        pytest.param([day(food(vitamin_d="150"), ago=7)], [], id="a day before the week"),
        pytest.param([day(food(calcium="2500"))], [], id="calcium at its limit"),
        pytest.param([day(food(calcium="2500.1"))], [("C-01", "CAUTION")], id="calcium over its limit"),
        pytest.param(
            [day(food(calcium="3000")), day(food(calcium="0"), ago=1)], [], id="calcium has no rule for a day"
        ),
        pytest.param([day(food(magnesium="900"))], [], id="magnesium of food has no limit"),
        pytest.param(
            [day(supplement(magnesium="350")), day(food(), ago=1)], [], id="magnesium at its limit"
        ),
        pytest.param([day(supplement(magnesium="350.1"))], [("M-01", "CAUTION")], id="magnesium supplements"),
        pytest.param(
            [day(supplement(magnesium="400")), day(food(), ago=1)], [("M-01", "INFO")],
            id="a day with entries and no supplement holds none",
        ),
    ],
)  # fmt: skip
def test_upper_limits(days, expected):
    assert [(one.code, one.level) for one in find_cautions(WOMAN_OF_35, logs(*days), ON)] == expected


def test_no_limit_is_held_against_somebody_of_unknown_age():
    assert codes(replace(WOMAN_OF_35, age=None), day(food(vitamin_d="9000", calcium="9000"))) == []


def without_mk7(*days_ago):
    return (day(food(menaquinone_7="0"), ago=ago) for ago in days_ago)


CALCIUM = supplement("calcium", calcium="500", menaquinone_7="0")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param([day(CALCIUM)], ["CA-INFO"], id="no MK-7"),
        pytest.param([day(CALCIUM, food(menaquinone_7="50"))], [], id="enough MK-7"),
        pytest.param([day(CALCIUM, food(menaquinone_7=None))], [], id="MK-7 not known"),
        pytest.param([day(food(calcium="500", menaquinone_7="0"))], [], id="calcium of food"),
        pytest.param(
            [day(CALCIUM, food(menaquinone_7="80")), *without_mk7(1, 2, 3)],
            ["CA-INFO"], id="the week is low",
        ),
        pytest.param(
            [day(CALCIUM, food(menaquinone_7="80")), *without_mk7(1, 2)],
            [], id="three days are no week",
        ),
        pytest.param(
            [day(CALCIUM, food(menaquinone_7="200")), *without_mk7(1, 2, 3)], [], id="a week with just enough"
        ),
    ],
)  # fmt: skip
def test_calcium_supplement_without_k2(days, expected):
    assert codes(WOMAN_OF_35, *days) == expected


@pytest.mark.parametrize("subject", [ON_WARFARIN, UNANSWERED], ids=["on warfarin", "unanswered"])
def test_calcium_line_never_nudges_towards_k2(subject):
    assert "CA-INFO" not in codes(subject, day(CALCIUM))


def test_most_urgent_comes_first():
    log = day(food("natto"), supplement(vitamin_d="125", menaquinone_7="75"), supplement(magnesium="400"))
    quiet = day(food(magnesium="0", vitamin_d="300"), ago=1)

    found = find_cautions(ON_WARFARIN, logs(log, quiet), ON)

    assert [(one.code, one.level) for one in found] == [
        ("K-01", "CALL_FIRST"), ("K-02", "CALL_FIRST"), ("D-02", "CAUTION"), ("K-05b", "INFO"),
        ("M-01", "INFO"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "pill"),
    [("D-02", supplement(vitamin_d="125")), ("M-01", supplement(magnesium="400"))],
)
def test_product_that_is_kept_and_logged_is_one_matter(code, pill):
    told = Circumstances(cabinet=(CabinetProduct(pill, days_a_week=7, from_on=ON),))

    kept = find_cautions(WOMAN_OF_35, logs(), ON, circumstances=told)
    logged = find_cautions(WOMAN_OF_35, logs(day(pill)), ON, circumstances=told)

    assert [one.code for one in logged] == [code]
    assert [one.cause for one in logged] == [one.cause for one in kept]


def test_subject_of_the_day_is_the_one_that_counts():
    log = day(food("natto"))

    assert find_cautions(WOMAN_OF_35, logs(log), ON, {ON: ON_WARFARIN})[0].code == "K-02"


def test_unknown_amount_is_what_a_form_without_one_has():
    assert codes(ON_WARFARIN, day(replace(supplement(), amounts={"menaquinone_9": UNKNOWN}))) == ["K-01"]
