"""What a person keeps beside the log changes what is found of it, within the same request."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from foods.models import Food
from k2tracker.alerts.models import Alert
from k2tracker.cabinet.models import Use
from k2tracker.diary.actions import log_food
from k2tracker.diary.days import find_on, keeper_of, read_days
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.medicines.models import ConditionPeriod, Medicine
from k2tracker.profiles.signals import answers_changed
from nutrients.cautions import INFO, RULE_SET
from nutrients.wording import EMERGENCY_TEXT
from tests.factories.diary import EntryFactory
from tests.factories.plans import PlanFactory

from .conftest import TODAY, day_url, log, text_of


def say(person):
    """What every room does after it wrote."""
    answers_changed.send(sender=None, person=person)


def alerts_of(person, *states):
    return {
        (alert.code, alert.state) for alert in person.alerts.filter(state__in=states or Alert.State.values)
    }


def takes(person, slug, **use):
    defaults = {"quantity": Decimal(1), "often": Use.Often.DAILY, "since": TODAY - timedelta(days=3)}
    return Use.objects.create(person=person, key=uuid4(), food=Food.objects.get(slug=slug), **defaults | use)


def has_result(person, kind, value, on, unit=""):
    return LabResult.objects.create(
        person=person, key=uuid4(), kind=kind, taken_on=on, value=Decimal(value), decimals=1, unit=unit
    )


def has_range(person):
    InrRange.objects.create(
        person=person, key=uuid4(), low=Decimal(2), high=Decimal(3), from_on=TODAY - timedelta(days=365)
    )


def test_supplement_put_into_the_cabinet_calls_first_before_it_is_ever_logged(warfarin_person):
    takes(warfarin_person, "supp-mk7-50")
    say(warfarin_person)

    assert alerts_of(warfarin_person) == {("K-01", "open")}
    assert "Your entry has been saved" not in warfarin_person.alerts.get().wording


def test_day_leads_to_the_answer_of_what_the_cabinet_calls_first_for(on_warfarin, warfarin_person):
    takes(warfarin_person, "supp-mk7-50")
    say(warfarin_person)

    page = on_warfarin.get(day_url()).content.decode()

    assert f"{reverse('alerts:list')}#alert-{warfarin_person.alerts.get().pk}" in page
    assert reverse("alerts:acknowledge", args=[warfarin_person.alerts.get().pk]) not in page


def test_caution_falls_away_with_the_slip_that_raised_it(warfarin_person):
    use = takes(warfarin_person, "supp-mk7-50")
    say(warfarin_person)
    use.removed_at = use.created_at
    use.save()
    say(warfarin_person)

    assert alerts_of(warfarin_person) == {("K-01", "withdrawn")}


def test_supplement_of_the_cabinet_that_is_logged_too_is_one_matter(on_warfarin, warfarin_person):
    takes(warfarin_person, "supp-mk7-50")
    say(warfarin_person)
    log(on_warfarin, "supp-mk7-50", "1", portion="1 unit")

    assert [alert.code for alert in warfarin_person.alerts.filter(state="open")] == ["K-01"]


def test_nattokinase_beside_an_anticoagulant_that_only_the_profile_names_is_mentioned(me, individual):
    individual.vka_periods.update(status="no", drug="apixaban")
    Medicine.objects.create(person=individual, key=uuid4(), name="Nattokinase 2000 FU", drug="nattokinase")
    say(individual)

    assert alerts_of(individual) == {("A-02", "open")}


def test_new_antibiotic_beside_warfarin_is_mentioned(warfarin_person):
    Medicine.objects.create(
        person=warfarin_person, key=uuid4(), name="Flagyl", drug="metronidazole", started_on=TODAY
    )
    say(warfarin_person)

    assert alerts_of(warfarin_person) == {("K-09", "open")}


def test_day_says_what_an_emergency_is_under_a_mere_caution_too(on_warfarin, warfarin_person):
    Medicine.objects.create(
        person=warfarin_person, key=uuid4(), name="Flagyl", drug="metronidazole", started_on=TODAY
    )

    assert EMERGENCY_TEXT in text_of(on_warfarin.get(day_url()))


def test_kidney_disease_told_later_judges_the_magnesium_of_the_last_days(me, individual):
    log(me, "supp-mg-citrate-100", "1", portion="1 unit", day=TODAY - timedelta(days=2))
    assert alerts_of(individual) == set()

    ConditionPeriod.objects.create(person=individual, key=uuid4(), kind="kidney_stage_4_5")
    say(individual)

    assert alerts_of(individual) == {("M-02", "open")}


def test_magnesium_beside_kidney_disease_is_not_told_of_inr_bleeding_and_vitamin_k(me, individual):
    ConditionPeriod.objects.create(person=individual, key=uuid4(), kind="kidney_stage_4_5")

    page = me.get(log(me, "supp-mg-citrate-100", "1", portion="1 unit").url)
    day = me.get(day_url())

    for said in (text_of(page), text_of(day)):
        assert "magnesium can build up in the blood" in said
        assert EMERGENCY_TEXT not in said
    assert "INR" not in text_of(page)
    assert "Known vitamin K" not in text_of(page)


@pytest.mark.parametrize(
    ("value", "days_ago", "expected"),
    [
        ("3.4", 0, {("K-10", "open")}),
        ("3.4", 7, {("K-10", "open")}),
        ("3.4", 8, {("K-10", "history")}),
        ("5.0", 1, {("K-11", "open")}),
        ("2.4", 1, set()),
    ],
)
def test_inr_is_held_against_the_persons_own_range_on_its_day(warfarin_person, value, days_ago, expected):
    has_range(warfarin_person)
    has_result(warfarin_person, "inr", value, TODAY - timedelta(days=days_ago))
    say(warfarin_person)
    say(warfarin_person)  # whatever changes next finds the same

    assert alerts_of(warfarin_person) == expected


def test_result_is_named_with_the_decimals_of_its_report(warfarin_person):
    has_range(warfarin_person)
    has_result(warfarin_person, "inr", "4.0", TODAY)
    say(warfarin_person)

    assert "Your INR of 4.0 on" in warfarin_person.alerts.get().wording
    assert "2.0–3.0" in warfarin_person.alerts.get().wording


def test_information_puts_no_caution_on_an_entry(me, individual):
    Medicine.objects.create(person=individual, key=uuid4(), name="Euthyrox", drug="levothyroxine")
    log(me, "supp-mg-citrate-100", "1", portion="1 unit")
    shown = me.get(day_url())

    assert "can keep a medicine from being absorbed" in text_of(shown)
    assert "badge-caution" not in shown.content.decode()


@pytest.mark.parametrize(("value", "corrected"), [("5.2", "5.4"), ("1.8", "3.4")])
def test_open_caution_says_the_corrected_result(warfarin_person, value, corrected):
    has_range(warfarin_person)
    result = has_result(warfarin_person, "inr", value, TODAY)
    say(warfarin_person)
    result.value = Decimal(corrected)
    result.save()
    say(warfarin_person)

    alert = warfarin_person.alerts.get(state="open")
    assert corrected in alert.wording
    assert value not in alert.wording


@pytest.mark.parametrize(
    ("kind", "unit", "value", "corrected", "asks_again"),
    [
        ("inr", "", "5.2", "5.3", True),
        ("inr", "", "5.3", "5.2", False),
        ("inr", "", "1.4", "1.3", True),
        ("inr", "", "1.3", "1.4", False),
        ("inr", "", "1.8", "3.4", True),
        ("vitamin_d", "nmol/L", "150", "160", True),
    ],
)
def test_result_that_was_spoken_of_asks_again_once_it_lies_further_out(
    on_warfarin, warfarin_person, kind, unit, value, corrected, asks_again
):
    has_range(warfarin_person)
    result = has_result(warfarin_person, kind, value, TODAY, unit)
    say(warfarin_person)
    spoken = reverse("alerts:spoken", args=[warfarin_person.alerts.get().pk])
    on_warfarin.post(spoken, {"spoken_on": TODAY.isoformat()})
    result.value = Decimal(corrected)
    result.save()
    say(warfarin_person)

    assert warfarin_person.alerts.filter(state="open").exists() is asks_again


def test_level_that_was_typed_in_the_wrong_unit_asks_again(me, individual):
    result = has_result(individual, "vitamin_d", "130", TODAY, "nmol/L")
    say(individual)
    me.post(reverse("alerts:acknowledge", args=[individual.alerts.get().pk]))
    LabResult.objects.filter(pk=result.pk).update(unit="ng/mL", value=Decimal(60))
    say(individual)

    assert alerts_of(individual, "open") == {("D-04", "open")}


def test_result_of_a_week_ago_that_was_answered_at_once_does_not_ask_again(
    on_warfarin, warfarin_person, clock
):
    has_result(warfarin_person, "inr", "5.2", TODAY)
    say(warfarin_person)
    spoken = reverse("alerts:spoken", args=[warfarin_person.alerts.get().pk])
    on_warfarin.post(spoken, {"spoken_on": TODAY.isoformat()})
    clock(timezone.now() + timedelta(days=7))
    say(warfarin_person)

    assert alerts_of(warfarin_person) == {("K-11", "spoken")}


def test_open_caution_names_what_was_told_in_place_of_a_slip(individual):
    takes(individual, "supp-d3-1000")
    condition = ConditionPeriod.objects.create(person=individual, key=uuid4(), kind="kidney_stones")
    say(individual)
    condition.kind = "sarcoidosis"
    condition.save()
    say(individual)

    alert = individual.alerts.get(state="open")
    assert "sarcoidosis" in alert.wording
    assert "kidney stones" not in alert.wording


@pytest.mark.parametrize(
    ("day", "expected"), [(-7, {("K-02", "open")}), (-8, set()), (1, {("K-02", "open")})]
)
def test_answer_given_later_judges_every_day_that_still_asks_for_one(me, individual, day, expected):
    log(me, "natto", "40", day=TODAY + timedelta(days=day))
    individual.vka_periods.update(status="yes", drug="warfarin")
    say(individual)

    assert alerts_of(individual) == expected


@pytest.mark.parametrize("days_ago", [1, 20])
def test_result_corrected_takes_its_caution_along(warfarin_person, days_ago):
    has_range(warfarin_person)
    result = has_result(warfarin_person, "inr", "5.4", TODAY - timedelta(days=days_ago))
    say(warfarin_person)
    result.value = Decimal("2.5")
    result.save()
    say(warfarin_person)

    assert alerts_of(warfarin_person) == {("K-11", "withdrawn")}


def test_high_25ohd_of_last_year_is_recorded_and_asks_for_nothing(individual):
    has_result(individual, "vitamin_d", "260", TODAY - timedelta(days=300), unit="nmol/L")
    say(individual)

    assert alerts_of(individual) == {("D-03", "history")}


def test_plan_turns_a_call_into_information_and_its_end_brings_the_call_back(on_warfarin, warfarin_person):
    plan = PlanFactory(person=warfarin_person, mk7_high_ug=Decimal(500), valid_to=TODAY + timedelta(days=30))
    log(on_warfarin, "natto", "40")
    assert alerts_of(warfarin_person) == set()
    assert "within your clinic’s plan" in text_of(on_warfarin.get(day_url()))

    plan.ended_on, plan.end_reason = TODAY, "access"
    plan.save()
    say(warfarin_person)

    assert alerts_of(warfarin_person, "open") == {("K-02", "open")}


def test_day_under_a_plan_is_scored_by_the_clinics_range_and_nudges_nobody(on_warfarin, warfarin_person):
    PlanFactory(person=warfarin_person, mk7_low_ug=Decimal(30), valid_to=TODAY + timedelta(days=30))
    log(on_warfarin, "gouda-aged", "30")
    shown = text_of(on_warfarin.get(day_url()))

    assert "Your clinic’s range 30–50 µg" in shown
    assert "Below your clinic’s range" in shown
    for nudge in ("29.52", "MK-7 is", "Article", "Target 30"):
        assert nudge not in shown


def test_days_under_a_plan_that_is_over_show_no_points_for_k2(on_warfarin, warfarin_person):
    day = TODAY - timedelta(days=3)
    PlanFactory(person=warfarin_person, mk7_high_ug=Decimal(500), valid_to=TODAY - timedelta(days=1))
    log(on_warfarin, "natto", "40", day=day)

    assert "clinic’s range" not in text_of(on_warfarin.get(day_url(day)))


def eats(person, slug, grams, *days_ago):
    for back in days_ago:
        EntryFactory(
            person=person,
            food=Food.objects.get(slug=slug),
            eaten_on=TODAY - timedelta(days=back),
            grams=Decimal(grams),
        )


def test_week_with_more_vitamin_k_than_the_month_before_is_mentioned(on_warfarin, warfarin_person):
    eats(warfarin_person, "spinach-raw", 20, *range(7, 35))
    eats(warfarin_person, "spinach-raw", 60, *range(1, 7))
    log(on_warfarin, "spinach-raw", "60")

    (alert,) = warfarin_person.alerts.filter(state="open")
    assert alert.code == "K-05"
    assert Decimal(alert.inputs["m7"]) > Decimal(alert.inputs["b28"])


def test_alert_shows_what_was_seen_and_what_its_rule_rests_on(on_warfarin, warfarin_person):
    log(on_warfarin, "natto", "40")
    shown = text_of(on_warfarin.get(reverse("alerts:list")))

    assert "What the app saw" in shown
    assert "Known vitamin K" in shown
    assert "PMDA (Japan)" in shown


def test_past_day_judged_again_finds_what_its_alerts_kept(on_warfarin, warfarin_person, clock):
    has_range(warfarin_person)
    has_result(warfarin_person, "inr", "3.4", TODAY)
    takes(warfarin_person, "supp-mk7-50", since=TODAY)
    say(warfarin_person)
    log(on_warfarin, "natto", "40")
    kept = {alert.cause: (alert.rule_set, alert.inputs) for alert in warfarin_person.alerts.all()}

    # weeks later, with other foods, another medicine, an emptied cabinet and a new range since then
    clock(timezone.now() + timedelta(days=21))
    later = TODAY + timedelta(days=20)
    log(on_warfarin, "spinach-raw", "300", day=later)
    Medicine.objects.create(
        person=warfarin_person, key=uuid4(), name="Flagyl", drug="metronidazole", started_on=later
    )
    warfarin_person.cabinet.update(until=later)
    InrRange.objects.create(
        person=warfarin_person, key=uuid4(), low=Decimal("2.5"), high=Decimal("3.5"), from_on=later
    )

    keeper = keeper_of(warfarin_person)
    found = find_on(keeper, read_days(keeper, TODAY, days=1).logs, TODAY)
    again = {one.cause: (RULE_SET, dict(one.params)) for one in found if one.level != INFO}
    assert set(kept) == {"K-01:supp mk7 50", "K-02:natto", f"K-10:{TODAY}"}
    assert again == kept


@pytest.mark.parametrize(("days_ago", "is_shown"), [(180, True), (181, False)])
def test_latest_25ohd_stands_beside_the_vitamin_d_of_the_day(me, individual, days_ago, is_shown):
    has_result(individual, "vitamin_d", "62", TODAY - timedelta(days=days_ago), unit="nmol/L")
    shown = text_of(me.get(day_url()))

    assert ("Blood level 62.0 nmol/L" in shown) is is_shown


@pytest.mark.parametrize("waiting", [1, 9])
def test_results_that_wait_for_an_answer_ask_no_more_questions(
    warfarin_person, waiting, django_assert_max_num_queries
):
    has_range(warfarin_person)
    for back in range(waiting):
        has_result(warfarin_person, "inr", "3.4", TODAY - timedelta(days=7 * back))
    say(warfarin_person)
    warfarin_person.alerts.update(state="open", answered_at=None)

    with django_assert_max_num_queries(26):
        say(warfarin_person)


@pytest.mark.parametrize("rows", [1, 9])
def test_telling_something_asks_the_same_few_questions_of_any_log(
    warfarin_person, rows, django_assert_max_num_queries
):
    has_range(warfarin_person)
    for back in range(rows):
        has_result(warfarin_person, "inr", "3.4", TODAY - timedelta(days=20 * back + 10))
        eats(warfarin_person, "spinach-raw", 20, *range(rows))
    say(warfarin_person)

    with django_assert_max_num_queries(44):
        say(warfarin_person)


def test_log_that_began_before_an_answer_was_given_is_judged_by_it(individual):
    read_before = keeper_of(individual)
    individual.vka_periods.update(status="yes", drug="warfarin")
    takes(individual, "supp-mk7-50")
    log_food(
        by=individual,
        person=individual,
        key=uuid4(),
        food=Food.objects.get(slug="natto"),
        portion=None,
        quantity=Decimal(40),
        eaten_on=TODAY,
        meal="lunch",
        keeper=read_before,
    )

    assert alerts_of(individual) == {("K-01", "open"), ("K-02", "open")}


@pytest.mark.parametrize("days", [1, 60])
def test_log_beside_all_that_is_told_asks_as_much_after_any_number_of_days(
    on_warfarin, warfarin_person, days, django_assert_num_queries, committed
):
    has_range(warfarin_person)
    has_result(warfarin_person, "inr", "2.4", TODAY - timedelta(days=10))
    takes(warfarin_person, "supp-d3-1000")
    Medicine.objects.create(person=warfarin_person, key=uuid4(), name="Euthyrox", drug="levothyroxine")
    ConditionPeriod.objects.create(person=warfarin_person, key=uuid4(), kind="kidney_stones")
    eats(warfarin_person, "oatmeal-cooked", 200, *range(days))
    with committed():  # what was told is kept, and compositions
        log(on_warfarin, "oatmeal-cooked", "200")

    with django_assert_num_queries(22):
        log(on_warfarin, "oatmeal-cooked", "200")
