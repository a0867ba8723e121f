"""Foods in the order of one nutrient, as anybody may ask for it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foods.models import Food
from foods.queries import listing
from foods.search_index import index_foods
from nutrients.intake import State
from tests.factories.foods import FoodFactory, ImportedFoodFactory

from .reading import links_of, rows_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def few():
    """A database with these foods alone can be ordered by eye."""
    Food.objects.all().delete()


def order(client, nutrient="menaquinone_7", **more):
    response = client.get("/foods/", {"nutrient": nutrient, **more})
    assert response.status_code == 200
    return response


def slugs(response):
    return re.findall(r'rowheader"><a href="/foods/([^/]*)/"', response.content.decode())


def test_most_comes_first_and_unknown_is_left_out(client, few):
    FoodFactory(slug="little", per_100g={"menaquinone_7": "2.5"})
    FoodFactory(slug="much", per_100g={"menaquinone_7": "11"})
    FoodFactory(slug="none", per_100g={"menaquinone_7": "0"})
    FoodFactory(slug="unknown", per_100g={"menaquinone_7": None})
    FoodFactory(slug="silent", per_100g={"menaquinone_4": "99"})

    response = order(client)

    assert slugs(response) == ["much", "little"]
    assert "2 hold more than 0 µg" in text_of(response)
    assert "Left out: 2 whose amount is unknown" in text_of(response)
    assert "; 1 known to hold 0 or a trace." in text_of(response)


def test_usual_portion_orders_by_what_it_holds(client, few):
    FoodFactory(slug="spice", per_100g={"magnesium": "500"}, portions={"1 pinch": "1", "1 cup": "90"})
    FoodFactory(slug="dish", per_100g={"magnesium": "40"}, portions={"1 plate": "300"})
    FoodFactory(slug="loose", per_100g={"magnesium": "50"}, portions={})

    response = order(client, "magnesium", per="portion")

    assert slugs(response) == ["dish", "loose", "spice"]
    assert [re.search(r"([\d.]+ mg) (.*?) not given", row).groups() for row in rows_of(response)] == [
        ("120 mg", "1 plate, 300 g"),
        ("50 mg", "100 g"),
        ("5 mg", "1 pinch, 1 g"),
    ]


def test_products_stand_apart_from_foods(client, few):
    FoodFactory(slug="food", per_100g={"menaquinone_7": "10"})
    FoodFactory(slug="capsule", per_unit={"menaquinone_7": "100"})

    assert slugs(order(client)) == ["food"]
    assert slugs(order(client, per="unit")) == ["capsule"]


def test_equal_amounts_stand_curated_first_then_by_name(client, few):
    ImportedFoodFactory(slug="imported", name="A", per_100g={"magnesium": "7"})
    FoodFactory(slug="second", name="C", per_100g={"magnesium": "7.0"})
    FoodFactory(slug="first", name="B", per_100g={"magnesium": "7"})

    assert slugs(order(client, "magnesium")) == ["first", "second", "imported"]
    assert slugs(order(client, "magnesium", curated="on")) == ["first", "second"]


def test_measured_only_is_about_the_nutrient_of_the_order(client, few, value_draft):
    borrowed = value_draft("9", state=State.BORROWED)
    FoodFactory(slug="measured", per_100g={"menaquinone_7": "5", "menaquinone_4": borrowed})
    FoodFactory(slug="borrowed", per_100g={"menaquinone_7": borrowed, "menaquinone_4": "5"})

    assert slugs(order(client)) == ["borrowed", "measured"]
    assert slugs(order(client, measured="on")) == ["measured"]


def test_range_and_kind_stand_beside_the_amount(client, few, value_draft):
    FoodFactory(
        slug="one",
        per_100g={"menaquinone_7": value_draft("10", low="8", high="12.5")},
        portions={"1 cup": "200"},
    )

    assert "10 µg 100 g 8–12.5 µg measured" in rows_of(order(client))[0]
    assert "20 µg 1 cup, 200 g 16–25 µg measured" in rows_of(order(client, per="portion"))[0]


def test_other_filters_narrow_the_order(client, few):
    FoodFactory(slug="leaf", name="Green leaf", category="leafy_green", per_100g={"phylloquinone": "400"})
    FoodFactory(slug="oil", name="Green oil", category="fats_oils", per_100g={"phylloquinone": "50"})
    FoodFactory(slug="fat", name="Yellow fat", category="fats_oils", per_100g={"phylloquinone": "70"})

    assert slugs(order(client, "phylloquinone", category="fats_oils")) == ["fat", "oil"]
    assert slugs(order(client, "phylloquinone", q="green")) == ["leaf", "oil"]


@pytest.mark.parametrize("hidden", ["retired", "owned", "represented"])
def test_foods_that_nobody_can_find_are_in_no_order(client, few, individual, hidden):
    FoodFactory(slug="seen", per_100g={"magnesium": "1"})
    other = FoodFactory(slug="other", per_100g={"magnesium": "5"})
    match hidden:
        case "retired":
            other.is_retired = True
        case "owned":
            other.owner = individual
        case "represented":
            other.represented_by = Food.objects.get(slug="seen")
    other.save()
    index_foods([other.pk])
    client.force_login(individual)

    response = order(client, "magnesium")

    assert slugs(response) == ["seen"]
    assert "Left out: 0 whose amount" in text_of(response)


def test_pages_keep_the_order_and_go_on_counting(client):
    response = order(client, "phylloquinone", per="portion", page="2")

    assert rows_of(response)[0].startswith("41 ")
    assert "?nutrient=phylloquinone&per=portion&page=3" in links_of(response)
    assert "?nutrient=phylloquinone&per=100g" in links_of(response)


def test_another_nutrient_than_ours_is_refused_at_its_field(client):
    response = client.get("/foods/", {"nutrient": "caffeine"})

    assert "caffeine is not one of the available choices" in text_of(response)


@pytest.mark.parametrize(
    ("who", "nutrient", "is_said"),
    [
        ("warfarin_person", "menaquinone_7", True),
        ("warfarin_person", "phylloquinone", True),
        ("warfarin_person", "magnesium", False),
        ("individual", "menaquinone_7", False),
    ],
)
def test_order_by_vitamin_k_stands_under_the_notice_with_an_antagonist(
    client, request, who, nutrient, is_said
):
    client.force_login(request.getfixturevalue(who))

    response = order(client, nutrient)

    assert ("suggest none of them" in text_of(response)) is is_said


def test_foods_that_open_a_caution_carry_it_in_the_order(client, warfarin_person):
    client.force_login(warfarin_person)

    rows = {row.split("  ")[0]: row for row in rows_of(order(client))}
    natto = next(row for row in rows.values() if "Natto (fermented soybeans)" in row)
    cheese = next(row for row in rows.values() if "Munster" in row)

    assert "warfarin" in natto
    assert "warfarin" not in cheese


def test_foods_that_are_not_for_the_reader_are_a_link_away(client, individual, settings):
    settings.FOODS_READER = "k2tracker.diary.reading.reader_for"
    individual.profile.no_natto = True
    individual.profile.save()
    client.force_login(individual)

    assert slugs(order(client))[0] != "natto-mk7-enriched"
    assert "natto" not in slugs(order(client))
    assert "natto" in slugs(order(client, all="on"))


def test_an_order_takes_the_same_queries_for_any_nutrient(client):
    assert queries(client, "menaquinone_7") == queries(client, "energy") == 9


def queries(client, nutrient):
    with CaptureQueriesContext(connection) as captured:
        order(client, nutrient, per="portion")
    return len(captured)


def test_imported_branded_products_are_listed_where_they_are_asked_for(client, few):
    FoodFactory(slug="ours", name="Our bar", brand="A maker", per_100g={"magnesium": "3"})
    ImportedFoodFactory(slug="table", name="Table bar", per_100g={"magnesium": "2"})
    ImportedFoodFactory(slug="branded", name="Branded bar", brand="A maker", per_100g={"magnesium": "9"})

    for address in ({}, {"nutrient": "magnesium"}):
        response = client.get("/foods/", address)
        assert set(slugs(response)) == {"ours", "table"}
        assert "Branded products too" in text_of(response)
        with_branded = client.get("/foods/", address | {"branded": "on"})
        assert set(slugs(with_branded)) == {"ours", "table", "branded"}
        assert set(slugs(client.get("/foods/", address | {"q": "bar"}))) == {"ours", "table", "branded"}


def test_list_has_curated_foods_first_then_imported_ones_over_the_pages(client, few):
    for number in range(39):
        FoodFactory(name=f"M {number:02}")
    for letter in "ZAB":
        ImportedFoodFactory(slug=f"imported-{letter.lower()}", name=letter)

    first, second = client.get("/foods/"), client.get("/foods/", {"page": "2"})

    assert slugs(first)[-1] == "imported-a"
    assert slugs(second) == ["imported-b", "imported-z"]
    assert "42 foods" in text_of(second)


def test_list_ends_where_it_says(client, few, monkeypatch):
    monkeypatch.setattr(listing, "MOST_LISTED", 41)
    for _number in range(43):
        FoodFactory()

    response = client.get("/foods/", {"page": "2"})

    assert len(slugs(response)) == 1
    assert "43 foods" in text_of(response)
    assert "The list ends after" in text_of(response)
