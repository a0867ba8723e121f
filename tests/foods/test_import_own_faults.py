"""Documents of our own format with one fault each: told with its place, and never half of it written."""

import json

import pytest
from django.core.management import CommandError, call_command

from foods.models import Food, Source, SourceCategory
from tests.factories.foods import SourceFactory
from tests.foods.downloads import printed

pytestmark = pytest.mark.django_db

VALUE = {
    "nutrient": "menaquinone_7",
    "amount": "12",
    "unit": "µg",
    "state": "measured",
    "value_source": "test_source",
}


def food(slug: str, /, **fields) -> dict:
    plain = {"name": "Cheese", "category": "cheese", "basis": "per_100g", "source": "test_source"}
    return {**plain, "slug": slug, "source_food_id": slug, "values": [VALUE], **fields}


def written(tmp_path, *foods, **sections):
    SourceFactory()
    path = tmp_path / "mine.json"
    document = {"format": "k2tracker foods", "version": 1, **sections, "foods": list(foods)}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        ({"marks": ["holy"]}, "unknown mark"),
        ({"assumption_group": "holy"}, "unknown assumption group"),
        ({"k2_low": "1e999"}, "amount out of all proportion"),
        ({"k2_low": "3", "k2_high": "2"}, "minimum above maximum"),
        ({"ndb_number": "123456"}, "ndb_number of more than 5 letters"),
        ({"category": "c" * 41}, "category of more than 40 letters"),
        ({"represented_by": "bad"}, "it stands for itself"),
        ({"merged_into": "a-good"}, "merged into another food, but not retired"),
        ({"k2_note": "a\0b"}, "letters that cannot be stored"),
        ({"slug": "bad\ud800"}, "letters that cannot be stored"),
        ({"values": 5}, "values is no list"),
        ({"source_food_id": "a-good"}, "stands under another address already"),
    ],
)
def test_a_food_that_cannot_be_kept_is_told_and_the_others_come_in(tmp_path, capsys, fault, complaint):
    out = printed(capsys, "import_foods", written(tmp_path, food("a-good"), food("bad", **fault)))

    assert out.startswith("mine.json:1: bad: ")
    assert complaint in out.splitlines()[0]
    assert [one.slug for one in Food.objects.filter(source__key="test_source")] == ["a-good"]


@pytest.mark.parametrize(("column", "also"), [("represented_by", {}), ("merged_into", {"is_retired": True})])
def test_foods_that_stand_for_one_another_in_a_circle_are_told(tmp_path, capsys, column, also):
    circle = [food(slug, **also, **{column: to}) for slug, to in (("a", "b"), ("b", "c"), ("c", "a"))]
    beside = food("d", **also, **{column: "a"})

    out = printed(capsys, "import_foods", written(tmp_path, *circle, beside))

    told = [line for line in out.splitlines() if f"it stands for itself by way of others ({column})" in line]
    assert [line.split(": ")[1] for line in told] == ["a", "b", "c"]
    assert not Food.objects.filter(slug__in=["a", "b", "c"], **{f"{column}__isnull": False}).exists()


def test_a_portion_that_weighs_less_than_can_be_kept_is_left_out(tmp_path, capsys):
    portions = [{"name": "crumb", "grams": "0.0001"}, {"name": "slice", "grams": "30"}]

    out = printed(capsys, "import_foods", written(tmp_path, food("a-good", portions=portions)))

    assert "a portion without a weight (crumb)" in out
    assert [one.name for one in Food.objects.get(slug="a-good").portions.all()] == ["slice"]


CATEGORY = {"source": "test_source", "code": "1", "name": "Dairy", "category": "cheese", "is_in_use": False}
ASSUMPTION = {"group": "egg", "nutrient": "menaquinone_7", "low": "0", "high": "1", "source": "test_source"}


@pytest.mark.parametrize(
    ("sections", "complaint"),
    [
        ({"source_categories": [{**CATEGORY, "source": "nobody"}]}, "unknown source 'nobody'"),
        ({"source_categories": [{**CATEGORY, "is_in_use": True}]}, "in use without an assumption group"),
        ({"source_categories": [{**CATEGORY, "name": "n" * 201}]}, "name of more than 200 letters"),
        ({"assumptions": [{**ASSUMPTION, "low": "2"}]}, "minimum above maximum"),
        ({"assumptions": [{**ASSUMPTION, "group": "holy"}]}, "unknown assumption group"),
        ({"releases": [{"source": "test_source", "created": "-1"}]}, "not a whole number"),
        ({"sources": [{"key": "two words"}]}, "not one word"),
        ({"sources": [{"key": "new", "citation": "\0"}]}, "letters that cannot be stored"),
    ],
)
def test_a_document_that_all_else_rests_on_is_refused_whole(tmp_path, sections, complaint):
    before = Source.objects.count()
    path = written(tmp_path, food("a-good"), **sections)

    with pytest.raises(CommandError, match=complaint):
        call_command("import_foods", path)

    assert not Food.objects.filter(slug="a-good").exists()
    assert Source.objects.count() == before + 1
    assert not SourceCategory.objects.filter(source__key="test_source").exists()


@pytest.mark.parametrize("text", ["{[1]: 2}", '{"a": ' + "9" * 5000 + "}"])
def test_text_that_is_almost_json_is_refused(tmp_path, text):
    (tmp_path / "mine.json").write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match="no JSON"):
        call_command("import_foods", tmp_path / "mine.json")
