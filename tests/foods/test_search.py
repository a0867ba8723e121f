"""Which food is found for what is typed, and what is shown of it."""

from decimal import Decimal

import pytest

from foods.models import Food, FoodAlias
from foods.search import reader_for, search
from foods.search_index import index_foods
from nutrients.intake import State
from tests.factories.foods import FoodFactory

pytestmark = pytest.mark.django_db


def slugs(query, **options):
    return [hit.food.slug for hit in search(query, **options)]


class Habit:
    """A reader with logs of some foods, and foods that are not for them."""

    person_id = 0

    def __init__(self, logged=(), unwanted=(), sees_cautioned_last=False):
        self._logged, self.unwanted_marks = dict(logged), frozenset(unwanted)
        self.sees_cautioned_last = sees_cautioned_last

    def habits(self):
        foods = Food.objects.filter(slug__in=self._logged)
        return {food.pk: self._logged[food.slug] for food in foods}


@pytest.mark.parametrize(
    "query",
    ["", "   ", "\0", "%", "x" * 5000, "zzgrblfx", "gou zzgrblfx"],
    ids=["empty", "blank", "NUL", "a sign", "5,000 letters", "nonsense", "one word that fits nothing"],
)
def test_nothing_is_found_for_nothing(query):
    assert slugs(query) == []


def test_a_short_word_is_not_guessed_at():
    assert slugs("ghe") == ["ghee"]


def test_what_opens_a_caution_never_stands_first_for_who_must_be_cautious():
    assert slugs("d3 1000")[0] == "supp-d3-1000"
    assert slugs("d3", reader=Habit({"supp-d3-k2-1000-45": 20}))[0] == "supp-d3-k2-1000-45"
    found = slugs("d3", reader=Habit({"supp-d3-k2-1000-45": 20}, sees_cautioned_last=True))
    assert [slug for slug in found if "k2" in slug] == found[-3:]


def test_what_the_reader_logs_often_comes_first():
    assert slugs("go")[0] != "gouda-aged"
    assert slugs("go", reader=Habit(logged={"gouda-aged": 20}))[0] == "gouda-aged"


def test_one_log_is_no_habit():
    assert slugs("go", reader=Habit(logged={"gouda-aged": 1})) == slugs("go")


def test_of_two_habits_the_stronger_comes_first():
    reader = Habit(logged={"gouda-aged": 5, "gorgonzola": 20})

    assert slugs("go", reader=reader)[:2] == ["gorgonzola", "gouda-aged"]


def test_what_is_not_for_the_reader_comes_last():
    found = slugs("milk", reader=Habit(logged={"milk-skim-d": 20}, unwanted={"dairy"}), limit=50)

    dairy = set(Food.objects.filter(marks__mark="dairy").values_list("slug", flat=True))
    order = [slug in dairy for slug in found]
    assert order == sorted(order)
    assert set(order) == {False, True}


def test_a_new_name_is_found_at_once():
    FoodFactory(slug="syr", name="Sýr")

    assert slugs("syr") == ["syr"]


def test_a_name_taken_away_is_found_no_longer():
    food = FoodFactory(name="Plum", aliases=["zwetschge"])
    assert slugs("zwetschge") == [food.slug]
    FoodAlias.objects.filter(food=food).delete()
    index_foods([food.pk])

    assert slugs("zwetschge") == []


def test_a_hit_holds_what_its_default_portion_brings():
    hit = search("natto")[0]

    assert (hit.default_portion.name, hit.default_portion.grams) == ("1 pack", 45)
    assert hit.amounts["menaquinone_7"].value == Decimal("449.1")


def test_no_assumption_stands_in_for_a_value_in_search():
    hit = next(hit for hit in search("butter unsalted") if hit.food.slug == "butter-unsalted")

    assert "menaquinone_7" not in hit.amounts


def test_a_food_without_portions_is_shown_per_100_g():
    FoodFactory(name="Quandong", portions={}, per_100g={"magnesium": "40"})

    hit = search("quandong")[0]

    assert (hit.default_portion.name, hit.amounts["magnesium"].value) == ("100 g", 40)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("gouda aged", (("Gouda", True), (", ", False), ("aged", True), (" 26 weeks or more", False))),
        ("gruye", (("Gruyè", True), ("re", False))),
    ],
)
def test_the_letters_that_match_are_marked(query, parts):
    assert search(query)[0].name_parts == parts


def test_an_alias_that_fits_is_shown():
    hit = search("糸引き")[0]

    assert hit.alias_parts == (("糸引き", True), ("納豆", False))


def test_alias_that_says_what_the_name_says_is_not_shown():
    hit = next(hit for hit in search("butter") if hit.food.slug == "butter")  # its alias "butter" fits best

    assert hit.alias_parts == ()


def test_products_named_by_a_vitamin_stand_before_foods_it_is_added_to():
    found = slugs("vitamin d")
    first_food = next(place for place, slug in enumerate(found) if not slug.startswith("supp-"))

    assert {"supp-d3-400", "supp-d3-4000"} <= set(found[:first_food])


@pytest.mark.parametrize(
    ("food", "needs_caution"),
    [
        ({"marks": ["natto_family"]}, True),
        ({"marks": ["high_vitamin_k"]}, True),
        ({"marks": ["soy"], "per_100g": {"menaquinone_7": "90"}}, False),
        ({"per_unit": {"menaquinone_7": "45"}}, True),
        ({"per_unit": {"menaquinone_unspecified": None}}, True),
        ({"per_unit": {"phylloquinone": "100"}}, True),
        ({"per_unit": {"menaquinone_7": "0", "cholecalciferol": "25"}}, False),
    ],
    ids=["natto", "chlorella", "cheese-like food", "MK-7", "K2 without amount", "K1", "D3 alone"],
)
def test_which_foods_carry_the_caution(food, needs_caution):
    FoodFactory(name="Quandong", **food)

    assert search("quandong")[0].needs_caution is needs_caution


def test_search_takes_the_same_queries_however_much_it_finds(django_assert_num_queries):
    names, food_rows = 1, 2  # marks, portions
    compositions = 2  # values and revisions, which tests do not keep

    with django_assert_num_queries(names + food_rows + compositions):
        assert len(slugs("natto")) > 1
    with django_assert_num_queries(names + food_rows + compositions):
        assert len(slugs("yogurt")) > 5


def test_the_reader_comes_from_the_hook(settings, individual):
    settings.FOODS_READER = "tests.foods.test_search.hook"

    assert reader_for(individual) == ("reader", individual)


def hook(user):
    return ("reader", user)


def test_a_value_keeps_its_state_in_a_hit():
    assert search("natto")[0].amounts["phylloquinone"].state is State.BORROWED


@pytest.mark.parametrize(
    "query", ["d3k2", "k2d3", "d3+k2 capsule", "d3 and k2", "vitamin d3 k2", "vit d3 + k2", "k2 d3 tablets"]
)
def test_what_people_call_the_capsule_finds_each_strength(query):
    assert {"supp-d3-k2-1000-45", "supp-d3-k2-2000-100"} <= set(slugs(query)[:3])


@pytest.mark.parametrize("query", ["vitamin k2", "vitamin d3 k2", "vitamin d", "d3"])
def test_product_above_the_upper_level_never_stands_first(query):
    found = slugs(query, limit=1000)

    above = {"supp-d3-5000", "supp-d3-k2-5000-100", "supp-d2-50000"} & set(found)
    assert above
    assert set(found[-len(above) :]) == above


def test_product_whose_amount_was_typed_stands_first_whatever_it_holds():
    assert slugs("d3 5000")[0] == "supp-d3-5000"
