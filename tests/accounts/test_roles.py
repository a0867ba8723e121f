"""What each role may do, and what the admin shows of people: nothing."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from k2tracker.accounts.permissions import may_keep_diary, may_see_patients
from tests.factories.people import UserFactory

PEOPLES_APPS = {"accounts", "profiles", "diary", "alerts", "account", "auth", "sessions"}


@pytest.mark.parametrize("verb", ["foods.change_food", "foods.change_assumption", "foods.publish_revision"])
def test_curator_may_keep_the_foods(curator, verb):
    assert curator.has_perm(verb)


@pytest.mark.parametrize(
    "verb",
    [
        "foods.delete_food",
        "foods.delete_assumption",
        "foods.change_source",
        "accounts.view_user",
        "diary.view_entry",
    ],
)
def test_curator_may_do_nothing_else(curator, verb):
    assert not curator.has_perm(verb)


def test_every_food_model_can_be_looked_at_by_curators(curator):
    models = [model for model in admin.site._registry if model._meta.app_label == "foods"]

    assert [m for m in models if not curator.has_perm(f"foods.view_{m._meta.model_name}")] == []


@pytest.mark.parametrize("role", ["individual", "clinician"])
def test_others_may_not_look_behind_the_foods(db, role):
    user = UserFactory(role=role)

    assert not user.has_perm("foods.view_food")
    assert not user.has_module_perms("foods")


@pytest.mark.parametrize(
    ("role", "keeps_diary", "sees_patients"),
    [("individual", True, False), ("curator", False, False), ("clinician", False, True)],
)
def test_verbs_of_each_role(db, role, keeps_diary, sees_patients):
    user = UserFactory(role=role)

    assert (may_keep_diary(user), may_see_patients(user)) == (keeps_diary, sees_patients)


def test_account_switched_off_may_nothing(db):
    assert not may_keep_diary(UserFactory(is_active=False))


def test_stranger_may_nothing():
    assert not may_keep_diary(AnonymousUser())


def test_verbs_take_no_query(individual, django_assert_num_queries):
    with django_assert_num_queries(0):
        may_keep_diary(individual)


def test_new_curator_may_enter_the_admin(client, db):
    user = get_user_model().objects.create_user("food@example.org", "x", role="curator")
    client.force_login(user)

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("member", ["individual", "clinician", "newcomer"])
def test_nobody_else_enters_the_admin(client, request, member):
    client.force_login(request.getfixturevalue(member))

    assert client.get("/admin/").status_code in {302, 403}


def test_nobody_but_a_curator_can_be_let_in(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(role="clinician", is_staff=True)


def test_nothing_about_people_is_in_the_admin(db):
    registered = {model._meta.app_label for model in admin.site._registry}

    assert registered & PEOPLES_APPS == set()
    assert apps.is_installed("allauth.account")


def test_address_is_kept_in_small_letters(db):
    user = get_user_model().objects.create_user("Some.Body@Example.ORG", "x")

    assert user.email == "some.body@example.org"


@pytest.mark.django_db
def test_capital_letters_cannot_make_a_second_account():
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="Some.Body@example.org")
