"""The cabinet as the rules see it: days, amounts of a day of use, names and marks; corrections at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from foods.actions import Draft, DraftValue, Publication, publish
from foods.curation.merging import merge
from foods.models import Source
from k2tracker.cabinet.models import Use
from k2tracker.cabinet.queries import cabinet_told
from nutrients.intake import State
from tests.factories.foods import FoodFactory

from .conftest import form_of, only_use, put


def told(person) -> list[tuple]:
    return [(one.item.food, one.days_a_week, one.from_on, one.to_on) for one in cabinet_told(person)]


def magnesium(person) -> list[Decimal]:
    return [one.item.amounts["magnesium"].value for one in cabinet_told(person)]


def test_empty_cabinet_tells_nothing(individual):
    assert cabinet_told(individual) == ()


@pytest.mark.parametrize(
    ("said", "days_a_week"),
    [
        ({}, 7),
        ({"often": "weekdays", "weekdays": ["0", "2"]}, 2),
        ({"often": "some_days", "days_a_week": "4"}, 4),
        ({"often": "now_and_then"}, None),
    ],
)
def test_days_a_week(me, individual, said, days_a_week):
    put(me, "supp-d3-1000", until="2026-02-14", **said)

    assert told(individual) == [("supp-d3-1000", days_a_week, date(2026, 2, 1), date(2026, 2, 14))]


def test_item_is_a_day_of_use_with_names_and_marks(me, individual):
    FoodFactory(
        slug="aojiru-pill",
        name="Aojiru",
        aliases=["young barley"],
        marks=["high_vitamin_k"],
        per_unit={"phylloquinone": "20"},
    )
    put(me, "aojiru-pill", quantity="3")

    (product,) = cabinet_told(individual)
    assert product.item.amounts["phylloquinone"].value == 60
    assert product.item.names == ("Aojiru", "young barley")
    assert product.item.marks == {"high_vitamin_k"}


def test_product_of_two_times_of_a_day_is_one_while_both_hold(me, individual):
    put(me, "supp-mg-citrate-100", meal="breakfast")
    put(me, "supp-mg-citrate-100", meal="dinner", quantity="2", since="2026-02-10", until="2026-02-19")

    assert magnesium(individual) == [100, 300, 100]
    assert told(individual) == [
        ("supp-mg-citrate-100", 7, date(2026, 2, 1), date(2026, 2, 9)),
        ("supp-mg-citrate-100", 7, date(2026, 2, 10), date(2026, 2, 19)),
        ("supp-mg-citrate-100", 7, date(2026, 2, 20), None),
    ]


def test_change_of_meal_alone_does_not_make_a_product_new(me, individual):
    put(me, "supp-mg-citrate-100")
    use = only_use(individual)
    said = form_of(how="changed", holds_from="2026-02-20", meal="dinner")
    me.post(reverse("cabinet:change", args=[use.key]), said)

    assert told(individual) == [("supp-mg-citrate-100", 7, date(2026, 2, 1), None)]


def test_what_was_removed_as_a_slip_held_on_no_day(me, individual):
    put(me, "supp-d3-1000")
    me.post(reverse("cabinet:remove", args=[only_use(individual).key]))

    assert cabinet_told(individual) == ()


def test_correction_is_seen_at_once(me, individual):
    food = FoodFactory(slug="some-pill", per_unit={"magnesium": "100"})
    put(me, "some-pill")
    before = magnesium(individual)

    value = DraftValue("magnesium", Decimal("250"), State.LABEL, "test_source")
    sources = {source.key: source for source in Source.objects.all()}
    publish(publications=[Publication(food, Draft(values=(value,)), reason="corrected")], sources=sources)

    assert (before, magnesium(individual)) == ([100], [250])


def test_merged_product_is_what_it_is_part_of_now(me, individual, curator):
    food = FoodFactory(slug="some-pill", per_unit={"magnesium": "100"})
    into = FoodFactory(slug="kept-pill", per_unit={"magnesium": "120"})
    put(me, "some-pill", until="2026-02-14")

    merge(by=curator, food=food, into=into, reason="The same product.")

    assert only_use(individual).food == into
    assert magnesium(individual) == [120]


def test_form_that_was_open_before_a_merge_saves_the_product_that_is_kept(me, individual, curator):
    food = FoodFactory(slug="some-pill", per_unit={"magnesium": "100"})
    into = FoodFactory(slug="kept-pill", per_unit={"magnesium": "120"})
    merge(by=curator, food=food, into=into, reason="The same product.")

    put(me, "some-pill")

    assert only_use(individual).food == into


@pytest.mark.parametrize("products", [1, 6])
def test_takes_the_same_queries_for_many_products(me, individual, django_assert_num_queries, products):
    slugs = ("supp-d3-400", "supp-d3-1000", "supp-d3-2000", "supp-mk7-50", "supp-mk7-75", "supp-mk7-100")
    for slug in slugs[:products]:
        put(me, slug)

    with django_assert_num_queries(4):  # 2 for compositions that no finished transaction holds
        assert len(cabinet_told(individual)) == products


def test_account_takes_its_cabinet_and_its_own_products_with_it(me, individual):
    FoodFactory(slug="my-pill", owner=individual, per_unit={"magnesium": "100"})
    put(me, "my-pill")

    individual.delete()

    assert not Use.objects.exists()
