"""Exercise is kept once, as it was typed, changed and deleted, by its person alone."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from k2tracker.exercise.models import Activity

from .conftest import TODAY, words


def test_what_was_done_is_kept(pages, individual):
    response = pages.add("stairs", "٤٥", ago=2, is_vigorous="on", strengthens="on")

    assert (response.status_code, response.url) == (302, reverse("exercise:list"))
    kept = individual.activities.get()
    assert (kept.kind, kept.minutes, kept.done_on) == ("stairs", 45, TODAY - timedelta(days=2))
    assert (kept.is_vigorous, kept.strengthens) == (True, True)
    assert "vigorous, strengthening" in words(pages.read())


def test_form_begins_with_the_day_that_the_address_names(pages):
    assert 'value="2026-02-27"' in pages.read(day="2026-02-27").content.decode()
    assert 'value="2026-03-01"' in pages.read(day="2030-01-01").content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"kind": ""}, "kind", "Choose what you did."),
        ({"kind": "sleeping"}, "kind", "Choose one of the list."),
        ({"minutes": ""}, "minutes", "Write how many minutes it took."),
        ({"minutes": "12.5"}, "minutes", "Write whole minutes, for instance 45."),
        ({"minutes": "-5"}, "minutes", "Write whole minutes, for instance 45."),
        ({"minutes": "0"}, "minutes", "From 1 to 1440 minutes can be kept for one day."),
        ({"minutes": "1441"}, "minutes", "From 1 to 1440 minutes can be kept for one day."),
        ({"ago": -1}, "done_on", "This day has not come yet."),
        ({"ago": 40000}, "done_on", "This day is before the month of birth."),
    ],
)
def test_slip_is_said_at_its_field_and_keeps_what_was_typed(pages, individual, typed, field, said):
    response = pages.add(**{"minutes": "77"} | typed)

    assert response.status_code == 422
    assert response.context["form"].errors == {field: [said]}
    assert f'value="{typed.get("minutes", "77")}"' in response.content.decode()
    assert not individual.activities.exists()


def test_second_press_adds_nothing(pages, individual):
    key = uuid.uuid4()
    pages.add(key=key)
    response = pages.add(key=key)

    assert response.url == reverse("exercise:list")
    assert individual.activities.count() == 1


def test_form_that_was_gone_back_to_leads_to_what_it_made(pages, individual):
    key = uuid.uuid4()
    pages.add(minutes="30", key=key)
    response = pages.add(minutes="60", key=key)

    assert response.url == reverse("exercise:change", args=[key])
    assert individual.activities.get().minutes == 30


def test_change_replaces_what_stood_there(pages, individual):
    pages.add("walking", "30", is_vigorous="on")
    pages.change(individual.activities.get(), "running", "20", ago=1)

    kept = individual.activities.get()
    assert (kept.kind, kept.minutes, kept.done_on) == ("running", 20, TODAY - timedelta(days=1))
    assert kept.is_vigorous is False


def test_deleted_stays_deleted(pages, individual):
    key = uuid.uuid4()
    pages.add(key=key)
    activity = individual.activities.get()
    pages.delete(activity)
    assert pages.delete(activity).status_code == 302
    assert "Nothing is logged yet." in words(pages.read())

    # neither the form that made it nor the one that changes it brings it back
    pages.add(key=key)
    assert pages.change(activity, minutes="50").url == reverse("exercise:list")
    assert "Nothing is logged yet." in words(pages.read())


def test_key_of_another_person_is_nobody_elses(client, pages, other_individual):
    key = uuid.uuid4()
    theirs = Activity.objects.create(
        person=other_individual, key=key, done_on=TODAY, kind="walking", minutes=10
    )
    assert pages.change(theirs, minutes="50").status_code == 404
    assert pages.delete(theirs).status_code == 404
    pages.add(minutes="20", key=key)

    assert other_individual.activities.standing().get().minutes == 10


def test_database_keeps_no_impossible_row(individual):
    for wrong in ({"minutes": 0}, {"minutes": 1441}, {"kind": "sleeping"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            individual.activities.create(
                **{"key": uuid.uuid4(), "done_on": TODAY, "kind": "walking", "minutes": 9} | wrong
            )


def test_page_reads_as_much_for_many_as_for_one(pages, individual, django_assert_num_queries):
    pages.switch()
    for count in (1, 30):
        Activity.objects.bulk_create(
            Activity(person=individual, key=uuid.uuid4(), done_on=TODAY, kind="walking", minutes=5)
            for _ in range(count)
        )
        pages.read()
        with django_assert_num_queries(QUERIES):
            pages.read()


# session, account, profile, count, page, switch, week
QUERIES = 7


def test_account_takes_its_exercise_along(pages, individual):
    pages.add()
    pages.switch()
    individual.delete()

    assert not Activity.objects.exists()
