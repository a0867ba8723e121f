"""Signing up: an account comes with a consent, or not at all."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from k2tracker.accounts.actions import DIARY_CONSENT_VERSION
from k2tracker.accounts.models import Consent, User
from tests.factories.people import PASSWORD

SIGNUP = "/accounts/signup/"


def filled(**changes):
    return {"email": "New@Example.org", "password1": PASSWORD, "consent": "on", **changes}


@pytest.mark.django_db
def test_sign_up_signs_in_and_leads_to_the_first_questions(client):
    response = client.post(SIGNUP, filled())

    assert response.url == "/profile/start/"
    user = User.objects.get(email="new@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.role == "individual"


@pytest.mark.django_db
def test_consent_is_recorded_with_version_and_time(client):
    client.post(SIGNUP, filled())

    consent = Consent.objects.get(person__email="new@example.org")
    assert (consent.purpose, consent.version) == ("diary", DIARY_CONSENT_VERSION)
    assert consent.given_at is not None


@pytest.mark.django_db
def test_no_consent_no_account(client):
    response = client.post(SIGNUP, filled(consent=""))

    assert list(response.context["form"].errors) == ["consent"]
    assert not User.objects.exists()
    assert 'value="New@Example.org"' in response.content.decode()


@pytest.mark.django_db
def test_account_is_not_kept_where_the_consent_cannot_be(client, monkeypatch):
    def fail(self, *args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Consent, "save", fail)
    with pytest.raises(RuntimeError):
        client.post(SIGNUP, filled())

    assert not User.objects.exists()


@pytest.mark.django_db
def test_nobody_waits_for_a_mail_but_one_is_sent(client):
    client.post(SIGNUP, filled())

    assert client.get("/profile/start/").status_code == 200
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a" * 5000 + "@example.org"}, "email"),
        ({"email": "a\x00@example.org"}, "email"),
        ({"password1": "short"}, "password1"),
        ({"password1": "12345678901"}, "password1"),
    ],
)
@pytest.mark.django_db
def test_bad_input_is_named_at_its_field(client, changes, field):
    assert field in client.post(SIGNUP, filled(**changes)).context["form"].errors


@pytest.mark.django_db
def test_empty_fields_say_what_would_be_right(client):
    errors = client.post(SIGNUP, {}).context["form"].errors

    assert errors["email"] == ["Write an e-mail address, for instance name@example.org."]
    assert errors["password1"] == ["Choose a password of ten characters or more."]
    assert errors["consent"] == [
        "A diary holds health data. It can be kept only for somebody who agrees to it."
    ]


@pytest.mark.django_db
def test_address_in_use_does_not_make_a_second_account(client, individual):
    client.post(SIGNUP, filled(email=individual.email.upper()))

    assert User.objects.count() == 1


@pytest.mark.django_db
def test_address_that_somebody_only_waits_for_is_free(client, individual):
    EmailAddress.objects.create(user=individual, email="new@example.org")
    client.post(SIGNUP, filled())

    assert client.session["_auth_user_id"] == str(User.objects.get(email="new@example.org").pk)
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


@pytest.mark.django_db
def test_role_cannot_be_chosen(client):
    client.post(SIGNUP, filled(role="curator", is_staff="on", is_superuser="on"))

    user = User.objects.get()
    assert (user.role, user.is_staff, user.is_superuser) == ("individual", False, False)
