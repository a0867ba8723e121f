"""One tap logs what the cabinet has for a day and the day has not: once, with a way back."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from k2tracker.cabinet.models import Use
from k2tracker.diary.models import Entry
from tests.factories.foods import FoodFactory

from .conftest import HTMX, TODAY, day_url, log, only_use, put, tap, text_of

SUNDAY = TODAY  # 1 March 2026
SATURDAY = TODAY - timedelta(days=1)


def logged(person, day=TODAY) -> list[str]:
    entries = person.entries.standing().filter(eaten_on=day).order_by("food__slug")
    return list(entries.values_list("food__slug", flat=True))


@pytest.fixture
def two(me):
    """Vitamin D after breakfast, two magnesium tablets in the evening; nothing is logged yet."""
    put(me, "supp-d3-1000", meal="breakfast", taken_at="08:00")
    put(me, "supp-mg-citrate-100", quantity="2", meal="dinner")


def test_tap_logs_each_product_as_the_cabinet_has_it(me, individual, two):
    response = tap(me)

    rows = individual.entries.order_by("food__slug").values_list(
        "food__slug", "units", "quantity", "portion_name", "meal", "eaten_at__hour", "eaten_on"
    )
    assert list(rows) == [
        ("supp-d3-1000", 1, 1, "1 unit", "breakfast", 8, TODAY),
        ("supp-mg-citrate-100", 2, 2, "1 unit", "dinner", None, TODAY),
    ]
    said = text_of(me.get(response.url))
    assert "Logged: Vitamin D3 1000 IU (25 µg), Magnesium citrate, 100 mg elemental." in said


@pytest.mark.parametrize("htmx", [True, False])
def test_second_press_of_one_tap_adds_nothing_and_says_the_same(me, individual, two, htmx):
    key = uuid.uuid4()
    answers = [tap(me, key=key, htmx=htmx) for _press in range(2)]
    if not htmx:
        answers = [me.get(answer.url) for answer in answers]

    assert len(logged(individual)) == 2
    assert all("Logged: Vitamin D3" in text_of(answer) for answer in answers)


def test_another_tap_finds_nothing_left(me, individual, two):
    tap(me)

    body = text_of(tap(me, htmx=True))

    assert "Nothing was left to log of your usual supplements." in body
    assert len(logged(individual)) == 2


def test_what_was_logged_by_hand_is_not_logged_again(me, individual, two):
    log(me, "supp-d3-1000", "1", portion="1 unit", meal="lunch")

    tap(me)

    assert logged(individual) == ["supp-d3-1000", "supp-mg-citrate-100"]


def test_each_of_two_times_of_a_day_is_logged_for_itself(me, individual):
    put(me, "supp-mg-citrate-100", meal="breakfast")
    put(me, "supp-mg-citrate-100", meal="dinner")
    log(me, "supp-mg-citrate-100", "1", portion="1 unit", meal="dinner")

    tap(me)

    meals = individual.entries.order_by("meal").values_list("meal", flat=True)
    assert list(meals) == ["breakfast", "dinner"]


@pytest.mark.parametrize("presses", [1, 2])
def test_undo_takes_back_what_the_tap_logged_and_nothing_else(me, individual, two, presses):
    log(me, "natto", "10")
    key = uuid.uuid4()
    tap(me, key=key)

    for _press in range(presses):
        me.post(reverse("diary:undo_supplements", args=[TODAY, key]))

    assert logged(individual) == ["natto"]


def test_undo_works_after_a_product_left_the_cabinet(me, individual, two):
    key = uuid.uuid4()
    tap(me, key=key)
    for use in individual.cabinet.all():
        me.post(reverse("cabinet:remove", args=[use.key]))

    body = text_of(me.post(reverse("diary:undo_supplements", args=[TODAY, key]), headers=HTMX))

    assert "Deleted: 2 entries." in body
    assert logged(individual) == []


def test_press_that_comes_late_does_not_bring_back_what_was_undone(me, individual, two):
    key = uuid.uuid4()
    tap(me, key=key)
    me.post(reverse("diary:undo_supplements", args=[TODAY, key]))

    tap(me, key=key)

    assert logged(individual) == []


@pytest.mark.parametrize(
    ("said", "day", "is_logged"),
    [
        ({"since": SUNDAY}, SUNDAY, True),
        ({"since": SUNDAY}, SATURDAY, False),
        ({"until": SATURDAY}, SATURDAY, True),
        ({"until": SATURDAY}, SUNDAY, False),
        ({"often": "weekdays", "weekdays": ["6"]}, SUNDAY, True),
        ({"often": "weekdays", "weekdays": ["6"]}, SATURDAY, False),
        ({"often": "now_and_then"}, SUNDAY, False),
    ],
    ids=["first day", "day before it", "last day", "day after it", "its weekday", "another", "now and then"],
)
def test_only_what_is_set_for_the_day_is_logged(me, individual, said, day, is_logged):
    put(me, "supp-d3-1000", **said)

    tap(me, day=day)

    assert logged(individual, day) == (["supp-d3-1000"] if is_logged else [])


@pytest.mark.parametrize(("taken", "is_logged"), [((1, 3), True), ((1, 3, 6), False), ((1, 3, 7), True)])
def test_some_days_a_week_are_due_until_the_last_seven_have_as_many(me, individual, taken, is_logged):
    put(me, "supp-d3-1000", often="some_days", days_a_week="3")
    for back in taken:
        log(me, "supp-d3-1000", "1", portion="1 unit", day=TODAY - timedelta(days=back))

    shown = me.get(day_url()).context["usual"].due
    tap(me)

    assert (shown, logged(individual)) == ((1, ["supp-d3-1000"]) if is_logged else (0, []))


def test_retired_product_is_named_and_left_out(me, individual):
    food = FoodFactory(slug="old-pill", name="Old pill", per_unit={"magnesium": "100"})
    put(me, "old-pill")
    put(me, "supp-d3-1000")
    food.is_retired = True
    food.save()

    body = text_of(tap(me, htmx=True))

    assert "Left out, no longer in the food list: Old pill." in body
    assert logged(individual) == ["supp-d3-1000"]


@pytest.mark.parametrize("htmx", [True, False])
def test_tap_on_warfarin_saves_and_then_says_what_is_to_be_known(on_warfarin, warfarin_person, htmx):
    put(on_warfarin, "supp-mk7-100")

    response = tap(on_warfarin, htmx=htmx)

    entry = warfarin_person.entries.get()
    address = response.headers["HX-Redirect"] if htmx else response.url
    assert address == reverse("diary:caution", args=[entry.key])


def test_tap_touches_nobody_elses_day(me, two, other_individual, client):
    client.force_login(other_individual)

    tap(client)

    assert not Entry.objects.exists()


def test_key_that_cannot_be_read_logs_nothing(me, individual, two):
    response = tap(me, key="x")

    assert response.url == day_url()
    assert logged(individual) == []


def test_day_page_offers_what_waits(me, two):
    offered = text_of(me.get(day_url()))
    tap(me)
    after = text_of(me.get(day_url()))

    assert "My usual supplements: 2" in offered
    assert "My usual supplements:" not in after
    assert "Usual Cabinet" in after


def test_meals_are_those_of_the_diary():
    assert set(Use.Meal.values) == set(Entry.Meal.values)


@pytest.mark.parametrize("products", [1, 5])
def test_tap_takes_queries_by_the_products_that_it_logs_alone(
    me, individual, django_assert_max_num_queries, products
):
    for slug in ("400", "1000", "2000", "4000", "5000")[:products]:
        put(me, f"supp-d3-{slug}")
    assert individual.cabinet.count() == products

    with django_assert_max_num_queries(40 + 3 * products):  # a savepoint and an insert each
        tap(me)


def test_entry_is_what_one_of_them_was_said_to_be(me, individual):
    put(me, "supp-d3-1000", quantity="0.5")
    tap(me)

    assert individual.entries.get().units == only_use(individual).quantity
