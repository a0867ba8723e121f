"""What the rules may know of a person on one day."""

from datetime import date, timedelta

import pytest

from k2tracker.profiles.queries import VkaHistory, age_on, profile_of, subject_on, vka_history
from tests.factories.people import ProfileFactory, UserFactory, WarfarinProfileFactory

STOPPED_ON = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ((1991, 6), "2026-06-29", 34),
        ((1991, 6), "2026-06-30", 35),
        ((2008, 2), "2026-02-27", 17),
        ((2008, 2), "2026-02-28", 18),
        ((2008, 2), "2028-02-28", 19),
        ((2008, 2), "2028-02-29", 20),
        ((2026, 6), "2026-06-29", None),
        ((2026, 6), "2026-06-30", 0),
    ],
)
def test_age_is_counted_from_the_last_day_of_the_month_of_birth(born, day, age):
    assert age_on(*born, date.fromisoformat(day)) == age


def test_somebody_without_a_profile_has_none(newcomer):
    assert profile_of(newcomer) is None


def test_subject_says_what_the_profile_says(db):
    profile = ProfileFactory(sex="female", life_stage="pregnant", reference_set="EFSA")

    subject = subject_on(profile, vka_history(profile.person), date(2026, 3, 1))

    said = (subject.age, subject.sex, subject.life_stage, subject.reference_set, subject.vka)
    assert said == (34, "female", "pregnant", "EFSA", "no")


def test_sex_not_told_is_not_guessed(db):
    profile = ProfileFactory(sex="")

    assert subject_on(profile, VkaHistory(), date(2026, 3, 1)).sex is None


def test_question_left_open_is_unanswered(db):
    profile = ProfileFactory(vka=None)

    subject = subject_on(profile, vka_history(profile.person), date(2026, 3, 1))

    assert subject.k2_is_paused(date(2026, 3, 1))
    assert not subject.vka_is_answered


def test_drug_and_answer_are_those_of_the_day(db):
    profile = ProfileFactory(vka="stopped", vka_drug="phenprocoumon", vka_from_on=STOPPED_ON)
    history = vka_history(profile.person)

    before = subject_on(profile, history, STOPPED_ON - timedelta(days=1))
    after = subject_on(profile, history, STOPPED_ON)

    assert (before.vka, before.vka_drug, before.vka_stopped_on) == ("yes", "phenprocoumon", None)
    assert (after.vka, after.vka_stopped_on) == ("stopped", STOPPED_ON)


@pytest.mark.parametrize(
    ("drug", "days", "is_active"),
    [
        ("warfarin", 13, True),
        ("warfarin", 14, False),
        ("phenprocoumon", 34, True),
        ("phenprocoumon", 35, False),
        ("", 13, True),
        ("", 14, False),
    ],
)
def test_stopped_medicine_counts_while_it_can_act(db, drug, days, is_active):
    profile = ProfileFactory(vka="stopped", vka_drug=drug, vka_from_on=STOPPED_ON)
    day = STOPPED_ON + timedelta(days=days)

    subject = subject_on(profile, vka_history(profile.person), day)

    assert subject.vka_is_active(day) is is_active


def test_day_inside_a_period_stays_paused_after_the_period(db):
    profile = ProfileFactory(vka="stopped", vka_drug="warfarin", vka_from_on=STOPPED_ON)
    history = vka_history(profile.person)

    assert history.is_active_on(date(2025, 6, 1))
    assert not history.is_active_on(date(2026, 6, 1))


def test_current_answer_is_the_open_period(db):
    profile = WarfarinProfileFactory()

    assert vka_history(profile.person).current.drug == "warfarin"


def test_history_takes_one_query(db, django_assert_num_queries):
    profile = WarfarinProfileFactory()
    with django_assert_num_queries(1):
        history = vka_history(profile.person)
        subject_on(profile, history, date(2026, 3, 1))
        subject_on(profile, history, date(2026, 3, 2))


def test_nobody_answered_for_somebody_new(db):
    assert vka_history(UserFactory()).current is None
