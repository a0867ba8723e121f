"""Whose pages these are."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from .conftest import HTMX, TODAY

KEY = uuid.uuid4()
PAGES = [
    ("today", []),
    ("day", [TODAY]),
    ("add", [TODAY, "natto"]),
    ("add_today", ["natto"]),
    ("entry", [KEY]),
    ("caution", [KEY]),
    ("why", [TODAY, "k2"]),
    ("new_values", []),
    ("reports", []),
    ("report_food", ["natto"]),
    ("report_entry", [KEY]),
]
FORMS = [
    ("quick", [TODAY]),
    ("repeat", [TODAY, "lunch"]),
    ("marks", [TODAY]),
    ("amount", [KEY]),
    ("delete", [KEY]),
    ("undo", [KEY]),
    ("favourite", ["natto"]),
    ("answer_offer", [1]),
]


def ask(client, name, arguments, **options):
    send = client.get if (name, arguments) in PAGES else client.post
    return send(reverse(f"diary:{name}", args=arguments), **options)


@pytest.mark.parametrize(("name", "arguments"), PAGES + FORMS)
def test_stranger_is_asked_to_sign_in(client, db, name, arguments):
    assert ask(client, name, arguments).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("role", ["curator", "clinician"])
@pytest.mark.parametrize(("name", "arguments"), PAGES + FORMS)
def test_those_who_keep_no_diary_are_refused(client, request, role, name, arguments):
    client.force_login(request.getfixturevalue(role))

    assert ask(client, name, arguments).status_code == 403


@pytest.mark.parametrize(("name", "arguments"), PAGES + FORMS)
def test_newcomer_is_led_to_the_first_questions(client, newcomer, name, arguments):
    client.force_login(newcomer)

    assert ask(client, name, arguments).url == reverse("profiles:onboarding")
    assert ask(client, name, arguments, headers=HTMX)["HX-Redirect"] == reverse("profiles:onboarding")


def test_form_without_its_token_is_refused(individual):
    client = Client(enforce_csrf_checks=True)
    client.force_login(individual)

    response = client.post(reverse("diary:add", args=[TODAY, "natto"]), {"quantity": "50"})

    assert response.status_code == 403
    assert not individual.entries.exists()
