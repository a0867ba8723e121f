"""Adding, correcting and marking results, and what is said of them."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from k2tracker.labs.models import LabResult
from k2tracker.profiles.signals import answers_changed

from .conftest import words

KEY = uuid.UUID("1ab00000-0000-4000-8000-000000000001")


def rows(section):
    return [(row.day.replace("\u00a0", " "), row.value.replace("\u00a0", " ")) for row in section.rows]


@pytest.mark.parametrize(("typed", "kept"), [("2.50", "2.50"), ("2,5", "2.5"), (" 3 ", "3"), ("٢.٥", "2.5")])
def test_number_is_kept_with_the_decimals_of_the_report(pages, typed, kept):
    pages.add("inr", typed, "2026-05-01")

    assert rows(pages.page().inr) == [("1 May 2026", kept)]


@pytest.mark.parametrize(
    ("value", "unit", "other"),
    [("20", "ng/mL", "49.9 nmol/L"), ("125", "nmol/L", "50.1 ng/mL"), ("100", "ng/mL", "249.6 nmol/L")],
)
def test_vitamin_d_stands_as_reported_with_the_other_unit_beside_it(pages, value, unit, other):
    pages.add("vitamin_d", value, "2026-05-01", unit=unit)

    (row,) = pages.page().vitamin_d.rows
    assert (row.value, row.other) == (f"{value}\u00a0{unit}", other.replace(" ", "\u00a0"))


def test_results_stand_by_kind_and_newest_first(pages):
    for kind, value, on in [
        ("inr", "2.1", "2026-03-01"),
        ("coronary_calcium", "12", "2026-03-02"),
        ("inr", "2.4", "2026-04-01"),
        ("t_score", "-1,5", "2026-03-03"),
        ("inr", "2.2", "2026-03-15"),
    ]:
        assert pages.add(kind, value, on).status_code == 302

    page = pages.page()

    assert rows(page.inr) == [("1 April 2026", "2.4"), ("15 March 2026", "2.2"), ("1 March 2026", "2.1")]
    assert [rows(section) for section in page.others] == [
        [],
        [("3 March 2026", "−1.5")],
        [("2 March 2026", "12 Agatston units")],
    ]


BAD = [
    ("inr", {"value": ""}, "value", "Write the number"),
    ("inr", {"value": "<0.8"}, "value", "Write the number alone"),
    ("inr", {"value": "-2"}, "value", "below zero"),
    ("inr", {"value": "24"}, "value", "from 0.5 to 20"),
    ("inr", {"value": "0.49"}, "value", "from 0.5 to 20"),
    ("inr", {"value": "2.123"}, "value", "At most 2 decimals"),
    ("inr", {"value": "2\x00"}, "value", "Null"),
    ("inr", {"value": "9" * 41}, "value", "at most 40"),
    ("coronary_calcium", {"value": "1,234"}, "value", "1234 or 1.234"),
    ("vitamin_d", {"value": "50"}, "unit", "Choose the unit"),
    ("vitamin_d", {"value": "601", "unit": "ng/mL"}, "value", "from 1 to 600 ng/mL"),
    ("vitamin_d", {"value": "50", "unit": "furlong"}, "unit", "Choose one of the units"),
    ("inr", {"on": "yesterday"}, "taken_on", "Write a date"),
    ("inr", {"on": ""}, "taken_on", "The day is needed"),
    ("inr", {"on": "1991-05-31"}, "taken_on", "before the month of birth"),
    ("inr", {"specimen": "saliva"}, "specimen", "Select a valid choice"),
]


@pytest.mark.parametrize(("kind", "fields", "name", "said"), BAD)
def test_what_cannot_be_kept_is_said_at_its_field_and_stays_typed(pages, kind, fields, name, said):
    typed = {"value": "2.4", "on": "2026-05-01"} | fields
    response = pages.add(kind, **typed)

    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [name]
    assert said in form.errors[name][0]
    assert not LabResult.objects.exists()


def test_tomorrow_cannot_have_a_result_and_today_can(pages):
    today = timezone.now().date()

    assert pages.add("inr", "2.4", (today + timedelta(days=1)).isoformat()).status_code == 422
    assert pages.add("inr", "2.4", today.isoformat()).status_code == 302


def test_month_of_birth_can_have_a_result(pages):
    assert pages.add("inr", "2.4", "1991-06-01").status_code == 302


def test_second_press_of_the_button_adds_nothing(pages):
    pages.add("inr", "2.4", "2026-05-01", key=KEY)
    pages.add("inr", "2.4", "2026-05-01", key=KEY)

    assert pages.page().inr.count == 1


def test_form_gone_back_to_and_filled_in_anew_leads_to_the_correction(pages):
    pages.add("inr", "2.4", "2026-05-01", key=KEY)

    response = pages.add("inr", "2.6", "2026-05-01", key=KEY)

    assert response.url == reverse("labs:change", args=[KEY])
    assert [row.value for row in pages.page().inr.rows] == ["2.4"]


def test_form_gets_a_key_and_the_way_back_to_it_finds_what_it_made(pages):
    fresh = pages.client.get(reverse("labs:add", args=["inr"]))
    pages.add("inr", "2.4", "2026-05-01", key=KEY)

    assert fresh.status_code == 302
    assert "?key=" in fresh.url
    again = pages.client.get(reverse("labs:add", args=["inr"]), {"key": str(KEY)})
    assert again.url == reverse("labs:change", args=[KEY])


def test_of_two_results_of_a_day_the_later_entered_counts_and_it_is_said(pages):
    pages.add("inr", "2.4", "2026-05-01")
    pages.add("inr", "2.9", "2026-05-01")

    response = pages.list()
    section = response.context["page"].inr
    assert [(row.value, row.counts) for row in section.rows] == [("2.9", True), ("2.4", False)]
    assert len(section.chart.drawing.dots) == 1
    assert "the one that was entered later counts" in words(response)


def test_corrected_result_keeps_its_place_among_two_of_a_day(pages, individual):
    pages.add("inr", "2.4", "2026-05-01", key=KEY)
    pages.add("inr", "2.9", "2026-05-01")

    pages.change(individual.lab_results.get(key=KEY), value="2.5")

    assert [(row.value, row.counts) for row in pages.page().inr.rows] == [("2.9", True), ("2.5", False)]


def test_correction_is_a_new_version_and_the_old_one_stays_in_the_history(pages, individual):
    pages.add("inr", "2.4", "2026-05-01", key=KEY, laboratory="St Anne")
    pages.change(individual.lab_results.get(key=KEY), value="3.4")

    assert [row.value for row in pages.page().inr.rows] == ["3.4"]
    history = pages.client.get(reverse("labs:change", args=[KEY])).context["versions"]
    assert [(one.value, one.result.laboratory) for one in history] == [("3.4", ""), ("2.4", "St Anne")]


def test_correction_pressed_twice_makes_one_version(pages, individual):
    pages.add("inr", "2.4", "2026-05-01", key=KEY)
    first = individual.lab_results.get(key=KEY)

    assert pages.change(first, value="3.4").status_code == 302
    assert pages.change(first, value="3.4").status_code == 302
    assert individual.lab_results.filter(key=KEY).count() == 2


def test_correction_of_what_another_window_changed_is_asked_again(pages, individual):
    pages.add("inr", "2.4", "2026-05-01", key=KEY)
    first = individual.lab_results.get(key=KEY)
    pages.change(first, value="3.4")

    response = pages.change(first, value="2.6")

    assert response.status_code == 422
    assert "changed in another window" in words(response)
    assert response.context["form"]["value"].value() == "2.6"
    assert response.context["version"] == 2
    assert [row.value for row in pages.page().inr.rows] == ["3.4"]
    pages.change(individual.lab_results.get(key=KEY, is_current=True), value="2.6")
    assert [row.value for row in pages.page().inr.rows] == ["2.6"]


def test_result_marked_as_wrong_counts_nowhere_and_can_be_counted_again(pages, individual):
    pages.add("inr", "2.4", "2026-05-01", key=KEY)
    pages.mark(individual.lab_results.get(key=KEY))

    page = pages.page()
    assert (page.inr.rows, page.inr.chart) == ([], None)
    assert [row.value for row in page.wrong] == ["2.4"]

    pages.mark(individual.lab_results.get(key=KEY, is_current=True), is_wrong="")
    assert [row.value for row in pages.page().inr.rows] == ["2.4"]
    assert individual.lab_results.filter(key=KEY).count() == 3


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("dp_ucmgp", "500", "Not judged: no body sets thresholds for it"),
        ("coronary_calcium", "12", "Not judged: no body sets thresholds for it"),
        ("t_score", "-2.6", "Not judged: no definition with a source is at hand"),
    ],
)
def test_kind_without_thresholds_is_not_judged_and_says_so(pages, kind, value, said):
    pages.add(kind, value, "2026-05-01", unit="pmol/L")

    (row,) = [row for section in pages.page().others for row in section.rows]
    assert (row.words, row.by) == (said, "")


@pytest.mark.parametrize(
    ("body", "said", "by"),
    [
        ("", "Enough for nearly everyone (bone)", "IOM/NAM 2011"),
        ("ES2011", "Between two ranges that it names", "Endocrine Society 2011 (withdrawn)"),
        ("ES2024", "Not judged: it sets no cut-offs", "Endocrine Society 2024"),
    ],
)
def test_person_chooses_the_body_and_it_is_always_named(pages, body, said, by):
    pages.add("vitamin_d", "20", "2026-05-01", unit="ng/mL")
    if body:
        assert pages.client.post(reverse("labs:body"), {"body": body}).status_code == 302

    page = pages.page()
    (row,) = page.vitamin_d.rows
    assert (row.words, row.by, page.body.name) == (said, by, by)


def test_body_that_is_none_is_refused_at_its_field(pages):
    response = pages.client.post(reverse("labs:body"), {"body": "WHO"})

    assert response.status_code == 422
    assert response.context["body_form"].errors["body"] == ["Choose one of the list."]


def test_withdrawn_guideline_is_marked_as_such(pages):
    pages.client.post(reverse("labs:body"), {"body": "ES2011"})

    assert pages.page().body.note.startswith("Withdrawn")


def test_those_who_judge_hear_of_each_change_once(pages, individual):
    heard = []
    answers_changed.connect(heard_of := (lambda person, **_: heard.append(person)), weak=False)
    try:
        pages.add("inr", "2.4", "2026-05-01", key=KEY)
        pages.add("inr", "2.4", "2026-05-01", key=KEY)
        pages.change(individual.lab_results.get(key=KEY), value="2.6")
        pages.mark(individual.lab_results.get(key=KEY, is_current=True))
    finally:
        answers_changed.disconnect(heard_of)

    assert heard == [individual] * 3


def test_page_of_many_results_takes_as_many_queries_as_that_of_few(pages, django_assert_num_queries):
    for day in range(1, 29):
        pages.add("inr", "2.4", f"2026-02-{day:02}")
    pages.add("vitamin_d", "50", "2026-02-01", unit="nmol/L")
    pages.list()

    with django_assert_num_queries(8):
        pages.list()


def test_all_results_of_a_kind_stand_on_pages_of_their_own(pages):
    for day in range(1, 29):
        pages.add("inr", "2.4", f"2026-02-{day:02}")

    assert len(pages.page().inr.rows) == 6
    address = reverse("labs:kind", args=["inr"])
    assert len(pages.client.get(address).context["rows"]) == 25
    assert len(pages.client.get(address, {"page": 2}).context["rows"]) == 3


def test_of_two_results_of_a_day_on_two_pages_the_one_that_counts_is_known(pages):
    for day in range(1, 26):
        pages.add("inr", "2.4", f"2026-02-{day:02}")
    pages.add("inr", "2.9", "2026-02-01")

    rows = pages.client.get(reverse("labs:kind", args=["inr"]), {"page": 2}).context["rows"]
    assert [(row.value, row.counts) for row in rows] == [("2.4", False)]


@pytest.mark.parametrize("name", ["labs:add", "labs:kind"])
def test_kind_that_is_none_is_not_found(pages, name):
    assert pages.client.get(reverse(name, args=["cholesterol"])).status_code == 404


def test_message_about_a_result_holds_no_value(pages):
    response = pages.add("inr", "7.77", "2026-05-01")

    assert "7.77" not in str(response.cookies)
