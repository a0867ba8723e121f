"""Exercise typed through the pages, as the tests of this room need it."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 1)


class Pages:
    """What a person does on the pages of exercise; every step is a request."""

    def __init__(self, client):
        self.client = client

    def add(self, kind="walking", minutes="30", ago=0, *, key=None, **ticks):
        return self.client.post(reverse("exercise:list"), self._typed(kind, minutes, ago, key, ticks))

    def change(self, activity, kind="walking", minutes="30", ago=0, **ticks):
        address = reverse("exercise:change", args=[activity.key])
        return self.client.post(address, self._typed(kind, minutes, ago, None, ticks))

    def delete(self, activity):
        return self.client.post(reverse("exercise:delete", args=[activity.key]))

    def switch(self, wanted="on"):
        return self.client.post(reverse("exercise:week_line"), {"shows_week": wanted})

    def read(self, **query):
        return self.client.get(reverse("exercise:list"), query)

    def _typed(self, kind, minutes, ago, key, ticks):
        day = (TODAY - timedelta(days=ago)).isoformat()
        return {
            "key": str(key or uuid.uuid4()),
            "kind": kind,
            "minutes": minutes,
            "done_on": day,
        } | ticks


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


@pytest.fixture
def pages(client, individual):
    client.force_login(individual)
    return Pages(client)


def words(response) -> str:
    """The page's text, no-break spaces made plain."""
    return " ".join(response.content.decode().replace("\u00a0", " ").split())
