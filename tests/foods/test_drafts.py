"""The life of a change to a food's values: who may take which step, and what happens when two take one."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry

from foods import signals
from foods.actions import Publication, publish
from foods.composition import compositions
from foods.curation import drafts
from foods.curation.content import content_of
from foods.curation.difference import differences
from foods.models import Food, FoodNutrient, Revision, Source
from foods.search import find
from tests.factories.foods import FoodFactory, ImportedFoodFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db):
    return UserFactory(email="second@example.org", role="curator", is_staff=True)


@pytest.fixture
def food(db):
    return FoodFactory(slug="drafted", per_100g={"menaquinone_7": "998", "magnesium": "10"})


def with_amount(content, nutrient, amount):
    values = tuple(
        replace(value, amount=Decimal(amount)) if value.nutrient == nutrient else value
        for value in content.values
    )
    return replace(content, values=values)


def drafted(food, by, nutrient="menaquinone_7", amount="939"):
    draft = drafts.start_draft(food=food, by=by)
    content = with_amount(content_of(draft), nutrient, amount)
    return drafts.save_draft(draft=draft, content=content, by=by, seen=draft.digest)


def submitted(food, by, *, is_correction=False, **change):
    draft = drafted(food, by, **change)
    return drafts.submit(draft=draft, reason="a slip", is_correction=is_correction, by=by, seen=draft.digest)


def published_amount(food, nutrient="menaquinone_7"):
    revision_id = Food.objects.get(pk=food.pk).revision_id
    return compositions([revision_id])[revision_id].amount(nutrient).value


def published_elsewhere(food, nutrient, amount):
    """An import publishes the food anew."""
    food = Food.objects.get(pk=food.pk)
    content = with_amount(content_of(food.revision), nutrient, amount)
    sources = {source.key: source for source in Source.objects.all()}
    publish(publications=[Publication(food, content, reason="an import")], sources=sources)


def test_what_is_drafted_is_not_published(food, curator):
    drafted(food, curator)

    assert published_amount(food) == 998
    assert [match.food.revision_id for match in find("drafted")] == [food.revision_id]


def test_another_curator_publishes_what_was_submitted(food, curator, second):
    draft = submitted(food, curator)

    drafts.approve(draft=draft, by=second, seen=draft.digest)

    assert published_amount(food) == 939
    revision = Revision.objects.get(pk=draft.pk)
    assert (revision.made_by, revision.decided_by, revision.reason) == (curator, second, "a slip")
    assert [match.food.revision_id for match in find("drafted")] == [draft.pk]


def test_record_that_a_published_draft_rests_on_is_found_no_longer_beside_it(food, curator, second):
    record = ImportedFoodFactory(
        name="Drafted, raw", source=Source.objects.get(key="usda_sr28"), ndb_number="99999"
    )
    draft = drafts.start_draft(food=food, by=curator)
    content = content_of(draft)
    taken = replace(content.values[0], donor_source="usda_sr28", donor_food_id="99999")
    content = replace(content, values=(taken, *content.values[1:]))
    draft = drafts.save_draft(draft=draft, content=content, by=curator, seen=draft.digest)
    draft = drafts.submit(draft=draft, reason="r", is_correction=False, by=curator, seen=draft.digest)
    assert {match.food.id for match in find("drafted")} == {food.pk, record.pk}

    drafts.approve(draft=draft, by=second, seen=draft.digest)

    assert [match.food.id for match in find("drafted")] == [food.pk]


@pytest.mark.parametrize("hand", ["made", "saved", "submitted"])
def test_nobody_approves_what_they_had_a_hand_in(food, curator, second, hand):
    others = {"made": second, "saved": second, "submitted": second} | {hand: curator}
    draft = drafts.start_draft(food=food, by=others["made"])
    content = with_amount(content_of(draft), "menaquinone_7", "939")
    draft = drafts.save_draft(draft=draft, content=content, by=others["saved"], seen=draft.digest)
    draft = drafts.submit(
        draft=draft, reason="r", is_correction=False, by=others["submitted"], seen=draft.digest
    )

    with pytest.raises(drafts.OwnChange):
        drafts.approve(draft=draft, by=curator, seen=draft.digest)

    assert published_amount(food) == 998


def test_a_single_curator_publishes_by_submitting(food, curator, settings):
    settings.FOODS_NEEDS_SECOND_CURATOR = False

    submitted(food, curator)

    assert published_amount(food) == 939


@pytest.mark.parametrize("is_correction", [True, False])
def test_a_publication_tells_what_it_replaces(food, curator, second, is_correction):
    heard = []

    def hear(sender, **told):
        heard.append(told | {"stands": Food.objects.get(pk=food.pk).revision_id})

    draft = submitted(food, curator, is_correction=is_correction)
    signals.composition_published.connect(hear)
    try:
        drafts.approve(draft=draft, by=second, seen=draft.digest)
    finally:
        signals.composition_published.disconnect(hear)

    (told,) = heard
    assert told["food"] == food
    assert (told["revision"], told["replaces"], told["stands"]) == (draft, food.revision, draft.pk)
    assert (told["is_correction"], told["by"]) == (is_correction, second)


def test_a_receiver_that_fails_undoes_the_publication(food, curator, second):
    def fail(sender, **told):
        raise RuntimeError

    draft = submitted(food, curator)
    signals.composition_published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            drafts.approve(draft=draft, by=second, seen=draft.digest)
    finally:
        signals.composition_published.disconnect(fail)

    assert published_amount(food) == 998
    assert Revision.objects.get(pk=draft.pk).published_at is None


@pytest.mark.parametrize("step", ["approve", "decline", "take_back"])
def test_of_two_curators_who_decide_at_once_the_second_is_told(food, curator, second, step):
    draft = submitted(food, curator)
    drafts.approve(draft=draft, by=second, seen=draft.digest)  # `draft` still holds what was read before
    steps = {
        "approve": lambda: drafts.approve(draft=draft, by=second, seen=draft.digest),
        "decline": lambda: drafts.decline(draft=draft, because="no", by=second),
        "take_back": lambda: drafts.take_back(draft=draft, by=curator),
    }

    with pytest.raises(drafts.DraftClosed):
        steps[step]()

    assert published_amount(food) == 939


@pytest.mark.parametrize("step", ["save", "submit", "discard", "catch_up"])
def test_a_draft_that_was_submitted_meanwhile_stays_as_it_is(food, curator, second, step):
    draft = drafted(food, curator)
    drafts.submit(draft=draft, reason="first", is_correction=True, by=curator, seen=draft.digest)
    steps = {
        "save": lambda: drafts.save_draft(
            draft=draft,
            content=with_amount(content_of(draft), "magnesium", "11"),
            by=second,
            seen=draft.digest,
        ),
        "submit": lambda: drafts.submit(
            draft=draft, reason="second", is_correction=False, by=second, seen=draft.digest
        ),
        "discard": lambda: drafts.discard_draft(draft=draft, by=second),
        "catch_up": lambda: drafts.catch_up(draft=draft, by=second),
    }

    with pytest.raises(drafts.DraftClosed):
        steps[step]()

    assert Revision.objects.get(pk=draft.pk).reason == "first"
    assert FoodNutrient.objects.get(revision=draft, nutrient="magnesium").amount == 10


def test_a_draft_that_was_discarded_meanwhile_is_told_so(food, curator, second):
    draft = drafted(food, curator)
    drafts.discard_draft(draft=Revision.objects.get(pk=draft.pk), by=second)

    with pytest.raises(drafts.DraftClosed):
        drafts.save_draft(draft=draft, content=content_of(food.revision), by=curator, seen=draft.digest)


def test_a_save_over_what_somebody_else_saved_is_refused(food, curator, second):
    draft = drafts.start_draft(food=food, by=curator)
    seen = draft.digest
    drafted(food, second, "magnesium", "11")

    content = with_amount(content_of(food.revision), "menaquinone_7", "939")
    with pytest.raises(drafts.DraftChanged):
        drafts.save_draft(draft=draft, content=content, by=curator, seen=seen)

    assert FoodNutrient.objects.get(revision=draft, nutrient="magnesium").amount == 11


def test_saving_the_same_twice_changes_nothing(food, curator):
    draft = drafts.start_draft(food=food, by=curator)
    seen, content = draft.digest, with_amount(content_of(draft), "menaquinone_7", "939")
    drafts.save_draft(draft=draft, content=content, by=curator, seen=seen)
    before = LogEntry.objects.count()

    drafts.save_draft(draft=draft, content=content, by=curator, seen=seen)

    assert LogEntry.objects.count() == before


def test_what_is_approved_is_what_was_seen(food, curator, second):
    draft = submitted(food, curator)
    seen = draft.digest
    drafts.take_back(draft=draft, by=curator)
    submitted(food, curator, amount="1")

    with pytest.raises(drafts.DraftChanged):
        drafts.approve(draft=draft, by=second, seen=seen)


@pytest.mark.parametrize("step", ["submit", "approve"])
def test_a_food_that_was_published_meanwhile_is_taken_over_first(food, curator, second, step):
    draft = drafted(food, curator) if step == "submit" else submitted(food, curator)
    published_elsewhere(food, "magnesium", "12")

    steps = {
        "submit": lambda: drafts.submit(
            draft=draft, reason="r", is_correction=False, by=curator, seen=draft.digest
        ),
        "approve": lambda: drafts.approve(draft=draft, by=second, seen=draft.digest),
    }
    with pytest.raises(drafts.PublishedMeanwhile):
        steps[step]()


def test_taking_over_keeps_what_the_draft_changed_and_takes_the_rest(food, curator):
    draft = drafted(food, curator)
    published_elsewhere(food, "magnesium", "12")

    draft = drafts.catch_up(draft=draft, by=curator)
    draft = drafts.submit(draft=draft, reason="r", is_correction=False, by=curator, seen=draft.digest)

    food.refresh_from_db()
    changes = [
        (one.subject, one.field, one.before, one.after)
        for one in differences(content_of(food.revision), content_of(draft))
    ]
    assert changes == [("MK-7", "amount", "998\u00a0µg", "939\u00a0µg")]


def test_a_draft_that_says_what_is_published_is_not_submitted(food, curator):
    draft = drafts.start_draft(food=food, by=curator)

    with pytest.raises(drafts.NothingChanged):
        drafts.submit(draft=draft, reason="r", is_correction=False, by=curator, seen=draft.digest)


@pytest.mark.parametrize("reason", ["", " \n"])
def test_neither_submission_nor_refusal_goes_without_a_reason(food, curator, second, reason):
    draft = drafted(food, curator)
    with pytest.raises(drafts.ReasonMissing):
        drafts.submit(draft=draft, reason=reason, is_correction=False, by=curator, seen=draft.digest)
    draft = drafts.submit(draft=draft, reason="r", is_correction=False, by=curator, seen=draft.digest)
    with pytest.raises(drafts.ReasonMissing):
        drafts.decline(draft=draft, because=reason, by=second)


def test_a_food_has_one_open_draft(food, curator, second):
    draft = drafts.start_draft(food=food, by=curator)

    assert drafts.start_draft(food=food, by=second) == draft
    with pytest.raises(drafts.DraftExists):
        drafts.restore(revision=food.revision, by=second)


def test_an_old_revision_comes_back_as_a_draft_with_its_content(food, curator, second):
    old = food.revision
    draft = submitted(food, curator)
    drafts.approve(draft=draft, by=second, seen=draft.digest)

    again = drafts.restore(revision=old, by=second)

    assert differences(content_of(old), content_of(again)) == []
    assert (again.restores, again.made_by, again.published_at) == (old, second, None)
    assert published_amount(food) == 939


def test_a_declined_draft_says_why_and_can_be_taken_up_again(food, curator, second):
    draft = submitted(food, curator)

    drafts.decline(draft=draft, because="the paper says 998", by=second)

    again = drafts.restore(revision=Revision.objects.get(pk=draft.pk), by=curator)
    assert again.restores.declined_because == "the paper says 998"
    assert differences(content_of(draft), content_of(again)) == []


def test_an_open_draft_of_a_food_retired_since_is_not_submitted(food, curator):
    draft = drafted(food, curator)
    Food.objects.filter(pk=food.pk).update(is_retired=True)

    with pytest.raises(drafts.FoodRetired):
        drafts.submit(draft=draft, reason="a slip", is_correction=True, by=curator, seen=draft.digest)


def test_a_submitted_draft_of_a_food_retired_since_is_not_published(food, curator, second):
    draft = submitted(food, curator)
    Food.objects.filter(pk=food.pk).update(is_retired=True)

    with pytest.raises(drafts.FoodRetired):
        drafts.approve(draft=draft, by=second, seen=draft.digest)

    assert published_amount(food) == 998
    assert drafts.why_not_approve(Revision.objects.get(pk=draft.pk), second)


def test_a_retired_food_keeps_its_values(food, curator):
    Food.objects.filter(pk=food.pk).update(is_retired=True)

    with pytest.raises(drafts.FoodRetired):
        drafts.start_draft(food=food, by=curator)


def test_each_step_is_on_record(food, curator, second):
    draft = submitted(food, curator)
    drafts.approve(draft=draft, by=second, seen=draft.digest)

    told = LogEntry.objects.filter(object_id=str(draft.pk), content_type__model="revision").order_by("pk")
    assert [(entry.user, entry.change_message) for entry in told] == [
        (curator, "Draft begun"),
        (curator, "Values saved"),
        (curator, "Submitted: a slip"),
        (second, "Published: a slip"),
    ]
