"""What an amount of a food brings."""

from decimal import Decimal

import pytest

from foods import composition
from foods.composition import Assumptions, Interval
from foods.models import Assumption, Food
from nutrients.intake import Amount, Origin, State
from tests.factories.foods import FoodFactory

pytestmark = pytest.mark.django_db


def composed(food):
    return composition.compositions([food.revision_id])[food.revision_id]


def item_of(food, **measure):
    return composition.item(composed(food), slug=food.slug, name=food.name, **measure)


def test_grams_scale_the_amounts_per_100_g():
    food = FoodFactory(per_100g={"menaquinone_7": "998", "magnesium": "115"})

    item = item_of(food, grams=Decimal("45"), key=7)

    assert item.amounts["menaquinone_7"].value == Decimal("449.1")
    assert item.amounts["magnesium"].value == Decimal("51.75")
    assert (item.origin, item.key) == (Origin.FOOD, 7)


def test_units_scale_the_amounts_of_a_product():
    capsule = FoodFactory(per_unit={"cholecalciferol": "25"})

    item = item_of(capsule, units=Decimal(2))

    assert item.amounts["cholecalciferol"].value == Decimal(50)
    assert item.origin is Origin.SUPPLEMENT


def test_a_range_scales_with_its_value(value_draft):
    food = FoodFactory(per_100g={"menaquinone_4": value_draft("15.2", low="9.6", high="21")})

    amount = item_of(food, grams=Decimal(50)).amounts["menaquinone_4"]

    assert (amount.low, amount.high) == (Decimal("4.8"), Decimal("10.5"))


def test_what_no_source_measured_is_absent_and_not_zero():
    food = FoodFactory(per_100g={"magnesium": "10"})

    assert "menaquinone_7" not in item_of(food, grams=Decimal(100)).amounts
    assert composed(food).amount("menaquinone_7") == Amount(None, state=State.UNKNOWN)


def test_a_form_listed_without_an_amount_is_present_and_unknown():
    capsule = FoodFactory(per_unit={"menaquinone_unspecified": None})

    assert item_of(capsule, units=Decimal(1)).amounts["menaquinone_unspecified"].value is None


def test_a_form_that_is_not_on_the_label_fires_nothing(value_draft):
    capsule = FoodFactory(per_unit={"menaquinone_7": value_draft(None, state=State.NOT_ON_LABEL)})

    assert "menaquinone_7" not in item_of(capsule, units=Decimal(1)).amounts


@pytest.mark.parametrize(
    ("product", "measure"),
    [(False, {"units": Decimal(1)}), (True, {"grams": Decimal(1)}), (False, {}), (True, {})],
    ids=["food by units", "product by grams", "food by nothing", "product by nothing"],
)
def test_a_measure_that_does_not_fit_the_basis_is_refused(product, measure):
    food = FoodFactory(**{"per_unit" if product else "per_100g": {"magnesium": "1"}})

    with pytest.raises(ValueError, match="needs"):
        item_of(food, **measure)


def test_the_item_carries_the_names_and_marks_that_rules_look_at():
    food = FoodFactory(slug="natto-x", name="Natto X")

    item = composition.item(
        composed(food),
        slug=food.slug,
        name=food.name,
        names=["納豆"],
        marks=["natto_family"],
        grams=Decimal(1),
    )

    assert (item.food, item.names, item.marks) == ("natto-x", ("Natto X", "納豆"), {"natto_family"})


POULTRY = Assumptions({"fresh_poultry": {"menaquinone_7": Interval(Decimal(0), Decimal("0.5"))}})


def assumed(food, grams, assumptions=POULTRY):
    item = composition.item(
        composed(food), slug=food.slug, name=food.name, grams=Decimal(grams), assumptions=assumptions
    )
    return item.amounts.get("menaquinone_7")


def test_an_assumption_stands_in_where_its_upper_end_adds_under_1_ug():
    food = FoodFactory(assumption_group="fresh_poultry")

    assert assumed(food, "199.9") == Amount(Decimal(0), Decimal(0), Decimal("0.9995"), State.ASSUMED)


def test_an_entry_whose_upper_end_reaches_1_ug_stays_unknown():
    food = FoodFactory(assumption_group="fresh_poultry")

    assert assumed(food, "200") is None


def test_an_assumed_entry_counts_at_the_lower_end():
    food = FoodFactory(assumption_group="fresh_poultry")
    low = Assumptions({"fresh_poultry": {"menaquinone_7": Interval(Decimal("0.2"), Decimal("0.5"))}})

    assert assumed(food, "50", low).value == Decimal("0.1")


def test_an_assumption_never_replaces_a_value():
    food = FoodFactory(assumption_group="fresh_poultry", per_100g={"menaquinone_7": "3"})

    assert assumed(food, "10") == Amount(Decimal("0.3"), state=State.MEASURED)


def test_an_assumption_stands_in_for_a_value_that_is_stated_as_unknown():
    food = FoodFactory(assumption_group="fresh_poultry", per_100g={"menaquinone_7": None})

    assert assumed(food, "10").state is State.ASSUMED


def test_a_food_outside_every_group_keeps_its_unknowns():
    food = FoodFactory(assumption_group="")

    assert assumed(food, "10") is None


def test_an_assumption_that_is_switched_off_is_not_read(django_assert_num_queries):
    Assumption.objects.update(is_active=True)
    Assumption.objects.filter(group="egg").update(is_active=False)

    with django_assert_num_queries(1):
        assumptions = composition.active_assumptions()

    assert assumptions.of("egg") == {}
    assert assumptions.of("milk") == {"menaquinone_7": Interval(Decimal(0), Decimal(0))}


def test_many_compositions_take_two_queries(django_assert_num_queries):
    foods = [FoodFactory(per_100g={"magnesium": "1"}) for _ in range(5)]

    with django_assert_num_queries(2):
        found = composition.compositions(food.revision_id for food in foods)

    assert found.keys() == {food.revision_id for food in foods}


def test_a_composition_once_read_is_not_read_again(
    django_assert_num_queries, django_capture_on_commit_callbacks
):
    natto = Food.objects.get(slug="natto")
    with django_capture_on_commit_callbacks(execute=True):  # its rows were committed before any test
        composed(natto)

    with django_assert_num_queries(0):
        assert composed(natto).amount("menaquinone_7").value == 998


def test_a_composition_read_inside_a_transaction_is_not_kept(django_assert_num_queries):
    food = FoodFactory(per_100g={"magnesium": "1"})
    composed(food)

    with django_assert_num_queries(2):
        composed(food)
