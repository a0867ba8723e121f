"""Merging, retiring and splitting foods: what moves, what stays as it was, and what is refused."""

import uuid
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.db.models import RestrictedError

from foods.actions import DraftValue
from foods.curation.merging import NotMerged, NotRetired, bring_back, merge, retire, what_moves
from foods.curation.splitting import NotSplit, split_alias
from foods.models import Food, FoodBarcode, Ingredient, Notice, Recipe, Revision
from foods.recipes import Part, Told, add_recipe
from foods.representation import represent
from foods.search import search
from k2tracker.diary.actions import set_favourite
from k2tracker.diary.models import Entry
from nutrients.intake import State
from tests.factories.diary import EntryFactory, FavouriteFactory
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory

pytestmark = pytest.mark.django_db
REASON = "The same food under two names"


def found(words):
    return [hit.food.slug for hit in search(words)]


def test_entries_move_and_keep_the_revision_and_weight_they_were_logged_with(curator, individual, pair):
    old, new = pair
    entry = EntryFactory(person=individual, food=old, amount="40")

    merge(by=curator, food=old, into=new, reason=REASON)

    moved = Entry.objects.get(pk=entry.pk)
    assert (moved.food, moved.revision, moved.grams) == (new, old.revision, Decimal("40"))
    assert moved.changed_at == entry.changed_at


def test_a_deleted_entry_moves_too_so_that_it_can_be_undone(curator, individual, pair):
    old, new = pair
    entry = EntryFactory(person=individual, food=old, deleted_at="2026-03-02T10:00Z")

    merge(by=curator, food=old, into=new, reason=REASON)

    assert Entry.objects.get(pk=entry.pk).food == new


def test_whoever_starred_both_keeps_one_star_and_others_keep_theirs(curator, individual, pair):
    old, new = pair
    other = ProfileFactory().person
    FavouriteFactory(person=individual, food=old)
    FavouriteFactory(person=individual, food=new)
    FavouriteFactory(person=other, food=old)

    merge(by=curator, food=old, into=new, reason=REASON)

    assert [star.food for star in individual.favourites.all()] == [new]
    assert [star.food for star in other.favourites.all()] == [new]


def test_star_given_by_somebody_who_still_saw_the_merged_food_goes_to_the_other(curator, individual, pair):
    old, new = pair
    merge(by=curator, food=Food.objects.get(pk=old.pk), into=new, reason=REASON)

    set_favourite(by=individual, person=individual, food=old, wanted=True)

    assert [star.food for star in individual.favourites.all()] == [new]


def test_recipe_saved_by_somebody_who_still_saw_the_merged_food_holds_the_other(curator, individual, pair):
    old, new = pair
    merge(by=curator, food=Food.objects.get(pk=old.pk), into=new, reason=REASON)
    told = Told("Quark cake", (Part(old, Decimal(50), "", Decimal(50), None),))

    cake = add_recipe(by=individual, key=uuid.uuid4(), told=told, portions=())

    ingredient = cake.recipe.ingredients.get()
    assert (ingredient.food, ingredient.revision) == (new, new.revision)


def test_names_come_along_once_each(curator, pair):
    old, new = pair

    merge(by=curator, food=old, into=new, reason=REASON)

    assert sorted(new.aliases.values_list("text", flat=True)) == ["Quarkel", "Quarkling", "kwarkling"]
    assert found("quarkling") == found("quarkel") == ["curd-cheese"]


def test_the_name_alone_can_stay_behind(curator, pair):
    old, new = pair

    merge(by=curator, food=old, into=new, reason=REASON, keep_name=False)

    assert not new.aliases.filter(text="Quarkling").exists()


def test_barcodes_and_marks_come_along_once_each(curator, pair):
    old, new = pair
    for food, gtin in ((old, "04006381333931"), (old, "00012345678905"), (new, "00012345678905")):
        FoodBarcode.objects.create(food=food, gtin=gtin)

    merge(by=curator, food=old, into=new, reason=REASON)

    assert list(new.barcodes.values_list("gtin", flat=True)) == ["00012345678905", "04006381333931"]
    assert list(new.marks.values_list("mark", flat=True)) == ["dairy", "soy"]


def test_a_recipe_goes_on_with_the_other_food_and_the_composition_it_was_saved_with(
    curator, individual, pair
):
    old, new = pair
    ingredient = recipe_of(individual, old)

    merge(by=curator, food=old, into=new, reason=REASON)

    ingredient.refresh_from_db()
    assert (ingredient.food, ingredient.revision) == (new, old.revision)


def recipe_of(owner, food, **fields):
    dish = FoodFactory(owner=owner, **fields)
    recipe = Recipe.objects.create(food=dish)
    return Ingredient.objects.create(recipe=recipe, food=food, revision=food.revision, quantity=50, grams=50)


def test_reports_come_along_and_one_said_twice_is_answered(curator, individual, other_individual, pair):
    old, new = pair
    said = {"kind": Notice.Kind.REPORT, "nutrient": "menaquinone_7"}
    twice = Notice.objects.create(food=old, revision=old.revision, sent_by=individual, **said)
    Notice.objects.create(food=new, revision=new.revision, sent_by=individual, **said)
    once = Notice.objects.create(food=old, revision=old.revision, sent_by=other_individual, **said)

    merge(by=curator, food=old, into=new, reason=REASON)

    twice.refresh_from_db()
    once.refresh_from_db()
    assert (twice.outcome, twice.answer) == ("taken", "Quarkling is now part of Curdlet.")
    assert (once.food, once.closed_at) == (new, None)


def test_the_merged_food_is_retired_and_both_histories_say_so(curator, pair):
    old, new = pair

    merge(by=curator, food=old, into=new, reason=REASON)

    old.refresh_from_db()
    assert (old.is_retired, old.merged_into) == (True, new)
    assert {(log.object_id, log.user) for log in LogEntry.objects.all()} == {
        (str(old.pk), curator),
        (str(new.pk), curator),
    }


def test_a_chain_of_merges_leads_to_the_last(curator, pair):
    old, new = pair
    last = FoodFactory(per_100g={})
    merge(by=curator, food=old, into=new, reason=REASON)
    merge(by=curator, food=new, into=last, reason=REASON)

    old.refresh_from_db()
    assert old.merged_into == last


def test_records_that_the_merged_food_stood_for_follow(curator, pair):
    old, new = pair
    record = FoodFactory(represented_by=old)
    Food.objects.filter(pk=new.pk).update(represented_by=old)

    merge(by=curator, food=old, into=new, reason=REASON)

    record.refresh_from_db()
    new.refresh_from_db()
    assert (record.represented_by, new.represented_by) == (new, None)


def test_what_waits_for_a_second_curator_is_declined_with_the_merge(curator, pair):
    old, new = pair
    draft = Revision.objects.create(
        food=old, number=2, digest="x", made_by=curator, submitted_at="2026-03-02T10:00Z"
    )

    merge(by=curator, food=old, into=new, reason=REASON)

    draft.refresh_from_db()
    assert (draft.decided_by, draft.declined_because) == (curator, "The food is now part of Curdlet.")


def test_a_second_press_does_nothing_more(curator, pair):
    old, new = pair
    merge(by=curator, food=old, into=new, reason=REASON)

    assert merge(by=curator, food=old, into=new, reason=REASON) == new

    assert LogEntry.objects.count() == 2


def refused_merges(individual, old, new):
    """What cannot be merged: name -> (food, into, part of the sentence)."""
    retired = FoodFactory(name="Gone", per_100g={}, is_retired=True)
    merged = FoodFactory(name="Became", per_100g={}, is_retired=True, merged_into=new)
    private = FoodFactory(name="Mine", per_100g={}, owner=individual)
    dish = FoodFactory(name="Stew", per_100g={})
    inner = recipe_of(None, old).recipe.food
    Ingredient.objects.create(
        recipe=Recipe.objects.create(food=dish), food=inner, revision=inner.revision, quantity=1, grams=1
    )
    return {
        "itself": (old, old, "into itself"),
        "retired": (old, retired, "Gone is retired"),
        "merged away": (old, merged, "Became is itself part of Curdlet"),
        "merged before": (merged, old, "Became is already part of Curdlet"),
        "into private": (old, private, "Mine belongs to one person"),
        "private": (private, new, "Mine belongs to one person"),
        "other basis": (old, FoodFactory(per_unit={"menaquinone_7": "45"}), "per unit"),
        "recipe": (old, dish, "the recipe would hold itself"),
    }


@pytest.mark.parametrize(
    "case",
    ["itself", "retired", "merged away", "merged before", "into private", "private", "other basis", "recipe"],
)
def test_a_merge_without_sense_is_refused_with_a_sentence(curator, individual, pair, case):
    food, into, sentence = refused_merges(individual, *pair)[case]

    with pytest.raises(NotMerged, match=sentence):
        merge(by=curator, food=food, into=into, reason=REASON)


def test_what_moves_is_counted_before_it_does(individual, pair):
    old, new = pair
    EntryFactory.create_batch(2, person=individual, food=old)
    FavouriteFactory(person=individual, food=old)

    moves = what_moves(old, new)

    assert moves.marks == ("Soy",)
    assert dict(moves.counts) == {
        "log entries": 2,
        "people who logged it": 1,
        "favourites": 1,
        "places in supplement cabinets": 0,
        "recipe ingredients": 0,
        "other names": 2,
        "barcodes": 0,
        "notices that wait": 0,
        "records that it stands for": 0,
    }


def test_the_number_of_statements_does_not_grow_with_what_moves(
    curator, individual, pair, django_assert_max_num_queries
):
    old, new = pair
    EntryFactory.create_batch(30, person=individual, food=old)

    with django_assert_max_num_queries(50):
        merge(by=curator, food=old, into=new, reason=REASON)


# --- Retiring ------------------------------------------------------------------------------------------
def test_a_retired_food_is_found_no_more_and_its_entries_stand(curator, individual, pair):
    old, _new = pair
    entry = EntryFactory(person=individual, food=old)

    retire(by=curator, food=old, reason="Sold no more")

    assert found("quarkling") == []
    assert Entry.objects.get(pk=entry.pk).food == old


def test_a_retired_food_gives_the_records_it_stood_for_back_and_takes_them_again(curator, sr28_record):
    curated, record = sr28_record

    retire(by=curator, food=curated, reason="Doubtful")
    assert found("quarkmilk") == [record.slug]

    bring_back(by=curator, food=curated, reason="Checked")
    assert found("quarkmilk") == [curated.slug]


@pytest.fixture
def sr28_record(imported):
    record = imported(
        source_key="usda_sr28",
        source_food_id="01999",
        ndb_number="01999",
        name="Quarkmilk, raw",
        per_100g={"calcium": "120"},
    )
    curated = FoodFactory(name="Quarkmilk", per_100g={"calcium": taken_from(record)})
    represent()
    return curated, record


def taken_from(record):
    """A value that names the record it was taken over from."""
    return DraftValue(
        nutrient="calcium",
        amount=Decimal("120"),
        state=State.MEASURED,
        source=record.source.key,
        donor_source=record.source.key,
        donor_food_id=record.source_food_id,
    )


def test_an_import_leaves_a_merged_foods_records_with_the_food_it_is_part_of(curator, pair, sr28_record):
    curated, record = sr28_record
    _old, new = pair
    merge(by=curator, food=curated, into=new, reason=REASON)

    represent()

    assert Food.objects.get(pk=record.pk).represented_by == new


def test_an_import_leaves_a_merged_records_twin_with_the_food_it_is_part_of(curator, pair, imported):
    _old, new = pair
    record, twin = (
        imported(source_key=key, source_food_id="01998", ndb_number="01998", per_100g={})
        for key in ("usda_sr28", "fdc_sr_legacy")
    )
    represent()
    merge(by=curator, food=record, into=new, reason=REASON)

    represent()

    assert Food.objects.get(pk=twin.pk).represented_by == new


def test_a_merged_food_does_not_come_back(curator, pair):
    old, new = pair
    merge(by=curator, food=old, into=new, reason=REASON)

    with pytest.raises(NotRetired, match="part of Curdlet"):
        bring_back(by=curator, food=old, reason="Not the same after all")


@pytest.mark.parametrize("act", [retire, bring_back])
def test_a_persons_own_food_is_theirs_to_take_away(curator, individual, act):
    food = FoodFactory(owner=individual, per_100g={}, is_retired=act is bring_back)

    with pytest.raises(NotRetired):
        act(by=curator, food=food, reason="x")


# --- Splitting -----------------------------------------------------------------------------------------
def test_a_split_name_is_a_food_of_its_own_whose_figures_are_borrowed(curator, pair):
    old, _new = pair
    alias = old.aliases.get(text="Quarkel")

    new = split_alias(by=curator, alias=alias, name="Quarkel", category="cheese", reason="Another cheese")

    value = new.revision.values.get(nutrient="menaquinone_7")
    assert (value.amount, value.state, value.source.key) == (Decimal("5"), "borrowed", "test_source")
    assert "Taken over from Quarkling, where it is measured." in value.note
    assert [portion.name for portion in new.portions.all()] == ["1 serving"]
    assert list(new.marks.values_list("mark", flat=True)) == ["dairy", "soy"]
    assert found("quarkel")[0] == "quarkel"


def test_an_unknown_value_of_the_other_food_stays_unknown(curator):
    food = FoodFactory(per_100g={"menaquinone_7": None}, aliases=["Quarkel"])

    new = split_alias(
        by=curator, alias=food.aliases.get(), name="Quarkel", category="cheese", reason="Another cheese"
    )

    assert new.revision.values.get().state == "unknown"


def test_a_name_is_split_off_once(curator, pair):
    alias = pair[0].aliases.get(text="Quarkel")
    split = {"by": curator, "alias": alias, "name": "Quarkel", "category": "cheese", "reason": "x"}
    split_alias(**split)

    with pytest.raises(NotSplit):
        split_alias(**split)


def test_a_name_whose_address_is_taken_gets_the_next(curator, pair):
    FoodFactory(slug="quarkel")

    new = split_alias(
        by=curator, alias=pair[0].aliases.get(text="Quarkel"), name="Quarkel", category="cheese", reason="x"
    )

    assert new.slug == "quarkel-2"


# --- What the database itself refuses ------------------------------------------------------------------
def delete_by_statement(food):
    """What somebody with a database shell could try; the foreign keys are looked at when it is to last."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("foodmark", "portion", "foodalias", "searchname", "listedvalue"):
            cursor.execute(f"DELETE FROM foods_{table} WHERE food_id = %s", [food.pk])  # noqa: S608
        cursor.execute("UPDATE foods_food SET revision_id = NULL WHERE id = %s", [food.pk])
        cursor.execute("DELETE FROM foods_foodnutrient WHERE revision_id = %s", [food.revision_id])
        cursor.execute("DELETE FROM foods_revision WHERE food_id = %s", [food.pk])
        cursor.execute("DELETE FROM foods_food WHERE id = %s", [food.pk])
        connection.check_constraints()


def test_a_food_with_entries_cannot_be_deleted_by_any_statement(individual, pair):
    old, new = pair
    EntryFactory(person=individual, food=old)

    with pytest.raises(IntegrityError):
        delete_by_statement(old)
    assert Food.objects.filter(pk=old.pk).exists()

    delete_by_statement(new)  # of one that nothing points at, the same statements are taken
    assert not Food.objects.filter(pk=new.pk).exists()


def test_a_food_with_entries_cannot_be_deleted_by_the_program(individual, pair):
    old, _new = pair
    EntryFactory(person=individual, food=old)

    with pytest.raises(RestrictedError):
        old.delete()
