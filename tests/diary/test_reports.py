"""Telling the curators that a figure looks wrong: of an entry or a food, once, in one's own words."""

import pytest
from django.urls import reverse

from foods.models import Notice
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory

from .conftest import text_of
from .corrections import correct

WORDS = "The paper says 939, in table 2."


@pytest.fixture
def natto(db):
    return FoodFactory(name="Test natto", slug="test-natto", per_100g={"menaquinone_7": "998"})


def send(client, food, **form):
    address = reverse("diary:report_food", args=[food.slug])
    return client.post(address, {"nutrient": "menaquinone_7", "text": WORDS, **form}, follow=True)


def test_report_of_a_food_is_of_what_is_published(me, individual, natto):
    page = send(me, natto)

    notice = Notice.objects.get()
    assert (notice.kind, notice.food, notice.revision, notice.nutrient, notice.text, notice.sent_by) == (
        "report",
        natto,
        natto.revision,
        "menaquinone_7",
        WORDS,
        individual,
    )
    said = text_of(page)
    assert "Curators see the food and your words, not who sent them." in said
    assert f"MK-7 . {WORDS}" in said
    assert "The curators have not answered yet." in said


def test_report_of_an_entry_is_of_what_the_entry_counts(me, individual, natto):
    entry = EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500", is_correction=False)
    address = reverse("diary:report_entry", args=[entry.key])
    assert "MK-7: 998 µg per 100 g" in text_of(me.get(address))

    me.post(address, {"nutrient": "menaquinone_7", "text": WORDS})

    assert Notice.objects.get().revision == entry.revision


def test_entry_and_food_lead_to_their_reports(me, individual, natto):
    entry = EntryFactory(person=individual, food=natto)

    on_entry = me.get(reverse("diary:entry", args=[entry.key])).content.decode()
    on_food = me.get(reverse("foods:detail", args=[natto.slug])).content.decode()

    assert reverse("diary:report_entry", args=[entry.key]) in on_entry
    assert reverse("diary:report_food", args=[natto.slug]) in on_food


def test_stranger_on_a_food_page_is_offered_no_report(client, natto):
    page = client.get(reverse("foods:detail", args=[natto.slug])).content.decode()

    assert reverse("diary:report_food", args=[natto.slug]) not in page


def test_said_again_while_it_is_open_the_new_words_stand(me, natto):
    send(me, natto)
    send(me, natto, text="I read it again: 937.")

    assert [notice.text for notice in Notice.objects.all()] == ["I read it again: 937."]


def test_another_figure_is_another_report(me, natto):
    send(me, natto)
    send(me, natto, nutrient="")

    assert sorted(Notice.objects.values_list("nutrient", flat=True)) == ["", "menaquinone_7"]


def test_answered_report_keeps_its_words_and_shows_the_answer(me, natto):
    send(me, natto)
    notice = Notice.objects.get()
    notice.closed_at, notice.outcome, notice.answer = notice.sent_at, "taken", "It is 939 now."
    notice.save()

    page = send(me, natto, text="Another thing.")

    assert Notice.objects.count() == 2
    assert "The curators’ answer: taken up. It is 939 now." in text_of(page)


def test_others_reports_are_not_in_the_list(me, other_individual, natto):
    Notice.objects.create(
        kind="report", food=natto, revision=natto.revision, text="Not mine.", sent_by=other_individual
    )

    assert "Not mine." not in text_of(me.get(reverse("diary:reports")))


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": "  "}, "A few words are missing."),
        ({"text": "x" * 501}, "Up to 500 characters are kept; this has 501."),
        ({"nutrient": "vitamin_q"}, "This food has no such figure."),
        ({"text": "nul\0byte"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_sent_is_said_at_its_field_and_stays(me, natto, form, sentence):
    page = send(me, natto, **form)

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert form.get("text", WORDS).strip() in page.context["form"]["text"].value()
    assert not Notice.objects.exists()


def test_food_of_ones_own_is_nothing_for_the_curators(me, individual):
    own = FoodFactory(owner=individual, per_100g={"menaquinone_7": "1"})
    entry = EntryFactory(person=individual, food=own)

    assert send(me, own).status_code == 404
    assert me.get(reverse("diary:report_entry", args=[entry.key])).status_code == 404
    assert "This looks wrong" not in text_of(me.get(reverse("diary:entry", args=[entry.key])))


def test_entry_of_somebody_else_does_not_exist(me, other_individual, natto):
    entry = EntryFactory(person=other_individual, food=natto)

    assert me.get(reverse("diary:report_entry", args=[entry.key])).status_code == 404
