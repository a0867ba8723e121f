"""Somebody who is signed in, the fields of a label's form, and foods to put into recipes."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from foods.models import Food

DAY = date.today()  # noqa: DTZ011
CAPSULE = {
    "kind": "product",
    "unit_name": "capsule",
    "units_in_amount": "1",
    "amount_d3": "1000",
    "unit_d3": "IU",
    "amount_mk7": "45",
    "unit_mk7": "µg",
}


@pytest.fixture
def me(client, individual):
    """The individual's browser."""
    client.force_login(individual)
    return client


def post_label(client, **fields):
    """Send the label's form for a new food; a capsule unless `kind` says otherwise."""
    sent = CAPSULE if fields.get("kind", "product") == "product" else {}
    return client.post(
        reverse("pantry:add"), {"key": uuid.uuid4(), "name": "Sunny D3 plus", **sent, **fields}
    )


def added(client, **fields) -> Food:
    """A food added through its form."""
    response = post_label(client, **fields)
    assert response.status_code == 302, response.context["form"].errors
    return Food.objects.filter(owner__isnull=False).order_by("pk").last()


def amounts_of(food: Food) -> dict:
    """The published values by nutrient: (amount as text or None, state)."""
    return {
        value.nutrient: (None if value.amount is None else f"{value.amount.normalize():f}", value.state)
        for value in food.revision.values.all()
    }


def recipe_data(*rows, **fields) -> dict:
    """A recipe's form with these (slug, quantity, portion) rows, to be saved."""
    data = {"name": "Bean stew", "do": "save", "key": uuid.uuid4(), "row": []}
    for number, (slug, quantity, portion) in enumerate(rows):
        data["row"].append(f"{number}|{slug}")
        data[f"row{number}-quantity"], data[f"row{number}-portion"] = quantity, portion
    return {**data, **fields}


def cooked(client, *rows, **fields) -> Food:
    """A recipe added through its form."""
    response = client.post(reverse("pantry:recipe_add"), recipe_data(*rows, **fields))
    assert response.status_code == 302, response.context["form"].errors
    return Food.objects.filter(recipe__isnull=False).order_by("pk").last()
