"""A fixed noon, somebody who is signed in, and the shortest ways to fill a cabinet and to log it."""

import uuid

import pytest
from django.urls import reverse

from k2tracker.cabinet.models import Use
from tests.diary.conftest import HTMX, NOON, TODAY, day_url, log, text_of

__all__ = ["HTMX", "TODAY", "day_url", "log", "put", "tap", "text_of"]


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


@pytest.fixture
def me(client, individual):
    """The individual's browser."""
    client.force_login(individual)
    return client


@pytest.fixture
def on_warfarin(client, warfarin_person):
    """The browser of the person on warfarin."""
    client.force_login(warfarin_person)
    return client


def form_of(**said) -> dict:
    """The form of a product that is taken every day since the first of February, one at a time."""
    return {
        "key": uuid.uuid4(),
        "quantity": "1",
        "often": "daily",
        "meal": "supplements",
        "taken_at": "",
        "since": "2026-02-01",
        "until": "",
        **said,
    }


def put(client, slug, **said):
    """POST the form that puts a product into the cabinet."""
    return client.post(reverse("cabinet:add", args=[slug]), form_of(**said))


def only_use(person) -> Use:
    return person.cabinet.standing().get()


def tap(client, *, day=TODAY, key=None, htmx=False):
    """POST "my usual supplements" of a day."""
    data = {"key": key or uuid.uuid4()}
    return client.post(reverse("diary:supplements", args=[day]), data, headers=HTMX if htmx else {})
