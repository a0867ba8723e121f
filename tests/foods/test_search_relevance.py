"""What people type, and the food that must be among the first three. Each row names what it guards."""

import pytest

from foods.search import search
from tests.factories.foods import FoodFactory, ImportedFoodFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    """Foods of imported tables and branded products, beside the curated foods of the fixture."""
    for slug, name, brand, gtin in (
        ("sr-goat-gouda", "Cheese, gouda, goat", "", ""),
        ("sr-salsify", "Salsify, raw", "", ""),
        ("sr-blintz", "Blintz, frozen", "", ""),
        ("b-blintz", "Blintz", "Alpenhof", ""),
        ("b-gouda-sticks", "Gouda sticks", "Alpenhof", "04006381333931"),
        ("b-gouda-family", "Gouda sticks, mild, in a resealable family bag", "Zuivelhuis", ""),
        ("b-quark-bar", "Quark bar", "Zuivelhuis", "00036000291452"),
        ("b-broth", "Würzige Süßkartoffelbrühe", "Øllgaard", ""),
        ("b-dondurma", "Sade Dondurma Kıvırcık", "Maraş", ""),
        ("b-snake_case", "Mix_9 crunch", "Alpenhof", ""),
    ):
        ImportedFoodFactory(slug=slug, name=name, brand=brand, gtin=gtin)


CASES = [
    # letters
    ("NATTO", "natto", "capitals"),
    ("gruyere", "gruyere", "an accent in the name alone"),
    ("brûnost", "brunost", "an accent in the query alone"),
    ("rødspaette", "plaice", "a stroke, and a ligature typed as two letters"),
    ("sussk", "b-broth", "a sharp s typed as two"),
    ("kivircik", "b-dondurma", "a dotless i"),
    ("Φέτα", "feta", "Greek, with its accent"),
    ("КЕФИР", "kefir", "Cyrillic capitals"),
    ("ＮＡＴＴＯ ｇｏｔｏ", "natto-goto", "letters of full width"),
    ("ｷﾑﾁ", "kimchi", "katakana of half width"),
    ("kiełbasa", "kielbasa", "a stroke through an l"),
    ("mix_9", "b-snake_case", "an underscore inside a word"),
    # scripts without spaces
    ("納豆", "natto", "kanji"),
    ("なっとう", "natto", "hiragana"),
    ("アンコウ キモ", "monkfish-liver", "katakana where the name has hiragana"),
    ("청국장", "cheonggukjang", "hangul"),
    ("元気", "natto-high-mk7", "the end of an unspaced word"),
    ("わり納", "natto-hikiwari", "the middle of an unspaced word"),
    ("घी", "ghee", "a vowel sign"),
    # words
    ("natto", "natto", "the food before its kinds"),
    ("aged gouda", "gouda-aged", "words in another order"),
    ("egg yo", "egg-yolk", "a word and the start of one"),
    ("gou ag", "gouda-aged", "the starts of two words"),
    ("scallops", "scallops-raw", "a plural that the name has"),
    ("lemons", "lemon", "a plural with s"),
    ("radishes", None, "a plural with es of nothing"),
    ("avocadoes", "avocado", "a plural with es"),
    ("milk", "milk-whole-no-d", "the head of a name before a word in it"),
    ("salmon", "salmon-atlantic-farmed-raw", "another name that is the whole query"),
    ("unagi", "eel", "another name in another language"),
    ("butter, salted!", "butter", "commas and exclamation marks"),
    ("(kwark)", "quark", "brackets"),
    ("cheese pizza", "pizza-cheese", "another name with the words turned round"),
    ("natto\0", "natto", "a NUL"),
    ("  edam\t", "edam", "blanks around"),
    ("havarti 60+", "havarti", "a number and a sign"),
    ("parmigiano reggiano", "parmesan", "words in brackets"),
    # slips
    ("goda", "gouda-young", "a letter left out of a short word"),
    ("nattto", "natto", "a letter too many"),
    ("edan", "edam", "a wrong letter in a short word"),
    ("salomn", "salmon-atlantic-farmed-raw", "two letters swapped"),
    ("amembert", "camembert", "the first letter left out"),
    ("xheddar", "cheddar", "the first letter wrong"),
    ("camenbrt", "camembert", "two slips in a long word"),
    ("parmezan grat", "parmesan-grated-us", "a slip beside the start of a word"),
    ("brocolli", "broccoli-raw", "a double letter at the wrong place"),
    ("gorgonzlo", "gorgonzola", "a slip in the start of a word"),
    ("chungukjang", "cheonggukjang", "a slip in another name"),
    ("hgee", None, "a short word whose first letter is another"),
    # names of vitamins, and what stands around a name
    ("mk 7 180", "supp-mk7-180", "a form of a vitamin in two words"),
    ("MK-7 75", "supp-mk7-75", "a form of a vitamin with its hyphen"),
    ("d3k2 2000", "supp-d3-k2-2000-100", "two vitamins in one word"),
    ("k2 1000 iu", "supp-d3-k2-1000-45", "a unit among the words of a name"),
    ("vit magnesium citrate pill", "supp-mg-citrate-100", "words around the name"),
    ("natto 10g", "natto", "an amount typed with the name"),
    ("2 egg yolks", "egg-yolk", "a count typed with the name"),
    ("30 g gouda", "gouda-young", "a unit of its own"),
    # imported foods and products
    ("salsify", "sr-salsify", "an imported food"),
    ("gouda goat", "sr-goat-gouda", "an imported food by its words"),
    ("blintz", "sr-blintz", "the imported food beside a product that is the whole query"),
    ("alpenhof gouda", "b-gouda-sticks", "a brand and a word of the name"),
    ("zuivelh", "b-quark-bar", "the start of a brand"),
    ("ollgaard", "b-broth", "a brand folded like a name"),
    ("gouda resealable", "b-gouda-family", "a word far back in a long name"),
    ("4006381333931", "b-gouda-sticks", "the digits of a barcode"),
    ("0 36000-29145 2", "b-quark-bar", "a barcode as it is printed"),
    ("4006381333930", None, "a barcode whose check digit is off"),
]


@pytest.mark.parametrize(("query", "slug", "guards"), CASES, ids=[case[2] for case in CASES])
def test_the_food_that_is_meant_is_among_the_first_three(market, query, slug, guards):
    found = [hit.food.slug for hit in search(query)]

    assert slug in found[:3] if slug else found == []


def test_curated_food_stands_before_imported_and_branded_ones(market):
    found = [hit.food.slug for hit in search("gouda", limit=50)]

    assert found[-3:] == ["sr-goat-gouda", "b-gouda-sticks", "b-gouda-family"]


def test_food_whose_vitamin_k_is_known_stands_before_its_like():
    FoodFactory(slug="kohlrabi-a", name="Kohlrabi a")
    FoodFactory(slug="kohlrabi-b", name="Kohlrabi b", per_100g={"phylloquinone": "0.1"})

    assert [hit.food.slug for hit in search("kohlrabi")] == ["kohlrabi-b", "kohlrabi-a"]


def test_habit_far_down_in_the_index_comes_first(market):
    for number in range(100):
        ImportedFoodFactory(slug=f"b-{number}", name=f"Gouda {number}", brand="Alpenhof")
    sticks = search("gouda family bag")[0].food

    class Reader:
        person_id, unwanted_marks, sees_cautioned_last = 0, frozenset(), False

        def habits(self):
            return {sticks.id: 3}

    assert search("gou", reader=Reader())[0].food.slug == "b-gouda-family"


def test_food_that_a_curated_one_stands_for_is_not_found_twice():
    curated = FoodFactory(slug="kohlrabi", name="Kohlrabi")
    ImportedFoodFactory(slug="sr-kohlrabi", name="Kohlrabi, raw", represented_by=curated)

    assert [hit.food.slug for hit in search("kohlrabi")] == ["kohlrabi"]


def test_own_food_is_found_by_its_owner_alone(individual, other_individual):
    FoodFactory(slug="own", name="Grandma's kohlrabi", owner=individual, aliases=["dumplings"])

    class Reader:
        unwanted_marks, sees_cautioned_last = frozenset(), False

        def __init__(self, person):
            self.person_id = person.pk

        def habits(self):
            return {}

    assert [hit.food.slug for hit in search("kohlrbi", reader=Reader(individual))] == ["own"]
    assert [hit.food.slug for hit in search("dumpl", reader=Reader(individual))] == ["own"]
    assert search("kohlrabi", reader=Reader(other_individual)) == search("kohlrabi") == []


def test_brand_is_shown_beside_its_product(market, client, individual):
    client.force_login(individual)

    html = client.get(
        "/foods/search/", {"q": "alpenhof gouda"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert "Alpenhof, 100" in html
