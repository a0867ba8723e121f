"""The food fixture says what the compiled facts say, value by value."""

from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import call_command

from foods.importers import facts as importer
from foods.importers.facts import COLUMNS, FactsError, rows_of
from foods.loading import FILES, FIXTURE, read_fixture
from foods.models import AssumptionGroup, FoodNutrient
from nutrients.intake import State
from nutrients.nutrient import MENAQUINONES


@pytest.fixture(scope="module")
def fixture():
    return read_fixture()


@pytest.fixture(scope="module")
def foods(fixture):
    return {food.slug: food for food in fixture.foods}


def value_of(food, code):
    return next((value for value in food.draft.values if value.nutrient == code), None)


def facts_rows(facts, *names):
    return [row for name in names for row in rows_of(facts / name)]


def test_every_cell_of_the_facts_is_carried_over(facts, foods):
    rows = facts_rows(facts, "foods.csv", "foods_extra.csv")
    carried = {
        (slug, value.nutrient): (value.amount, value.source)
        for slug, food in foods.items()
        for value in food.draft.values
        if value.amount is not None
    }

    expected = {
        (row["slug"], code): (Decimal(row[column]), row[source])
        for row in rows
        for column, (code, source, _number) in COLUMNS.items()
        if row[column] != ""
    }

    assert len(rows) == 397
    assert carried == expected


def test_every_range_of_total_k2_is_carried_over(facts, foods):
    expected = {
        row["slug"]: tuple(Decimal(row[end]) if row[end] else None for end in ("k2_low", "k2_high"))
        for row in facts_rows(facts, "foods.csv", "foods_extra.csv")
    }

    assert {slug: (food.draft.k2_low, food.draft.k2_high) for slug, food in foods.items()} == expected


def test_every_note_is_carried_over(facts, foods):
    kept = {
        slug: "\n".join(
            [
                food.draft.k2_range_note,
                food.draft.k2_note,
                *(value.note for value in food.draft.values),
                *(note for _name, _grams, _estimate, note in food.portions),
            ]
        )
        for slug, food in foods.items()
    }

    lost = [row for row in facts_rows(facts, "food_notes.csv") if row["note"] not in kept[row["slug"]]]

    assert lost == []


def test_every_portion_and_source_is_carried_over(facts, fixture, foods):
    portions = {
        (row["slug"], row[f"portion_{number}_name"], row[f"portion_{number}_g"])
        for row in facts_rows(facts, "foods.csv", "foods_extra.csv")
        for number in (1, 2)
        if row[f"portion_{number}_name"]
    } | {
        (row["slug"], row["portion_name"], row["portion_g"]) for row in facts_rows(facts, "portions_more.csv")
    }

    assert {
        (slug, name, "" if grams is None else str(grams))
        for slug, food in foods.items()
        for name, grams, _estimate, _note in food.portions
    } == portions
    assert {source.key: source.citation for source in fixture.sources} == {
        row["key"]: row["citation"] for row in facts_rows(facts, "sources.csv")
    }


def test_building_again_gives_the_same_bytes(facts, sr28_zip, tmp_path, capsys):
    call_command("build_food_fixture", facts, sr28_zip, output=tmp_path)

    assert "values.csv: 4159 rows" in capsys.readouterr().out
    for name in set(FILES) - {"assumptions.csv"}:
        assert (tmp_path / name).read_bytes() == (FIXTURE / name).read_bytes(), name


@pytest.mark.parametrize(
    ("slug", "code", "amount", "low", "high", "state", "source"),
    [
        ("natto", "menaquinone_7", "998", "81.6", "1034", "measured", "schurgers2000"),
        ("natto", "phylloquinone", "23.1", None, None, "borrowed", "usda_sr28"),
        ("natto", "vitamin_d", "0", None, None, "assumed", "usda_sr28"),
        ("natto-danish-retail", "menaquinone_7", "930", None, None, "measured", "jensen2022"),
        ("natto-hikiwari", "menaquinone_7", "827", "633", "1021", "measured", "kamao2007"),
        ("natto-goto", "menaquinone_7", "851", None, None, "borrowed", "mext2023"),
        ("gouda-aged", "menaquinone_9", "40.3", None, None, "measured", "vermeer2018"),
        ("butter", "menaquinone_4", "15.2", "9.6", "21", "measured", "k2viewer"),
        ("butter", "magnesium", "2", "1", "2", "measured", "usda_sr28"),
        ("egg-yolk", "cholecalciferol", "5.4", None, None, "calculated", "usda_sr28"),
        ("salmon-roe", "cholecalciferol", "44", None, None, "calculated", "mext2023"),
        ("comte", "calcium", "993", None, None, "unstated", "ciqual2020"),
        ("lentils", "menaquinone_7", "0", None, None, "assumed", "plant_rule"),
        ("supp-d3-k2-2000-100", "menaquinone_7", "100", None, None, "label", "label"),
        ("supp-d3-k2-2000-100", "cholecalciferol", "50", None, None, "label", "label"),
        ("yeast-extract", "menaquinone_4", None, "1.4", "8.6", "unknown", None),
    ],
)
def test_value_of_a_known_food(foods, slug, code, amount, low, high, state, source):
    value = value_of(foods[slug], code)

    numbers = tuple(None if text is None else Decimal(text) for text in (amount, low, high))
    assert (value.amount, value.low, value.high) == numbers
    assert (value.state, value.source) == (State(state), source)


def test_a_usda_number_links_its_donor_with_codes_and_samples(foods):
    magnesium = value_of(foods["egg-yolk"], "magnesium")

    assert (magnesium.donor_source, magnesium.donor_food_id) == ("usda_sr28", "01125")
    assert (magnesium.derivation, magnesium.n) == ("source 1, derivation A", 12)


def test_a_value_borrowed_from_another_usda_food_links_that_food(foods):
    value = value_of(foods["pizza-cheese"], "menaquinone_4")

    assert (value.state, value.donor_food_id) == (State.BORROWED, "21293")


def test_foods_without_a_k2_figure_hold_no_k2_value(facts, foods):
    unknown = [
        row["slug"]
        for row in facts_rows(facts, "foods.csv", "foods_extra.csv")
        if row["k2_quality"] == "unknown"
    ]

    assert len(unknown) == 47
    known = [
        slug
        for slug in unknown
        for value in foods[slug].draft.values
        if value.nutrient in MENAQUINONES and value.amount is not None
    ]
    assert known == []


def test_a_range_of_the_total_is_never_the_range_of_mk7(foods):
    """Where the two agree, the reviewed table says that the note speaks of MK-7."""
    same = {
        slug
        for slug, food in foods.items()
        if (mk7 := value_of(food, "menaquinone_7")) is not None
        and (mk7.low, mk7.high) != (None, None)
        and (mk7.low, mk7.high) == (food.draft.k2_low, food.draft.k2_high)
    }

    assert same == {
        "natto-hikiwari",
        "natto-black-bean",
        "natto-australian-retail",
        "natto-high-mk7",
        "bread-buckwheat",
        "canola-oil",
    }


def test_every_note_on_a_range_was_reviewed(facts):
    noted = {row["slug"] for row in facts_rows(facts, "food_notes.csv") if row["field"] == "k2_low/k2_high"}

    assert importer.read_review(FIXTURE / "review").ranged_slugs == noted


def test_the_natto_family_is_marked_and_nothing_else_is(foods):
    marked = {slug for slug, food in foods.items() if "natto_family" in food.marks}

    assert marked == {slug for slug in foods if slug.split("-")[0] == "natto"} | {"cheonggukjang"}


def test_estimated_portions_say_so(foods):
    portions = {name: estimate for name, _grams, estimate, _note in foods["natto"].portions}

    assert portions == {"1 pack": True, "1 cup": False, "1 tsp": True, "1 tbsp": True, "1 small pack": False}


@pytest.mark.parametrize("group", [group for group in AssumptionGroup if group != "unfermented_plant"])
def test_an_assumed_interval_spans_the_measured_foods_of_its_group(fixture, group):
    measured = [
        (food.slug, value.amount)
        for food in fixture.foods
        if food.draft.assumption_group == group
        and (value := value_of(food, "menaquinone_7")) is not None
        and value.state is State.MEASURED
    ]
    assumption = next(one for one in fixture.assumptions if one["group"] == group)

    amounts = [amount for _slug, amount in measured]
    assert (assumption["low"], assumption["high"]) == (min(amounts), max(amounts))
    assert [slug for slug, _amount in measured if slug not in assumption["reason"]] == []


def test_fermented_and_cured_foods_stand_outside_the_assumptions(fixture):
    fermented = {"fermented_soy", "cheese", "fermented_veg", "processed_meat", "bread"}

    assert {food.draft.assumption_group for food in fixture.foods if food.category in fermented} == {""}
    kefir = next(food for food in fixture.foods if food.slug == "kefir")
    assert kefir.draft.assumption_group == ""


@pytest.fixture
def changed_facts(facts, tmp_path):
    """Copies the facts with one text of foods.csv replaced, and gives the copy's folder."""

    def change(old, new):
        for file in facts.glob("*.csv"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        text = (tmp_path / "foods.csv").read_text(encoding="utf-8")
        assert text.count(old) == 1
        (tmp_path / "foods.csv").write_text(text.replace(old, new), encoding="utf-8")
        return tmp_path

    return change


def built(folder, sr28_zip):
    return importer.build(folder, sr28_zip, importer.read_review(FIXTURE / "review"))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (",5.4,5.4,5,129,", ",5.4,5.4,6,129,", "egg-yolk: magnesium 6"),
        ("parmesan,Parmesan", "parmigiano,Parmesan", "no such food: parmesan$"),
        ('"Lentils, boiled",legume,', '"Lentils, boiled",pulse,', "lentils: category 'pulse' has no row"),
        ("assumed_zero,,,dal;", "assumed_zero,0,1,dal;", "lentils: its range of K2 has no row"),
    ],
    ids=["a figure USDA does not give", "a note of no food", "a new category", "a range nobody reviewed"],
)
def test_facts_that_contradict_themselves_stop_the_build(changed_facts, sr28_zip, old, new, complaint):
    with pytest.raises(FactsError, match=complaint):
        built(changed_facts(old, new), sr28_zip)


@pytest.mark.parametrize(
    ("alias", "mark"), [("chlorella", True), ("青汁", True), ("Vitamin K Complex", True), ("dal", False)]
)
def test_a_high_vitamin_k_preparation_is_marked_by_its_names(changed_facts, sr28_zip, alias, mark):
    fixture = built(changed_facts("assumed_zero,,,dal;", f"assumed_zero,,,{alias};"), sr28_zip)

    lentils = next(food for food in fixture.foods if food["slug"] == "lentils")
    assert ("high_vitamin_k" in lentils["marks"]) is mark


@pytest.mark.django_db
def test_the_database_holds_the_states_of_the_fixture(fixture):
    stored = Counter(
        FoodNutrient.objects.filter(revision__published_as__isnull=False).values_list("state", flat=True)
    )

    assert stored == Counter(value.state.value for food in fixture.foods for value in food.draft.values)
