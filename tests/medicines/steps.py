"""Using the medicine pages as a browser does."""

import uuid
from datetime import timedelta

from django.utils import timezone

LIST = "/medicines/"
ADD = "/medicines/add/"
TODAY = timezone.now().date()


def days_ago(days):
    return TODAY - timedelta(days=days)


def fields(**typed) -> dict:
    """The form of a new medicine as typed."""
    empty = {"key": str(uuid.uuid4()), "name": "", "started_on": "", "stopped_on": "", "dose": ""}
    return {**empty, **{name: str(value) for name, value in typed.items()}}


def add(client, *, reply="yes", **typed):
    """Fill the form in and answer what it asks back: "yes" is the first medicine, "no" keeps the name.

    Returns the last response.
    """
    data = fields(**typed)
    response = client.post(ADD, data)
    if response.status_code == 200:
        response = client.post(ADD, data | answered(response, reply))
    return response


def answered(response, reply) -> dict:
    """The fields that answer the question on a page."""
    form = response.context["form"]
    choices = [value for value, _ in form.fields["confirmed"].choices]
    return {"asked": form["asked"].value(), "confirmed": choices[0] if reply == "yes" else choices[-1]}


def rows(person):
    """The list as it is kept, the earliest row first."""
    return [(m.name, m.drug, m.started_on, m.stopped_on) for m in person.medicines.all()]


def periods(person):
    """The answers about vitamin K antagonists."""
    return [(p.status, p.drug, p.from_on, p.to_on) for p in person.vka_periods.all()]


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())
