"""What the room tells the rules, the trends and the day page."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from k2tracker.labs.presenters.results import vitamin_d_status
from k2tracker.labs.queries import results_between, results_told
from nutrients.circumstances import InrRange, VitaminDResult
from nutrients.ttr import InrResult

DAY = date(2026, 5, 1)


@pytest.fixture
def told(pages):
    pages.add("inr", "2.6", "2026-04-15")
    pages.add("inr", "2.4", "2026-04-01")
    pages.add("vitamin_d", "20", "2026-04-01", unit="ng/mL")
    pages.add("vitamin_d", "79", "2026-04-01", unit="nmol/L")
    pages.tell_range("2.5", "3.5", "2026-02-01")
    pages.tell_range("2.0", "3.0", "2026-01-01")
    return pages


def test_rules_are_told_results_in_the_order_of_entry(told, individual, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = results_told(individual)

    assert found.inr == (
        InrResult(date(2026, 4, 15), Decimal("2.6")),
        InrResult(date(2026, 4, 1), Decimal("2.4")),
    )
    assert found.vitamin_d == (
        VitaminDResult(date(2026, 4, 1), Decimal(20), "ng/mL"),
        VitaminDResult(date(2026, 4, 1), Decimal(79), "nmol/L"),
    )
    assert found.inr_ranges == (
        InrRange(Decimal(2), Decimal(3), date(2026, 1, 1)),
        InrRange(Decimal("2.5"), Decimal("3.5"), date(2026, 2, 1)),
    )


def test_rules_are_not_told_what_is_wrong_or_taken_back(told, individual):
    for result in individual.lab_results.filter(kind="inr"):
        told.mark(result)
    for inr_range in individual.inr_ranges.all():
        told.client.post(reverse("labs:inr_range_wrong", args=[inr_range.key]))

    found = results_told(individual)
    assert (found.inr, found.inr_ranges) == ((), ())


def test_trends_get_what_counts_between_two_days(told, individual, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = results_between(individual, date(2026, 4, 1), date(2026, 4, 14))

    assert [(one.kind, one.taken_on, one.value, one.unit) for one in found] == [
        ("inr", date(2026, 4, 1), Decimal("2.4"), ""),
        ("vitamin_d", date(2026, 4, 1), Decimal(79), "nmol/L"),
    ]


@pytest.mark.parametrize(("age", "is_shown"), [(180, True), (181, False), (-1, False)])
def test_status_beside_the_intake_is_at_most_180_days_old(pages, individual, age, is_shown):
    pages.add("vitamin_d", "20", DAY.isoformat(), unit="ng/mL")

    found = vitamin_d_status(individual, DAY + timedelta(days=age))

    assert (found is not None) is is_shown


def test_status_names_value_day_words_and_body(pages, individual, django_assert_num_queries):
    pages.add("vitamin_d", "41", (DAY - timedelta(days=9)).isoformat(), unit="nmol/L")
    pages.add("vitamin_d", "20", DAY.isoformat(), unit="ng/mL")

    with django_assert_num_queries(2):
        found = vitamin_d_status(individual, DAY)

    plain = [text.replace("\u00a0", " ") for text in (found.value, found.other, found.day)]
    assert plain == ["20 ng/mL", "49.9 nmol/L", "1 May 2026"]
    assert (found.place, found.words, found.body) == (
        "within",
        "Enough for nearly everyone (bone)",
        "IOM/NAM 2011",
    )


def test_status_is_said_with_its_body_and_nothing_where_there_is_none(pages, individual):
    assert render_to_string("labs/_status.html", {"status": vitamin_d_status(individual, DAY)}).strip() == ""
    pages.add("vitamin_d", "20", DAY.isoformat(), unit="ng/mL")

    said = render_to_string("labs/_status.html", {"status": vitamin_d_status(individual, DAY)})
    plain = " ".join(re.sub("<[^>]+>", "", said).replace("\u00a0", " ").split())
    assert plain == (
        "Blood level 20 ng/mL (49.9 nmol/L) on 1 May 2026: Enough for nearly everyone (bone) IOM/NAM 2011. "
        "Lab results"
    )
