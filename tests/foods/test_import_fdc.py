"""Importing FoodData Central downloads: each dataset's own ways of saying things."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from foods.models import Food, FoodBarcode, Portion, SourceRelease
from tests.foods.downloads import NUTRIENTS, edit, fdc, run, shared, sr28_copy

pytestmark = pytest.mark.django_db


def values(fdc_id):
    food = Food.objects.get(source__key__startswith="fdc_", source_food_id=fdc_id)
    return {value.nutrient: value for value in food.revision.values.all()}


def legacy(tmp_path, *rows, **tables):
    """One SR Legacy food with these values."""
    return fdc(
        tmp_path / "FoodData_Central_sr_legacy_food_csv_2018-04",
        foods=[("170", "sr_legacy_food", "Cheese, made up")],
        values=[{"fdc_id": "170"} | row for row in rows],
        **tables,
    )


def test_the_sample_in_the_shape_of_sr_legacy_comes_in_whole():
    report, problems = run(shared("fdc_sr_legacy_sample"))

    assert (report.foods["created"], problems) == (137, [])
    butter = Food.objects.get(source__key="fdc_sr_legacy", ndb_number="01001")
    assert butter.represented_by.slug == "butter"


def test_a_record_of_a_number_that_sr28_has_is_the_same_food(tmp_path):
    run(sr28_copy(tmp_path))
    older = Food.objects.filter(source__key="usda_sr28", represented_by=None).earliest("source_food_id")
    numbers = [{"fdc_id": "170", "NDB_number": older.ndb_number.lstrip("0")}]

    run(legacy(tmp_path, {"nutrient_id": "1185", "amount": "2.4"}, sr_legacy_food=numbers))

    assert Food.objects.get(source_food_id="170").represented_by == older


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("NATTO, ORGANIC", {"natto_family"}),
        ("CHLORELLA POWDER", {"high_vitamin_k"}),
        ("CHEESE COLOURED WITH ANNATTO", set()),
    ],
)
def test_a_name_that_cautions_rest_on_gives_the_food_its_mark(tmp_path, name, marks):
    run(
        fdc(tmp_path / "FoodData_Central_sr_legacy_food_csv_2018-04", foods=[("170", "sr_legacy_food", name)])
    )

    found = {one.mark for one in Food.objects.get(source_food_id="170").marks.all()}
    assert found & {"natto_family", "high_vitamin_k"} == marks


def test_an_import_leaves_a_mark_away_that_a_curator_took_away(tmp_path):
    download = tmp_path / "FoodData_Central_sr_legacy_food_csv_2018-04"
    run(fdc(download, foods=[("170", "sr_legacy_food", "Natto flavoured crisps")]))
    food = Food.objects.get(source_food_id="170")
    food.marks.all().delete()
    edit(download / "food.csv", "crisps", "chips")

    run(download)

    assert Food.objects.get(pk=food.pk).name == "Natto flavoured chips"
    assert not food.marks.exists()


def test_nutrients_go_by_their_id_and_never_by_their_name(tmp_path):
    run(
        legacy(
            tmp_path,
            {"nutrient_id": "1003", "amount": "25"},  # "Vitamin K protein"
            {"nutrient_id": "1183", "amount": "8.6"},
            {"nutrient_id": "1184", "amount": "0"},
            {"nutrient_id": "1185", "amount": "2.4"},
        )
    )

    assert {code: value.amount for code, value in values("170").items()} == {
        "menaquinone_4": Decimal("8.6"),
        "dihydrophylloquinone": 0,
        "phylloquinone": Decimal("2.4"),
    }


@pytest.mark.parametrize(
    ("rows", "kcal"),
    [
        ([("2047", "90"), ("1008", "100"), ("2048", "95")], "100"),
        ([("2047", "90"), ("2048", "95"), ("1062", "400")], "95"),
        ([("1062", "418.4")], "100"),
    ],
    ids=["1008 first", "specific before general factors", "kJ alone"],
)
def test_energy_is_the_best_of_its_ids(tmp_path, rows, kcal):
    run(legacy(tmp_path, *({"nutrient_id": number, "amount": amount} for number, amount in rows)))

    assert values("170")["energy"].amount == Decimal(kcal)


@pytest.mark.parametrize(
    ("row", "state", "amount", "high"),
    [
        ({"amount": "3", "derivation_id": "1"}, "measured", 3, None),
        ({"amount": "0", "derivation_id": "1"}, "measured", 0, None),
        ({"amount": "3", "derivation_id": ""}, "unstated", 3, None),
        ({"amount": "3", "derivation_id": "12345"}, "unstated", 3, None),
        ({"amount": "0", "derivation_id": "1", "loq": "0.8"}, "trace", 0, Decimal("0.8")),
        ({"amount": "", "derivation_id": "1", "loq": "0.8"}, "trace", 0, Decimal("0.8")),
        ({"amount": "3", "derivation_id": "1", "loq": "0.8"}, "measured", 3, None),
        ({"amount": "3", "derivation_id": "73"}, "trace", 0, 3),
    ],
    ids=["analysed", "zero", "no code", "strange code", "below LOQ", "LOQ alone", "above LOQ", "less than"],
)
def test_what_the_source_says_of_a_value_stays_so(tmp_path, row, state, amount, high):
    run(legacy(tmp_path, {"nutrient_id": "1185"} | row))

    value = values("170")["phylloquinone"]
    assert (value.state, value.amount, value.high) == (state, amount, high)


def test_survey_rows_may_name_nutrients_by_their_older_number(tmp_path):
    folder = fdc(
        tmp_path / "survey",
        foods=[("210", "survey_fndds_food", "Milk, whole")],
        values=[{"fdc_id": "210", "nutrient_id": "328", "amount": "1.3"}],
        survey_fndds_food=[{"fdc_id": "210", "food_code": "11111000", "wweia_category_number": "1002"}],
        wweia_food_category=[
            {"wweia_food_category": "1002", "wweia_food_category_description": "Milk, whole"}
        ],
    )

    run(folder)

    assert values("210")["vitamin_d"].amount == Decimal("1.3")
    assert Food.objects.get(source_food_id="210").category == "dairy"


def test_the_samples_behind_a_foundation_food_are_no_foods(tmp_path):
    folder = fdc(
        tmp_path / "foundation",
        foods=[("300", "foundation_food", "Kale"), ("301", "sub_sample_food", "Kale, sample 7")],
        values=[{"fdc_id": one, "nutrient_id": "1185", "amount": "400"} for one in ("300", "301")],
    )

    report, problems = run(folder)

    assert (report.foods["created"], problems) == (1, [])
    assert not Food.objects.filter(name="Kale, sample 7").exists()


LABEL = {
    "brand_owner": "Owner Inc.",
    "brand_name": "BRAND",
    "gtin_upc": "0041498218836",
    "serving_size": "28",
    "serving_size_unit": "g",
    "household_serving_fulltext": "1 slice",
    "branded_food_category": "Cheese",
}


def branded(tmp_path, **label):
    return fdc(
        tmp_path / "FoodData_Central_branded_food_csv_2025-12-18",
        foods=[("400", "branded_food", "GOUDA")],
        values=[{"fdc_id": "400", "nutrient_id": "1087", "amount": "700", "derivation_id": "70"}],
        branded_food=[{"fdc_id": "400"} | LABEL | label],
    )


def test_a_branded_food_has_its_label_brand_barcode_and_serving(tmp_path):
    run(branded(tmp_path))

    food = Food.objects.get(source_food_id="400")
    assert (food.brand, food.category, values("400")["calcium"].state) == ("BRAND", "cheese", "label")
    assert list(food.barcodes.values_list("gtin", flat=True)) == ["00041498218836"]
    assert list(food.portions.values_list("name", "grams")) == [("1 slice", 28)]
    release = SourceRelease.objects.get(source__key="fdc_branded")
    assert (release.version, str(release.released_on)) == ("2025-12-18", "2025-12-18")


def test_a_serving_in_millilitres_has_no_grams_and_is_noted(tmp_path):
    run(branded(tmp_path, serving_size_unit="MLT"))

    assert not Portion.objects.filter(food__source_food_id="400").exists()
    assert values("400")["calcium"].note == "The source gives this per 100 ml."


def test_a_barcode_with_a_wrong_check_digit_is_told_and_left_out(tmp_path):
    _report, problems = run(branded(tmp_path, gtin_upc="0041498218837"))

    assert problems == ["branded_food.csv:2: 400: check digit of the barcode is wrong (0041498218837)"]
    assert not FoodBarcode.objects.filter(food__source_food_id="400").exists()


@pytest.mark.parametrize(
    ("number", "unit"), [("1185", "IU"), ("1110", "UG"), ("1090", "KCAL"), ("1183", "MG_ATE")]
)
def test_a_unit_that_does_not_fit_is_never_stored(tmp_path, number, unit):
    table = [(*one[:2], unit, one[3]) if one[0] == number else one for one in NUTRIENTS]
    folder = legacy(tmp_path, {"nutrient_id": number, "amount": "5"}, nutrients=table)

    _report, problems = run(folder)

    assert "unit does not fit the nutrient" in problems[0]
    assert values("170") == {}


def test_a_unit_that_fits_is_converted(tmp_path):
    table = [(*one[:2], "MG", one[3]) if one[0] == "1185" else one for one in NUTRIENTS]

    run(legacy(tmp_path, {"nutrient_id": "1185", "amount": "0.0024"}, nutrients=table))

    assert values("170")["phylloquinone"].amount == Decimal("2.4")


def swapped_header(folder):
    edit(folder / "food_nutrient.csv", '"fdc_id","nutrient_id"', '"nutrient_id","fdc_id"', "utf-8")


def latin(folder):
    edit(folder / "food.csv", "Cheese, made up", "Käse", "utf-8")
    (folder / "food.csv").write_bytes((folder / "food.csv").read_text("utf-8").encode("latin-1"))


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (swapped_header, r"food_nutrient\.csv is not what its name says"),
        (latin, r"food\.csv is not in the encoding utf-8"),
        (lambda folder: (folder / "nutrient.csv").unlink(), r"holds no nutrient\.csv"),
        (
            lambda folder: edit(folder / "food.csv", "sr_legacy_food", "recipe_of_mine", "utf-8"),
            "most data types are unknown",
        ),
        (
            lambda folder: edit(folder / "food.csv", '"description"', '"title"', "utf-8"),
            "no column description",
        ),
    ],
    ids=["swapped columns", "encoding", "missing table", "other data", "missing column"],
)
def test_a_download_that_is_something_else_stops_before_the_first_write(tmp_path, spoil, complaint):
    folder = legacy(tmp_path, {"nutrient_id": "1185", "amount": "5"})
    spoil(folder)

    with pytest.raises(CommandError, match=complaint):
        call_command("import_usda", folder)

    assert not Food.objects.filter(source__key="fdc_sr_legacy").exists()


def test_a_portion_of_an_endless_sequence_number_comes_in_all_the_same(tmp_path):
    portion = {
        "fdc_id": "400",
        "seq_num": "9" * 5000,
        "amount": "1",
        "modifier": "slice",
        "gram_weight": "28",
        "measure_unit_id": "9999",
        "portion_description": "",
    }
    folder = fdc(
        tmp_path / "endless", foods=[("400", "sr_legacy_food", "Cheese, gouda")], food_portion=[portion]
    )

    run(folder)

    assert list(Food.objects.get(source_food_id="400").portions.values_list("grams", flat=True)) == [28]
