"""Who sees which food, what it rests on, its like, and its history."""

import re
from dataclasses import replace

import pytest

from foods.actions import Draft, Publication, publish
from foods.models import Food, Source
from nutrients.intake import State
from tests.factories.foods import FoodFactory, ImportedFoodFactory

from .reading import links_of, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "status"), [("individual", 200), ("other_individual", 404), ("curator", 404), (None, 404)]
)
def test_own_food_has_a_page_for_its_owner_alone(client, request, individual, who, status):
    FoodFactory(slug="own-soup", owner=individual)
    if who:
        client.force_login(request.getfixturevalue(who))

    response = client.get("/foods/own-soup/")

    assert response.status_code == status
    assert ("Nobody else sees this page." in text_of(response)) is (status == 200)


def test_food_that_was_never_published_has_no_page(client):
    food = FoodFactory(slug="draft")
    Food.objects.filter(pk=food.pk).update(revision=None)

    assert client.get("/foods/draft/").status_code == 404


def test_merged_food_leads_to_the_end_of_the_way(client):
    last = FoodFactory(slug="last")
    middle = FoodFactory(slug="middle", is_retired=True, merged_into=last)
    FoodFactory(slug="first", is_retired=True, merged_into=middle)

    response = client.get("/foods/first/")

    assert (response.status_code, response["Location"]) == (302, "/foods/last/")


def test_represented_record_and_its_curated_food_name_each_other(client):
    record = ImportedFoodFactory(
        slug="usda-edam", name="CHEESE, EDAM", represented_by=Food.objects.get(slug="edam")
    )

    page = client.get("/foods/usda-edam/")
    assert "In lists a curated food stands for this record: Edam" in text_of(page)
    assert f"Stands for: {record.source_food_id} CHEESE, EDAM" in text_of(client.get("/foods/edam/"))


def test_imported_food_names_its_edition(client):
    food = ImportedFoodFactory(slug="leaf")
    release = food.revision.release
    release.name, release.version, release.released_on = "USDA SR", "28", "2016-05-01"
    release.licence, release.attribution = "Public domain", "Please cite USDA."
    release.save()

    words = text_of(client.get("/foods/leaf/"))

    assert "Imported from USDA SR 28, 1 May 2016; Public domain. Please cite USDA." in words


def test_donors_in_the_database_are_named_and_linked(client):
    usda = Source.objects.get(key="usda_sr28")
    ImportedFoodFactory(slug="usda-natto", name="NATTO", source=usda, source_food_id="16113")
    FoodFactory(slug="other-16113", source_food_id="16113")  # the same number of another source

    response = client.get("/foods/natto/")

    assert "USDA food 16113 NATTO" in text_of(response)
    assert "/foods/usda-natto/" in links_of(response)
    assert "/foods/other-16113/" not in links_of(response)


# --- the like ----------------------------------------------------------------------------------------


def alike(client, slug):
    html = client.get(f"/foods/{slug}/").content.decode()
    part = html[html.index('id="alike"') :]
    return [link.split("/")[2] for link in _hrefs(part[: part.index("</ul>")]) if "compare" not in link]


def _hrefs(html):
    return re.findall(r'href="([^"]*)"', html)


def test_foods_named_alike_come_first(client):
    assert set(alike(client, "gouda-young")[:2]) == {"gouda-medium", "gouda-aged"}


def test_then_come_those_that_hold_the_like(client):
    Food.objects.all().delete()
    FoodFactory(slug="this", name="This", per_100g={"phylloquinone": "400", "magnesium": "20"})
    FoodFactory(slug="far", name="Far", per_100g={"phylloquinone": "0.2", "magnesium": "20"})
    FoodFactory(slug="near", name="Near", per_100g={"phylloquinone": "300", "magnesium": "25"})
    FoodFactory(slug="silent", name="Silent", per_100g={})
    FoodFactory(slug="elsewhere", name="Elsewhere", category="fruit", per_100g={"phylloquinone": "400"})

    assert alike(client, "this") == ["near", "silent", "far"]


def test_like_of_an_imported_food_is_curated_first(client):
    Food.objects.all().delete()
    ImportedFoodFactory(slug="imported-kale", name="Kale, frozen", per_100g={"phylloquinone": "400"})
    ImportedFoodFactory(slug="more-kale", name="Kale, canned", per_100g={"phylloquinone": "400"})
    FoodFactory(slug="kale", name="Kale, raw", per_100g={"phylloquinone": "390"})

    assert alike(client, "imported-kale") == ["kale", "more-kale"]


def test_food_alone_in_its_category_has_no_like(client):
    FoodFactory(slug="alone", category="rocks")

    assert b'id="alike"' not in client.get("/foods/alone/").content


# --- history -----------------------------------------------------------------------------------------


@pytest.fixture
def corrected(value_draft):
    """A food whose MK-7 was corrected and whose magnesium became a borrowed value."""
    food = FoodFactory(slug="soy", per_100g={"menaquinone_7": "998", "magnesium": "100"})
    values = (
        replace(value_draft("939"), nutrient="menaquinone_7"),
        replace(value_draft("100", state=State.BORROWED), nutrient="magnesium"),
        replace(value_draft("3"), nutrient="phylloquinone"),
    )
    sources = {source.key: source for source in Source.objects.all()}
    publish(publications=[Publication(food, Draft(values), "a newer paper")], sources=sources)
    return food


def test_history_says_what_changed_and_why(client, corrected):
    words = text_of(client.get("/foods/soy/"))
    history = words[words.index("Version 2, published") :]

    assert "a newer paper" in history
    assert "K1: unknown to 3 µg" in history
    assert "MK-7: 998 µg to 939 µg" in history
    assert "Mg: measured to borrowed" in history
    assert "The first version." in history


def test_long_history_shows_its_last_versions(client, value_draft):
    food = FoodFactory(slug="soy", per_100g={"magnesium": "1"})
    sources = {source.key: source for source in Source.objects.all()}
    for amount in range(2, 15):
        draft = Draft((replace(value_draft(str(amount)), nutrient="magnesium"),))
        publish(publications=[Publication(food, draft, f"now {amount}")], sources=sources)

    words = text_of(client.get("/foods/soy/"))

    assert "The last 12 of 14 versions." in words
    assert "Mg: 2 mg to 3 mg" in words
    assert "The first version." not in words
