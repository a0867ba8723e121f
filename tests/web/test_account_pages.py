"""Each page and message of the account library renders in our design and our words."""

import re

import pytest
from django.core import mail
from django.urls import reverse

pytestmark = pytest.mark.django_db

LIBRARY_WORDS = re.compile(r"Hello from|Thank you for using|Menu:|Sign Up\b|Bad Token")


def heading(response):
    """The h1 of a page of ours, with its skip link and its one main element checked."""
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<main") == 1
    assert 'class="skip-link"' in page
    assert not LIBRARY_WORDS.search(page)
    return re.search(r"<h1>(.*?)</h1>", page, re.DOTALL).group(1)


@pytest.mark.parametrize(
    ("name", "args", "said"),
    [
        ("account_login", [], "Sign in"),
        ("account_signup", [], "Create an account"),
        ("account_reset_password", [], "Forgot the password"),
        ("account_reset_password_done", [], "The message is on its way"),
        ("account_reset_password_from_key", ["1", "no-key"], "The link no longer works"),
        ("account_reset_password_from_key_done", [], "The new password is saved"),
        ("account_email_verification_sent", [], "The message is on its way"),
        ("account_confirm_email", ["no-key"], "Confirm the e-mail address"),
        ("account_inactive", [], "This account is closed"),
    ],
)
def test_page_for_strangers_is_ours(client, name, args, said):
    assert heading(client.get(reverse(name, args=args))) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("account_email", "Change the e-mail address"),
        ("account_change_password", "Change the password"),
        ("account_logout", "Sign out"),
        ("account_reauthenticate", "Confirm that it is you"),
    ],
)
def test_page_for_members_is_ours(client, individual, name, said):
    client.force_login(individual)
    assert heading(client.get(reverse(name))) == said


def test_page_for_an_account_without_password_is_ours(client, individual):
    individual.set_unusable_password()
    individual.save()
    client.force_login(individual)
    assert heading(client.get(reverse("account_set_password"))) == "Choose a password"


def test_sign_in_asks_for_login_password_and_remember(client):
    page = client.get("/accounts/login/").content.decode()
    names = set(re.findall(r'<input[^>]*name="([^"]+)"', page))
    assert names == {"csrfmiddlewaretoken", "login", "password", "remember"}


def test_sign_up_shows_the_disclaimer_before_its_button(client):
    page = client.get("/accounts/signup/").content.decode()
    assert page.index("It is not a medical device") < page.index('class="btn btn-primary btn-wide"')


def test_form_with_errors_says_so_in_title_and_first_lines(client):
    page = client.post("/accounts/signup/", {"email": "not-an-address", "consent": "on"}).content.decode()
    assert "<title>Error: Create an account" in page
    assert page.index('href="#id_email"') < page.index('id="id_email"')
    assert page.index('href="#id_password1"') < page.index('id="id_password1"')


def test_wrong_password_is_an_error_of_the_whole_form(client, individual):
    page = client.post(
        "/accounts/login/", {"login": individual.email, "password": "not-the-password"}
    ).content.decode()
    assert "<title>Error: Sign in" in page
    assert page.count("alert-danger") == 1


@pytest.fixture
def sent(client):
    """A function that has a message sent and returns it."""

    def send(address, data):
        mail.outbox.clear()
        client.post(address, data)
        (message,) = mail.outbox
        return message

    return send


def test_message_for_a_new_password_leads_to_its_page(client, individual, sent):
    message = sent("/accounts/password/reset/", {"email": individual.email})
    assert message.subject == "A new password for k2tracker"
    assert message.alternatives == []
    assert not LIBRARY_WORDS.search(message.body)
    link = re.search(r"http\S+(/accounts/password/reset/key/\S+)", message.body).group(1)
    assert heading(client.get(link, follow=True)) == "Choose a new password"


def test_message_for_an_address_without_account_is_ours(sent):
    message = sent("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert message.subject == "No k2tracker account for this address"
    assert not LIBRARY_WORDS.search(message.body)


def test_message_for_a_new_address_confirms_it(client, individual, sent):
    client.force_login(individual)
    message = sent("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert (message.subject, message.to) == ("Confirm your address for k2tracker", ["new@example.org"])
    link = re.search(r"http\S+(/accounts/confirm-email/\S+)", message.body).group(1)
    client.post(link)
    individual.refresh_from_db()
    assert individual.email == "new@example.org"


def test_changes_are_told_as_short_news(client, individual):
    client.force_login(individual)
    page = client.post("/accounts/logout/", follow=True).content.decode()
    assert "You are signed out." in page
    assert 'role="status"' in page
