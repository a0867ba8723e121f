"""Conditions that rules ask about: told with their days, corrected, removed."""

import uuid

import pytest
from django.urls import reverse

from .steps import days_ago, text_of

CONDITIONS = "/medicines/conditions/"
ADD = "/medicines/conditions/add/"


def tell(client, kind, from_on="", to_on="", **more):
    return client.post(ADD, {"kind": kind, "from_on": str(from_on), "to_on": str(to_on), **more})


def told(person):
    return [(one.kind, one.from_on, one.to_on) for one in person.conditions.all()]


def address(person, name="condition"):
    return reverse(f"medicines:{name}", args=[person.conditions.get().key])


def test_each_condition_says_what_looks_at_it(me):
    groups = me.get(CONDITIONS).context["groups"]

    assert [group.name for group in groups] == [
        "Kidney disease",
        "High blood calcium",
        "Kidney stones",
        "Sarcoidosis",
        "Hyperparathyroidism",
    ]
    assert all("caution" in group.why for group in groups)


def test_condition_is_told_with_its_days(me, individual):
    tell(me, "kidney_stones", days_ago(30), days_ago(3))

    assert told(individual) == [("kidney_stones", days_ago(30), days_ago(3))]
    assert "Kidney stones" in text_of(me.get("/medicines/"))


def test_second_press_tells_nothing_twice(me, individual):
    key = str(uuid.uuid4())
    tell(me, "sarcoidosis", key=key)
    tell(me, "sarcoidosis", key=key)

    assert told(individual) == [("sarcoidosis", None, None)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "gout"}, "kind"),
        ({"kind": "sarcoidosis", "from_on": days_ago(-1)}, "from_on"),
        ({"kind": "sarcoidosis", "from_on": days_ago(1), "to_on": days_ago(2)}, "to_on"),
    ],
)
def test_bad_input_is_said_at_its_field(me, individual, typed, field):
    response = tell(me, **typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert told(individual) == []


def test_later_stage_ends_the_earlier_one_the_day_before(me, individual):
    tell(me, "kidney_stage_unknown")
    tell(me, "kidney_stage_3", days_ago(10))

    assert told(individual) == [
        ("kidney_stage_unknown", None, days_ago(11)),
        ("kidney_stage_3", days_ago(10), None),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("sarcoidosis", days_ago(9), days_ago(5)), ("sarcoidosis", days_ago(5), "")),
        (("sarcoidosis", days_ago(5), ""), ("sarcoidosis", days_ago(9), days_ago(5))),
        (("kidney_stage_3", "", days_ago(5)), ("kidney_stage_4_5", days_ago(9), "")),
        (("kidney_stage_3", days_ago(5), ""), ("kidney_stage_4_5", days_ago(9), "")),
    ],
)
def test_days_that_contradict_each_other_are_refused(me, individual, first, second):
    tell(me, *first)
    response = tell(me, *second)

    assert list(response.context["form"].errors) == ["kind"]
    assert individual.conditions.count() == 1


def test_two_conditions_hold_on_the_same_day(me, individual):
    tell(me, "kidney_stones")
    tell(me, "kidney_stage_3")

    assert individual.conditions.count() == 2


def test_condition_is_corrected(me, individual):
    tell(me, "kidney_stage_3")
    me.post(address(individual), {"kind": "kidney_stage_4_5", "from_on": "", "to_on": str(days_ago(1))})

    assert told(individual) == [("kidney_stage_4_5", None, days_ago(1))]


def test_condition_is_removed(me, individual):
    tell(me, "kidney_stage_3")
    removing = address(individual, "condition_remove")
    answers = [me.post(removing).url for _press in range(2)]

    assert answers == [CONDITIONS, CONDITIONS]
    assert told(individual) == []


def test_each_change_has_the_days_judged_again(me, individual, changes):
    tell(me, "kidney_stage_3")
    assert changes == [individual]
    me.post(address(individual), {"kind": "kidney_stage_4_5", "from_on": "", "to_on": ""})
    assert changes == [individual] * 2
    me.post(address(individual, "condition_remove"))
    assert changes == [individual] * 3
