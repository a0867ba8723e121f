"""A fixed noon for every test of the diary, somebody who is signed in, and the shortest way to log."""

import re
import uuid
from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.urls import reverse

from foods import composition
from k2tracker.diary.days import forget_everything
from tests.factories.foods import FoodFactory

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 1)


@pytest.fixture
def clock(monkeypatch):
    """Sets the moment that it is; noon of 1 March 2026 UTC unless a test sets another."""

    def set_to(moment: datetime):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_to


@pytest.fixture(autouse=True)
def _noon(clock):
    clock(NOON)


@pytest.fixture
def committed(django_capture_on_commit_callbacks, monkeypatch):
    """For a block whose transaction counts as ended well, though the test's own never is. What the process
    keeps of it goes with the test: the next one may use the same ids for other rows."""
    monkeypatch.setattr(composition, "_kept", composition._Kept(composition.KEPT_REVISIONS))
    yield partial(django_capture_on_commit_callbacks, execute=True)
    forget_everything()


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


def log(client, slug, quantity="100", *, portion="", meal="lunch", day=TODAY, key=None, htmx=False, **data):
    """POST the amount form of a food."""
    form = {"key": key or uuid.uuid4(), "quantity": quantity, "portion": portion, "meal": meal, **data}
    return client.post(reverse("diary:add", args=[day, slug]), form, headers=HTMX if htmx else {})


HTMX = {"HX-Request": "true"}


def day_url(day=TODAY) -> str:
    return reverse("diary:day", args=[day])


def text_of(response) -> str:
    """What a page says, without its tags; no-break spaces and word joiners as plain ones."""
    body = re.sub(r"<(script|style|title)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.S)
    plain = re.sub(r"<[^>]+>", " ", body).replace("\u00a0", " ").replace("\u2060", "")
    return re.sub(r"\s+", " ", plain)


@pytest.fixture
def natto(db):
    return FoodFactory(
        name="Test natto", slug="test-natto", per_100g={"menaquinone_7": "998", "calcium": "200"}
    )
