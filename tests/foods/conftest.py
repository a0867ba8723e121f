"""What several food tests need."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from foods.actions import DraftValue
from foods.models import Food, SourceRelease
from foods.search_index import index_foods
from nutrients.intake import State
from tests.factories.foods import FoodFactory, SourceFactory

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def facts():
    """The folder of the compiled facts, beside the checkout."""
    return _shared("facts")


@pytest.fixture
def sr28_zip():
    """USDA SR28 as published, beside the checkout."""
    return _shared("data/usda_sr28_ascii.zip")


def _shared(name):
    if not SHARED.is_dir():
        pytest.skip(f"no shared folder at {SHARED}")
    return SHARED / name


@pytest.fixture
def value_draft():
    """Makes a value to publish; the factory puts its nutrient in."""

    def make(amount, *, state=State.MEASURED, **bounds):
        return DraftValue(
            nutrient="",
            amount=None if amount is None else Decimal(amount),
            state=state,
            source=None if amount is None else "test_source",
            **{name: Decimal(bound) if isinstance(bound, str) else bound for name, bound in bounds.items()},
        )

    return make


@pytest.fixture
def imported(db):
    """Makes a food whose composition came with a release of a source, as an import leaves it."""

    def make(*, source_key="test_source", **fields):
        food = FoodFactory(source=SourceFactory(key=source_key), **fields)
        release, _is_new = SourceRelease.objects.get_or_create(source=food.source, digest="test")
        with connection.cursor() as cursor:  # the program changes nothing of what is published
            cursor.execute(
                "UPDATE foods_revision SET release_id = %s WHERE id = %s", [release.pk, food.revision_id]
            )
        index_foods([food.pk])
        return Food.objects.get(pk=food.pk)

    return make


@pytest.fixture
def pair(db):
    """Two records of one food, with different figures."""
    old = FoodFactory(
        slug="quarkling",
        name="Quarkling",
        per_100g={"menaquinone_7": "5"},
        aliases=["Quarkel", "Kwarkling"],
        marks=["dairy", "soy"],
    )
    new = FoodFactory(
        slug="curd-cheese",
        name="Curdlet",
        per_100g={"menaquinone_7": "8"},
        aliases=["kwarkling"],
        marks=["dairy"],
    )
    return old, new
