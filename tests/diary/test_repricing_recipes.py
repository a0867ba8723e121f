"""A corrected ingredient and the recipes that it goes into: offered like any correction, never silently."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foods.models import Food
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory
from tests.pantry.conftest import cooked, recipe_data

from .conftest import day_url, text_of
from .corrections import PAGE, answer, correct, counted, k2_amount


@pytest.fixture
def rice(db):
    return FoodFactory(name="Test rice", per_100g={"menaquinone_7": "0", "magnesium": "20"})


@pytest.fixture
def bowl(me, natto, rice):
    """Half natto, half rice: MK-7 499 µg per 100 g."""
    return cooked(me, (natto.slug, "50", ""), (rice.slug, "50", ""), name="Breakfast bowl")


def fresh(food):
    return Food.objects.select_related("revision").get(pk=food.pk)


def mk7(food):
    return fresh(food).revision.values.get(nutrient="menaquinone_7").amount


def test_recipe_is_offered_with_before_after_and_which_ingredient_it_was(me, individual, natto, bowl):
    EntryFactory.create_batch(4, person=individual, food=bowl)

    correct(natto, menaquinone_7="900", reason="A unit was misread.")

    page = text_of(me.get(PAGE))
    assert "Breakfast bowl (your recipe)" in page
    assert "MK-7 changed from 499 to 450 µg per 100 g" in page
    assert "Test natto was corrected: A unit was misread." in page
    assert "Re-price 4 entries" in page
    assert counted(individual) == [1, 1, 1, 1]
    assert "Breakfast bowl: values were corrected" in text_of(me.get(day_url()))


def test_recipe_is_accepted_undone_and_kept(me, individual, natto, bowl):
    EntryFactory(person=individual, food=bowl, amount="100")
    correct(natto, menaquinone_7="900")

    answer(me, individual, "accept")
    assert k2_amount(me) == "450"
    answer(me, individual, "undo")
    assert k2_amount(me) == "499"
    answer(me, individual, "keep")
    assert k2_amount(me) == "499"


def test_recipe_counts_the_corrected_value_from_now_on(natto, bowl):
    correct(natto, menaquinone_7="900")

    assert mk7(bowl) == 450
    assert fresh(bowl).recipe.ingredients.get(food=natto).revision == fresh(natto).revision


def test_better_data_from_now_on_leaves_recipes_as_they_are(individual, natto, bowl):
    EntryFactory(person=individual, food=bowl)

    correct(natto, menaquinone_7="900", is_correction=False)

    assert mk7(bowl) == 499
    assert not individual.reprice_offers.exists()


def test_recipe_within_a_recipe_follows_both_ways_in(me, individual, natto, bowl):
    plate = cooked(me, (bowl.slug, "100", ""), (natto.slug, "100", ""), name="Big plate")
    EntryFactory(person=individual, food=plate)

    correct(natto, menaquinone_7="900")

    assert mk7(plate) == 675  # half of 450 and half of 900
    assert "Big plate (your recipe)" in text_of(me.get(PAGE))


def test_what_was_logged_before_the_person_changed_the_recipe_is_left_out(me, individual, natto, rice, bowl):
    EntryFactory(person=individual, food=bowl)
    rows = ((natto.slug, "10", ""), (rice.slug, "90", ""))
    me.post(reverse("pantry:recipe_change", args=[bowl.slug]), recipe_data(*rows, name="Breakfast bowl"))
    EntryFactory(person=individual, food=fresh(bowl))

    correct(natto, menaquinone_7="900")
    assert "Re-price 1 entry" in text_of(me.get(PAGE))
    answer(me, individual, "accept")

    assert counted(individual) == [1, 3]


def test_offer_about_a_changed_recipe_vanishes_with_the_entries_it_is_about(
    me, individual, natto, rice, bowl
):
    EntryFactory(person=individual, food=bowl)
    rows = ((natto.slug, "10", ""), (rice.slug, "90", ""))
    me.post(reverse("pantry:recipe_change", args=[bowl.slug]), recipe_data(*rows, name="Breakfast bowl"))
    later = EntryFactory(person=individual, food=fresh(bowl))
    correct(natto, menaquinone_7="900")

    me.post(reverse("diary:delete", args=[later.key]))

    assert "were corrected" not in text_of(me.get(day_url()))
    assert "No corrected value waits for you" in text_of(me.get(PAGE))


def test_correction_taken_back_puts_the_recipe_back_and_asks_nobody_who_logged_before(
    me, individual, natto, bowl
):
    EntryFactory(person=individual, food=bowl)
    correct(natto, menaquinone_7="900")

    correct(natto, menaquinone_7="998", is_correction=False)

    assert mk7(bowl) == 499
    assert "No corrected value waits for you" in text_of(me.get(PAGE))


def test_recipe_that_its_person_took_away_is_offered_for_the_days_it_stands_in(me, individual, natto, bowl):
    EntryFactory(person=individual, food=bowl)
    me.post(reverse("pantry:remove", args=[bowl.slug]))

    correct(natto, menaquinone_7="900")

    assert "Breakfast bowl (your recipe)" in text_of(me.get(PAGE))


def test_publishing_asks_the_same_few_questions_for_any_number_of_recipes(me, individual, natto, rice):
    def queries(food):
        with CaptureQueriesContext(connection) as captured:
            correct(food, menaquinone_7="900")
        return len(captured)

    def dish_of(food):
        EntryFactory(person=individual, food=cooked(me, (food.slug, "50", ""), (rice.slug, "50", "")))

    dish_of(natto)
    few = queries(natto)
    popular = FoodFactory(per_100g={"menaquinone_7": "998", "calcium": "200"})
    for _ in range(5):
        dish_of(popular)

    assert queries(popular) == few
    assert individual.reprice_offers.filter(state="waiting").count() == 6
