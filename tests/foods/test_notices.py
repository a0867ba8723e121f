"""Taking up what people suggest and answering what they report: what changes, and that nobody is named."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from foods.curation.notices import (
    NoticeClosed,
    NotTakenUp,
    close,
    merge_suggestion,
    take_up,
    twins_of,
)
from foods.models import Food, FoodBarcode, Notice, Recipe
from foods.search import search
from k2tracker.diary.models import Entry
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory

pytestmark = pytest.mark.django_db
MK7 = "menaquinone_7"
GTIN = "04006381333931"


@pytest.fixture
def own(individual):
    """A product that somebody added from its label."""
    return FoodFactory(slug="own-1", name="Zetaforte", owner=individual, per_unit={MK7: "75"})


@pytest.fixture
def suggestion(own, individual):
    return Notice.objects.create(
        kind=Notice.Kind.SUGGESTION, food=own, revision=own.revision, sent_by=individual
    )


@pytest.fixture
def report(individual):
    food = FoodFactory(name="Doubted", per_100g={MK7: "998"})
    return Notice.objects.create(
        kind=Notice.Kind.REPORT,
        food=food,
        revision=food.revision,
        nutrient=MK7,
        text="The paper says 939",
        sent_by=individual,
    )


def taken(curator, suggestion, **fields):
    return take_up(
        by=curator,
        notice=suggestion,
        **{"name": "Zetaforte K2 75", "category": "supplement", "marks": [], "answer": "Thank you."} | fields,
    )


# --- Everybody's ---------------------------------------------------------------------------------------
def test_a_suggestion_taken_up_is_found_by_everybody_under_its_new_name(curator, suggestion):
    assert [hit.food.slug for hit in search("zetaforte")] == []

    food = taken(curator, suggestion)

    assert [hit.food.slug for hit in search("zetaforte")] == ["zetaforte-k2-75"]
    value = food.revision.values.get()
    assert (food.owner, value.state, value.source.key) == (None, "label", "test_source")


def test_its_owners_entries_stay_as_they_are(curator, individual, own, suggestion):
    entry = EntryFactory(person=individual, food=own)

    taken(curator, suggestion)

    entry.refresh_from_db()
    assert (entry.food, entry.revision) == (own, own.revision)


def test_the_curator_decides_what_marks_it_carries(curator, own, suggestion):
    own.marks.create(mark="soy")

    taken(curator, suggestion, marks=["natto_family"])

    assert list(own.marks.values_list("mark", flat=True)) == ["natto_family"]


def test_an_address_that_is_taken_gets_a_number(curator, suggestion):
    FoodFactory(slug="zetaforte-k2-75")

    assert taken(curator, suggestion).slug == "zetaforte-k2-75-2"


def test_a_name_without_latin_letters_keeps_the_address(curator, suggestion):
    assert taken(curator, suggestion, name="納豆").slug == "own-1"


def test_the_sender_reads_the_answer(curator, individual, suggestion):
    taken(curator, suggestion)

    answered = Notice.objects.get(sent_by=individual)
    assert (answered.outcome, answered.answer, answered.closed_by) == ("taken", "Thank you.", curator)
    assert LogEntry.objects.get().user == curator


def test_of_two_curators_the_second_hears_that_it_was_answered(curator, suggestion):
    taken(curator, suggestion)

    with pytest.raises(NoticeClosed, match="taken up"):
        close(by=curator, notice=suggestion, outcome="left", answer="No.")


def test_what_its_owner_took_away_is_not_taken_up(curator, own, suggestion):
    Food.objects.filter(pk=own.pk).update(is_retired=True)

    with pytest.raises(NotTakenUp, match="taken Zetaforte away"):
        taken(curator, suggestion)


def test_a_recipe_stays_its_owners(curator, own, suggestion):
    Recipe.objects.create(food=own)

    with pytest.raises(NotTakenUp, match="A recipe stays"):
        taken(curator, suggestion)


# --- There already -------------------------------------------------------------------------------------
def twin_words(food):
    return [(twin.food.slug, twin.why, twin.is_same) for twin in twins_of(food)]


def test_a_food_with_its_barcode_is_the_same(own):
    other = FoodFactory(slug="other-name", name="Kryptovit", per_unit={})
    for food in (own, other):
        FoodBarcode.objects.create(food=food, gtin=GTIN)

    assert twin_words(own) == [("other-name", f"same barcode, {GTIN}", True)]


def test_a_food_that_is_called_the_same_somewhere_is_the_same(own):
    FoodFactory(slug="there", name="Kryptovit", aliases=["ZETAFORTE"], per_unit={})

    assert twin_words(own) == [("there", "same name", True)]


def test_a_food_with_more_to_its_name_is_similar(own):
    FoodFactory(slug="there", name="Zetaforte mini", per_unit={})

    assert twin_words(own) == [("there", "similar name", False)]


@pytest.mark.parametrize("other", [{"per_100g": {}}, {"per_unit": {}, "is_retired": True}])
def test_what_it_could_not_become_part_of_is_not_offered(own, other):
    food = FoodFactory(name="Zetaforte", **other)
    for one in (own, food):
        FoodBarcode.objects.create(food=one, gtin=GTIN)

    assert twin_words(own) == []


def test_another_persons_own_food_is_never_shown(own, other_individual):
    other = FoodFactory(name="Zetaforte", owner=other_individual, per_unit={})
    for food in (own, other):
        FoodBarcode.objects.create(food=food, gtin=GTIN)

    assert twin_words(own) == []


def test_a_suggestion_that_is_there_already_becomes_part_of_that_food(curator, individual, own, suggestion):
    entry = EntryFactory(person=individual, food=own)
    there = FoodFactory(per_unit={MK7: "75"})

    merge_suggestion(by=curator, notice=suggestion, into=there, answer="It was there.", keep_name=True)

    moved = Entry.objects.get(pk=entry.pk)
    suggestion.refresh_from_db()
    assert (moved.food, moved.revision) == (there, own.revision)
    assert (suggestion.outcome, suggestion.answer) == ("taken", "It was there.")
    assert there.aliases.get().text == "Zetaforte"


# --- The pages -----------------------------------------------------------------------------------------
def address(name, notice):
    return reverse(f"curation:{name}", args=[notice.pk])


def test_the_page_shows_food_and_values_and_never_who_sent_it(client, curator, suggestion):
    client.force_login(curator)

    page = client.get(address("notice", suggestion)).content.decode()

    assert "Zetaforte" in page
    assert "75&nbsp;µg" in page
    assert "individual" not in page


def test_a_curator_takes_a_suggestion_up_on_its_page(client, curator, suggestion):
    client.force_login(curator)

    response = client.post(
        address("notice_take", suggestion),
        {"name": "Zetaforte K2", "category": "supplement", "marks": [], "answer": "Thank you."},
    )

    assert response.status_code == 302
    assert Food.objects.published().filter(slug="zetaforte-k2").exists()


def test_a_curator_merges_a_suggestion_on_its_page(client, curator, own, suggestion):
    there = FoodFactory(name="Zetaforte", per_unit={})
    client.force_login(curator)
    assert "same name" in client.get(address("notice", suggestion)).content.decode()

    client.post(address("notice_join", suggestion), {"into": there.pk, "answer": "It was there."})

    own.refresh_from_db()
    assert own.merged_into == there


def test_a_food_that_was_not_offered_is_no_choice(client, curator, own, suggestion):
    FoodFactory(name="Zetaforte", per_unit={})
    stranger = FoodFactory(per_unit={})
    client.force_login(curator)

    response = client.post(address("notice_join", suggestion), {"into": stranger.pk, "answer": "x"})

    own.refresh_from_db()
    assert (response.status_code, own.merged_into) == (422, None)


@pytest.mark.parametrize("outcome", ["taken", "left"])
def test_a_report_closes_with_an_answer(client, curator, report, outcome):
    client.force_login(curator)
    assert "The paper says 939" in client.get(address("notice", report)).content.decode()

    client.post(address("notice_close", report), {"outcome": outcome, "answer": "The paper has 998."})

    report.refresh_from_db()
    assert (report.outcome, report.answer) == (outcome, "The paper has 998.")
    assert "The paper has 998." in client.get(address("notice", report)).content.decode()


@pytest.mark.parametrize("name", ["notice_close", "notice_take", "notice_join"])
def test_without_an_answer_nothing_closes_and_what_was_typed_stays(client, curator, suggestion, name):
    FoodFactory(name="Zetaforte", per_unit={})
    client.force_login(curator)

    response = client.post(
        address(name, suggestion),
        {"name": "Typed name", "category": "supplement", "outcome": "left", "answer": ""},
    )

    page = response.content.decode()
    suggestion.refresh_from_db()
    assert (response.status_code, suggestion.closed_at) == (422, None)
    assert "Write an answer" in page
    assert ("Typed name" in page) == (name == "notice_take")


def test_a_report_cannot_be_taken_up_as_a_food(client, curator, report):
    client.force_login(curator)

    assert client.post(address("notice_take", report), {}).status_code == 404


def test_pressing_twice_says_that_it_was_answered(client, curator, report):
    client.force_login(curator)
    data = {"outcome": "left", "answer": "The paper has 998."}
    client.post(address("notice_close", report), data)

    response = client.post(address("notice_close", report), data, follow=True)

    assert "This was answered before: left as it is." in response.content.decode()
    assert LogEntry.objects.count() == 1
