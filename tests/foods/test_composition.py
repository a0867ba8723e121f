"""What an amount of a food brings."""

from decimal import Decimal

import pytest

from foods import composition
from foods.models import Assumption
from nutrients.intake import Amount, Origin, State
from tests.factories.foods import FoodFactory, SourceFactory

pytestmark = pytest.mark.django_db


def of(food):
    return composition.compositions([food.revision_id])[food.revision_id]


def test_grams_scale_the_amounts_per_100_g():
    food = FoodFactory(per_100g={"menaquinone_7": "998", "magnesium": "115"})

    item = composition.item(of(food), slug=food.slug, name=food.name, grams=Decimal("45"), key=7)

    assert item.amounts["menaquinone_7"].value == Decimal("449.1")
    assert item.amounts["magnesium"].value == Decimal("51.75")
    assert (item.origin, item.key) == (Origin.FOOD, 7)
