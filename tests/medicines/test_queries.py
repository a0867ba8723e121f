"""What the rules read: dated, confirmed, and of vitamin K antagonists what the profile says."""

from datetime import timedelta

import pytest

from k2tracker.medicines.queries import conditions_told, dose_notes, medicines_told
from k2tracker.profiles.models import VkaPeriod
from nutrients.circumstances import Condition, ConditionHeld, MedicineTaken
from tests.factories.people import ProfileFactory

from .steps import TODAY, add, days_ago

Y, N, S, NOT_SURE = "yes", "no", "stopped", "not_sure"


@pytest.fixture
def person(db):
    return ProfileFactory(vka=None).person


def answer(person, *periods):
    """The answers as (status, drug, first, last), in days ago."""
    for status, drug, first, last in periods:
        VkaPeriod.objects.create(
            person=person,
            status=status,
            drug=drug,
            from_on=None if first is None else days_ago(first),
            to_on=None if last is None else days_ago(last),
        )


def test_medicine_is_told_with_its_own_days(me, individual, django_assert_num_queries):
    add(me, name="Bactrim", started_on=days_ago(9), stopped_on=days_ago(2))
    add(me, name="Zanadril")

    with django_assert_num_queries(2):
        assert medicines_told(individual) == (
            MedicineTaken("Bactrim", "co-trimoxazole", days_ago(9), days_ago(2), entered_on=TODAY),
            MedicineTaken("Zanadril", None, entered_on=TODAY),
        )


@pytest.mark.parametrize(
    ("periods", "spans"),
    [
        ([(Y, "warfarin", None, None)], [(None, None)]),
        ([(Y, "warfarin", None, 9), (Y, "warfarin", 8, None)], [(None, None)]),
        ([(Y, "warfarin", 20, 9), (S, "warfarin", 8, None)], [(20, 8)]),
        ([(NOT_SURE, "", 20, 9), (S, "warfarin", 8, None)], [(20, 8)]),
        (
            [(Y, "warfarin", 90, 61), (S, "warfarin", 60, 31), (N, "", 30, 11), (Y, "warfarin", 10, None)],
            [(90, 60), (10, None)],
        ),
        ([(Y, "", None, None)], []),
        ([(NOT_SURE, "", None, None)], []),
    ],
)
def test_days_of_a_vitamin_k_antagonist_are_those_of_the_answers(person, periods, spans):
    answer(person, *periods)

    assert [(one.drug, one.started_on, one.stopped_on) for one in medicines_told(person)] == [
        ("warfarin", None if first is None else days_ago(first), None if last is None else days_ago(last))
        for first, last in spans
    ]


def test_antagonist_bears_the_name_it_was_typed_with(on_warfarin, warfarin_person):
    add(on_warfarin, name="Marevan 2.5")

    assert medicines_told(warfarin_person) == (MedicineTaken("Marevan 2.5", "warfarin"),)


def test_antagonist_that_the_answers_deny_is_not_told(person):
    person.medicines.create(key="c0ffee00-0000-4000-8000-000000000002", name="Marevan", drug="warfarin")
    answer(person, (N, "", None, None))

    assert medicines_told(person) == ()


def test_other_anticoagulant_named_beside_a_no_is_told(person):
    answer(person, (N, "apixaban", 8, None))

    assert medicines_told(person) == (MedicineTaken("apixaban", "apixaban", days_ago(8)),)


def test_other_anticoagulant_on_the_list_has_the_days_of_the_list(client, db):
    person = ProfileFactory(vka_drug="apixaban").person
    client.force_login(person)
    add(client, name="Eliquis", started_on=days_ago(3))

    assert medicines_told(person) == (MedicineTaken("Eliquis", "apixaban", days_ago(3), entered_on=TODAY),)


def test_conditions_are_told_with_their_days(individual, django_assert_num_queries):
    individual.conditions.create(
        key="c0ffee00-0000-4000-8000-000000000003", kind="kidney_stage_3", from_on=TODAY
    )

    with django_assert_num_queries(1):
        assert conditions_told(individual) == (ConditionHeld(Condition.KIDNEY_STAGE_3, TODAY),)


def test_dose_notes_are_those_of_the_days_asked_for(individual, django_assert_num_queries):
    medicine = individual.medicines.create(key="c0ffee00-0000-4000-8000-000000000004", name="Marevan")
    for number, words in enumerate(("after", "last", "first", "before")):
        medicine.dose_notes.create(
            key=f"c0ffee00-0000-4000-8000-00000000001{number}", on=days_ago(number), words=words
        )

    with django_assert_num_queries(1):
        notes = dose_notes(individual, days_ago(2), TODAY - timedelta(days=1))
    assert [(note.on, note.name, note.words) for note in notes] == [
        (days_ago(2), "Marevan", "first"),
        (days_ago(1), "Marevan", "last"),
    ]
