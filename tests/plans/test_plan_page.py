"""What a person reads of their clinic's plan."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from k2tracker.plans.models import Plan
from k2tracker.plans.queries import plans_told
from k2tracker.profiles.models import VkaPeriod
from nutrients.circumstances import Band, PermittedSources
from tests.factories.plans import PlanFactory

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    moment = timezone.datetime(2026, 6, 15, 12, 0, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def page(client, warfarin_person):
    client.force_login(warfarin_person)
    return lambda: client.get(reverse("plans:list")).content.decode()


def test_no_plan_says_so(page):
    assert "No clinician has written a plan for you." in page()


def test_plan_is_told_in_plain_words_with_whose_it_is_and_until_when(page, warfarin_person):
    PlanFactory(
        person=warfarin_person,
        sources=Plan.Sources.SUPPLEMENT,
        supplement="Kvita 45",
        mk7_low_ug=Decimal("40"),
        mk7_high_ug=Decimal("50"),
        vitamin_d_maximum_ug=Decimal("125"),
        inr_low=Decimal("2.0"),
        inr_high=Decimal("3.0"),
    )

    shown = page()

    for words in (
        "Written by Dr. Harju, for warfarin.",
        "1\u00a0January\u00a02026 to 31\u00a0December\u00a02026",
        "In force",
        "One supplement: Kvita 45",
        "40\u2060–\u206050\u00a0µg a day",
        "left open",  # the band of vitamin K
        "up to 125\u00a0µg (5,000 IU) a day",
        "2.0\u2060–\u20603.0",
        "Natto twice a week is part of the household.",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        ({"valid_to": date(2026, 6, 14)}, "Expired on 14\u00a0June\u00a02026."),
        ({"valid_from": date(2026, 6, 16)}, "Not yet: it begins on 16\u00a0June\u00a02026."),
        (
            {"ended_on": date(2026, 6, 15), "end_reason": "access"},
            "Ended on 15\u00a0June\u00a02026: The clinician may see this diary no more.",
        ),
        (
            {"drug": "phenprocoumon"},
            "it was written for phenprocoumon, and your profile names another medicine.",
        ),
    ],
)
def test_plan_that_does_not_hold_says_why(page, warfarin_person, plan, why):
    PlanFactory(person=warfarin_person, **plan)

    assert why in page()
    assert "In force" not in page()


@pytest.mark.parametrize(
    "plan", [{"valid_to": TODAY}, {"valid_from": TODAY}, {"ended_on": date(2026, 6, 16)}]
)
def test_plan_holds_on_its_first_and_last_day(page, warfarin_person, plan):
    PlanFactory(person=warfarin_person, end_reason="clinician" if "ended_on" in plan else "", **plan)

    assert "In force" in page()


def test_plan_is_suspended_while_the_answer_is_not_a_plain_yes(page, warfarin_person):
    PlanFactory(person=warfarin_person)
    warfarin_person.vka_periods.update(status=VkaPeriod.Status.NOT_SURE)

    assert "Suspended: your profile does not say that you take warfarin." in page()


def test_later_plan_holds_in_place_of_the_earlier(page, warfarin_person):
    PlanFactory(person=warfarin_person)
    PlanFactory(person=warfarin_person, valid_from=date(2026, 6, 1))

    assert page().count("In force") == 1
    assert "Another plan holds in its place." in page()


def test_nobody_sees_the_plan_of_another(client, individual, warfarin_person):
    PlanFactory(person=warfarin_person)
    client.force_login(individual)

    assert "Dr. Harju" not in client.get(reverse("plans:list")).content.decode()


def test_rules_get_plans_as_plain_data_in_one_query(warfarin_person, django_assert_num_queries):
    PlanFactory(person=warfarin_person)
    with django_assert_num_queries(1):
        (told,) = plans_told(warfarin_person)

    assert (told.sources, told.mk7, told.vitamin_k) == (
        PermittedSources.FOOD,
        Band(Decimal(0), Decimal(50)),
        None,
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"mk7_low_ug": Decimal(60)},
        {"mk7_high_ug": None},
        {"valid_to": date(2025, 12, 31)},
        {"sources": "supplement"},
        {"supplement": "Kvita 45"},
        {"ended_on": TODAY},
    ],
)
def test_database_keeps_broken_plans_out(warfarin_person, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanFactory(person=warfarin_person, **broken)
