"""Amounts on the page of natto and capsules follow the food database; what is unknown stays unknown."""

import re

import pytest

from foods.models import Food
from tests.elements import main_of
from tests.factories.foods import FoodFactory

PAGE = "/guide/natto/"


def rows_of(response):
    """The rows of natto by name: the texts of their cells."""
    table = main_of(response).all("table")[0]
    return {
        row.all("th")[0].text: [
            cell.text.replace("\u00a0", " ").replace("\u2060", "") for cell in row.all("td")
        ]
        for row in table.all("tbody")[0].all("tr")
    }


def test_five_to_thirteen_grams_of_ordinary_natto_hold_the_articles_amount(client, db):
    said = main_of(client.get(PAGE)).text.replace("\u00a0", " ").replace("\u2060", "")

    assert "5–13 g of ordinary natto hold 50–100 µg of MK-7" in said


def test_span_follows_the_published_values(client, db):
    Food.objects.filter(slug__in=["natto-hikiwari", "natto-black-bean"]).update(is_retired=True)

    said = main_of(client.get(PAGE)).text.replace("\u00a0", " ").replace("\u2060", "")
    assert "5–11 g of ordinary natto" in said  # 998 and 930 µg per 100 g are left


def test_row_shows_value_range_grams_portion_and_source(client, db):
    per_100g, grams, portion, source = rows_of(client.get(PAGE))["Natto (fermented soybeans)"]

    assert per_100g == "998 µg 81.6–1,034 µg"
    assert grams == "5–10 g over the range 4.8–123 g"
    assert portion == "449 µg 1 pack, 45 g"
    assert source.startswith("Schurgers 2000")


def test_natto_without_a_value_is_unknown(client, db):
    FoodFactory(name="Test natto", marks=["natto_family"], per_100g={"magnesium": "100"})

    assert rows_of(client.get(PAGE))["Test natto"][:3] == ["unknown", "unknown", "unknown 1 serving, 100 g"]


@pytest.mark.parametrize("amount", ["0", "0.000001"])
def test_next_to_no_mk7_breaks_nothing(client, db, amount):
    FoodFactory(name="Test natto", marks=["natto_family"], per_100g={"menaquinone_7": amount})

    assert client.get(PAGE).status_code == 200


def test_products_above_the_vitamin_d_limit_are_left_out_and_counted(client, db):
    main = main_of(client.get(PAGE))
    names = [row.all("th")[0].text for row in main.all("table")[1].all("tbody")[0].all("tr")]

    assert "D3 2000 IU + MK-7 100 µg" in names
    assert "D3 5000 IU + MK-7 100 µg" not in names
    assert "1 product is left out" in main.text


def test_somebodys_own_natto_is_nobody_elses(client, individual):
    FoodFactory(name="Own natto", marks=["natto_family"], per_100g={"menaquinone_7": "900"}, owner=individual)
    client.force_login(individual)

    assert "Own natto" not in rows_of(client.get(PAGE))


def test_reader_on_warfarin_gets_the_articles_words_alone(client, warfarin_person):
    client.force_login(warfarin_person)
    main = main_of(client.get(PAGE))

    assert main.all("table") == []
    assert [quote.text[:10] for quote in main.all("q")] == ["Mix a tiny", "choose a s"]
    assert "Amounts and dishes are left out here for you." in main.text
    assert not re.search(r"\b(brave|pragmatic)\b", main.text)
