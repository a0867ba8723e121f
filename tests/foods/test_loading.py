"""Loading the fixture: once, again, and after a change."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from foods.actions import Draft, Publication, publish
from foods.loading import FIXTURE, FixtureError, load_foods
from foods.models import Assumption, Food, FoodAlias, Portion, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(tmp_path):
    """Copies the fixture with one text replaced in one of its files, and gives the copy's folder."""

    def change(name, old, new):
        folder = tmp_path / "foods"
        shutil.copytree(FIXTURE, folder)
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def test_loading_again_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        report = load_foods()

    assert report.was_loaded


def test_a_changed_value_publishes_one_new_revision_and_keeps_the_old_one(changed):
    before = Food.objects.get(slug="natto").revision

    report = load_foods(changed("values.csv", "natto,menaquinone_7,998,", "natto,menaquinone_7,939,"))

    natto = Food.objects.get(slug="natto")
    assert (report.created, report.revisions, report.unchanged) == (0, 1, 396)
    assert (natto.revision.number, natto.revision.values.get(nutrient="menaquinone_7").amount) == (2, 939)
    assert before.values.get(nutrient="menaquinone_7").amount == 998


def test_the_same_figure_written_otherwise_is_no_change(changed):
    report = load_foods(changed("values.csv", "natto,menaquinone_7,998,", "natto,menaquinone_7,998.0,"))

    assert report.revisions == 0


def test_going_back_to_an_earlier_fixture_publishes_its_values_again(changed):
    load_foods(changed("values.csv", "natto,menaquinone_7,998,", "natto,menaquinone_7,939,"))

    report = load_foods()

    assert report.revisions == 1
    assert Food.objects.get(slug="natto").revision.values.get(nutrient="menaquinone_7").amount == 998


def test_names_and_portions_follow_without_a_new_revision(changed):
    load_foods(changed("foods.csv", "納豆;糸引き納豆", "納豆;nattō"))

    assert FoodAlias.objects.filter(food__slug="natto", text="nattō").exists()
    assert not FoodAlias.objects.filter(food__slug="natto", text="糸引き納豆").exists()
    assert Revision.objects.filter(food__slug="natto").count() == 1


def test_a_changed_weight_replaces_the_portion_in_its_place(changed):
    load_foods(changed("portions.csv", "natto,1 pack,45,", "natto,1 pack,50,"))

    portion = Portion.objects.filter(food__slug="natto").first()
    assert (portion.name, portion.grams) == ("1 pack", 50)


def test_a_new_portion_takes_the_place_that_the_fixture_gives_it(changed):
    load_foods(changed("portions.csv", "natto,1 cup,175,", "natto,1 bowl,100,no,\nnatto,1 cup,175,"))

    names = Food.objects.get(slug="natto").portions.values_list("name", flat=True)
    assert list(names)[:3] == ["1 pack", "1 bowl", "1 cup"]


def test_an_assumption_that_was_switched_off_stays_off(changed):
    Assumption.objects.filter(group="egg").update(is_active=False)

    load_foods(changed("assumptions.csv", "egg,menaquinone_7,0,1.4", "egg,menaquinone_7,0,1.5"))

    assert list(Assumption.objects.filter(group="egg").values_list("high", "is_active")) == [(1.5, False)]


def test_a_composition_that_curators_published_outlives_a_fixture_that_changed_elsewhere(changed):
    natto = Food.objects.get(slug="natto")
    publish(publications=[Publication(natto, Draft(()), reason="no more known")], sources={})

    load_foods(changed("foods.csv", "納豆;糸引き納豆", "納豆;nattō"))

    assert Food.objects.get(slug="natto").revision.reason == "no more known"


def test_a_food_that_left_the_fixture_is_retired_and_kept(changed):
    folder = changed("foods.csv", "\nkale-raw,", "\nkale-other,")
    for name in ("values.csv", "portions.csv"):
        file = folder / name
        file.write_text(file.read_text("utf-8").replace("kale-raw,", "kale-other,"), encoding="utf-8")

    report = load_foods(folder)

    assert (report.created, report.retired) == (1, 1)
    assert Food.objects.get(slug="kale-raw").is_retired
    assert not Food.objects.published().filter(slug="kale-raw").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("values.csv", "natto,energy,211,", "natto,energy,lots,", "values.csv, line 2"),
        ("values.csv", "natto,energy,", "natto,vigour,", "unknown nutrient 'vigour'"),
        ("values.csv", ",schurgers2000,", ",nobody1999,", "unknown source 'nobody1999'"),
        ("values.csv", "natto,energy,", "nattoo,energy,", "no such food: nattoo"),
        ("foods.csv", "natto_family;soy", "natto_clan;soy", "unknown mark 'natto_clan'"),
    ],
)
def test_a_wrong_row_stops_before_the_first_write(changed, name, old, new, complaint):
    with pytest.raises(FixtureError, match=complaint):
        load_foods(changed(name, old, new))

    assert Revision.objects.count() == 397


def test_a_missing_file_is_named(changed):
    folder = changed("sources.csv", "Anses", "Anses")
    (folder / "values.csv").unlink()

    with pytest.raises(CommandError, match=r"values\.csv"):
        call_command("load_foods", folder=folder)


def test_the_command_says_what_it_did(capsys):
    call_command("load_foods")

    assert capsys.readouterr().out == "Foods: already loaded.\n"


def other_names(slug):
    return list(FoodAlias.objects.filter(food__slug=slug).values_list("text", flat=True))


def test_what_curators_edited_stays_and_is_told(changed):
    natto = Food.objects.get(slug="natto")
    Food.objects.filter(pk=natto.pk).update(name="Natto of ours")
    natto.aliases.create(text="nattoo")
    natto.aliases.get(text="糸引き納豆").delete()
    natto.marks.get(mark="soy").delete()
    natto.portions.filter(name="1 pack").update(grams=44)

    report = load_foods(changed("foods.csv", '"Kale, raw"', '"Kale, raw, green"'))

    natto.refresh_from_db()
    assert (natto.name, "nattoo" in other_names("natto")) == ("Natto of ours", True)
    assert "糸引き納豆" not in other_names("natto")
    assert [mark.mark for mark in natto.marks.all()] == ["natto_family"]
    assert natto.portions.get(name="1 pack").grams == 44
    assert report.edited == (("natto", ("name", "other names", "marks", "portions")),)


def test_what_curators_left_alone_of_an_edited_food_follows_the_fixture(changed):
    natto = Food.objects.get(slug="natto")
    natto.aliases.create(text="nattoo")
    natto.portions.filter(name="1 pack").update(grams=44)

    load_foods(changed("portions.csv", "natto,1 cup,175,", "natto,1 cup,180,"))

    assert list(natto.portions.values_list("name", "grams"))[:2] == [("1 pack", 44), ("1 cup", 180)]
    assert "nattoo" in other_names("natto")


def test_the_command_names_the_foods_that_are_left_as_edited(changed, capsys):
    Food.objects.filter(slug="natto").update(category="soy")

    call_command("load_foods", folder=changed("foods.csv", '"Kale, raw"', '"Kale, raw, green"'))

    assert "natto: category left as edited" in capsys.readouterr().out
