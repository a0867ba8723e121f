"""A published composition is never changed, whichever way somebody tries."""

import pytest
from django.db import IntegrityError, transaction

from foods.actions import Draft, Publication, publish
from foods.models import Food, FoodNutrient, PublishedRevisionError, Revision
from foods.search import search
from tests.factories.foods import FoodFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def food():
    return FoodFactory(per_100g={"menaquinone_7": "998"})


def change_the_value(food):
    value = food.revision.values.get()
    value.amount = 1
    value.save()


def add_a_value(food):
    FoodNutrient.objects.create(revision=food.revision, nutrient="magnesium", state="unknown")


def add_values_in_bulk(food):
    FoodNutrient.objects.bulk_create(
        [FoodNutrient(revision=food.revision, nutrient="magnesium", state="unknown")]
    )


def change_the_revision(food):
    food.revision.k2_high = 5
    food.revision.save()


@pytest.mark.parametrize(
    "attempt",
    [
        change_the_value,
        add_a_value,
        add_values_in_bulk,
        change_the_revision,
        lambda food: food.revision.values.get().delete(),
        lambda food: food.revision.values.update(amount=1),
        lambda food: food.revision.values.all().delete(),
        lambda food: food.revision.delete(),
        lambda food: food.revisions.update(k2_high=5),
        lambda food: Revision.objects.filter(food=food).delete(),
    ],
    ids=[
        "save a value",
        "add a value",
        "add values in bulk",
        "save the revision",
        "delete a value",
        "update values",
        "delete values",
        "delete the revision",
        "update revisions",
        "delete revisions",
    ],
)
def test_a_published_revision_refuses(food, attempt):
    with pytest.raises(PublishedRevisionError):
        attempt(food)

    assert list(food.revision.values.values_list("nutrient", "amount")) == [("menaquinone_7", 998)]


def test_a_draft_can_be_changed_and_thrown_away(food):
    draft = Revision.objects.create(food=food, number=2, digest="draft")
    value = FoodNutrient.objects.create(revision=draft, nutrient="magnesium", state="unknown")
    value.note = "asked for"
    value.save()

    draft.delete()

    assert food.revisions.count() == 1


def test_publishing_the_same_composition_again_does_nothing(food):
    same = Draft(values=())
    sources = {}
    publish(publications=[Publication(food, same)], sources=sources)

    assert publish(publications=[Publication(food, same)], sources=sources) == []
    assert food.revision.number == 2


def test_publishing_makes_a_food_findable():
    named = {"slug": "quandong", "name": "Quandong", "source_food_id": "quandong"}
    food = Food.objects.create(**named, category="fruit", basis="per_100g", source=SourceFactory())
    assert search("quandong") == []

    publish(publications=[Publication(food, Draft(values=()))], sources={})

    assert [hit.food.slug for hit in search("quandong")] == ["quandong"]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "unknown", "amount": 1},
        {"state": "measured", "amount": None},
        {"state": "measured", "amount": 1, "source": None},
        {"state": "measured", "amount": -1},
        {"state": "measured", "amount": 1, "low": 3, "high": 2},
        {"state": "measured", "amount": 1, "nutrient": "vigour"},
        {"state": "measured", "amount": 1, "donor_food_id": "01001"},
    ],
    ids=["unknown with an amount", "known without", "no source", "negative", "range", "nutrient", "donor"],
)
def test_the_database_refuses_a_value_that_cannot_be(food, fields):
    draft = Revision.objects.create(food=food, number=2, digest="draft")
    whole = {"revision": draft, "nutrient": "magnesium", "source": food.source} | fields

    with pytest.raises(IntegrityError), transaction.atomic():
        FoodNutrient.objects.create(**whole)
