"""How much is known, shown honestly."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foods.actions import Draft, Publication, publish
from foods.models import Food, Source
from foods.queries.coverage import coverage
from nutrients.intake import State
from nutrients.nutrient import NUTRIENTS
from tests.factories.foods import FoodFactory, ImportedFoodFactory

from .reading import links_of, text_of

pytestmark = pytest.mark.django_db


def test_every_food_is_counted_once_for_every_nutrient():
    for group in coverage():
        for code, counts in group.kinds.items():
            assert sum(counts.values()) == group.foods, (group.group, code)


def test_states_unknown_rows_and_missing_rows_are_told_apart(value_draft, individual):
    Food.objects.all().delete()
    FoodFactory(per_100g={"menaquinone_7": "5"})
    FoodFactory(per_100g={"menaquinone_7": value_draft("5", state=State.BORROWED)})
    FoodFactory(per_100g={"menaquinone_7": None})
    FoodFactory(per_100g={"magnesium": "5"})
    FoodFactory(per_100g={"menaquinone_7": "5"}, owner=individual)
    FoodFactory(per_100g={"menaquinone_7": "5"}, is_retired=True)
    FoodFactory(per_unit={"menaquinone_7": value_draft(None, state=State.NOT_ON_LABEL)})
    ImportedFoodFactory(per_100g={"menaquinone_4": "5"})

    found = {group.group: group for group in coverage()}

    assert [group.foods for group in found.values()] == [4, 1, 1]
    assert found["foods"].kinds["menaquinone_7"] == {
        State.MEASURED: 1,
        State.BORROWED: 1,
        State.UNKNOWN: 2,
    }
    assert found["products"].kinds["menaquinone_7"] == {State.NOT_ON_LABEL: 1, State.UNKNOWN: 0}
    assert "menaquinone_7" not in found["test_import"].kinds


def test_a_publication_is_counted_at_once(value_draft):
    Food.objects.all().delete()
    food = FoodFactory(per_100g={"magnesium": "5"})
    counted = coverage()[0].kinds["magnesium"]
    value = replace(value_draft("6", state=State.BORROWED), nutrient="magnesium")
    draft = Draft(values=(value,))
    sources = {source.key: source for source in Source.objects.all()}

    publish(publications=[Publication(food, draft)], sources=sources)

    assert counted == {State.MEASURED: 1, State.UNKNOWN: 0}
    assert coverage()[0].kinds["magnesium"] == {State.BORROWED: 1, State.UNKNOWN: 0}


def test_earlier_versions_are_not_counted():
    Food.objects.all().delete()
    food = FoodFactory(per_100g={"magnesium": "5"})
    food.revisions.create(number=2)

    assert coverage()[0].kinds["magnesium"][State.MEASURED] == 1


def test_page_names_every_nutrient_and_says_what_unknown_means(client):
    words = text_of(client.get("/foods/coverage/"))

    assert [nutrient.name for nutrient in NUTRIENTS.values() if nutrient.name not in words] == []
    assert "Unknown is never counted as 0." in words
    assert "Menaquinone-7 (MK-7) 261 of 368 116 " in words


def test_list_and_food_pages_lead_to_it(client):
    assert "/foods/coverage/" in links_of(client.get("/foods/"))
    assert "/foods/coverage/" in links_of(client.get("/foods/natto/"))


def test_counting_takes_two_queries(client):
    with CaptureQueriesContext(connection) as captured:
        client.get("/foods/coverage/")
    assert len(captured) == 2


def test_empty_database_has_no_table(client):
    Food.objects.all().delete()

    assert b"<table" not in client.get("/foods/coverage/").content
