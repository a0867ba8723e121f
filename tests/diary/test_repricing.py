"""Corrected values and past days: offered, accepted or kept, undone; nobody half re-priced."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from foods.curation.merging import merge
from k2tracker.diary.models import RepricedEntry
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory

from .conftest import HTMX, TODAY, day_url, log, text_of
from .corrections import PAGE, answer, correct, counted, k2_amount

# --- Accepting ----------------------------------------------------------------------------------------


def test_accepting_changes_every_day_and_says_how_many(me, individual, natto):
    for back in (0, 40):
        EntryFactory(person=individual, food=natto, eaten_on=TODAY - timedelta(days=back), amount="10")
    correct(natto, menaquinone_7="500")

    page = text_of(answer(me, individual, "accept"))

    assert "Re-priced: 2 entries of Test natto" in page
    assert (k2_amount(me), k2_amount(me, TODAY - timedelta(days=40))) == ("50", "50")


def test_accepting_leaves_other_foods_and_other_people_alone(me, individual, other_individual, natto):
    other = FoodFactory()
    EntryFactory(person=individual, food=natto)
    EntryFactory(person=individual, food=other)
    EntryFactory(person=other_individual, food=natto)
    correct(natto, menaquinone_7="500")
    correct(other, menaquinone_7="1", is_correction=False)

    answer(me, individual, "accept")

    assert counted(individual) == [2, 1]
    assert counted(other_individual) == [1]


def test_second_press_changes_nothing(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500")
    answer(me, individual, "accept")

    again = answer(me, individual, "accept")

    assert again.status_code == 200
    assert RepricedEntry.objects.filter(entry__person=individual).count() == 1


def test_keeping_after_accepting_does_not_count(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500")
    answer(me, individual, "accept")

    answer(me, individual, "keep")

    assert individual.reprice_offers.get().state == "accepted"


def test_entry_logged_after_the_offer_was_shown_is_left_as_it_is(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500")
    log(me, natto.slug)

    answer(me, individual, "accept")
    answer(me, individual, "undo")

    assert counted(individual) == [1, 2]


def test_amount_changed_after_the_offer_was_shown_stays(me, individual, natto):
    log(me, natto.slug, "100")
    correct(natto, menaquinone_7="500")
    me.post(reverse("diary:amount", args=[individual.entries.get().key]), {"quantity": "20"})

    answer(me, individual, "accept")

    assert k2_amount(me) == "100"


def test_deletion_undone_later_brings_back_no_other_figures(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    log(me, natto.slug)
    key = individual.entries.latest("pk").key
    me.post(reverse("diary:delete", args=[key]))
    correct(natto, menaquinone_7="500")
    page = text_of(me.get(PAGE))
    answer(me, individual, "accept")

    me.post(reverse("diary:undo", args=[key]))

    assert "1 entry, 1 March 2026" in page
    assert counted(individual) == [2, 2]


def test_failure_half_way_leaves_everything_as_it_was(me, individual, natto, monkeypatch):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500")
    with connection.cursor() as cursor:  # judging writes alerts; take the table away under it
        cursor.execute("ALTER TABLE alerts_alert RENAME TO alerts_elsewhere")
    me.raise_request_exception = False

    answer(me, individual, "accept")

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE alerts_elsewhere RENAME TO alerts_alert")
    assert counted(individual) == [1]
    assert individual.reprice_offers.get().state == "waiting"


# --- Keeping and undoing ------------------------------------------------------------------------------


def test_kept_entry_says_both_figures_on_its_page_and_behind_the_number(me, individual, natto):
    entry = EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="939")

    answer(me, individual, "keep")

    assert counted(individual) == [1]
    on_entry = text_of(me.get(reverse("diary:entry", args=[entry.key])))
    assert "keeps the value it was logged with: MK-7 998 µg per 100 g" in on_entry
    assert "The corrected figure is 939 µg" in on_entry
    behind = text_of(me.get(reverse("diary:why", args=[TODAY, "k2"])))
    assert "Corrected since to 939 µg per 100 g; you kept the earlier value." in behind


def test_value_that_was_not_corrected_has_no_remark(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="939")

    assert "Corrected since" not in text_of(me.get(reverse("diary:why", args=[TODAY, "calcium"])))


def test_undo_puts_each_entry_back_to_exactly_what_it_counted(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="950", is_correction=False)
    natto.refresh_from_db()
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500")
    answer(me, individual, "accept")
    assert counted(individual) == [3, 3]

    answer(me, individual, "undo")

    assert counted(individual) == [1, 2]
    page = text_of(me.get(PAGE))
    assert "Re-price 2 entries" in page  # it waits again, with both earlier values
    assert "998 µg" in page
    assert "950 µg" in page


def test_undone_answer_can_be_given_again(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500")
    for how in ("keep", "undo", "accept", "undo", "accept"):
        answer(me, individual, how)

    assert counted(individual) == [2]


def test_answer_that_a_newer_one_rests_on_cannot_be_undone(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500")
    answer(me, individual, "accept")
    first = individual.reprice_offers.get()
    correct(natto, menaquinone_7="400")
    answer(me, individual, "accept")

    me.post(reverse("diary:answer_offer", args=[first.pk]), {"answer": "undo"})

    assert counted(individual) == [3]
    assert text_of(me.get(PAGE)).count("Undo") == 1


def test_undo_beside_a_newer_correction_leaves_the_newer_to_decide(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="500")
    answer(me, individual, "accept")
    first = individual.reprice_offers.get()
    correct(natto, menaquinone_7="400")

    me.post(reverse("diary:answer_offer", args=[first.pk]), {"answer": "undo"})

    assert counted(individual) == [1]
    page = text_of(me.get(PAGE))
    assert "from 998 to 400 µg" in page
    assert "500" not in page


# --- What rests on the figures ------------------------------------------------------------------------


def test_open_caution_follows_the_corrected_figure(me, individual):
    capsule = FoodFactory(per_unit={"vitamin_d": "125"}, name="Capsule")
    log(me, capsule.slug, "1", portion="1 unit")
    assert individual.alerts.get(state="open").inputs["x"] == "125"
    correct(capsule, vitamin_d="12.5")

    answer(me, individual, "accept")
    assert not individual.alerts.filter(state="open").exists()

    answer(me, individual, "undo")
    assert individual.alerts.get(state="open").inputs["x"] == "125"


@pytest.mark.parametrize(("days_ago", "codes"), [(3, ["K-03"]), (20, [])])
def test_only_the_last_days_raise_a_new_caution(on_warfarin, warfarin_person, days_ago, codes):
    greens = FoodFactory(per_unit={"phylloquinone": "1"}, name="Green drops")
    EntryFactory(person=warfarin_person, food=greens, eaten_on=TODAY - timedelta(days=days_ago))
    correct(greens, phylloquinone="300")

    answer(on_warfarin, warfarin_person, "accept")

    assert list(warfarin_person.alerts.values_list("code", flat=True)) == codes


def test_person_on_warfarin_reads_the_fact_and_no_order(on_warfarin, warfarin_person, natto):
    EntryFactory(person=warfarin_person, food=natto)
    correct(natto, menaquinone_7="939")

    page = text_of(on_warfarin.get(PAGE))

    assert "Vitamin K and your medicine (warfarin)" in page
    assert "What you ate stays the same" in page


def test_other_nutrient_says_nothing_of_the_medicine(on_warfarin, warfarin_person, natto):
    EntryFactory(person=warfarin_person, food=natto)
    correct(natto, calcium="150")

    assert "your medicine" not in text_of(on_warfarin.get(PAGE))


# --- Where it is shown --------------------------------------------------------------------------------


def test_day_page_names_the_food_until_it_is_answered(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    said = "Test natto: values were corrected after you logged it."
    assert said not in text_of(me.get(day_url()))

    correct(natto, menaquinone_7="939")
    assert said in text_of(me.get(day_url()))
    assert said in text_of(me.get(day_url(), headers=HTMX))

    answer(me, individual, "keep")
    assert said not in text_of(me.get(day_url()))


def test_offer_vanishes_with_its_last_entry(me, individual, natto):
    entry = EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="939")

    me.post(reverse("diary:delete", args=[entry.key]))

    assert "were corrected" not in text_of(me.get(day_url()))
    assert "No corrected value waits for you" in text_of(me.get(PAGE))


def test_offer_of_a_food_that_was_merged_still_works(me, individual, natto, curator):
    EntryFactory(person=individual, food=natto, amount="10")
    correct(natto, menaquinone_7="500")
    into = FoodFactory(name="All natto", per_100g={"menaquinone_7": "1"})
    merge(by=curator, food=natto, into=into, reason="The same food.")

    assert "All natto: values were corrected" in text_of(me.get(day_url()))
    assert "1 entry" in text_of(me.get(PAGE))
    answer(me, individual, "accept")
    assert k2_amount(me) == "50"
    answer(me, individual, "undo")
    assert k2_amount(me) == "99.8"


def test_entry_of_a_merged_food_keeps_its_figures_when_the_other_is_corrected(me, individual, natto, curator):
    EntryFactory(person=individual, food=natto)
    into = FoodFactory(name="All natto", per_100g={"menaquinone_7": "1"})
    merge(by=curator, food=natto, into=into, reason="The same food.")

    correct(into, menaquinone_7="2")

    assert not individual.reprice_offers.exists()


@pytest.mark.parametrize("foods", [1, 6])
def test_page_of_offers_asks_the_same_few_questions_of_any_number(
    me, individual, django_assert_num_queries, foods
):
    for _ in range(foods):
        food = FoodFactory(per_100g={"menaquinone_7": "10"})
        EntryFactory.create_batch(3, person=individual, food=food)
        correct(food, menaquinone_7="5")

    with django_assert_num_queries(13):
        me.get(PAGE)


def test_somebody_elses_offer_does_not_exist(me, other_individual, natto):
    EntryFactory(person=other_individual, food=natto)
    correct(natto, menaquinone_7="939")

    assert answer(me, other_individual, "accept").status_code == 404
    assert counted(other_individual) == [1]


def test_answer_that_there_is_none_of_is_not_found(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="939")

    assert answer(me, individual, "burn").status_code == 404


def test_person_with_repriced_entries_can_take_everything_away(me, individual, natto):
    EntryFactory(person=individual, food=natto)
    correct(natto, menaquinone_7="939")
    answer(me, individual, "accept")

    individual.delete()

    assert not RepricedEntry.objects.exists()
