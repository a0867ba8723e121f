"""Withdrawing the consent deletes the account with everything in it."""

import re

import pytest
from django.contrib.auth import get_user

from foods.models import Revision
from k2tracker.accounts.models import User
from tests.factories.people import PASSWORD

from .belongings import NOTHING_OF_A_DIARY, fill, rows_of, tables

WITHDRAW = "/accounts/withdraw/"
AGREED = {"password": PASSWORD, "word": "delete"}


@pytest.fixture
def person(client, warfarin_person):
    """Somebody with a row in every table that is about people."""
    client.force_login(warfarin_person)
    fill(warfarin_person)
    return warfarin_person


def test_every_table_that_reaches_people_has_a_row_to_delete(person):
    assert {name for name, rows in rows_of(person).items() if not rows} == set(NOTHING_OF_A_DIARY)


def test_everything_is_deleted_at_once(client, person):
    before = rows_of(person)

    response = client.post(WITHDRAW, AGREED)

    assert response.url == "/"
    left = {name for name, (model, _lookup) in tables().items() if model.objects.filter(pk__in=before[name])}
    assert left == set()
    assert not User.objects.filter(pk=person.pk).exists()
    assert not get_user(client).is_authenticated


def test_page_after_it_says_what_was_done(client, person):
    page = client.post(WITHDRAW, AGREED, follow=True)

    assert "Your account is deleted, with everything it held." in page.content.decode()


def test_foods_that_were_logged_stay(client, person):
    logged = person.entries.get(food__owner=None).revision_id
    client.post(WITHDRAW, AGREED)

    assert Revision.objects.filter(pk=logged).exists()


def test_other_people_keep_everything(client, person, individual):
    fill(individual)
    before = rows_of(individual)
    client.post(WITHDRAW, AGREED)

    assert rows_of(individual) == before


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
