"""The calendar, the smoothed intake, vitamin K stability and laboratory results; through the page."""

import re
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest

from k2tracker.labs.models import InrRange, LabResult
from k2tracker.medicines.models import DoseNote, Medicine
from k2tracker.profiles.models import VkaPeriod
from tests.factories.people import ONBOARDED_AT, ProfileFactory
from tests.factories.plans import PlanFactory

from .conftest import NOON, TODAY, ago, complete, day_name, eat, eat_daily, section, shown, table, text


def result(person, days_ago, value, *, kind="inr", unit="", decimals=1):
    LabResult.objects.create(
        person=person,
        key=uuid.uuid4(),
        kind=kind,
        taken_on=ago(days_ago),
        value=Decimal(value),
        decimals=decimals,
        unit=unit,
        entered_at=NOON,
        recorded_at=NOON,
    )


# --- Calendar -------------------------------------------------------------------------------------------


def test_the_calendar_says_every_day_in_words_and_leads_to_it(me, individual):
    eat(individual, 0, menaquinone_7="75", vitamin_d="25", magnesium="160")
    eat(individual, 1, magnesium="320")
    page = section(shown(me), "calendar-h")

    assert 'href="/diary/2026-03-01/" aria-label="1\u00a0March\u00a02026: score 83, 3 of 4 lines"' in page
    assert "28\u00a0February\u00a02026: open, too little known to score, 1 of 4 lines" in page
    assert "27\u00a0February\u00a02026: no log" in page
    assert page.count("calendar-day ") == 30


def test_a_day_under_a_plan_has_the_score_of_its_diary(on_warfarin, warfarin_person):
    PlanFactory(person=warfarin_person, mk7_high_ug=Decimal(500))
    eat(warfarin_person, 0, menaquinone_7="75", vitamin_d="15", magnesium="160")

    assert "1\u00a0March\u00a02026: score 83, 3 of 4 lines" in section(shown(on_warfarin), "calendar-h")


def test_lines_that_a_plan_scores_are_not_called_paused(on_warfarin, warfarin_person):
    PlanFactory(person=warfarin_person, mk7_high_ug=Decimal(500))

    said = text(shown(on_warfarin))

    assert "each day shows them against your clinic’s range" in said
    assert "are paused" not in said


def test_the_months_of_a_year_are_all_there(me):
    assert section(shown(me, 365), "calendar-h").count("calendar-day ") == 365


# --- Smoothed intake ------------------------------------------------------------------------------------


def test_a_steady_intake_is_smoothed_to_itself(me, individual):
    eat_daily(individual, range(60), menaquinone_7="80")
    rows = table(shown(me), "smoothed intake")

    assert rows[day_name(0)][0] == "80"


def test_smoothing_has_a_gap_where_too_few_days_are_known(me, individual):
    eat_daily(individual, [*range(60)][2:], menaquinone_7="80")
    page = shown(me)

    assert table(page, "smoothed intake")[day_name(0)][0] == "too few days known"
    assert "a model, not a blood level" in text(section(page, "mk7-h"))
    assert 'fill="url(#hatch)"' in section(page, "mk7-h")


def test_a_day_that_is_partly_unknown_is_a_gap_in_the_model(me, individual):
    eat_daily(individual, [*range(60)][2:], menaquinone_7="80")
    for days_ago in (0, 1):
        eat(individual, days_ago, menaquinone_7="30")
        eat(individual, days_ago, menaquinone_7=None)

    assert table(shown(me), "smoothed intake")[day_name(0)][0] == "too few days known"


# --- Vitamin K stability --------------------------------------------------------------------------------


def test_nobody_else_has_vitamin_k_stability(me):
    assert section(shown(me), "stability-h") == ""


def test_a_full_log_is_held_against_the_weeks_before(on_warfarin, warfarin_person):
    eat_daily(warfarin_person, range(7), phylloquinone="100", menaquinone_4="20", menaquinone_9="4")
    eat_daily(warfarin_person, range(7, 35), phylloquinone="80", menaquinone_4="30")
    for days_ago in (0, 2, 7):
        complete(warfarin_person, days_ago)
    page = shown(on_warfarin)
    told = text(section(page, "stability-h"))

    assert "You said of 2 of the last 7 days that everything is logged." in told
    assert "no change of vitamin K against the 28 days before that a caution would speak of" in told
    assert "124 µg a day" in told
    assert "110 µg a day" in told
    assert "Last 7 days: 7 of 7 days complete" in told
    assert table(page, "vitamin K")[day_name(0)] == ["100", "20", "at least 4", "124", "110"]


def test_a_rise_below_every_caution_is_not_called_the_same(on_warfarin, warfarin_person):
    eat_daily(warfarin_person, range(7), phylloquinone="100")
    eat_daily(warfarin_person, range(7, 35), phylloquinone="60")

    assert "about as" not in text(section(shown(on_warfarin), "stability-h"))


def test_mk7_is_no_part_of_it(on_warfarin, warfarin_person):
    eat(warfarin_person, 0, phylloquinone="100", menaquinone_7="300")

    assert table(shown(on_warfarin), "vitamin K")[day_name(0)][:3] == ["100", "unknown", "unknown"]


def test_a_week_of_vitamin_k_is_the_mean_of_its_known_days(on_warfarin, warfarin_person):
    eat_daily(warfarin_person, (0, 1, 2, 3), phylloquinone="100", menaquinone_4="20")
    eat_daily(warfarin_person, (1,), phylloquinone="40")
    eat_daily(warfarin_person, (4,), phylloquinone=None)
    rows = table(shown(on_warfarin, 365), "vitamin K")

    assert rows["23 Feb to 1 March 2026"][:3] == ["110", "at least 20", "unknown"]


def test_a_day_that_counts_and_is_not_complete_is_a_minimum(on_warfarin, warfarin_person):
    eat_daily(warfarin_person, (0, 0, 0, 0), phylloquinone="25")
    eat(warfarin_person, 0, phylloquinone=None)
    page = shown(on_warfarin)

    assert table(page, "vitamin K")[day_name(0)][0] == "at least 100"
    assert 'class="plot-more"' in section(page, "stability-h").partition("</svg>\n</div>")[0]


def test_a_day_of_unknown_vitamin_k_is_drawn_open(on_warfarin, warfarin_person):
    eat(warfarin_person, 0, phylloquinone=None)
    page = shown(on_warfarin)

    assert table(page, "vitamin K")[day_name(0)][0] == "unknown"
    assert 'class="plot-more" d="M983.33 150V10"' in section(page, "stability-h")


def test_a_rise_is_said_with_both_amounts(on_warfarin, warfarin_person):
    eat_daily(warfarin_person, range(7), phylloquinone="190")
    eat_daily(warfarin_person, range(7, 35), phylloquinone="120")

    told = text(section(shown(on_warfarin), "stability-h"))
    assert "rose from about 120 µg to about 190 µg a day" in told


@pytest.mark.parametrize("missing", [3, 7], ids=["three days", "the week"])
def test_a_log_with_gaps_is_never_called_alike(on_warfarin, warfarin_person, missing):
    eat_daily(warfarin_person, range(missing, 35), phylloquinone="100")
    told = text(section(shown(on_warfarin), "stability-h"))

    assert "Too many days are missing to tell" in told
    assert f"Last 7 days: {7 - missing} of 7 days complete" in told
    assert "about as in" not in told


def test_inr_and_notes_stand_on_the_same_axis(on_warfarin, warfarin_person):
    InrRange.objects.create(
        person=warfarin_person,
        key=uuid.uuid4(),
        low=Decimal(2),
        high=Decimal(3),
        from_on=ago(400),
        recorded_at=NOON,
    )
    result(warfarin_person, 20, "2.4")
    result(warfarin_person, 5, "3.6")
    medicine = Medicine.objects.create(
        person=warfarin_person, key=uuid.uuid4(), name="Marevan", drug="warfarin"
    )
    DoseNote.objects.create(medicine=medicine, key=uuid.uuid4(), on=ago(9), words="half a tablet on Sundays")
    page = shown(on_warfarin)
    markup = section(page, "stability-h")

    assert table(page, "INR") == {
        day_name(20): ["2.4", "inside 2.0–3.0"],
        day_name(5): ["3.6", "outside 2.0–3.0"],
    }
    assert markup.count('class="plot-dot-out" cx="81.67%"') == 1
    assert markup.count('class="plot-flag" x1="68.33%"') == 2  # in both lanes
    assert "half a tablet on Sundays" in text(markup)


@pytest.mark.parametrize(("apart", "joined"), [(56, True), (57, False)])
def test_results_too_far_apart_are_not_joined(on_warfarin, warfarin_person, apart, joined):
    result(warfarin_person, 5 + apart, "2.4")
    result(warfarin_person, 5, "2.6")
    (line,) = re.findall(r'plot-line-joined" d="([^"]+)"', shown(on_warfarin, 90))

    assert line.count("M") == (1 if joined else 2)


def test_without_a_range_an_inr_is_only_a_dot(on_warfarin, warfarin_person):
    result(warfarin_person, 5, "3.6")
    page = shown(on_warfarin)

    assert table(page, "INR")[day_name(5)] == ["3.6", "no range told for this day"]
    assert "plot-dot-out" not in page
    assert "plot-band" not in section(page, "stability-h")


# --- 25(OH)D --------------------------------------------------------------------------------------------


def test_25ohd_stands_beside_vitamin_d_with_the_body_s_name(me, individual):
    result(individual, 10, "41", kind="vitamin_d", unit="nmol/L", decimals=0)
    page = shown(me)
    rows = table(page, "25(OH)D")

    assert rows[day_name(10)][0] == "41 nmol/L"
    assert "(IOM" in rows[day_name(10)][1]
    assert section(page, "levels-h").count('role="img"') == 2


def test_a_result_from_before_the_time_shown_is_named(me, individual):
    result(individual, 40, "41", kind="vitamin_d", unit="nmol/L", decimals=0)
    told = text(section(shown(me), "levels-h"))

    assert f"The latest result, 41 nmol/L of {day_name(40)}, lies before this time." in told


def test_without_results_there_is_no_such_section(me, other_individual):
    result(other_individual, 10, "41", kind="vitamin_d", unit="nmol/L", decimals=0)

    assert section(shown(me), "levels-h") == ""


# --- While K2 is paused ---------------------------------------------------------------------------------

PRAISE = ("Article", "50–100", "checklist", "natto", "to go")


@pytest.mark.parametrize("days", [30, 90, 365])
def test_no_k2_target_for_someone_on_warfarin(on_warfarin, warfarin_person, days):
    eat_daily(warfarin_person, range(40), menaquinone_7="75", phylloquinone="80", vitamin_d="25")
    main = shown(on_warfarin, days).partition("<main")[2].partition("</main>")[0]
    mk7 = section(main, "mk7-h")

    for words in PRAISE:
        assert words not in text(main), words
    assert "plot-band" not in mk7
    assert "within" not in mk7
    assert "K2 and D3 with K2 are paused while warfarin is in your profile." in text(main)
    assert len(table(main, "each line").popitem()[1]) == 4  # vitamin D and magnesium, each with its mean


def test_days_before_the_medicine_show_no_target_either(client, db):
    person = ProfileFactory(vka="no").person
    VkaPeriod.objects.filter(person=person).update(to_on=ago(6))
    VkaPeriod.objects.create(
        person=person, status="yes", drug="warfarin", from_on=ago(5), recorded_at=ONBOARDED_AT
    )
    eat_daily(person, range(30), menaquinone_7="75", vitamin_d="25", magnesium="320")
    client.force_login(person)
    page = shown(client)

    assert "Vitamin K2 (MK-7)" not in text(section(page, "lines-h"))
    assert f"{day_name(20)}: score 100, 2 of 4 lines".replace(" ", "\u00a0", 2) in page
    assert 'class="plot-shade" x="80%" width="20%"' in page


def test_days_on_the_medicine_stay_without_a_score_afterwards(client, db):
    """Stopped 20 days ago: the wash-out of 14 days ended 6 days ago."""
    person = ProfileFactory(vka="stopped", vka_drug="warfarin", vka_from_on=ago(20)).person
    eat_daily(person, range(30), menaquinone_7="75")
    client.force_login(person)
    page = shown(client)

    assert "7 of 7 scored days within" in text(section(page, "lines-h"))
    assert table(page, "each line")[day_name(10)][0] == "75"
    assert section(page, "stability-h") != ""


def test_an_unanswered_question_pauses_k2_without_naming_a_medicine(client, db):
    person = ProfileFactory(vka=None).person
    eat(person, 0, menaquinone_7="75")
    client.force_login(person)
    page = shown(client)

    assert "until the question about anticoagulants is answered" in text(section(page, "lines-h"))
    assert "Article" not in text(page.partition("<main")[2])
    assert section(page, "stability-h") == ""


# --- Reading --------------------------------------------------------------------------------------------


def test_a_year_takes_no_more_queries_than_a_month(on_warfarin, warfarin_person, django_assert_num_queries):
    for days_ago in (0, 20, 80, 300):
        eat(warfarin_person, days_ago, menaquinone_7="75")
        complete(warfarin_person, days_ago + 1)
        result(warfarin_person, days_ago, "2.4")
    for days in (30, 90, 365):
        # session, user, profile, answers, what was told and that it stood still (5); entries,
        # compositions (2), assumptions, marks; results, settings, ranges, notes
        with django_assert_num_queries(18):
            shown(on_warfarin, days)


def test_tomorrow_is_not_shown(me, individual):
    eat(individual, -1, menaquinone_7="75")

    assert day_name(0) == f"{TODAY.day} {TODAY:%B %Y}"
    assert day_name(-1) not in table(shown(me), "each line")
    assert (TODAY + timedelta(days=1)).isoformat() not in shown(me)
