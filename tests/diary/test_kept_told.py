"""What was told is read again where anything behind it is another, and only there."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from foods.actions import Draft, DraftValue, Publication, publish
from foods.models import Food, Source
from k2tracker.cabinet.models import Use
from k2tracker.diary.days import keeper_of
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.medicines.models import ConditionPeriod, Medicine
from k2tracker.plans.models import Plan
from nutrients.intake import State
from tests.factories.foods import FoodFactory
from tests.factories.plans import PlanFactory

from .conftest import TODAY


@pytest.fixture
def pill(warfarin_person):
    """One of everything told, and the product of the cabinet."""
    person = warfarin_person
    pill = FoodFactory(slug="some-pill", per_unit={"magnesium": "100"})
    Use.objects.create(
        person=person, key=uuid4(), food=pill, quantity=Decimal(1), often=Use.Often.DAILY, since=TODAY
    )
    Medicine.objects.create(person=person, key=uuid4(), name="Euthyrox", drug="levothyroxine")
    ConditionPeriod.objects.create(person=person, key=uuid4(), kind="kidney_stones")
    LabResult.objects.create(
        person=person, key=uuid4(), kind="inr", taken_on=TODAY, value=Decimal("2.4"), decimals=1
    )
    InrRange.objects.create(person=person, key=uuid4(), low=Decimal(2), high=Decimal(3), from_on=TODAY)
    PlanFactory(person=person)
    return pill


@pytest.fixture
def told(pill, warfarin_person, committed):
    """What was told, as it is now; what was read for it is kept, as after a transaction."""

    def read():
        with committed():
            return keeper_of(warfarin_person).told

    return read


def test_what_was_read_before_takes_one_query(told, warfarin_person, django_assert_num_queries):
    before = told()
    keeper = keeper_of(warfarin_person)

    with django_assert_num_queries(1):
        assert keeper.told is before


def corrected(pill):
    value = DraftValue("magnesium", Decimal("250"), State.LABEL, "test_source")
    sources = {source.key: source for source in Source.objects.all()}
    publish(publications=[Publication(pill, Draft(values=(value,)), reason="corrected")], sources=sources)


@pytest.mark.parametrize(
    "change",
    [
        lambda pill: Medicine.objects.update(stopped_on=TODAY),
        lambda pill: ConditionPeriod.objects.update(to_on=TODAY),
        lambda pill: Use.objects.update(quantity=2),
        lambda pill: LabResult.objects.update(is_wrong=True),
        lambda pill: InrRange.objects.update(high=Decimal("3.5")),
        lambda pill: Plan.objects.update(valid_to=TODAY),
        corrected,
        lambda pill: pill.aliases.create(text="young barley"),
        lambda pill: pill.marks.create(mark="high_vitamin_k"),
    ],
    ids=["medicine", "condition", "use", "result", "range", "plan", "composition", "alias", "mark"],
)
def test_what_changed_since_is_told(told, pill, change):
    before = told()
    change(pill)

    assert told() != before


def test_answer_that_names_an_antagonist_is_told(told, warfarin_person):
    before = told()
    warfarin_person.vka_periods.update(drug="acenocoumarol", from_on=TODAY - timedelta(days=40))

    assert told().medicines != before.medicines


def test_renamed_product_bears_its_new_name(told, pill):
    told()
    Food.objects.filter(pk=pill.pk).update(name="Another pill")

    assert [product.item.names[0] for product in told().cabinet] == ["Another pill"]
