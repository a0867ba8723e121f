"""What a correction offers to whom, and when it offers nothing."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from k2tracker.diary.repricing.offers import make_offers
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory
from tests.factories.people import UserFactory

from .conftest import TODAY, day_url, log, text_of
from .corrections import PAGE, correct, counted


def test_correction_is_offered_with_before_after_reason_and_what_it_does(me, individual, natto):
    for back in (0, 3):
        EntryFactory(person=individual, food=natto, amount="50", eaten_on=TODAY - timedelta(days=back))

    correct(natto, menaquinone_7="939", reason="A unit was misread.")

    page = text_of(me.get(PAGE))
    assert "MK-7 changed from 998 to 939 µg per 100 g" in page
    assert "A unit was misread." in page
    assert "2 entries, 26 February 2026 – 1 March 2026" in page
    assert "998 µg 939 µg 998 µg 939 µg" in page  # per 100 g, and in 2 × 50 g
    assert "Calcium" not in page


def test_better_data_from_now_on_offers_nothing(me, individual, natto):
    EntryFactory(person=individual, food=natto)

    correct(natto, menaquinone_7="939", is_correction=False)

    assert "No corrected value waits for you" in text_of(me.get(PAGE))
    assert counted(individual) == [1]


def test_a_correction_that_was_taken_back_is_no_longer_offered(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="900")

    correct(natto, menaquinone_7="998", is_correction=False)

    assert "No corrected value waits for you" in text_of(me.get(PAGE))


def test_better_data_after_a_correction_leaves_its_offer(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="900")

    correct(natto, menaquinone_7="905", is_correction=False)

    assert "MK-7 changed from 998 to 900 µg per 100 g" in text_of(me.get(PAGE))


def test_only_those_who_logged_it_are_asked(individual, other_individual, natto):
    EntryFactory(person=individual, food=natto)
    EntryFactory(person=other_individual, food=FoodFactory())

    correct(natto, menaquinone_7="939")

    assert individual.reprice_offers.count() == 1
    assert not other_individual.reprice_offers.exists()


def test_deleted_entry_alone_is_no_reason_to_ask(me, individual, natto):
    log(me, natto.slug)
    me.post(reverse("diary:delete", args=[individual.entries.get().key]))

    correct(natto, menaquinone_7="939")

    assert not individual.reprice_offers.exists()


def test_deleted_entry_that_is_put_back_after_the_correction_is_asked_about(me, individual, natto):
    log(me, natto.slug)
    key = individual.entries.get().key
    me.post(reverse("diary:delete", args=[key]))
    correct(natto, menaquinone_7="939")

    me.post(reverse("diary:undo", args=[key]))

    assert "MK-7 changed from 998 to 939 µg per 100 g" in text_of(me.get(PAGE))


def test_other_words_about_the_same_amount_are_no_offer(individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500", is_correction=False)

    correct(natto, menaquinone_7="998")  # what the entry was logged with

    assert not individual.reprice_offers.exists()


def test_value_that_was_no_value_becomes_the_word(me, individual, natto):
    EntryFactory(person=individual, food=natto)

    correct(natto, menaquinone_7=None)

    page = text_of(me.get(PAGE))
    assert "MK-7 changed from 998 µg to unknown per 100 g" in page
    assert "0 µg" not in page.replace("998 µg", "").replace("100 g", "")


def test_newer_correction_takes_the_place_of_one_that_waits(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="939")
    stale = individual.reprice_offers.get()

    correct(natto, menaquinone_7="900")

    page = text_of(me.get(PAGE))
    assert "from 998 to 900 µg" in page
    assert "939" not in page
    me.post(reverse("diary:answer_offer", args=[stale.pk]), {"answer": "accept"})
    assert counted(individual) == [1]


def test_correction_that_takes_a_correction_back_leaves_nothing_to_ask(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="939")

    correct(natto, menaquinone_7="998")

    assert "No corrected value waits for you" in text_of(me.get(PAGE))
    assert "corrected" not in text_of(me.get(day_url()))


def test_offers_made_twice_are_there_once(individual, natto):
    EntryFactory(person=individual, food=natto)
    revision = correct(natto, menaquinone_7="939")

    make_offers([revision])

    assert individual.reprice_offers.count() == 1


def test_publishing_asks_the_same_few_questions_for_any_number_of_people(individual, natto):
    def queries(food):
        with CaptureQueriesContext(connection) as captured:
            correct(food, menaquinone_7="939")
        return len(captured)

    EntryFactory(person=individual, food=natto)
    few = queries(natto)
    popular = FoodFactory(per_100g={"menaquinone_7": "998", "calcium": "200"})
    for _ in range(5):
        EntryFactory.create_batch(3, person=UserFactory(), food=popular)

    assert queries(popular) == few
