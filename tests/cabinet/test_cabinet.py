"""The cabinet through its pages: putting in, correcting, ending, removing, and what is said beside each."""

import uuid
from datetime import date, time

import pytest
from django.urls import reverse

from foods.models import Food
from k2tracker.cabinet.models import Use
from k2tracker.profiles.signals import answers_changed
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory

from .conftest import TODAY, form_of, only_use, put, text_of


def cabinet(client) -> str:
    return text_of(client.get(reverse("cabinet:list")))


def change(client, use, **said):
    return client.post(reverse("cabinet:change", args=[use.key]), form_of(**{"how": "correct", **said}))


# --- Putting in ---------------------------------------------------------------------------------------


def test_product_stands_there_as_it_was_said(me, individual):
    response = put(me, "supp-d3-1000", quantity="2", meal="breakfast", taken_at="07:40")

    assert (response.status_code, response.url) == (302, reverse("cabinet:list"))
    use = only_use(individual)
    assert (use.quantity, use.often, use.meal, use.taken_at) == (2, "daily", "breakfast", time(7, 40))
    assert (use.since, use.until) == (date(2026, 2, 1), None)


def test_row_says_what_one_use_brings_with_iu_and_what_is_unknown(me):
    put(me, "supp-d3-1000", quantity="2")

    said = cabinet(me)
    assert "2 units, every day" in said
    assert "Vitamin D label 50 µg (2,000 IU)" in said
    assert "Says 0 of: vitamin K2, magnesium, K1, calcium." in said


def test_what_the_checklist_asks_about_and_a_label_leaves_out_is_unknown(me, individual):
    FoodFactory(slug="plain-d", owner=individual, per_unit={"vitamin_d": "25"})
    put(me, "plain-d")

    assert "Not listed, so unknown: vitamin K2, magnesium." in cabinet(me)


def test_form_of_k2_is_named_or_said_not_to_be(me, individual):
    FoodFactory(
        slug="some-k2", owner=individual, per_unit={"menaquinone_unspecified": "80", "magnesium": None}
    )
    put(me, "some-k2")

    said = cabinet(me)
    assert "K2, form not named label 80 µg" in said
    assert "Magnesium unknown" in said


@pytest.mark.parametrize(
    ("said", "stored", "words"),
    [
        ({"often": "weekdays", "weekdays": ["0", "4"]}, ("weekdays", None, 17), "Mon, Fri"),
        ({"often": "weekdays", "weekdays": [*"0123456"]}, ("daily", None, 0), "every day"),
        ({"often": "some_days", "days_a_week": "3"}, ("some_days", 3, 0), "3 days a week"),
        (
            {"often": "now_and_then", "weekdays": ["1"], "days_a_week": "2"},
            ("now_and_then", None, 0),
            "now and then",
        ),
    ],
    ids=["weekdays", "all weekdays", "some days", "now and then"],
)
def test_how_often(me, individual, said, stored, words):
    put(me, "supp-d3-1000", **said)

    use = only_use(individual)
    assert (use.often, use.days_a_week, use.weekdays) == stored
    assert f"1 unit, {words}" in cabinet(me)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"quantity": ""}, "quantity", "A number is missing"),
        ({"quantity": "0"}, "quantity", "The number is above 0"),
        ({"quantity": "two"}, "quantity", "Only a number above 0"),
        ({"quantity": "101"}, "quantity", "Up to 100 at a time"),
        ({"quantity": "1,000"}, "quantity", "can be read as 1000 or as 1.000"),
        ({"often": ""}, "often", "Choose how often"),
        ({"often": "weekdays"}, "weekdays", "Choose one day or more"),
        ({"often": "some_days"}, "days_a_week", "Choose on how many days"),
        ({"since": "soon"}, "since", "That is not a date"),
        ({"since": "0001-01-01"}, "since", "too far from today"),
        ({"until": "2026-01-31"}, "until", "before the first one"),
        ({"taken_at": "25:00"}, "taken_at", "not a time of day"),
    ],
)
def test_bad_input_is_answered_at_its_field_and_kept(me, individual, said, field, words):
    response = put(me, "supp-d3-1000", **said)

    assert response.status_code == 422
    form = response.context["form"]
    assert words in form.errors[field][0]
    assert form[field].value() == said.get(field, [] if field == "weekdays" else None)
    assert not individual.cabinet.exists()


def test_second_press_adds_nothing(me, individual):
    key = uuid.uuid4()
    for _press in range(2):
        assert put(me, "supp-d3-1000", key=key).status_code == 302

    assert individual.cabinet.count() == 1


def test_whoever_goes_back_to_the_form_finds_what_it_made(me):
    key = uuid.uuid4()
    put(me, "supp-d3-1000", key=key)

    response = me.get(reverse("cabinet:add", args=["supp-d3-1000"]), {"key": key})

    assert response.url == reverse("cabinet:change", args=[key])


@pytest.mark.parametrize("slug", ["natto", "no-such-product"])
def test_only_products_come_into_the_cabinet(me, slug):
    assert put(me, slug).status_code == 404


def test_somebody_elses_product_does_not(me, other_individual):
    FoodFactory(slug="their-pill", owner=other_individual, per_unit={"magnesium": "100"})

    assert put(me, "their-pill").status_code == 404


# --- Finding ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "while typing"])
def test_search_finds_products_alone(me, headers):
    found = me.get(reverse("cabinet:find"), {"q": "magnesium"}, headers=headers).context["found"]

    assert {"supp-mg-citrate-100", "supp-mg-oxide-400"} <= {product.slug for product in found}
    assert all(product.slug.startswith("supp-") for product in found)


def test_own_product_is_found(me, individual):
    FoodFactory(slug="my-pill", name="Zonnewende", owner=individual, per_unit={"magnesium": "100"})

    (product,) = me.get(reverse("cabinet:find"), {"q": "zonnew"}).context["found"]
    assert product.slug == "my-pill"


def test_what_is_not_found_is_added_from_its_label_and_comes_back(me, individual):
    page = me.get(reverse("cabinet:find"), {"q": "Zonnewende"})
    assert "/my-foods/add/?q=Zonnewende&amp;to=cabinet" in page.content.decode()
    form = me.get("/my-foods/add/?q=Zonnewende&to=cabinet", follow=True)
    assert form.context["form"]["kind"].value() == "product"
    label = {
        "key": form.context["key"],
        "to": "cabinet",
        "then": "cabinet",
        "name": "Zonnewende",
        "kind": "product",
        "basis": "100g",
        "units_in_amount": "1",
        "unit_name": "capsule",
        "amount_magnesium": "100",
        "unit_magnesium": "mg",
    }

    response = me.post("/my-foods/add/", label)

    food = individual.own_foods.get()
    assert response.url == reverse("cabinet:add", args=[food.slug])


def test_search_takes_the_same_queries_for_many_products(me, django_assert_max_num_queries):
    me.get(reverse("cabinet:find"), {"q": "d3"})
    with django_assert_max_num_queries(14):
        assert len(me.get(reverse("cabinet:find"), {"q": "d3"}).context["found"]) > 5


# --- Correcting, ending, removing ---------------------------------------------------------------------


def test_slip_is_corrected_from_the_first_day(me, individual):
    put(me, "supp-d3-1000")
    use = only_use(individual)

    change(me, use, quantity="3", since="2026-01-15")

    assert individual.cabinet.get().quantity == 3
    assert individual.cabinet.get().since == date(2026, 1, 15)


def test_changed_habit_leaves_the_days_before_as_they_were(me, individual):
    put(me, "supp-d3-1000")
    use = only_use(individual)

    for _press in range(2):
        change(me, use, how="changed", holds_from="2026-02-20", quantity="2")

    spans = individual.cabinet.order_by("since").values_list("since", "until", "quantity")
    assert list(spans) == [
        (date(2026, 2, 1), date(2026, 2, 19), 1),
        (date(2026, 2, 20), None, 2),
    ]


@pytest.mark.parametrize(
    ("day", "until", "words"),
    [
        ("", "", "A date is missing"),
        ("2026-02-01", "", "no later than its first day"),
        ("2026-02-20", "2026-02-10", "no longer taken"),
    ],
)
def test_habit_that_changed_on_no_day_of_it_is_asked_about(me, individual, day, until, words):
    put(me, "supp-d3-1000")

    response = change(me, only_use(individual), how="changed", holds_from=day, until=until)

    assert response.status_code == 422
    assert words in response.context["form"].errors["holds_from"][0]


@pytest.mark.parametrize("presses", [1, 2])
def test_what_ended_is_kept_with_its_days(me, individual, presses):
    put(me, "supp-d3-1000")
    use = only_use(individual)

    for _press in range(presses):
        me.post(reverse("cabinet:stop", args=[use.key]), {"last_day": "2026-02-14"})

    use.refresh_from_db()
    assert (use.since, use.until) == (date(2026, 2, 1), date(2026, 2, 14))
    assert "1 no longer taken" in cabinet(me)


def test_last_day_before_the_first_is_asked_about(me, individual):
    put(me, "supp-d3-1000")

    response = me.post(reverse("cabinet:stop", args=[only_use(individual).key]), {"last_day": "2026-01-01"})

    assert response.status_code == 422
    assert only_use(individual).until is None


def test_what_is_taken_again_is_proposed_as_it_was_from_today_on(me, individual):
    put(me, "supp-d3-1000", quantity="2", until="2026-02-10")

    form = me.get(reverse("cabinet:add", args=["supp-d3-1000"]), follow=True).context["form"]

    assert (form["quantity"].value(), form["since"].value(), form["until"].value()) == ("2", TODAY, None)


@pytest.mark.parametrize("presses", [1, 2])
def test_slip_is_removed(me, individual, presses):
    put(me, "supp-d3-1000")
    use = only_use(individual)

    for _press in range(presses):
        response = me.post(reverse("cabinet:remove", args=[use.key]))
        assert response.url == reverse("cabinet:list")

    assert "Nothing stands in your cabinet yet" in cabinet(me)


def test_product_that_was_retired_stays_with_a_word(me, individual):
    food = FoodFactory(slug="old-pill", name="Old pill", per_unit={"magnesium": "100"})
    put(me, "old-pill")
    food.is_retired = True
    food.save()

    assert "No longer in the food list, so one tap leaves it out." in cabinet(me)


# --- Cautions -----------------------------------------------------------------------------------------


def test_everything_that_is_said_is_judged_in_its_transaction(me, individual):
    told = []

    def hear(sender, person, **_):
        told.append((sender, person))

    answers_changed.connect(hear)
    put(me, "supp-d3-1000")
    use = only_use(individual)
    change(me, use, quantity="2")
    me.post(reverse("cabinet:stop", args=[use.key]), {"last_day": "2026-02-14"})
    me.post(reverse("cabinet:remove", args=[use.key]))

    assert told == [(Use, individual)] * 4


def test_caution_that_saving_opens_is_shown_at_once(on_warfarin, warfarin_person):
    natto = Food.objects.get(slug="natto")
    EntryFactory(person=warfarin_person, food=natto, eaten_on=TODAY)  # in the log, and not judged yet

    first = put(on_warfarin, "supp-mg-citrate-100")
    second = put(on_warfarin, "supp-mg-citrate-200")

    assert (first.url, second.url) == (reverse("alerts:list"), reverse("cabinet:list"))
    assert warfarin_person.cabinet.count() == 2


def test_what_can_open_a_caution_carries_its_badge_for_whom_it_concerns(on_warfarin):
    pill = {"name": "Green pill", "per_unit": {"magnesium": "1"}, "marks": ["high_vitamin_k"]}
    FoodFactory(slug="green-pill", **pill)
    put(on_warfarin, "supp-d3-1000")
    put(on_warfarin, "green-pill")

    rows = on_warfarin.get(reverse("cabinet:list")).context["page"].taken
    assert [row.needs_caution for row in rows] == [False, True]
    assert "Green pill warfarin" in cabinet(on_warfarin)
    assert "Green pill warfarin" in text_of(on_warfarin.get(reverse("cabinet:find"), {"q": "green pill"}))


# --- Speed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("products", [1, 8])
def test_page_takes_the_same_queries_for_many_products(me, django_assert_max_num_queries, products):
    for slug in ("400", "1000", "2000", "4000", "5000", "1000", "2000", "400")[:products]:
        put(me, f"supp-d3-{slug}")
    me.get(reverse("cabinet:list"))

    with django_assert_max_num_queries(9):
        me.get(reverse("cabinet:list"))
