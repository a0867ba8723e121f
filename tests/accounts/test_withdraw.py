"""Withdrawing the consent deletes the account with everything in it."""

import re
from datetime import date
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import get_user

from foods.models import Food, Revision
from k2tracker.accounts.models import User
from k2tracker.alerts.actions import raise_for
from nutrients.cautions import CALL_FIRST, Finding
from tests.factories.people import PASSWORD

WITHDRAW = "/accounts/withdraw/"
AGREED = {"password": PASSWORD, "word": "delete"}


@pytest.fixture
def person(client, warfarin_person):
    """Somebody with a row in every table that is about people."""
    client.force_login(warfarin_person)
    EmailAddress.objects.create(user=warfarin_person, email=warfarin_person.email, primary=True)
    params = {"answer": "yes", "drug": "warfarin", "kind": "natto", "date": "2026-03-01"}
    finding = Finding("K-02", CALL_FIRST, "K-02:natto", date(2026, 3, 1), params)
    raise_for(person=warfarin_person, findings=[finding], day=finding.day)
    warfarin_person.days.create(day=date(2026, 3, 1), is_complete=True)
    food = Food.objects.published().first()
    warfarin_person.favourites.create(food=food)
    warfarin_person.entries.create(
        key=uuid4(),
        eaten_on=date(2026, 3, 1),
        time_zone="UTC",
        meal="lunch",
        food=food,
        revision=food.revision,
        quantity=1,
        units=1 if food.is_supplement else None,
        grams=None if food.is_supplement else 10,
    )
    return warfarin_person


def rows_of(person):
    """How many rows of each table belong to a person."""
    counts = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if (
                field.concrete
                and field.is_relation
                and field.related_model is User
                and not field.many_to_many
            ):
                counts[f"{model.__name__}.{field.name}"] = model.objects.filter(
                    **{f"{field.name}_id": person.pk}
                ).count()
    return counts


def test_everything_is_deleted_at_once(client, person):
    before = rows_of(person)
    assert {name for name, count in before.items() if count} >= {
        "Consent.person",
        "Profile.person",
        "VkaPeriod.person",
        "Alert.person",
        "Day.person",
        "Entry.person",
        "Favourite.person",
        "EmailAddress.user",
    }

    response = client.post(WITHDRAW, AGREED)

    assert response.url == "/"
    assert not any(rows_of(person).values())
    assert not User.objects.filter(pk=person.pk).exists()
    assert not get_user(client).is_authenticated


def test_page_after_it_says_what_was_done(client, person):
    page = client.post(WITHDRAW, AGREED, follow=True)

    assert "Your account is deleted, with everything it held." in page.content.decode()


def test_foods_that_were_logged_stay(client, person):
    logged = person.entries.get().revision_id
    client.post(WITHDRAW, AGREED)

    assert Revision.objects.filter(pk=logged).exists()


def test_other_people_keep_everything(client, person, individual):
    client.post(WITHDRAW, AGREED)

    assert rows_of(individual)["Profile.person"] == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": "wrong"}, "password"),
        ({"password": ""}, "password"),
        ({"password": "x" * 5000}, "password"),
        ({"word": "remove"}, "word"),
        ({"word": ""}, "word"),
        ({"word": "delete\x00"}, "word"),
    ],
)
def test_slip_deletes_nothing(client, person, typed, field):
    response = client.post(WITHDRAW, AGREED | typed)

    assert list(response.context["form"].errors) == [field]
    assert User.objects.filter(pk=person.pk).exists()


def test_word_can_be_written_large(client, person):
    assert client.post(WITHDRAW, AGREED | {"word": " Delete "}).url == "/"


def test_opening_the_page_deletes_nothing(client, person):
    assert "Nobody can bring it back" in client.get(WITHDRAW).content.decode()
    assert User.objects.filter(pk=person.pk).exists()


def test_somebody_before_the_first_questions_can_leave_too(client, newcomer):
    client.force_login(newcomer)
    client.post(WITHDRAW, AGREED)

    assert not User.objects.exists()


def test_accounts_without_a_diary_are_not_deleted_here(client, curator):
    client.force_login(curator)

    assert client.post(WITHDRAW, AGREED).status_code == 403


def test_button_that_deletes_looks_like_one(client, person):
    page = client.get(WITHDRAW).content.decode()

    assert re.search(r'<button class="([^"]+)"[^>]*>Delete everything<', page).group(1) == "btn btn-danger"
