"""The INR of somebody on a vitamin K antagonist: range, time in range, chart, next test."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from k2tracker.profiles.models import VkaPeriod
from tests.factories.people import ONBOARDED_AT

from .conftest import words

SERIES = [
    ("2026-01-01", "1.5"),
    ("2026-01-11", "2.5"),
    ("2026-01-25", "3.2"),
    ("2026-04-01", "2.4"),
    ("2026-04-15", "2.6"),
]
FIRST = date(2026, 1, 1)


def type_in(pages, series):
    for on, value in series:
        assert pages.add("inr", value, on).status_code == 302


def pair(first, second, days):
    return [(FIRST.isoformat(), first), ((FIRST + timedelta(days=days)).isoformat(), second)]


def figure(pages):
    (control,) = pages.page().inr_part.controls
    return control


@pytest.mark.parametrize(
    ("low", "high", "percent"),
    [("2.0", "3.0", "76.3\u00a0%"), ("2,5", "3,5", "55.3\u00a0%")],
)
def test_worked_example_with_what_stands_beside_it(warfarin_pages, low, high, percent):
    type_in(warfarin_pages, SERIES)
    warfarin_pages.tell_range(low, high, "2026-01-01")

    control = figure(warfarin_pages)

    assert control.percent == percent
    assert control.basis == ("5 results, 3 pairs used, 1 pair skipped (more than 56 days apart), 38 days")


@pytest.mark.parametrize(
    ("first", "second", "days", "percent"),
    [
        ("1.5", "3.5", 20, "50.0"),
        ("3.6", "2.2", 28, "57.1"),
        ("2.5", "2.5", 56, "100.0"),
        ("1.2", "1.8", 14, "0.0"),
    ],
)
def test_pair_of_results(warfarin_pages, first, second, days, percent):
    type_in(warfarin_pages, pair(first, second, days))
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01")

    assert figure(warfarin_pages).percent == f"{percent}\u00a0%"


@pytest.mark.parametrize(
    ("series", "said"),
    [
        (pair("2.5", "2.5", 57), "no two neighbouring results are at most 56 days apart"),
        (SERIES[:1], "from one result"),
        ([], "no result lies on a day with this range"),
    ],
)
def test_without_a_usable_pair_it_says_why(warfarin_pages, series, said):
    type_in(warfarin_pages, series)
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01")

    control = figure(warfarin_pages)
    assert control.percent == ""
    assert said in control.why_not


def test_without_a_range_nothing_is_computed_judged_or_proposed(warfarin_pages):
    type_in(warfarin_pages, SERIES)

    response = warfarin_pages.list()
    page = response.context["page"]
    assert page.inr_part.controls == []
    assert "cannot be computed without a range" in words(response)
    assert {(row.place, row.words) for row in page.inr.rows} == {("", "No range holds for this day")}
    assert page.inr.chart.drawing.bands == ()
    form = warfarin_pages.client.get(reverse("labs:inr_range")).context["form"]
    assert {form[name].value() for name in ("low", "high", "from_on")} == {None}


def test_words_say_that_it_describes_the_drug_and_says_little_with_few_tests(warfarin_pages):
    page = words(warfarin_pages.list())

    assert "It describes how the drug was controlled, and says nothing about food." in page
    assert "With few tests it says little" in page


def test_range_is_shown_as_typed_from_the_letter_with_its_day(warfarin_pages):
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01")

    page = words(warfarin_pages.list())
    assert "2.0–3.0" in page
    assert "From your clinic’s letter, typed by you. From 1 January 2026." in page


def test_each_range_judges_its_own_days_alone(warfarin_pages):
    type_in(warfarin_pages, [*pair("2.8", "2.8", 14), ("2026-02-01", "2.8"), ("2026-02-11", "2.8")])
    warfarin_pages.tell_range("2.0", "2.5", "2026-01-01")
    warfarin_pages.tell_range("2.5", "3.5", "2026-02-01")

    page = warfarin_pages.page()
    assert [(one.percent, one.basis.split(",")[0]) for one in page.inr_part.controls] == [
        ("100.0\u00a0%", "2 results"),
        ("0.0\u00a0%", "2 results"),
    ]
    assert [row.place for row in page.inr.rows] == ["within", "within", "above", "above"]


@pytest.mark.parametrize(
    ("value", "place"),
    [("1.99", "below"), ("2.0", "within"), ("3.0", "within"), ("3.01", "above")],
)
def test_both_ends_belong_to_the_range(warfarin_pages, value, place):
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01")
    warfarin_pages.add("inr", value, "2026-01-01")

    (row,) = warfarin_pages.page().inr.rows
    assert row.place == place


def test_range_taken_back_gives_way_to_the_one_before(warfarin_pages, warfarin_person):
    key = uuid.uuid4()
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01")
    warfarin_pages.tell_range("20", "3.5", "2026-02-01")  # refused: no range lies there
    warfarin_pages.tell_range("2.5", "3.5", "2026-02-01", key=key)
    warfarin_pages.tell_range("2.5", "3.5", "2026-02-01", key=key)  # a second press
    assert warfarin_person.inr_ranges.count() == 2

    for _ in range(2):
        warfarin_pages.client.post(reverse("labs:inr_range_wrong", args=[key]))

    assert warfarin_pages.page().inr_part.range_now.text.replace("\u2060", "") == "2.0–3.0"


def test_range_form_gone_back_to_and_filled_in_anew_leads_to_its_history(warfarin_pages):
    key = uuid.uuid4()
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01", key=key)

    response = warfarin_pages.tell_range("2.5", "3.5", "2026-01-01", key=key)

    assert response.url == reverse("labs:inr_range")
    assert warfarin_pages.page().inr_part.range_now.text.replace("\u2060", "") == "2.0–3.0"


@pytest.mark.parametrize(
    ("low", "high", "from_on", "name"),
    [
        ("3.0", "2.0", "2026-01-01", "high"),
        ("2.0", "2.0", "2026-01-01", "high"),
        ("", "3.0", "2026-01-01", "low"),
        ("2.0", "30", "2026-01-01", "high"),
        ("2.0", "3.0", "2999-01-01", "from_on"),
        ("2.0", "3.0", "1991-05-31", "from_on"),
    ],
)
def test_range_that_cannot_be_is_said_at_its_field(warfarin_pages, low, high, from_on, name):
    response = warfarin_pages.tell_range(low, high, from_on)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [name]


@pytest.fixture
def stopped_between(warfarin_person):
    """Warfarin until 11 January 2026, nothing, and warfarin again from 1 April 2026."""
    warfarin_person.vka_periods.all().delete()
    for status, since, until in [
        ("yes", None, date(2026, 1, 11)),
        ("no", date(2026, 1, 12), date(2026, 3, 31)),
        ("yes", date(2026, 4, 1), None),
    ]:
        VkaPeriod.objects.create(
            person=warfarin_person,
            status=status,
            drug="warfarin" if status == "yes" else "",
            from_on=since,
            to_on=until,
            recorded_at=ONBOARDED_AT,
        )


def test_results_outside_the_time_on_the_medicine_are_left_out(stopped_between, warfarin_pages):
    type_in(warfarin_pages, SERIES)
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01")

    control = figure(warfarin_pages)
    assert control.basis.startswith("4 results, 2 pairs used, 0 pairs skipped")
    assert control.percent == "79.2\u00a0%"  # (5 + 14) / (10 + 14) days


def test_change_of_the_medicine_does_not_break_the_time(warfarin_pages, warfarin_person):
    period = warfarin_person.vka_periods.get()
    period.to_on = date(2026, 1, 20)
    period.save()
    VkaPeriod.objects.create(
        person=warfarin_person, status="yes", drug="phenprocoumon", from_on=date(2026, 1, 21)
    )
    type_in(warfarin_pages, SERIES)
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01")

    assert figure(warfarin_pages).percent == "76.3\u00a0%"


def test_result_marked_as_wrong_is_in_no_pair(warfarin_pages, warfarin_person):
    type_in(warfarin_pages, [*SERIES, ("2026-01-18", "9")])
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01")

    warfarin_pages.mark(warfarin_person.lab_results.get(value=9))

    assert figure(warfarin_pages).percent == "76.3\u00a0%"


def test_chart_lifts_its_line_over_a_gap_and_says_the_results(warfarin_pages):
    type_in(warfarin_pages, SERIES)
    warfarin_pages.tell_range("2.0", "3.0", "2026-01-01")

    chart = warfarin_pages.page().inr.chart
    (line,) = chart.drawing.lines
    assert line.d.count("M") == 2
    assert [dot.is_out for dot in chart.drawing.dots] == [True, False, True, False, False]
    title = chart.drawing.title.replace("\u00a0", " ")
    assert "2.6 on 15 April 2026. 3 of 5 results that have a range lie within it." in title
    assert len(chart.drawing.shades) == 1


def test_next_test_is_one_tap(warfarin_pages):
    iso, said = warfarin_pages.page().inr_part.next.choices[1]
    assert said == "In 2 weeks"

    response = warfarin_pages.client.post(reverse("labs:next_inr"), {"next_inr_on": iso})

    assert response.status_code == 302
    day = timezone.now().date() + timedelta(days=14)
    assert warfarin_pages.page().inr_part.next.text.split("\u00a0")[0] == str(day.day)
    warfarin_pages.client.post(reverse("labs:next_inr"), {"clear": "1"})
    assert warfarin_pages.page().inr_part.next.text == ""


@pytest.mark.parametrize("typed", ["", "soon", "2026-01-01", "2999-01-01", "\x00"])
def test_next_test_on_a_day_that_cannot_be_is_said_at_its_field(warfarin_pages, typed):
    response = warfarin_pages.client.post(reverse("labs:next_inr"), {"next_inr_on": typed})

    form = response.context["next_form"]
    assert response.status_code == 422
    assert list(form.errors) == ["next_inr_on"]
    assert form["next_inr_on"].value() == typed


def test_inr_stands_first_on_a_vitamin_k_antagonist_and_folded_away_without_one(
    client, warfarin_person, individual
):
    for person, is_open in [(warfarin_person, True), (individual, False)]:
        client.force_login(person)
        response = client.get(reverse("labs:list"))

        assert response.context["page"].inr_part.is_open is is_open
        page = response.content.decode()
        assert (page.index('id="inr-h"') < page.index('id="vitamin-d-h"')) is is_open
        assert reverse("labs:add", args=["inr"]) in page
