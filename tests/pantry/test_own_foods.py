"""From the form to the diary: keys, editing, removing, suggesting, and what the account takes with it."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from foods.models import Food, FoodMark, Notice, Recipe
from k2tracker.accounts.actions import withdraw_consent
from k2tracker.diary.models import Entry
from tests.factories.diary import EntryFactory, FavouriteFactory
from tests.factories.foods import FoodFactory

from .conftest import CAPSULE, DAY, added, amounts_of, cooked, post_label


def change(client, food, **fields):
    sent = CAPSULE if food.is_supplement else {"kind": "food"}
    return client.post(reverse("pantry:change", args=[food.slug]), {"name": food.name, **sent, **fields})


def entry_of(person, food) -> Entry:
    return EntryFactory(person=person, food=food, amount="1", eaten_on=DAY)


# --- To the diary -------------------------------------------------------------------------------------


def test_saving_leads_to_the_amount_on_the_day_that_the_person_came_from(me):
    day = DAY - timedelta(days=3)
    response = post_label(me, day=day.isoformat())
    food = Food.objects.get(owner__isnull=False)
    assert response.url == reverse("diary:add", args=[day, food.slug])


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-31"])
def test_without_a_day_it_leads_to_today(me, day):
    response = post_label(me, day=day)
    assert response.url == reverse("diary:add_today", args=[Food.objects.get(owner__isnull=False).slug])


def test_only_saving_leads_to_the_list(me):
    assert post_label(me, then="save").url == reverse("pantry:list")


def test_name_is_carried_over_from_the_search(me):
    shown = me.get(reverse("pantry:add"), {"q": "Sunny  D3", "day": str(DAY)}, follow=True)
    assert shown.context["form"]["name"].value() == "Sunny D3"
    assert shown.context["day"] == DAY


def test_digits_of_a_barcode_that_search_did_not_find_become_the_barcode(me):
    shown = me.get(reverse("pantry:add"), {"q": "4006381333931"}, follow=True)
    assert shown.context["form"]["barcode"].value() == "4006381333931"
    assert not shown.context["form"]["name"].value()


def test_log_box_offers_to_add_what_it_does_not_find(me, individual):
    html = me.get(
        "/foods/search/", {"q": "qqqxyz & co", "day": str(DAY)}, headers={"HX-Request": "true"}
    ).content.decode()
    assert f'data-url="{reverse("pantry:add")}?q=qqqxyz%20%26%20co&amp;day={DAY}"' in html


def test_curator_is_not_offered_to_add_a_food(client, curator):
    client.force_login(curator)
    html = client.get("/foods/search/", {"q": "qqqxyz"}, headers={"HX-Request": "true"}).content.decode()
    assert "food-option-add" not in html


def test_logged_capsule_counts_in_the_day(me, individual):
    food = added(me)
    me.post(
        reverse("diary:add", args=[DAY, food.slug]),
        {"key": uuid.uuid4(), "quantity": "2", "portion": "1 capsule", "meal": "supplements", "note": ""},
    )
    page = me.get(reverse("diary:day", args=[DAY])).context["page"]
    k2 = next(line for line in page.score.lines if line.code == "k2")
    assert k2.graph.value == 90


# --- Once ---------------------------------------------------------------------------------------------


def test_second_press_adds_no_second_food(me):
    key = uuid.uuid4()
    first, second = post_label(me, key=key), post_label(me, key=key)
    assert first.url == second.url
    assert Food.objects.filter(owner__isnull=False).count() == 1


def test_form_gone_back_to_and_sent_with_other_figures_corrects_what_it_made(me):
    key = uuid.uuid4()
    post_label(me, key=key)
    post_label(me, key=key, amount_mk7="50")
    food = Food.objects.get(owner__isnull=False)
    assert amounts_of(food)["menaquinone_7"] == ("50", "label")


@pytest.mark.parametrize("key", ["", "no-key"])
def test_form_without_a_key_is_saved_all_the_same(me, key):
    assert post_label(me, key=key).status_code == 302


def test_form_with_errors_keeps_its_key(me):
    key = uuid.uuid4()
    assert f'name="key" value="{key}"' in post_label(me, key=key, name="").content.decode()


def test_form_gone_back_to_by_its_address_leads_to_what_it_made(me):
    key = uuid.uuid4()
    food = added(me, key=key)
    response = me.get(reverse("pantry:add"), {"key": str(key)})
    assert response.url == reverse("pantry:change", args=[food.slug])


def test_key_of_another_person_makes_a_food_of_ones_own(client, individual, other_individual):
    key = uuid.uuid4()
    for person in (individual, other_individual):
        client.force_login(person)
        post_label(client, key=key)
    owners = Food.objects.filter(owner__isnull=False).values_list("owner", flat=True)
    assert set(owners) == {individual.pk, other_individual.pk}


# --- Changing and removing ----------------------------------------------------------------------------


def test_changed_figures_leave_a_logged_day_as_it_was(me, individual):
    food = added(me)
    entry = entry_of(individual, food)
    assert change(me, food, amount_mk7="90").url == reverse("pantry:list")
    food.refresh_from_db()
    entry.refresh_from_db()
    assert entry.revision.number == 1
    assert (food.revision.number, amounts_of(food)["menaquinone_7"][0]) == (2, "90")


def test_corrected_product_of_the_cabinet_is_judged_at_once(me, individual):
    individual.vka_periods.update(status="yes", drug="warfarin")
    food = added(me, name="Green pill", amount_mk7="")
    individual.cabinet.create(key=uuid.uuid4(), food=food, quantity=1, often="daily", since=DAY)

    response = change(me, food, amount_mk7="90")

    assert individual.alerts.get(state="open").code == "K-01"
    assert response.url == reverse("alerts:list")


def test_kind_of_a_food_cannot_be_changed(me):
    food = added(me)
    change(me, food, kind="food")
    food.refresh_from_db()
    assert food.is_supplement


def test_food_that_nothing_holds_is_deleted(me):
    food = added(me)
    me.post(reverse("pantry:remove", args=[food.slug]))
    assert not Food.objects.filter(pk=food.pk).exists()


@pytest.mark.parametrize("holder", ["entry", "favourite", "recipe"])
def test_food_that_something_holds_is_retired_and_stays_there(me, individual, holder):
    food = added(me)
    if holder == "entry":
        entry_of(individual, food)
    elif holder == "favourite":
        FavouriteFactory(person=individual, food=food)
    else:
        cooked(me, (food.slug, "1", "1 capsule"), yield_grams="200")
    me.post(reverse("pantry:remove", args=[food.slug]))
    food.refresh_from_db()
    assert food.is_retired
    assert me.get(reverse("diary:add", args=[DAY, food.slug])).status_code == 404
    assert food.slug not in [row.slug for row in me.get(reverse("pantry:list")).context["page"].rows]


def test_sending_the_form_of_a_removed_food_again_brings_it_back(me, individual):
    key = uuid.uuid4()
    food = added(me, key=key)
    entry_of(individual, food)
    me.post(reverse("pantry:remove", args=[food.slug]))
    post_label(me, key=key)
    food.refresh_from_db()
    assert not food.is_retired


def test_account_takes_its_foods_recipes_and_entries_along(me, individual):
    food = added(me)
    stew = cooked(me, ("gouda-young", "100", ""), (food.slug, "1", "1 capsule"))
    cooked(me, (stew.slug, "50", ""), name="Stew in a pie")
    entry_of(individual, food)
    EntryFactory(person=individual, food=stew, eaten_on=DAY)
    me.post(reverse("pantry:suggest", args=[food.slug]))

    withdraw_consent(by=individual)

    assert not Food.objects.filter(owner__isnull=False).exists()
    assert not Food.objects.filter(pk__in=[food.pk, stew.pk]).exists()
    assert not Recipe.objects.exists()
    assert not Notice.objects.exists()


# --- Questions and marks ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"kind": "food", "name": "Natto bowl"}, ["natto"]),
        ({"kind": "food", "name": "Breakfast bowl", "aliases": "納豆ご飯"}, ["natto"]),
        ({"kind": "food", "name": "Yoghurt with K2"}, ["k2"]),
        ({"name": "D3 + K2 drops", "amount_mk7": ""}, ["k2"]),
        ({"name": "D3 + K2 drops"}, []),  # its label lists the K2
        ({"kind": "food", "name": "Nattokinase powder"}, []),
    ],
)
def test_name_of_natto_or_k2_is_asked_about_once(me, fields, asked):
    response = post_label(me, **fields)
    questions = [] if response.status_code == 302 else response.context["form"].question_fields()
    assert [field.name for field in questions] == asked
    if asked:
        again = post_label(me, **fields, **{asked[0]: "yes"})
        assert again.status_code == 302


@pytest.mark.parametrize(
    ("answer", "marks"), [("yes", ["natto_family"]), ("unsure", ["natto_family"]), ("no", [])]
)
def test_answer_becomes_the_mark_that_rules_use(me, answer, marks):
    food = added(me, kind="food", name="Natto bowl", natto=answer)
    assert list(food.marks.values_list("mark", flat=True)) == marks


@pytest.mark.parametrize("name", ["Chlorella tablets", "Aojiru powder", "Vitamin K complex"])
def test_preparations_high_in_vitamin_k_carry_the_mark_unasked(me, name):
    food = added(me, name=name, amount_mk7="")
    assert list(food.marks.values_list("mark", flat=True)) == [FoodMark.Mark.HIGH_VITAMIN_K]


def test_correcting_figures_asks_nothing_again_and_keeps_the_mark(me):
    food = added(me, kind="food", name="Natto bowl", natto="yes")
    assert change(me, food, amount_calcium="100").status_code == 302
    assert [mark.mark for mark in food.marks.all()] == ["natto_family"]


def test_another_name_is_asked_about_anew(me):
    food = added(me, kind="food", name="Bowl")
    assert change(me, food, name="Natto bowl").status_code == 422


def test_own_natto_leads_a_person_on_warfarin_to_the_call_first_page(client, warfarin_person):
    client.force_login(warfarin_person)
    food = added(client, kind="food", name="Grandmother’s bowl", aliases="natto bowl", natto="yes")
    response = client.post(
        reverse("diary:add", args=[DAY, food.slug]),
        {"key": uuid.uuid4(), "quantity": "50", "portion": "", "meal": "lunch", "note": ""},
    )
    entry = warfarin_person.entries.get()
    assert response.url == reverse("diary:caution", args=[entry.key])
    assert warfarin_person.alerts.filter(code="K-02", state="open").count() == 1


def test_own_product_with_vitamin_k_of_no_named_form_asks_for_a_call_too(client, warfarin_person):
    client.force_login(warfarin_person)
    food = added(client, name="Bone pills", amount_mk7="", amount_k="20")
    client.post(
        reverse("diary:add", args=[DAY, food.slug]),
        {"key": uuid.uuid4(), "quantity": "1", "portion": "1 capsule", "meal": "lunch", "note": ""},
    )
    assert warfarin_person.alerts.filter(code="K-03", state="open").count() == 1


# --- Suggesting ---------------------------------------------------------------------------------------


def test_page_says_what_is_shared_before_it_is_sent(me, individual):
    food = added(me, barcode="4006381333931")
    page = me.get(reverse("pantry:suggest", args=[food.slug])).content.decode().replace("\u00a0", " ")
    for part in ("Sunny D3 plus", "MK-7 45 µg", "1 capsule", "04006381333931", "Not shared: who you are"):
        assert part in page
    assert not Notice.objects.exists()


def test_suggestion_is_sent_once_and_waits_with_what_the_food_holds_now(me, individual):
    food = added(me)
    address = reverse("pantry:suggest", args=[food.slug])
    me.post(address)
    change(me, food, amount_mk7="50")
    me.post(address)
    notice = Notice.objects.get()
    food.refresh_from_db()
    assert (notice.kind, notice.food, notice.sent_by) == ("suggestion", food, individual)
    assert notice.revision_id == food.revision_id


def test_answered_suggestion_is_said_and_sent_again_only_with_other_figures(me):
    food = added(me)
    address = reverse("pantry:suggest", args=[food.slug])
    me.post(address)
    notice = Notice.objects.get()
    notice.closed_at, notice.outcome, notice.answer = notice.sent_at, "left", "There is one like it."
    notice.save()

    me.post(address)
    (row,) = me.get(reverse("pantry:list")).context["page"].rows
    assert (Notice.objects.count(), row.may_suggest) == (1, False)
    assert "There is one like it." in row.suggestion

    change(me, food, amount_mk7="50")
    me.post(address)
    assert Notice.objects.filter(closed_at__isnull=True).count() == 1


def test_food_that_was_taken_up_is_everybodys_and_can_be_changed_no_more(me, individual):
    food = added(me)
    me.post(reverse("pantry:suggest", args=[food.slug]))
    notice = Notice.objects.get()
    notice.closed_at, notice.outcome = notice.sent_at, "taken"
    notice.save()
    Food.objects.filter(pk=food.pk).update(owner=None)

    page = me.get(reverse("pantry:list")).context["page"]
    assert ([row.name for row in page.rows], [row.slug for row in page.taken]) == ([], [food.slug])
    assert me.get(reverse("pantry:change", args=[food.slug])).status_code == 404
    assert me.get(reverse("diary:add", args=[DAY, food.slug]), follow=True).status_code == 200


def test_form_of_a_food_that_was_merged_leads_to_the_one_it_was_merged_into(me, individual):
    key, twin = uuid.uuid4(), FoodFactory(per_unit={"menaquinone_7": "45"})
    food = added(me, key=key)
    Food.objects.filter(pk=food.pk).update(is_retired=True, merged_into=twin)
    assert post_label(me, key=key).url == reverse("diary:add_today", args=[twin.slug])


def test_recipe_is_not_suggested(me):
    stew = cooked(me, ("gouda-young", "100", ""))
    me.post(reverse("pantry:suggest", args=[stew.slug]))
    assert not Notice.objects.exists()


# --- The list -----------------------------------------------------------------------------------------


def test_list_takes_the_same_queries_for_many_foods(me, django_assert_max_num_queries):
    for number in range(4):
        food = added(me, name=f"Food {number}")
        me.post(reverse("pantry:suggest", args=[food.slug]))
    with django_assert_max_num_queries(8):
        page = me.get(reverse("pantry:list")).context["page"]
    assert len(page.rows) == 4
