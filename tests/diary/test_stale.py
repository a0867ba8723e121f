"""Cautions that a page says anew: nobody wrote anything, or what was answered was not all of it."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foods.actions import Draft, DraftValue, Publication, publish
from foods.models import Food, Source
from k2tracker.alerts.models import Alert
from k2tracker.cabinet.models import Use
from k2tracker.medicines.models import ConditionPeriod, Medicine
from k2tracker.profiles.signals import answers_changed
from nutrients.intake import State
from tests.factories.foods import FoodFactory
from tests.factories.plans import PlanFactory

from .conftest import NOON, TODAY

PAGES = [reverse("diary:today"), reverse("alerts:list")]


def takes(person, food):
    """A product of the cabinet, put there a fortnight ago."""
    since = TODAY - timedelta(days=14)
    Use.objects.create(
        person=person, key=uuid4(), food=food, quantity=Decimal(1), often=Use.Often.DAILY, since=since
    )
    answers_changed.send(sender=Use, person=person)


def states(person) -> list[tuple[str, str]]:
    return [(alert.code, alert.state) for alert in person.alerts.order_by("pk")]


@pytest.mark.parametrize("page", PAGES)
def test_product_that_a_curator_corrects_is_judged_by_its_new_value(me, individual, page):
    pill = FoodFactory(slug="some-pill", per_unit={"vitamin_d": "25"})
    takes(individual, pill)
    value = DraftValue("vitamin_d", Decimal("125"), State.LABEL, "test_source")
    sources = {source.key: source for source in Source.objects.all()}
    publish(publications=[Publication(pill, Draft(values=(value,)), reason="label read")], sources=sources)
    me.get(page)

    assert states(individual) == [("D-02", "open")]


@pytest.mark.parametrize("page", PAGES)
def test_supplement_of_a_plan_that_is_over_calls_first(on_warfarin, warfarin_person, clock, page):
    pill = Food.objects.get(slug="supp-mk7-50")
    PlanFactory(
        person=warfarin_person,
        sources="supplement",
        supplement=pill.name,
        mk7_high_ug=Decimal(100),
        valid_to=TODAY,
    )
    takes(warfarin_person, pill)
    under_the_plan = states(warfarin_person)
    clock(NOON + timedelta(days=1))
    on_warfarin.get(page)

    assert (under_the_plan, states(warfarin_person)) == ([], [("K-01", "open")])


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (1, [("D-02", "acknowledged")]),
        (7, [("D-02", "acknowledged"), ("D-02", "open")]),
    ],
)
def test_what_was_answered_asks_again_after_a_week_and_not_before(me, individual, clock, days, found):
    takes(individual, Food.objects.get(slug="supp-d3-5000"))
    individual.alerts.update(state=Alert.State.ACKNOWLEDGED, answered_at=NOON)
    clock(NOON + timedelta(days=days))
    me.get(reverse("alerts:list"))

    assert states(individual) == found


@pytest.mark.parametrize(
    ("told_next", "states"),
    [
        (("high_calcium", ""), ["acknowledged", "open"]),
        (("", "digoxin"), ["acknowledged", "open"]),
        (("", "levothyroxine"), ["acknowledged"]),
    ],
)
def test_answered_caution_asks_again_where_it_is_about_more(individual, told_next, states):
    condition, medicine = told_next
    ConditionPeriod.objects.create(person=individual, key=uuid4(), kind="kidney_stones")
    takes(individual, Food.objects.get(slug="supp-d3-1000"))
    individual.alerts.update(state=Alert.State.ACKNOWLEDGED, answered_at=NOON)
    if condition:
        ConditionPeriod.objects.create(person=individual, key=uuid4(), kind=condition)
    if medicine:
        Medicine.objects.create(person=individual, key=uuid4(), name=medicine, drug=medicine)
    answers_changed.send(sender=None, person=individual)

    assert (
        list(individual.alerts.filter(code="D-05").order_by("pk").values_list("state", flat=True)) == states
    )


@pytest.mark.parametrize("page", PAGES)
def test_second_look_writes_nothing(me, individual, page):
    takes(individual, Food.objects.get(slug="supp-d3-5000"))
    me.get(page)
    with CaptureQueriesContext(connection) as captured:
        me.get(page)

    assert {query["sql"].strip(" \n(").split()[0] for query in captured} == {"SELECT"}
