"""Recipes: what adds up, what stays unknown, what is inherited, and the form that needs no script."""

import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from foods import recipes
from foods.actions import Draft, DraftValue, Publication, publish
from foods.models import Food, Recipe, Source
from nutrients.intake import State
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory

from .conftest import DAY, added, amounts_of, cooked, recipe_data


def value_of(food, code):
    return food.revision.values.get(nutrient=code)


def rice(**per_100g):
    return FoodFactory(name="Test rice", per_100g={"magnesium": "20", **per_100g})


# --- What it holds ------------------------------------------------------------------------------------


def test_known_amounts_add_up_per_100_g_of_the_yield(me):
    first = FoodFactory(per_100g={"magnesium": "20", "menaquinone_7": "4"})
    second = FoodFactory(per_100g={"magnesium": "50", "menaquinone_7": "1"})
    stew = cooked(me, (first.slug, "300", ""), (second.slug, "100", ""), yield_grams="500")
    assert amounts_of(stew) == {
        "menaquinone_7": ("2.6", "calculated"),
        "magnesium": ("22", "calculated"),
    }


def test_without_a_weight_it_weighs_what_goes_in_and_a_portion_is_its_share(me):
    stew = cooked(me, (rice().slug, "2", "1 serving"), yield_portions="3")
    assert list(stew.portions.values_list("name", "grams")) == [
        ("1 portion", Decimal("66.667")),
        ("the whole recipe", Decimal(200)),
    ]
    assert amounts_of(stew) == {"magnesium": ("20", "calculated")}


def test_units_of_a_product_add_their_amounts_and_no_weight(me):
    capsule = added(me)
    grain = rice(menaquinone_7="0")
    stew = cooked(me, (grain.slug, "100", ""), (capsule.slug, "2", "1 capsule"))
    assert amounts_of(stew)["menaquinone_7"] == ("90", "calculated")


def test_unknown_part_makes_the_sum_unknown_with_the_known_part_as_its_lower_end(me):
    known = FoodFactory(name="Known cheese", per_100g={"menaquinone_7": "40"})
    unknown = FoodFactory(name="Odd miso", per_100g={})
    stew = cooked(me, (known.slug, "100", ""), (unknown.slug, "100", ""))
    mk7 = value_of(stew, "menaquinone_7")
    assert (mk7.amount, mk7.low, mk7.high, mk7.state) == (None, 20, None, "unknown")
    assert mk7.note == "Unknown for Odd miso."


def test_nutrient_that_no_part_knows_has_no_value(me):
    assert "calcium" not in amounts_of(cooked(me, (rice().slug, "100", "")))


def test_ranges_add_up_and_a_value_stands_for_a_missing_end(me):
    ranged = DraftValue("", Decimal(10), State.MEASURED, "test_source", low=Decimal(8), high=Decimal(15))
    first = FoodFactory(per_100g={"menaquinone_7": ranged})
    second = FoodFactory(per_100g={"menaquinone_7": "4"})
    mk7 = value_of(cooked(me, (first.slug, "50", ""), (second.slug, "50", "")), "menaquinone_7")
    assert (mk7.amount, mk7.low, mk7.high) == (7, 6, Decimal("9.5"))


def test_assumptions_are_not_taken_in(me):
    leaf = FoodFactory(per_100g={"magnesium": "1"}, assumption_group="unfermented_plant")
    stew = cooked(me, (leaf.slug, "100", ""))
    assert "menaquinone_7" not in amounts_of(stew)
    assert stew.revision.assumption_group == ""


def test_recipe_in_a_recipe_keeps_its_lower_end(me):
    known = FoodFactory(per_100g={"menaquinone_7": "40"})
    unknown = FoodFactory(per_100g={})
    stew = cooked(me, (known.slug, "100", ""), (unknown.slug, "100", ""))
    pie = cooked(me, (stew.slug, "100", ""), (known.slug, "100", ""), name="Pie")
    mk7 = value_of(pie, "menaquinone_7")
    assert (mk7.amount, mk7.low) == (None, 30)


def test_day_with_a_partly_unknown_recipe_says_at_least(me, individual):
    known, unknown = FoodFactory(per_100g={"menaquinone_7": "40"}), FoodFactory(per_100g={})
    stew = cooked(me, (known.slug, "100", ""), (unknown.slug, "100", ""))
    EntryFactory(person=individual, food=known, amount="50", eaten_on=DAY)
    EntryFactory(person=individual, food=stew, amount="100", eaten_on=DAY)
    page = me.get(reverse("diary:day", args=[DAY])).context["page"]
    k2 = next(line for line in page.score.lines if line.code == "k2")
    assert (k2.graph.is_minimum, k2.graph.unknown_items) == (True, 1)
    assert k2.graph.value == 40  # 20 of the food, and 20 that the recipe holds at least


def test_day_of_a_partly_unknown_recipe_alone_counts_its_sure_part(me, individual):
    known = FoodFactory(per_100g={"vitamin_d": "125", "phylloquinone": "60", "menaquinone_8": "30"})
    stew = cooked(me, (known.slug, "200", ""), (FoodFactory(per_100g={}).slug, "200", ""))
    EntryFactory(person=individual, food=stew, amount="400", eaten_on=DAY)
    page = me.get(reverse("diary:day", args=[DAY]))
    said = " ".join(re.sub("<[^>]+>", " ", page.content.decode()).split())
    assert "Over the upper limit, by at least 150 µg" in said
    assert said.count("at least 120 µg") == 1  # K1
    assert said.count("at least 60 µg") == 1  # the other menaquinones


# --- What it inherits ---------------------------------------------------------------------------------


def test_marks_of_ingredients_mark_the_recipe(me):
    meat = FoodFactory(per_100g={}, marks=["meat"])
    natto = FoodFactory(per_100g={}, marks=["natto_family", "soy"])
    stew = cooked(me, (meat.slug, "10", ""), (natto.slug, "10", ""))
    assert {mark.mark for mark in stew.marks.all()} == {"meat", "natto_family", "soy"}


@pytest.mark.parametrize(
    ("food", "mark"),
    [
        ({"name": "Hikiwari natto", "per_100g": {}}, "natto_family"),
        ({"name": "Bone formula", "per_unit": {"menaquinone_7": "45"}}, "high_vitamin_k"),
        ({"name": "Bone formula", "per_unit": {"phylloquinone": None}}, "high_vitamin_k"),
        ({"name": "Green mix", "aliases": ["aojiru"], "per_100g": {}}, "high_vitamin_k"),
    ],
)
def test_what_is_known_by_name_or_label_marks_the_recipe(me, food, mark):
    food = FoodFactory(**food)
    portion = "1 unit" if food.is_supplement else ""
    stew = cooked(me, (food.slug, "1", portion), yield_grams="200")
    assert [one.mark for one in stew.marks.all()] == [mark]


def test_mark_goes_with_the_ingredient_that_brought_it(me):
    meat, plant = FoodFactory(per_100g={}, marks=["meat"]), rice()
    stew = cooked(me, (meat.slug, "10", ""), (plant.slug, "10", ""))
    me.post(reverse("pantry:recipe_change", args=[stew.slug]), recipe_data((plant.slug, "10", "")))
    assert not stew.marks.exists()


def test_name_of_a_recipe_is_asked_about_too(me):
    plant = rice()
    data = recipe_data((plant.slug, "10", ""), name="Natto rice")
    assert me.post(reverse("pantry:recipe_add"), data).status_code == 422
    stew = cooked(me, (plant.slug, "10", ""), name="Natto rice", natto="yes")
    assert [mark.mark for mark in stew.marks.all()] == ["natto_family"]


def test_recipe_with_natto_leads_a_person_on_warfarin_to_the_call_first_page(client, warfarin_person):
    client.force_login(warfarin_person)
    stew = cooked(client, ("natto", "10", ""), (rice().slug, "200", ""), name="Breakfast")
    client.post(
        reverse("diary:add", args=[DAY, stew.slug]),
        {"key": uuid.uuid4(), "quantity": "100", "portion": "", "meal": "lunch", "note": ""},
    )
    assert warfarin_person.alerts.filter(code="K-02", state="open").count() == 1


# --- Changing -----------------------------------------------------------------------------------------


def test_changed_recipe_leaves_a_logged_day_as_it_was(me, individual):
    grain = rice()
    stew = cooked(me, (grain.slug, "100", ""))
    entry = EntryFactory(person=individual, food=stew, eaten_on=DAY)
    data = recipe_data((grain.slug, "100", ""), yield_grams="200")
    me.post(reverse("pantry:recipe_change", args=[stew.slug]), data)
    stew.refresh_from_db()
    entry.refresh_from_db()
    assert (entry.revision.number, amounts_of(stew)["magnesium"][0]) == (1, "10")


def test_newer_figures_of_an_ingredient_come_in_when_the_recipe_is_saved_again(me):
    grain = rice()
    stew = cooked(me, (grain.slug, "100", ""))
    value = DraftValue("magnesium", Decimal(90), State.MEASURED, "test_source")
    sources = {"test_source": Source.objects.get(key="test_source")}
    publish(publications=[Publication(grain, Draft((value,)), "better")], sources=sources)

    page = me.get(reverse("pantry:recipe", args=[stew.slug])).context["page"]
    assert page.is_outdated
    assert value_of(stew, "magnesium").amount == 20

    me.post(reverse("pantry:recipe_change", args=[stew.slug]), recipe_data((grain.slug, "100", "")))
    stew.refresh_from_db()
    assert value_of(stew, "magnesium").amount == 90


def test_recipe_cannot_hold_itself_by_way_of_another(me):
    stew = cooked(me, (rice().slug, "100", ""))
    pie = cooked(me, (stew.slug, "100", ""), name="Pie")
    address = reverse("pantry:recipe_change", args=[stew.slug])
    picked = me.post(address, {"name": "Bean stew", "pick": pie.slug})
    assert picked.context["form"].rows == []
    for slug in (pie.slug, stew.slug):
        saved = me.post(address, recipe_data((slug, "100", "")))
        assert saved.status_code == 422
        assert "it holds this recipe" in str(saved.context["form"].non_field_errors())


def test_ingredient_that_is_no_longer_offered_stays_in_its_recipe(me):
    grain, other = rice(), rice()
    stew = cooked(me, (grain.slug, "2", "1 serving"))
    grain.portions.all().delete()
    Food.objects.filter(pk=grain.pk).update(is_retired=True)
    address = reverse("pantry:recipe_change", args=[stew.slug])
    (row,) = me.get(address).context["form"].rows
    assert (row.form["quantity"].value(), row.form["portion"].value()) == ("2", "1 serving")
    me.post(address, recipe_data((grain.slug, "2", "1 serving"), (other.slug, "1", "1 serving")))
    assert stew.recipe.ingredients.count() == 2


def test_second_press_adds_no_second_recipe(me):
    data = recipe_data((rice().slug, "100", ""))
    first, second = (me.post(reverse("pantry:recipe_add"), data) for _press in range(2))
    assert first.url == second.url
    assert Food.objects.filter(recipe__isnull=False).count() == 1


# --- The form -----------------------------------------------------------------------------------------


def test_ingredients_are_found_put_in_and_taken_out_by_posts_alone(me):
    address, grain, leaf = reverse("pantry:recipe_add"), rice(), FoodFactory(name="Test leaf", per_100g={})
    found = me.post(address, {"do": "find", "find": "test rice", "name": "Stew", "yield_portions": "2"})
    assert grain.slug in [hit.food.slug for hit in found.context["hits"]]
    form = found.context["form"]
    assert (form["name"].value(), form["yield_portions"].value()) == ("Stew", "2")

    one = me.post(address, {"name": "Stew", "pick": grain.slug})
    (row,) = one.context["form"].rows
    typed = {"row": [row.token], "row0-quantity": "1,5", "row0-portion": "1 serving"}
    two = me.post(address, {"name": "Stew", "pick": leaf.slug, **typed})
    kept, new = two.context["form"].rows
    assert (kept.form["quantity"].value(), new.food) == ("1,5", leaf)

    less = me.post(address, {"name": "Stew", "drop": kept.token, **typed, "row": [kept.token, new.token]})
    assert [row.food for row in less.context["form"].rows] == [leaf]
    assert not Food.objects.filter(owner__isnull=False).exists()


@pytest.mark.parametrize(
    ("fields", "where", "said"),
    [
        ({"row": []}, "__all__", "needs an ingredient"),
        ({"row0-quantity": "1,250"}, "row", "1250 or as 1.250"),
        ({"row0-quantity": "9000"}, "row", "holds up to 5,000"),
        ({"row0-portion": "1 bathtub"}, "row", "no such portion"),
        ({"yield_grams": "4"}, "yield_grams", "less than a twentieth"),
        ({"yield_grams": "-1"}, "yield_grams", "above 0"),
        ({"yield_portions": "none"}, "yield_portions", "above 0"),
        ({"yield_portions": "0.001"}, "yield_portions", "smallest number"),
        ({"name": ""}, "name", "A name is missing"),
    ],
)
def test_what_cannot_be_saved_is_said_where_it_is(me, fields, where, said):
    response = me.post(reverse("pantry:recipe_add"), recipe_data((rice().slug, "100", ""), **fields))
    assert response.status_code == 422
    form = response.context["form"]
    errors = form.rows[0].form.errors if where == "row" else {where: form.errors[where]}
    assert said in " ".join(text for texts in errors.values() for text in texts)
    assert said.split()[0] in response.content.decode()


def test_units_alone_need_a_weight_when_ready(me):
    capsule = added(me)
    response = me.post(reverse("pantry:recipe_add"), recipe_data((capsule.slug, "1", "1 capsule")))
    assert "have no weight" in " ".join(response.context["form"].errors["yield_grams"])


def test_weight_that_cannot_hold_what_goes_in_is_said(me):
    dense = FoodFactory(per_unit={"menaquinone_4": "45000"})
    response = me.post(
        reverse("pantry:recipe_add"), recipe_data((dense.slug, "100", "1 unit"), yield_grams="1")
    )
    assert "So little cannot hold" in " ".join(response.context["form"].errors["yield_grams"])


def test_recipe_holds_forty_ingredients_at_most(me):
    grain = rice()
    rows = [f"{number}|{grain.slug}" for number in range(recipes.MOST_INGREDIENTS)]
    full = me.post(reverse("pantry:recipe_add"), {"name": "Stew", "row": rows, "pick": grain.slug})
    assert len(full.context["form"].rows) == recipes.MOST_INGREDIENTS


# --- The page -----------------------------------------------------------------------------------------


def test_each_value_opens_down_to_its_ingredients(me):
    known = FoodFactory(name="Known cheese", per_100g={"menaquinone_7": "40"})
    unknown = FoodFactory(name="Odd miso", per_100g={})
    stew = cooked(me, (known.slug, "50", ""), (unknown.slug, "150", ""))
    page = me.get(reverse("pantry:recipe", args=[stew.slug])).context["page"]
    mk7 = page.values[0]
    assert (mk7.amount, mk7.at_least) == (None, 10)
    said = [(part.name, part.text and part.text.replace("\u00a0", " ")) for part in mk7.parts]
    assert said == [("Known cheese", "20 µg"), ("Odd miso", None)]


def test_food_page_of_a_recipe_leads_to_how_it_adds_up(me):
    stew = cooked(me, (rice().slug, "100", ""))
    html = me.get(reverse("foods:detail", args=[stew.slug])).content.decode()
    assert f'href="{reverse("pantry:recipe", args=[stew.slug])}"' in html


def test_page_takes_the_same_queries_for_many_ingredients(me, django_assert_max_num_queries):
    stew = cooked(me, *((rice().slug, "100", "") for _number in range(6)))
    with django_assert_max_num_queries(12):
        me.get(reverse("pantry:recipe", args=[stew.slug]))


def test_an_ingredient_that_is_gone_when_the_recipe_is_saved_is_told(client, individual):
    client.force_login(individual)
    FoodFactory(slug="there", per_100g={"magnesium": "10"})
    FoodFactory(slug="gone", per_100g={"magnesium": "10"}, is_retired=True)

    sent = recipe_data(("there", "50", ""), ("gone", "50", ""), yield_grams="100")
    answer = client.post(reverse("pantry:recipe_add"), sent)

    assert answer.status_code == 422
    assert "Not all ingredients are here" in answer.content.decode()
    assert not Recipe.objects.exists()
