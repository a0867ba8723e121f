"""Signing in and out, and the mails of an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.test import override_settings

from tests.factories.people import PASSWORD, UserFactory

LOGIN = "/accounts/login/"
NEW_PASSWORD = "another-horse-entirely"


def sign_in(client, user, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": user.email, "password": password, **more})


@pytest.mark.parametrize(
    ("role", "page"),
    [("individual", "/diary/"), ("curator", "/admin/"), ("clinician", "/clinician/")],
)
def test_each_role_arrives_where_it_works(client, db, role, page):
    assert sign_in(client, UserFactory(role=role)).url == page


def test_page_that_was_asked_for_comes_first(client, individual):
    assert sign_in(client, individual, next="/profile/").url == "/profile/"


def test_capital_letters_in_the_address_do_not_matter(client, individual):
    response = client.post(LOGIN, {"login": individual.email.upper(), "password": PASSWORD})

    assert response.status_code == 302


def test_wrong_password_stays_outside(client, individual):
    response = sign_in(client, individual, "wrong")

    assert response.context["form"].errors
    assert not get_user(client).is_authenticated


def test_account_switched_off_stays_outside(client, db):
    sign_in(client, UserFactory(is_active=False))

    assert not get_user(client).is_authenticated


def test_sign_out_needs_a_post(client, individual):
    client.force_login(individual)
    client.get("/accounts/logout/")
    assert get_user(client).is_authenticated

    client.post("/accounts/logout/")
    assert not get_user(client).is_authenticated


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body).group(1)


def test_forgotten_password_is_reset_by_mail(client, individual):
    client.post("/accounts/password/reset/", {"email": individual.email})
    page = client.get(link_in(mail.outbox[0]), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert sign_in(client, individual, NEW_PASSWORD).status_code == 302
    assert get_user(client) == individual


def test_reset_link_works_once(client, individual):
    client.post("/accounts/password/reset/", {"email": individual.email})
    link = link_in(mail.outbox[0])
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    client.logout()

    assert client.get(link, follow=True).context["token_fail"]


def test_password_is_changed_with_the_old_one(client, individual):
    client.force_login(individual)
    response = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert response.url == "/profile/"
    individual.refresh_from_db()
    assert individual.check_password(NEW_PASSWORD)


def test_password_is_not_changed_without_the_old_one(client, individual):
    client.force_login(individual)
    client.post(
        "/accounts/password/change/",
        {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    individual.refresh_from_db()
    assert individual.check_password(PASSWORD)


@pytest.fixture
def moving(client, individual):
    """Somebody who has asked to move to another address."""
    EmailAddress.objects.create(user=individual, email=individual.email, primary=True, verified=True)
    client.force_login(individual)
    client.post("/accounts/email/", {"action_add": "", "email": "Moved@Example.org"})
    return individual


def test_new_address_counts_once_it_is_confirmed(client, moving):
    message = next(message for message in mail.outbox if message.to == ["moved@example.org"])
    client.post(link_in(message))

    moving.refresh_from_db()
    assert moving.email == "moved@example.org"


def test_new_address_does_not_count_before_that(client, moving):
    moving.refresh_from_db()

    assert moving.email == "individual@example.org"


def test_mails_hold_nothing_about_health(client, warfarin_person):
    client.post("/accounts/password/reset/", {"email": warfarin_person.email})

    assert not re.search(r"warfarin\b(?!@)|vitamin|INR", mail.outbox[0].body)


@pytest.fixture
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@override_settings(ACCOUNT_RATE_LIMITS={})
def test_guessing_a_password_is_slowed_down(client, individual, empty_cache):
    for _ in range(6):
        sign_in(client, individual, "wrong")
    sign_in(client, individual)

    assert not get_user(client).is_authenticated


@override_settings(ACCOUNT_RATE_LIMITS={})
def test_guessing_the_password_of_an_open_screen_is_slowed_down(client, individual, empty_cache):
    client.force_login(individual)
    answers = [
        client.post("/accounts/withdraw/", {"password": "wrong", "word": "delete"}).status_code
        for _ in range(11)
    ]

    assert answers[-1] == 429


def test_only_the_suite_switches_rate_limits_off():
    from k2tracker.settings import base

    assert getattr(base, "ACCOUNT_RATE_LIMITS", None) is not False


@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/signup/", "/admin/login/"])
def test_page_after_the_sign_in_that_is_no_address_is_left_out(client, db, page):
    assert client.get(page, {"next": "http://["}, follow=True).status_code == 200
