"""The command that makes a curator."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from k2tracker.accounts.models import User


def test_new_curator_signs_in_to_the_admin_with_the_printed_password(db, client, capsys):
    call_command("add_curator", "Mira@Example.org")
    email, password = capsys.readouterr().out.split()

    assert email == "mira@example.org"
    client.post(reverse("account_login"), {"login": email, "password": password})
    assert client.get(reverse("admin:foods_food_changelist")).status_code == 200


def test_address_of_somebody_is_refused_and_stays_theirs(individual):
    with pytest.raises(CommandError, match="somebody has this address already"):
        call_command("add_curator", individual.email.upper())

    assert User.objects.get(pk=individual.pk).role == User.Role.INDIVIDUAL


def test_what_is_no_address_is_refused(db):
    with pytest.raises(CommandError, match="nobody: Enter a valid email address"):
        call_command("add_curator", "nobody")
