"""Results typed through the pages, as the tests of this room need them."""

import uuid

import pytest
from django.urls import reverse

FIELDS = {"taken_on": "2026-05-01", "value": "", "laboratory": "", "note": ""}


class Pages:
    """What a person does on the pages of results; every step is a request."""

    def __init__(self, client):
        self.client = client

    def add(self, kind: str, value: str, on: str, *, key=None, **fields):
        data = FIELDS | {"value": value, "taken_on": on, "key": str(key or uuid.uuid4())} | fields
        return self.client.post(reverse("labs:add", args=[kind]), data)

    def change(self, result, **fields):
        data = FIELDS | {
            "taken_on": result.taken_on.isoformat(),
            "value": str(result.value),
            "unit": result.unit,
            "version": result.version,
        }
        return self.client.post(reverse("labs:change", args=[result.key]), data | fields)

    def mark(self, result, is_wrong="on"):
        return self.client.post(reverse("labs:mark", args=[result.key]), {"is_wrong": is_wrong})

    def tell_range(self, low: str, high: str, from_on: str, *, key=None):
        data = {"low": low, "high": high, "from_on": from_on, "key": str(key or uuid.uuid4())}
        return self.client.post(reverse("labs:inr_range"), data)

    def list(self):
        return self.client.get(reverse("labs:list"))

    def page(self):
        return self.list().context["page"]


@pytest.fixture
def pages(client, individual):
    """The pages, opened by somebody who takes no vitamin K antagonist."""
    client.force_login(individual)
    return Pages(client)


@pytest.fixture
def warfarin_pages(client, warfarin_person):
    client.force_login(warfarin_person)
    return Pages(client)


def words(response) -> str:
    """The page's text, white space and joiners made plain."""
    text = response.content.decode().replace("\u2060", "").replace("\u00a0", " ")
    return " ".join(text.split())
