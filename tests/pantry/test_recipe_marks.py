"""Marks that an ingredient gets or loses later reach the recipes that hold it at once, through every door."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from foods.curation.bulk import change_foods
from foods.curation.content import content_of
from foods.curation.drafts import save_draft, start_draft, submit
from foods.curation.identity import settle
from foods.curation.merging import merge
from foods.loading import load_foods
from foods.models import Food, FoodMark, Source
from tests.factories.foods import FoodFactory, SourceFactory

from .conftest import added, cooked, recipe_data


def marks(food) -> set[str]:
    return set(FoodMark.objects.filter(food=food).values_list("mark", flat=True))


@pytest.fixture
def beans(db):
    return FoodFactory(name="Test beans", per_100g={"magnesium": "60"})


@pytest.fixture
def stew(me, beans):
    return cooked(me, (beans.slug, "100", ""))


def by_bulk_edit(curator, beans):
    change_foods(by=curator, foods=[beans.pk], add_marks=["natto_family"])


def by_food_page(_curator, beans):
    settle(food=beans, marks=["natto_family"])


def by_merge(curator, beans):
    into = FoodFactory(per_100g={}, marks=["natto_family"])
    merge(by=curator, food=beans, into=into, reason="The same.")


@pytest.mark.parametrize("door", [by_bulk_edit, by_food_page, by_merge])
def test_mark_given_by_curators_reaches_the_recipe(curator, beans, stew, door):
    door(curator, beans)

    assert marks(stew) == {"natto_family"}


def test_mark_that_the_fixture_gives_back_reaches_the_recipe(me):
    natto = Food.objects.get(slug="natto")
    stew = cooked(me, ("natto", "100", ""))
    FoodMark.objects.filter(food__in=[natto, stew]).delete()
    Source.objects.get(key="k2tracker").releases.all().delete()  # as if another fixture had been loaded

    load_foods()

    assert "natto_family" in marks(stew)


def test_mark_of_an_own_food_reaches_the_recipe(me):
    drops = added(me, name="Green drops", amount_d3="", amount_mk7="", amount_k1="10", unit_k1="µg")
    stew = cooked(me, (drops.slug, "1", "1 capsule"), yield_grams="100")
    FoodMark.objects.create(food=drops, mark="fish")
    assert marks(stew) == set()

    settle(food=drops, marks=["fish"])

    assert marks(stew) == {"fish"}


def test_k2_that_a_product_turns_out_to_hold_marks_the_recipe(me, curator, settings):
    settings.FOODS_NEEDS_SECOND_CURATOR = False
    drops = FoodFactory(name="Sun drops", per_unit={"menaquinone_7": "0"})
    stew = cooked(me, (drops.slug, "1", "1 unit"), yield_grams="100")
    assert marks(stew) == set()

    draft = start_draft(food=drops, by=curator)
    content = content_of(draft)
    content = replace(content, values=(replace(content.values[0], amount=Decimal(45)),))
    draft = save_draft(draft=draft, content=content, by=curator, seen=draft.digest)
    submit(draft=draft, reason="Another make.", is_correction=False, by=curator, seen=draft.digest)

    assert marks(stew) == {"high_vitamin_k"}


def test_k2_of_an_imported_product_marks_the_recipe_once_its_figures_are_in_force(me, tmp_path):
    def read(amount):
        value = {"nutrient": "menaquinone_7", "amount": amount, "unit": "µg"}
        value |= {"state": "label", "value_source": "test_source"}
        product = {"slug": "drops", "source_food_id": "drops", "name": "Sun drops", "category": "supplement"}
        food = {**product, "basis": "per_unit", "source": "test_source", "values": [value]}
        path = tmp_path / "mine.json"
        path.write_text(json.dumps({"format": "k2tracker foods", "version": 1, "foods": [food]}), "utf-8")
        call_command("import_foods", path)

    SourceFactory()
    read("0")
    stew = cooked(me, ("drops", "1", ""), yield_grams="100")
    assert marks(stew) == set()

    read("45")

    assert marks(stew) == {"high_vitamin_k"}


def test_mark_reaches_a_recipe_within_a_recipe(me, curator, beans, stew):
    pie = cooked(me, (stew.slug, "50", ""), name="Pie")

    by_bulk_edit(curator, beans)

    assert marks(pie) == {"natto_family"}


def test_mark_that_is_taken_back_goes_with_it(curator, beans, stew):
    by_bulk_edit(curator, beans)

    change_foods(by=curator, foods=[beans.pk], remove_marks=["natto_family"])

    assert marks(stew) == set()


def test_mark_that_another_ingredient_brings_stays(me, curator, beans):
    natto = FoodFactory(per_100g={}, marks=["natto_family"])
    stew = cooked(me, (beans.slug, "50", ""), (natto.slug, "50", ""))
    by_bulk_edit(curator, beans)

    change_foods(by=curator, foods=[beans.pk], remove_marks=["natto_family"])

    assert marks(stew) == {"natto_family"}


def test_what_the_person_answered_about_the_name_stays(me, curator, beans):
    stew = cooked(me, (beans.slug, "100", ""), name="Natto rice", natto="yes")
    by_bulk_edit(curator, beans)

    change_foods(by=curator, foods=[beans.pk], remove_marks=["natto_family"])

    assert marks(stew) == {"natto_family"}


def test_changed_recipe_passes_its_marks_on(me, beans, stew):
    pie = cooked(me, (stew.slug, "50", ""), name="Pie")
    fish = FoodFactory(per_100g={}, marks=["fish"])

    rows = ((beans.slug, "50", ""), (fish.slug, "50", ""))
    me.post(reverse("pantry:recipe_change", args=[stew.slug]), recipe_data(*rows))

    assert marks(pie) == {"fish"}
