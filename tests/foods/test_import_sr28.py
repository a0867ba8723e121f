"""Importing USDA SR28: the whole genuine release, and what a run leaves in the database."""

import random
import shutil
import zipfile
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from foods.actions import Draft, DraftValue, Publication, publish
from foods.composition import active_assumptions, compositions, item
from foods.importers.sr28 import read_values
from foods.loading import load_foods
from foods.models import Food, FoodNutrient, Portion, Revision, Source, SourceCategory, SourceRelease
from foods.search import find
from nutrients.intake import State
from tests.foods.downloads import append, edit, printed, run, shared, sr28_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(tmp_path):
    return sr28_copy(tmp_path)


def usda(number):
    return Food.objects.get(source__key="usda_sr28", source_food_id=number)


def amounts(food):
    return dict(food.revision.values.values_list("nutrient", "amount"))


def contents():
    """Everything that a run stores of the foods, without keys."""
    values = FoodNutrient.objects.filter(revision__food__source__key="usda_sr28").values_list(
        "revision__food__source_food_id", "nutrient", "amount", "low", "high", "n", "state", "derivation"
    )
    portions = Portion.objects.filter(food__source__key="usda_sr28").values_list(
        "food__source_food_id", "position", "name", "grams"
    )
    foods = Food.objects.filter(source__key="usda_sr28").values_list("slug", "name", "category", "ndb_number")
    return sorted(map(str, values)), sorted(map(str, portions)), sorted(foods)


def test_the_whole_release_with_every_value_of_the_vitamins_as_its_own_rows_give_it():
    path = shared("usda_sr28_ascii.zip")

    report, problems = run(path)

    assert dict(report.foods) == {"created": 8789}
    assert report.not_kept == 633_491
    assert [problem.partition(" (")[0] for problem in problems] == [
        "NUT_DATA.txt:350098: 14605: range left out: it does not hold the amount",
        "NUT_DATA.txt:387177: 16228: range left out: it does not hold the amount",
    ]
    codes = {"phylloquinone": "430", "menaquinone_4": "428", "dihydrophylloquinone": "429"}
    numbers = list(Food.objects.filter(source__key="usda_sr28").values_list("source_food_id", flat=True))
    rows = read_values(path, numbers, codes.values())
    stored = FoodNutrient.objects.filter(revision__release__isnull=False, nutrient__in=codes).values_list(
        "revision__food__source_food_id", "nutrient", "amount", "n", "state", "low", "high"
    )
    found = {(number, codes[nutrient]): rest for number, nutrient, *rest in stored}
    assert found == {
        key: [row.amount, row.n, row.state.value, row.low, row.high] for key, row in rows.items()
    }
    assert run(path)[0].foods == {"unchanged": 8789}


def test_a_cheddar_has_each_vitamer_as_a_value_of_its_own_and_mk7_unknown(sample):
    run(sample)

    values = amounts(usda("01009"))
    assert (values["menaquinone_4"], values["phylloquinone"]) == (Decimal("8.6"), Decimal("2.4"))
    assert values["dihydrophylloquinone"] == 0
    assert not [code for code in values if code.startswith("menaquinone") and code != "menaquinone_4"]


def test_the_order_of_the_rows_changes_nothing(sample):
    with transaction.atomic():
        run(sample)
        before = contents()
        transaction.set_rollback(True)
    for name in ("FOOD_DES.txt", "NUT_DATA.txt", "WEIGHT.txt", "FD_GROUP.txt", "NUTR_DEF.txt"):
        lines = (sample / name).read_bytes().splitlines(keepends=True)
        random.Random(5).shuffle(lines)  # noqa: S311
        (sample / name).write_bytes(b"".join(lines))

    run(sample)

    assert contents() == before


def test_vitamin_d_in_iu_alone_is_converted_and_beside_micrograms_it_is_no_second_value(sample):
    edit(sample / "NUT_DATA.txt", "~01009~^~328~^0.6^", "~01009~^~999~^0.6^")

    run(sample)

    assert amounts(usda("01009"))["vitamin_d"] == Decimal("0.6")  # 24 IU
    assert amounts(usda("01001"))["vitamin_d"] == 0
    assert usda("01001").revision.values.filter(nutrient="vitamin_d").count() == 1


def test_vitamin_d_that_differs_in_its_two_units_is_told_and_micrograms_are_kept(sample):
    edit(sample / "NUT_DATA.txt", "~01009~^~324~^24^", "~01009~^~324~^240^")

    _report, problems = run(sample)

    assert [problem for problem in problems if "vitamin D in IU and in µg differ" in problem]
    assert amounts(usda("01009"))["vitamin_d"] == Decimal("0.6")


def test_a_run_again_writes_nothing(sample):
    run(sample)

    with CaptureQueriesContext(connection) as captured:
        report, _problems = run(sample)

    assert report.foods == {"unchanged": 40}
    assert report.values["unchanged"] == FoodNutrient.objects.filter(revision__release__isnull=False).count()
    assert not [query for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert SourceRelease.objects.filter(source__key="usda_sr28").count() == 1


def test_a_new_edition_publishes_what_changed_and_keeps_the_revision_before(sample):
    run(sample)
    before = usda("01009").revision
    edit(sample / "NUT_DATA.txt", "~01009~^~428~^8.6^2^", "~01009~^~428~^9.1^2^")
    edit(sample / "FOOD_DES.txt", "~Cheese, blue~", "~Cheese, blue-veined~")

    report, _problems = run(sample)

    assert (report.foods["changed"], report.values["changed"]) == (2, 1)
    cheddar = usda("01009")
    assert (cheddar.revision.number, amounts(cheddar)["menaquinone_4"]) == (2, Decimal("9.1"))
    assert before.values.get(nutrient="menaquinone_4").amount == Decimal("8.6")
    assert (usda("01004").name, usda("01004").revision.number) == ("Cheese, blue-veined", 1)
    release = SourceRelease.objects.filter(source__key="usda_sr28").latest("pk")
    assert (release.created, release.changed, release.unchanged) == (0, 2, 38)


def test_a_curators_correction_stays_when_the_file_is_imported_again(sample):
    run(sample)
    corrected = DraftValue("menaquinone_4", Decimal("7"), State.MEASURED, "usda_sr28")
    publish(
        publications=[Publication(usda("01009"), Draft((corrected,)), reason="misread")],
        sources={"usda_sr28": Source.objects.get(key="usda_sr28")},
    )

    report, _problems = run(sample)

    assert report.foods == {"unchanged": 40}
    assert amounts(usda("01009")) == {"menaquinone_4": 7}


def test_a_dry_run_prints_the_same_report_and_writes_nothing(sample, capsys):
    append(sample / "NUT_DATA.txt", value_row("01009", "304", "-3"))
    tables = (Food, Revision, FoodNutrient, Portion, Source, SourceRelease, SourceCategory)
    before = [model.objects.count() for model in tables]

    dry = printed(capsys, "import_usda", sample, "--dry-run")

    assert [model.objects.count() for model in tables] == before
    assert dry == printed(capsys, "import_usda", sample)
    assert "Foods: 40 created" in dry


def test_a_run_that_is_cut_off_leaves_nothing_and_can_be_run_again(sample):
    before = Food.objects.count()

    def killed(stage, done, total):
        if stage == "foods":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(sample, progress=killed)

    assert Food.objects.count() == before
    assert not SourceRelease.objects.filter(source__key="usda_sr28").exists()
    assert run(sample)[0].foods == {"created": 40}


def test_a_zip_and_its_folder_are_the_same_edition(sample, tmp_path):
    run(sample)
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "sr28_ascii_sample")

    assert run(tmp_path / packed)[0].foods == {"unchanged": 40}
    assert SourceRelease.objects.filter(source__key="usda_sr28").count() == 1


def test_a_curated_food_stands_for_the_record_it_rests_on(sample):
    run(sample)

    butter = usda("01001")
    assert butter.represented_by.slug == "butter"
    assert "butter-salted-usda-01001" not in [match.food.slug for match in find("butter salted")]


def test_loading_the_curated_foods_after_an_import_links_them(sample):
    run(sample)
    Food.objects.filter(represented_by__isnull=False).update(represented_by=None)
    SourceRelease.objects.filter(source__key="k2tracker").delete()

    load_foods()

    assert usda("01001").represented_by.slug == "butter"


def test_an_assumption_of_a_category_counts_as_soon_as_it_is_switched_on(sample):
    edit(sample / "FOOD_DES.txt", "~Cheese, blue~", "~Beef, separable lean and fat, raw~")
    edit(sample / "FOOD_DES.txt", "~01004~^~0100~", "~01004~^~1300~")
    edit(sample / "FOOD_DES.txt", "~01006~^~0100~^~Cheese, brie~", "~01006~^~1300~^~Beef, cured, raw~")
    edit(sample / "FOOD_DES.txt", "~01018~^~0100~^~Cheese, edam~", "~01018~^~1300~^~Beef, separable fat~")
    run(sample)

    def mk7(number):
        food = usda(number)
        brought = item(
            compositions([food.revision_id])[food.revision_id],
            slug=food.slug,
            name=food.name,
            grams=Decimal(100),
            assumptions=active_assumptions(),
        )
        return brought.amounts.get("menaquinone_7")

    before = mk7("01004")
    SourceCategory.objects.filter(source__key="usda_sr28", code="1300").update(is_in_use=True)

    assert before is None
    assert mk7("01004").state is State.ASSUMED
    assert mk7("01006") is None  # cured
    assert mk7("01018") is None  # two words that rule it out together, and neither alone
    assert not FoodNutrient.objects.filter(revision__release__isnull=False, nutrient="menaquinone_7").exists()


def value_row(ndb, number, amount):
    return f"~{ndb}~^~{number}~^{amount}^1^^~1~^~A~^~~^~~^^^^^^^~~^11/1976^"


def food_row(ndb, name):
    return f"~{ndb}~^~0100~^~{name}~^~G~^~~^~~^~Y~^~~^0^~~^6.38^4.27^8.79^3.87"


@pytest.mark.parametrize(
    ("name", "line", "complaint"),
    [
        ("NUT_DATA.txt", value_row("99999", "304", "3"), "FOOD_DES.txt does not list"),
        ("NUT_DATA.txt", "~01009~^~304~^27^39", "not a row of this table"),
        ("NUT_DATA.txt", value_row("01009", "304", "28"), "two rows of one nutrient contradict"),
        ("FOOD_DES.txt", food_row("01009", "Gouda"), "two foods of one number"),
        ("FOOD_DES.txt", food_row("01010", "x" * 1_000_000), "name of more than 200 letters"),
        ("WEIGHT.txt", "~01009~^99^1^~whiff~^0^^", "a portion without a weight"),
        ("WEIGHT.txt", f"~01009~^{'9' * 5000}^1^~whiff~^5^^", "not a row of this table"),
    ],
)
def test_an_added_bad_row_is_told_with_its_line_and_the_run_goes_on(sample, name, line, complaint):
    append(sample / name, line)
    number = len((sample / name).read_bytes().splitlines())

    report, problems = run(sample)

    assert [
        problem for problem in problems if problem.startswith(f"{name}:{number}:") and complaint in problem
    ]
    assert report.foods["created"] >= 39


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("~01009~^~304~^27^", "~01009~^~304~^-27^", "negative amount"),
        ("~01009~^~304~^27^", "~01009~^~304~^100001^", "more than 100 g in 100 g"),
        ("~01009~^~304~^27^", "~01009~^~304~^NaN^", "not a number"),
        ("~01009~^~304~^27^39^", "~01009~^~304~^27^3.5^", "number of samples is not a whole number"),
    ],
)
def test_a_bad_value_is_left_out_and_stays_unknown(sample, old, new, complaint):
    edit(sample / "NUT_DATA.txt", old, new)

    _report, problems = run(sample)

    assert [problem for problem in problems if complaint in problem and problem.startswith("NUT_DATA.txt:")]
    assert "magnesium" not in amounts(usda("01009"))


def test_a_nutrient_in_another_unit_is_left_out_whole(sample):
    edit(sample / "NUTR_DEF.txt", "~304~^~mg~", "~304~^~g~")

    _report, problems = run(sample)

    assert any("unit does not fit" in problem and "304 in g" in problem for problem in problems)
    assert "magnesium" not in amounts(usda("01009"))


def swap(path, first, second):
    lines = []
    for line in path.read_bytes().decode("cp1252").splitlines():
        fields = line.split("^")
        fields[first], fields[second] = fields[second], fields[first]
        lines.append("^".join(fields))
    path.write_bytes("\r\n".join(lines).encode("cp1252"))


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda folder: swap(folder / "NUT_DATA.txt", 0, 1), "NUT_DATA.txt is not what its name says"),
        (lambda folder: (folder / "WEIGHT.txt").unlink(), "holds no WEIGHT.txt"),
        (lambda folder: (folder / "FOOD_DES.txt").write_bytes(b""), "FOOD_DES.txt is empty"),
        (
            lambda folder: (folder / "NUTR_DEF.txt").write_bytes(
                (folder / "NUTR_DEF.txt").read_bytes().decode("cp1252").encode()
            ),
            "in UTF-8",
        ),
        (
            lambda folder: (folder / "FOOD_DES.txt").write_bytes(
                (folder / "FOOD_DES.txt").read_bytes().decode("cp1252").encode("utf-16")
            ),
            "FOOD_DES.txt",
        ),
    ],
    ids=["swapped columns", "missing file", "empty file", "UTF-8", "UTF-16"],
)
def test_a_release_that_is_something_else_stops_before_the_first_write(sample, spoil, complaint):
    spoil(sample)
    before = Food.objects.count()

    with pytest.raises(CommandError, match=complaint):
        call_command("import_usda", sample)

    assert Food.objects.count() == before


def test_a_truncated_zip_and_one_of_something_else_are_refused(tmp_path):
    whole = shared("usda_sr28_ascii.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing here")

    for name, complaint in (("cut.zip", "nor a whole zip"), ("other.zip", "neither the ASCII release")):
        with pytest.raises(CommandError, match=complaint):
            call_command("import_usda", tmp_path / name)


def test_a_damaged_file_inside_a_zip_is_refused(sample, tmp_path):
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:  # stored, so that its bytes can be found
        for file in sample.iterdir():
            archive.write(file, file.name)
    packed.write_bytes(packed.read_bytes().replace(b"~Cheese, cheddar~", b"~Cheese, chedder~"))

    with pytest.raises(CommandError, match=r"FOOD_DES\.txt in packed\.zip is damaged"):
        call_command("import_usda", packed)
