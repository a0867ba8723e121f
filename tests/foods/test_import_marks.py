"""Marks of imported foods: what people who leave something out must not be offered, and what they may be."""

import zipfile

import pytest

from foods.finding import find
from foods.models import Food
from tests.foods.downloads import fdc, run, shared, sr28_copy

pytestmark = pytest.mark.django_db

# Genuine foods of SR28 by number: name, the marks they carry, and what the row guards.
SR28 = {
    "13002": ("Beef", "meat", "a group as a whole"),
    "05056": ("Chicken", "meat", "poultry"),
    "07022": ("Frankfurter", "meat", "sausages"),
    "15236": ("Fish", "fish", "fish"),
    "80200": ("Frog legs", "meat", "an animal among the fish that is none"),
    "15138": ("Crustaceans", "fish", "imitations of that group are made of fish"),
    "01026": ("Cheese, mozzarella", "dairy", "dairy"),
    "01057": ("Eggnog", "dairy egg", "one word that is two"),
    "01123": ("Egg, whole", "egg", "an egg is no dairy"),
    "01138": ("Egg, duck", "egg", "the duck's egg is no meat"),
    "01069": ("Cream substitute", "", "what imitates cream may hold none"),
    "01067": ("Cream substitute", "soy", "and names what it is made of"),
    "05651": ("Ostrich, oyster", "meat", "a cut that is called after an oyster"),
    "12104": ("Nuts, coconut meat", "", "the flesh of a nut"),
    "12117": ("Nuts, coconut milk", "", "a plant's milk, beside the word meat"),
    "16098": ("Peanut butter", "", "a nut's butter"),
    "16126": ("Tofu", "soy", "soy without its name"),
    "16109": ("Soybeans", "soy", "soy by name"),
    "16107": ("Sausage, meatless", "", "meatless"),
    "16007": ("Beans, baked", "meat", "meat among the beans"),
    "20109": ("Noodles, egg", "egg", "egg among the grains"),
    "20098": ("Pasta, homemade, made without egg", "", "a word that is denied"),
    "11246": ("Leeks", "", "plants carry none"),
    "11379": ("Potatoes, mashed", "dairy", "a word denied once and told once"),
    "11940": ("Pickles, cucumber", "", "bread and butter is a name"),
    "19150": ("Candies, REESE'S", "", "peanut butter cups name no milk"),
    "19296": ("Honey", "other_animal", "made by bees"),
    "19177": ("Gelatins", "other_animal", "made of bones"),
    "04001": ("Fat, beef", "meat", "animal fat"),
    "04589": ("Fish oil", "fish", "fish oil"),
    "04018": ("Salad dressing, mayonnaise", "egg", "mayonnaise"),
    "18418": ("Cake", "", "other than all butter"),
    "06475": ("Soup, beef broth", "meat", "a broth"),
    "18373": ("Leavening", "", "cream of tartar"),
    "35161": ("Caribou", "meat", "game by name"),
}


@pytest.fixture(scope="module")
def rows():
    """The rows of SR28's foods, by number."""
    with zipfile.ZipFile(shared("usda_sr28_ascii.zip")) as archive:
        name = next(name for name in archive.namelist() if name.endswith("FOOD_DES.txt"))
        lines = archive.read(name).splitlines()
    return {line[1:6].decode(): line for line in lines}


def test_genuine_foods_carry_the_marks_of_what_they_are(tmp_path, rows):
    sample = sr28_copy(tmp_path)
    (sample / "FOOD_DES.txt").write_bytes(b"\r\n".join(rows[number] for number in SR28) + b"\r\n")

    run(sample)

    foods = {food.source_food_id: food for food in Food.objects.filter(source__key="usda_sr28")}
    found = {
        number: (foods[number].name, " ".join(mark.mark for mark in foods[number].marks.all()))
        for number in SR28
    }
    wrong = [
        (*found[number], marks, guards)
        for number, (name, marks, guards) in SR28.items()
        if not found[number][0].startswith(name) or found[number][1] != marks
    ]
    assert wrong == []


def labelled(tmp_path, name, category):
    """A branded food of this name and category, imported."""
    label = {
        "brand_owner": "Owner Inc.",
        "gtin_upc": "",
        "serving_size": "",
        "serving_size_unit": "",
        "branded_food_category": category,
    }
    run(
        fdc(
            tmp_path / "FoodData_Central_branded_food_csv_2025-12-18",
            foods=[("400", "branded_food", name)],
            branded_food=[{"fdc_id": "400"} | label],
        )
    )
    return Food.objects.get(source_food_id="400")


@pytest.mark.parametrize(
    ("name", "category", "marks"),
    [
        ("AGED WHEEL", "Cheese", ["dairy"]),
        ("AGED WHEEL, VEGAN", "Cheese", []),
        ("UNSWEETENED VANILLA", "Plant Based Milk", []),
        ("NATTO, ORGANIC", "Other", ["natto_family", "soy"]),
        ("SOY-FREE SPREAD", "Other", []),
        ("ALMOND MILK CHOCOLATE AND MILK", "Other", ["dairy"]),
        ("CHEDDAR CHEESE FLAVORED CHIPS", "Snacks", []),
        ("OAT FINGERS", "Fish & Seafood", ["fish"]),
    ],
    ids=[
        "by the label's category",
        "the name takes the category's word back",
        "a phrase of the category",
        "natto is soy",
        "denied after",
        "once in a phrase, once outside",
        "a flavour",
        "one of two words",
    ],
)
def test_a_labels_words_give_marks(tmp_path, name, category, marks):
    food = labelled(tmp_path, name, category)

    assert sorted(mark.mark for mark in food.marks.all()) == marks


def test_a_vegan_finds_imported_meat_after_all_else(tmp_path, rows):
    sample = sr28_copy(tmp_path)
    chosen = [rows["13002"], rows["11246"].replace(b"~Leeks", b"~Leeks, no beef")]
    (sample / "FOOD_DES.txt").write_bytes(b"\r\n".join(chosen) + b"\r\n")
    run(sample)

    class Vegan:
        person_id, sees_cautioned_last, unwanted_marks = 0, False, frozenset({"meat"})

        def habits(self):
            return {}

    found = [match.food.slug[-5:] for match in find("beef", reader=Vegan())]

    assert found.index("11246") < found.index("13002")
