"""The export, and that an import of it gives the same export again."""

import csv
import json
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from foods.models import Assumption, Food, FoodBarcode, Source, SourceCategory
from foods.representation import represent
from tests.factories.foods import FoodFactory, SourceFactory
from tests.foods.downloads import printed, run, sr28_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(tmp_path, individual):
    """A database with everything that an export has to carry."""
    run(sr28_copy(tmp_path / "sr28"))
    SourceFactory(citation="=HYPERLINK(1)", licence="@name us")
    odd = FoodFactory(
        slug="odd",
        name="=1+1",
        aliases=["納豆", "'quoted", "-minus"],
        marks=["soy", "natto_family"],
        per_100g={"menaquinone_7": "998.123456", "menaquinone_4": None},
        portions={"@pack": "45.5", '1 spoon, "heaped"': "7"},
        k2_low="1",
        k2_high="2",
    )
    FoodBarcode.objects.create(food=odd, gtin="00041498218836")
    FoodFactory(slug="empty", per_100g={})
    FoodFactory(slug="gone", is_retired=True, merged_into=odd)
    FoodFactory(slug="capsule", per_unit={"cholecalciferol": "25"})
    FoodFactory(slug="secret-of-one", owner=individual)
    SourceCategory.objects.filter(code="1300").update(is_in_use=True)
    Assumption.objects.filter(group="egg").update(is_active=False)
    represent()


def empty_the_database():
    for model in apps.get_app_config("foods").get_models():
        model._base_manager.all()._raw_delete("default")


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_importing_an_export_into_an_empty_database_gives_the_same_export(full, tmp_path, ending):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        call_command("export_foods", tmp_path / name / f"foods.{ending}")
        if name == "first":
            empty_the_database()
            call_command("import_foods", tmp_path / name / f"foods.{ending}")

    first, second = (sorted((tmp_path / name).iterdir()) for name in ("first", "second"))
    assert [file.name for file in first] == [file.name for file in second]
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]
    assert Food.objects.get(slug="gone").merged_into.slug == "odd"
    assert Food.objects.get(source__key="usda_sr28", source_food_id="01001").represented_by.slug == "butter"


def test_the_csv_has_one_row_a_value_with_state_unit_and_source(full, tmp_path):
    call_command("export_foods", tmp_path / "foods.csv")

    with (tmp_path / "foods.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["food_slug"] == "natto"]
    mk7 = next(row for row in rows if row["nutrient"] == "menaquinone_7")
    assert (mk7["amount"], mk7["unit"], mk7["low"], mk7["high"]) == ("998", "µg", "81.6", "1034")
    assert (mk7["state"], mk7["value_source"]) == ("measured", "schurgers2000")
    assert len(rows) == Food.objects.get(slug="natto").revision.values.count()


def test_no_cell_is_a_formula_and_what_it_held_comes_back(full, tmp_path):
    call_command("export_foods", tmp_path / "foods.csv")

    for file in tmp_path.glob("foods*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            cells = [cell for row in csv.reader(opened) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    empty_the_database()
    call_command("import_foods", tmp_path / "foods.csv")
    odd = Food.objects.get(slug="odd")
    assert odd.name == "=1+1"
    assert list(odd.aliases.values_list("text", flat=True)) == ["納豆", "'quoted", "-minus"]


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_persons_own_food_is_not_exported(full, tmp_path, ending):
    call_command("export_foods", tmp_path / f"foods.{ending}")

    assert not [file for file in tmp_path.glob("foods*") if "secret-of-one" in file.read_text("utf-8")]


def test_licences_and_releases_are_listed(full, tmp_path, capsys):
    out = printed(capsys, "export_foods", tmp_path / "foods.json")

    document = json.loads((tmp_path / "foods.json").read_text("utf-8"))
    licences = {source["key"]: source["licence"] for source in document["sources"]}
    assert licences["usda_sr28"] == "Public domain"
    assert "ciqual2020: Licence Ouverte / Etalab 2.0; name Anses as the source" in out
    (release,) = (one for one in document["releases"] if one["source"] == "usda_sr28")
    assert "cite the US Department of Agriculture" in release["attribution"]


HEADER = "food_slug,food_name,source,source_food_id,nutrient,amount,unit,state,low,high,n,value_source\n"


def own_csv(tmp_path, *rows):
    path = tmp_path / "mine.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_table_of_ones_own_needs_no_second_file(tmp_path, capsys):
    SourceFactory()
    path = own_csv(tmp_path, "a-1,Cheese one,test_source,1,menaquinone_7,0.012,mg,measured,,,3,test_source")

    out = printed(capsys, "import_foods", path)

    value = Food.objects.get(slug="a-1").revision.values.get()
    assert (value.amount, value.n, value.state) == (Decimal(12), 3, "measured")
    assert "Foods: 1 created" in out


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("a-1,Cheese,test_source,1,menaquinone_7,12,IU,measured,,,,test_source", "unit does not fit"),
        ("a-1,Cheese,test_source,1,vitamin_k,12,µg,measured,,,,test_source", "unknown nutrient"),
        ("a-1,Cheese,test_source,1,menaquinone_7,,µg,measured,,,,test_source", "needs an amount"),
        ("a-1,Cheese,test_source,1,menaquinone_7,12,µg,unknown,,,,test_source", "has no amount"),
        ("a-1,Cheese,test_source,1,menaquinone_7,12,µg,measured,3,2,,test_source", "minimum above maximum"),
        ("a-1,Cheese,test_source,1,menaquinone_7,12,µg,measured,,,,nobody", "unknown source"),
        ("a-1,Cheese,test_source,1,menaquinone_7,12,µg,measured,,,,", "an amount without a source"),
        ("natto,Cheese,test_source,1,menaquinone_7,12,µg,measured,,,,test_source", "belongs to another food"),
        ("a-1,Cheese,nobody,1,menaquinone_7,12,µg,measured,,,,test_source", "unknown source"),
        ("a 1,Cheese,test_source,1,menaquinone_7,12,µg,measured,,,,test_source", "the slug is not one word"),
    ],
)
def test_a_bad_row_is_told_with_its_line(tmp_path, capsys, row, complaint):
    SourceFactory()

    out = printed(capsys, "import_foods", own_csv(tmp_path, row))

    assert out.startswith("mine.csv:2: ")
    assert complaint in out.splitlines()[0]


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("foods.json", '{"format": "k2tracker foods", "version": 1, "foods": [', "no JSON"),
        ("foods.json", '{"foods": [{"slug": "a", "source": "test_source"}]}', "does not say that it is"),
        ("foods.csv", "one,two\n1,2\n", "has no column food_slug"),
        ("foods.xlsx", "PK", r"neither a \.csv nor a \.json"),
    ],
)
def test_a_file_that_is_not_ours_is_refused(tmp_path, name, text, complaint):
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=complaint):
        call_command("import_foods", tmp_path / name)


def test_another_ending_is_refused_by_the_export(tmp_path):
    with pytest.raises(CommandError, match=r"neither in \.csv nor in \.json"):
        call_command("export_foods", tmp_path / "foods.txt")

    assert Source.objects.filter(key="usda_sr28").exists()
