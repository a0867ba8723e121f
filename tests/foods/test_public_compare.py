"""Foods side by side."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.foods import FoodFactory

from .reading import links_of, rows_of, text_of

pytestmark = pytest.mark.django_db


def compare(client, *slugs, **more):
    response = client.get("/foods/compare/", {"food": slugs, **more})
    assert response.status_code == 200
    return response


def row(response, name):
    return next(row for row in rows_of(response) if row.startswith(name))


def test_every_form_stands_beside_the_other_foods_with_range_and_kind(client):
    response = compare(client, "natto", "gouda-aged")

    assert row(response, "MK-7") == "MK-7 998 µg measured range 81.6–1,034 µg 1.6 µg measured"
    assert row(response, "MK-10") == "MK-10 unknown 0 µg measured"


def test_row_of_no_named_form_does_not_read_as_all_of_k2(client):
    response = compare(client, "natto", "gouda-aged")

    assert row(response, "Vitamin K2, form not stated").endswith("unknown unknown")
    assert not [row for row in rows_of(response) if row.startswith("K2 ")]


def test_portions_are_a_switch_and_products_stay_per_unit(client):
    foods = ("natto", "supp-d3-k2-2000-100")

    response = compare(client, *foods)
    assert row(response, "MK-7").startswith("MK-7 998 µg measured")
    response = compare(client, *foods, per="portion")

    assert row(response, "MK-7") == "MK-7 449 µg measured range 36.7–465 µg 100 µg label"
    assert "per 1 pack, 45 g" in text_of(response)
    assert "per unit" in text_of(response)


def test_what_a_label_does_not_list_is_said(client):
    FoodFactory(slug="vague", per_unit={"menaquinone_7": None, "magnesium": "10"})

    assert row(compare(client, "vague"), "MK-7") == "MK-7 unknown"


def test_fifth_food_is_left_out_by_name(client):
    response = compare(client, "natto", "edam", "brie", "feta", "kale-raw", "comte")

    assert "4 foods" in text_of(response)
    assert "Kale, raw is left out: there is room for 4 foods." in text_of(response)
    assert "Comté is left out" in text_of(response)
    assert "Add a food" not in text_of(response)


def test_address_of_no_food_is_said_and_the_others_are_shown(client):
    response = compare(client, "unobtainium", "edam", "<i>x\0")

    assert "There is no food with the address “unobtainium”." in text_of(response)
    assert "1 food" in text_of(response)
    assert b"<i>x" not in response.content


def test_food_named_twice_is_one_column(client):
    assert row(compare(client, "edam", "edam"), "Magnesium").count("mg") == 1


def test_nothing_chosen_says_how_to_choose(client):
    response = compare(client)

    assert "Nothing is chosen yet." in text_of(response)
    assert "First food" in text_of(response)


def test_merged_food_is_shown_as_what_it_became_part_of(client):
    FoodFactory(slug="old-edam", is_retired=True, merged_into=FoodFactory(slug="new-edam", name="New Edam"))

    assert "/foods/new-edam/" in links_of(compare(client, "old-edam"))


def test_own_food_is_shown_to_nobody_else(client, individual, other_individual):
    FoodFactory(slug="own-soup", name="Own soup", owner=individual)

    client.force_login(other_individual)
    assert "Own soup" not in text_of(compare(client, "own-soup"))
    client.force_login(individual)
    assert "Own soup" in text_of(compare(client, "own-soup"))


def test_choosing_goes_through_the_list_without_script(client):
    assert "/foods/compare/?food=natto" in links_of(client.get("/foods/natto/"))
    assert '<input type="hidden" name="food" value="natto">' in compare(client, "natto").content.decode()

    found = client.get("/foods/", {"food": "natto", "q": "edam"})

    assert "/foods/compare/?food=natto&food=edam" in links_of(found)


def test_chosen_foods_go_along_from_page_to_page(client):
    links = links_of(client.get("/foods/", {"food": ["natto", "edam"], "category": "cheese"}))

    assert "?food=natto&food=edam&category=cheese&page=2" in links
    assert "/foods/compare/?food=natto&food=edam" in links


def test_foods_are_not_offered_beside_four_others(client):
    chosen = ["natto", "edam", "brie", "feta"]

    links = links_of(client.get("/foods/", {"food": chosen, "q": "gouda"}))

    assert [link for link in links if "gouda" in link and "compare" in link] == []


def test_one_food_can_be_taken_out(client):
    links = links_of(compare(client, "natto", "edam", per="portion"))

    assert "/foods/compare/?food=edam&per=portion" in links
    assert "/foods/compare/?food=natto&per=portion" in links


def test_comparing_with_an_antagonist_stands_under_the_notice(client, warfarin_person):
    assert "suggest none of them" not in text_of(compare(client, "natto"))
    client.force_login(warfarin_person)

    assert "suggest none of them" in text_of(compare(client, "natto"))


def test_queries_do_not_grow_with_the_foods(client):
    one, *others = (FoodFactory().slug for _food in range(5))  # whose values nobody has read yet

    assert queries(client, one) == queries(client, *others)


def queries(client, *slugs):
    with CaptureQueriesContext(connection) as captured:
        compare(client, *slugs)
    return len(captured)
