"""Moving an account to another address: the old one signs in until the new one is confirmed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.urls import reverse

from k2tracker.accounts.models import User
from tests.factories.people import PASSWORD

EMAIL = "/accounts/email/"
NEW_PASSWORD = "another-horse-entirely"


def sign_up(address):
    """A browser signed in to a fresh account, whose address nobody confirmed."""
    browser = Client()
    browser.post("/accounts/signup/", {"email": address, "password1": PASSWORD, "consent": "on"})
    return browser


@pytest.fixture
def browser(db):
    return sign_up("first@example.org")


def move(browser, address):
    return browser.post(EMAIL, {"action_add": "", "email": address}, follow=True)


def follow_link_to(address, browser=None):
    """Press the button behind the last link that was sent to `address`."""
    body = [message for message in mail.outbox if message.to == [address]][-1].body
    return (browser or Client()).post(
        re.search(r"http\S+(/accounts/confirm-email/\S+)", body).group(1), follow=True
    )


def signs_in(address, password=PASSWORD):
    """The address of the account that these words open; None where they open none."""
    browser = Client()
    browser.post("/accounts/login/", {"login": address, "password": password})
    user = get_user(browser)
    return user.email if user.is_authenticated else None


def shown(page):
    """What the page says of the addresses."""
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.content.decode()))


def test_unconfirmed_address_of_sign_up_stays_until_the_new_one_is_confirmed(browser):
    page = move(browser, "Second@example.org")

    assert shown(page) == {"Address now": "first@example.org", "Changing to": "second@example.org"}
    assert signs_in("first@example.org") == "first@example.org"


def test_confirmed_address_takes_the_place_of_the_old_one(browser):
    move(browser, "second@example.org")
    follow_link_to("second@example.org")

    assert signs_in("second@example.org") == "second@example.org"
    assert signs_in("first@example.org") is None
    assert shown(browser.get(EMAIL)) == {"Address now": "second@example.org"}


def test_second_choice_replaces_the_first(browser):
    move(browser, "second@example.org")
    page = move(browser, "third@example.org")
    follow_link_to("third@example.org")

    assert shown(page) == {"Address now": "first@example.org", "Changing to": "third@example.org"}
    assert [a.email for a in EmailAddress.objects.all()] == ["third@example.org"]


def test_two_people_can_move_at_once(browser):
    other = sign_up("other@example.org")
    moves = [(browser, "second@example.org"), (other, "fourth@example.org")]
    assert [move(*each).status_code for each in moves] == [200, 200]
    for _browser, address in moves:
        follow_link_to(address)

    assert set(User.objects.values_list("email", flat=True)) == {"second@example.org", "fourth@example.org"}


def test_address_that_waits_opens_nothing(browser):
    move(browser, "second@example.org")

    assert signs_in("second@example.org") is None


def test_password_is_reset_by_the_address_that_signs_in(browser):
    move(browser, "second@example.org")
    stranger = Client()
    mail.outbox.clear()
    for address in ("second@example.org", "first@example.org"):
        stranger.post("/accounts/password/reset/", {"email": address})
    unknown, known = mail.outbox
    page = stranger.get(
        re.search(r"http\S+(/accounts/password/reset/key/\S+)", known.body).group(1), follow=True
    )
    stranger.post(page.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert unknown.subject == "No k2tracker account for this address"
    assert signs_in("first@example.org", NEW_PASSWORD) == "first@example.org"


def test_link_can_be_sent_again(browser):
    move(browser, "second@example.org")
    mail.outbox.clear()
    browser.post(EMAIL, {"action_send": "", "email": "second@example.org"})
    follow_link_to("second@example.org")

    assert signs_in("second@example.org") == "second@example.org"


def test_old_address_can_be_kept(browser):
    move(browser, "second@example.org")
    page = browser.post(EMAIL, {"action_remove": "", "email": "second@example.org"}, follow=True)

    assert shown(page) == {"Address now": "first@example.org"}
    assert signs_in("first@example.org") == "first@example.org"


def test_address_that_signs_in_cannot_be_removed(browser):
    EmailAddress.objects.update(primary=False)
    move(browser, "second@example.org")
    browser.post(EMAIL, {"action_remove": "", "email": "first@example.org"})

    assert signs_in("first@example.org") == "first@example.org"


def test_address_cannot_be_made_to_count_unconfirmed(browser):
    move(browser, "second@example.org")

    assert browser.post(EMAIL, {"action_primary": "", "email": "second@example.org"}).status_code == 400
    assert User.objects.get().email == "first@example.org"


@pytest.mark.parametrize("confirmed", [True, False])
def test_address_of_somebody_else_looks_like_any_other_and_is_never_taken(browser, confirmed):
    sign_up("other@example.org")
    EmailAddress.objects.filter(email="other@example.org").update(verified=confirmed)
    page = move(browser, "other@example.org")
    follow_link_to("other@example.org")

    assert shown(page) == {"Address now": "first@example.org", "Changing to": "other@example.org"}
    assert signs_in("first@example.org") == "first@example.org"
    assert signs_in("other@example.org") == "other@example.org"


def test_address_that_two_people_wait_for_goes_to_the_first_who_confirms(browser):
    other = sign_up("other@example.org")
    move(browser, "second@example.org")
    first_link = mail.outbox[-1]
    move(other, "second@example.org")
    follow_link_to("second@example.org")
    mail.outbox.append(first_link)
    page = follow_link_to("second@example.org")

    assert "belongs to another account already" in page.content.decode()
    assert set(User.objects.values_list("email", flat=True)) == {"first@example.org", "second@example.org"}


@pytest.mark.parametrize("address", ["account_signup", "account_email"])
def test_address_too_long_for_an_account_is_refused_at_its_field(client, individual, address):
    if address == "account_email":
        client.force_login(individual)
    typed = "a" * 60 + "@" + "example." * 28 + "org"

    response = client.post(
        reverse(address),
        {"email": typed, "password1": "correct-horse-battery", "consent": "on", "action_add": ""},
    )

    assert "254 characters at most" in response.content.decode()
