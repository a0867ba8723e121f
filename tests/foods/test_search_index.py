"""The search names stay in step with the foods."""

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foods.folding import words
from foods.models import Food, SearchName, SearchWord
from foods.search import find, search
from foods.search_index import index_foods
from tests.factories.foods import FoodFactory

pytestmark = pytest.mark.django_db


def found(query):
    return [hit.food.slug for hit in search(query)]


def test_names_of_a_change_that_is_taken_back_are_not_found():
    food = FoodFactory(name="Quandong")
    with transaction.atomic():
        Food.objects.filter(pk=food.pk).update(name="Wattleseed")
        index_foods([food.pk])
        assert found("wattleseed") == [food.slug]
        transaction.set_rollback(True)

    assert found("wattleseed") == []
    assert found("quandong") == [food.slug]


@pytest.mark.parametrize("change", [{"is_retired": True}, {"revision": None}], ids=["retired", "unpublished"])
def test_food_that_cannot_be_logged_loses_its_names(change):
    food = FoodFactory(name="Quandong", aliases=["native peach"])
    Food.objects.filter(pk=food.pk).update(**change)

    index_foods([food.pk])

    assert not SearchName.objects.filter(food=food).exists()
    assert found("native peach") == []


def test_a_deleted_food_takes_its_names_along():
    food = FoodFactory(name="Quandong")

    food.delete()

    assert found("quandong") == []


def test_two_foods_of_one_name_are_both_found():
    for slug in ("quandong-a", "quandong-b"):
        FoodFactory(slug=slug, name="Quandong")

    assert found("quandong") == ["quandong-a", "quandong-b"]


def test_rebuilding_brings_back_what_was_lost(capsys):
    before = set(SearchName.objects.values_list("pk", "text", "tokens"))
    SearchName.objects.all().delete()
    SearchWord.objects.all().delete()
    assert found("natto") == []

    call_command("rebuild_search")

    assert set(SearchName.objects.values_list("pk", "text", "tokens")) == before
    assert found("nattto")[0] == "natto"
    assert capsys.readouterr().out == f"Search: {len(before)} names of foods that can be found.\n"


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_beginnings_of_a_names_words_in_any_order_find_its_food(data):
    name = data.draw(st.sampled_from(list(SearchName.objects.order_by("pk"))))
    typed = data.draw(st.permutations(words(name.text)))[:4]
    starts = [word[: data.draw(st.integers(1, len(word)))] for word in typed]
    query = " ".join(starts)
    assume(words(query) == starts)  # "d" beside "5" would be the one word "d5"

    assert name.food_id in {match.food.id for match in find(query, limit=5000)}
