"""Logging a food: the amount form, its answers, and what it refuses in words."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from foods.actions import Draft, DraftValue, Publication, publish
from foods.models import Food, Source
from k2tracker.diary import actions
from k2tracker.diary.days import MOST_ENTRIES
from k2tracker.diary.models import Entry
from k2tracker.diary.permissions import NotPermitted
from nutrients.intake import State
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory

from .conftest import HTMX, TODAY, day_url, log, text_of

KEY = uuid.UUID("6f1b9a52-3c0e-4b0e-9d55-0d2f6f6f4a11")


def test_amount_form_offers_the_first_portion_and_a_new_key_each_time(me):
    address = reverse("diary:add", args=[TODAY, "natto"])

    first, second = me.get(address, follow=True), me.get(address, follow=True)

    assert first.context["form"].initial["portion"] == "1 pack"
    assert first.context["form"].next_key != second.context["form"].next_key


def test_amount_form_gone_back_to_has_the_key_it_had(me):
    shown = me.get(reverse("diary:add", args=[TODAY, "natto"]), follow=True)

    again = me.get(shown.request["PATH_INFO"], dict([shown.request["QUERY_STRING"].split("=")]))

    assert again.context["form"].next_key == shown.context["form"].next_key


def test_logged_grams_stand_on_the_day_with_a_toast_that_undoes(me, individual):
    response = log(me, "natto", "50")
    page = me.get(response.url)

    entry = individual.entries.get()
    assert (entry.grams, entry.units, entry.eaten_on) == (Decimal("50"), None, TODAY)
    assert "Logged: 50 g natto" in text_of(page)
    assert reverse("diary:delete", args=[entry.key]) in page.content.decode()


def test_portion_is_kept_with_its_weight(me, individual):
    log(me, "natto", "2", portion="1 pack")

    entry = individual.entries.get()
    assert (entry.quantity, entry.portion_name, entry.grams) == (2, "1 pack", Decimal("90"))


def test_unit_typed_behind_the_number_wins_over_the_portion(me, individual):
    log(me, "natto", "10 g", portion="1 pack")

    assert individual.entries.get().grams == Decimal("10")


def test_product_is_logged_in_units(me, individual):
    log(me, "supp-d3-k2-1000-45", "2", portion="1 unit", meal="supplements")

    entry = individual.entries.get()
    assert (entry.grams, entry.units) == (None, Decimal("2"))


@pytest.mark.parametrize(
    ("typed", "grams"),
    [("12,5", "12.5"), ("0,125", "0.125"), ("５０", "50"), ("1 250", "1250"), (".5", "0.5")],
)
def test_amount_is_read_as_people_type_it(me, individual, typed, grams):
    log(me, "natto", typed)

    assert individual.entries.get().grams == Decimal(grams)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "An amount is missing"),
        ("0", "The amount is above 0"),
        ("0,000", "The amount is above 0"),
        ("-5", "The amount is above 0"),
        ("a lot", "That is not a number"),
        ("NaN", "That is not a number"),
        ("2 oz", "Only a number is read here, or grams: 50, 0.5 or 50 g."),
        ("1/2", "Only a number is read here, or grams"),
        ("1e9", "One entry holds up to 5,000 g"),
        ("9" * 35, "One entry holds up to 5,000 g"),
        ("9" * 50, "at most 40 characters"),
        ("0.0001", "That is too little to log"),
        ("1,250", "That can be read as 1250 or as 1.250"),
        ("5\x00", "Null characters are not allowed"),
    ],
)
def test_bad_amount_is_said_at_the_field_and_what_was_typed_stays(me, individual, typed, said):
    response = log(me, "natto", typed)

    assert response.status_code == 422
    assert said in text_of(response)
    assert response.context["form"]["quantity"].value() == typed
    assert not individual.entries.exists()


def test_bad_amount_keeps_portion_meal_and_key(me):
    key = uuid.uuid4()

    response = log(me, "natto", "x", portion="1 cup", meal="dinner", key=key)

    form = response.context["form"]
    assert (form["portion"].value(), form["meal"].value(), form.next_key) == ("1 cup", "dinner", key)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("portion", "1 bathtub", "This food has no such portion"),
        ("meal", "brunch", "Select a valid choice"),
        ("key", "not-a-key", "The form was incomplete"),
        ("note", "x" * 301, "at most 300 characters"),
    ],
)
def test_bad_field_is_refused_without_loss(me, individual, field, value, said):
    response = log(me, "natto", "50", **{field: value})

    assert response.status_code == 422
    assert said in text_of(response)
    assert not individual.entries.exists()


def test_too_many_units_are_refused(me, individual):
    response = log(me, "supp-mk7-100", "101", portion="1 unit")

    assert "One entry holds up to 100 units" in text_of(response)


def test_grams_of_a_product_are_refused_with_the_reason(me):
    assert "counted in units" in text_of(log(me, "supp-mk7-100", "5 g", portion="1 unit"))


def test_htmx_gets_the_parts_of_the_page_and_no_page(me):
    response = log(me, "natto", "50", htmx=True)

    body = response.content.decode()
    assert "<html" not in body
    for part in ("day-week", "day-cautions", "day-quick", "day-score", "day-entries"):
        assert f'id="{part}" hx-swap-oob="true"' in body
    assert "HX-Request" in response["Vary"]


def test_htmx_gets_the_form_again_with_its_error(me):
    response = log(me, "natto", "x", htmx=True)

    assert response.status_code == 422
    assert response.content.decode().startswith("<form")


def test_same_key_again_returns_the_first_entry(me, individual):
    key = uuid.uuid4()

    log(me, "natto", "50", key=key)
    response = log(me, "natto", "50", key=key)

    assert individual.entries.count() == 1
    assert f"logged={key}" in response.url


def test_key_of_an_undone_entry_does_not_bring_it_back(me, individual):
    key = uuid.uuid4()
    log(me, "natto", "50", key=key)
    me.post(reverse("diary:delete", args=[key]))

    log(me, "natto", "50", key=key)

    assert not individual.entries.standing().exists()


def test_two_people_may_have_the_same_key(me, individual, other_individual, client):
    key = uuid.uuid4()
    log(me, "natto", "50", key=key)
    client.force_login(other_individual)
    log(client, "natto", "20", key=key)

    assert Entry.objects.filter(key=key).count() == 2


def test_entry_keeps_the_composition_it_was_logged_with(me, individual):
    food = FoodFactory(slug="test-food", per_100g={"magnesium": "100"})
    log(me, "test-food", "100")

    value = DraftValue("magnesium", Decimal("250"), State.MEASURED, food.source.key)
    sources = {food.source.key: Source.objects.get(key=food.source.key)}
    publish(publications=[Publication(food, Draft((value,)))], sources=sources)

    assert "Mg 100 mg" in text_of(me.get(day_url()))


def test_food_that_does_not_exist_is_not_found(me):
    assert me.get(reverse("diary:add", args=[TODAY, "no-such-food"])).status_code == 404
    assert log(me, "no-such-food").status_code == 404


def test_retired_food_is_not_found(me):
    Food.objects.filter(slug="natto").update(is_retired=True)

    assert log(me, "natto").status_code == 404


def test_day_that_has_not_come_is_refused_in_words(me, individual):
    response = log(me, "natto", day=TODAY + timedelta(days=2))

    assert response.status_code == 404
    assert "This day has not come yet" in text_of(response)
    assert not individual.entries.exists()


def test_day_before_birth_is_refused_in_words(me):
    response = log(me, "natto", day=date(1991, 5, 31))

    assert response.status_code == 404
    assert "before the month of birth" in text_of(response)


def test_tomorrow_can_be_logged(me, individual):
    log(me, "natto", day=TODAY + timedelta(days=1))

    assert individual.entries.get().eaten_on == TODAY + timedelta(days=1)


def test_only_the_person_writes_in_their_diary(individual, other_individual):
    food = Food.objects.get(slug="natto")
    with pytest.raises(NotPermitted):
        actions.log_food(
            by=other_individual,
            person=individual,
            key=uuid.uuid4(),
            food=food,
            portion=None,
            quantity=Decimal(50),
            eaten_on=TODAY,
            meal="lunch",
        )


@pytest.mark.parametrize(
    ("utc_hour", "zone", "meal"),
    [(12, "UTC", "lunch"), (12, "Pacific/Auckland", "snack"), (12, "America/Chicago", "breakfast")],
)
def test_meal_follows_the_persons_clock(client, db, clock, utc_hour, zone, meal):
    clock(datetime(2026, 3, 1, utc_hour, 0, tzinfo=UTC))
    client.force_login(ProfileFactory(time_zone=zone).person)

    response = client.get(reverse("diary:add_today", args=["natto"]), follow=True)

    assert response.context["form"].initial["meal"] == meal


def test_product_goes_to_supplements_at_any_hour(me):
    response = me.get(reverse("diary:add", args=[TODAY, "supp-mk7-100"]), follow=True)

    assert response.context["form"].initial["meal"] == "supplements"


def test_time_is_kept_for_today_and_left_open_for_other_days(me, individual):
    log(me, "natto")
    log(me, "natto", day=TODAY - timedelta(days=1))

    times = dict(individual.entries.values_list("eaten_on", "eaten_at"))
    assert str(times[TODAY]) == "12:00:00"
    assert times[TODAY - timedelta(days=1)] is None


def test_script_of_somebody_signed_out_gets_no_page_in_its_place(client, individual):
    response = log(client, "natto", "50", htmx=True)

    assert (response.status_code, response.content) == (401, b"")


def test_page_made_for_somebody_else_is_refused(me, other_individual):
    response = me.post(
        reverse("diary:add", args=[TODAY, "natto"]),
        {"key": uuid.uuid4(), "quantity": "50", "portion": "", "meal": "lunch"},
        headers={**HTMX, "K2-Reader": str(other_individual.pk)},
    )

    assert response.status_code == 409
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("referrer", "leads_to"),
    [
        (f"http://testserver{day_url()}?logged=x", day_url()),
        (f"http://testserver{day_url()}marks/", "/"),
        ("https://elsewhere.example/diary/", "/"),
        ("", "/"),
    ],
    ids=["its page", "itself", "another site", "none"],
)
def test_form_of_somebody_signed_out_leads_past_sign_in_to_its_page(client, db, referrer, leads_to):
    response = client.post(reverse("diary:marks", args=[TODAY]), headers={"Referer": referrer})

    assert response.url == f"{reverse('account_login')}?next={leads_to}"


def test_log_works_by_links_and_forms_alone(me, individual):
    page = me.get(day_url()).content.decode()
    assert f'action="{reverse("foods:search")}"' in page

    found = me.get(reverse("foods:search"), {"q": "natto", "day": TODAY.isoformat()}).content.decode()
    address = reverse("diary:add", args=[TODAY, "natto"])
    assert f'href="{address}"' in found

    form = me.get(address, follow=True).context["form"]
    response = me.post(address, {"key": form.next_key, "quantity": "1", "portion": "1 pack", "meal": "lunch"})

    assert "Logged: 1 pack (45 g) natto" in text_of(me.get(response.url))


def test_amount_form_gone_back_to_has_what_was_sent(me):
    log(me, "natto", "10.5", meal="dinner", key=KEY)

    form = me.get(reverse("diary:add", args=[TODAY, "natto"]), {"key": KEY}).context["form"]

    assert [form[name].value() for name in ("quantity", "portion", "meal")] == ["10.5", "", "dinner"]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_form_sent_again_with_another_amount_asks_before_it_logs_that_as_well(me, individual, headers):
    log(me, "natto", "10", key=KEY)

    again = log(me, "natto", "30", key=KEY, htmx=bool(headers))

    form = again.context["form"]
    assert again.status_code == 422
    assert "logged 10 g natto" in text_of(again)
    assert (form["quantity"].value(), form.next_key == KEY) == ("30", False)
    log(me, "natto", "30", key=form.next_key)
    assert sorted(individual.entries.values_list("quantity", flat=True)) == [10, 30]


def test_form_sent_again_after_its_entry_was_deleted_says_so(me, individual):
    log(me, "natto", "10", key=KEY)
    me.post(reverse("diary:delete", args=[KEY]))

    again = me.get(log(me, "natto", "10", key=KEY).url)

    assert "Deleted: 10 g natto" in text_of(again)
    assert not individual.entries.standing().exists()


def test_day_takes_no_more_than_a_day_can_hold(me, individual):
    food = Food.objects.get(slug="carrot")
    fill = EntryFactory.build_batch(MOST_ENTRIES - 1, person=individual, food=food)
    Entry.objects.bulk_create(fill)
    log(me, "natto", "10")

    refused = log(me, "natto", "10")

    assert "nothing was added" in text_of(refused)
    assert individual.entries.count() == MOST_ENTRIES
