"""Conversion at the border."""

from decimal import Decimal

import pytest

from nutrients.units import UnknownUnit, to_canonical, vitamin_d_iu


@pytest.mark.parametrize(
    ("amount", "unit", "nutrient", "canonical"),
    [
        ("5000", "IU", "vitamin_d", "125"),
        ("600", "iu", "cholecalciferol", "15"),
        ("10", "µg calcifediol", "vitamin_d", "25"),
        ("0.1", "mg", "menaquinone_7", "100"),
        ("45", "mcg", "menaquinone_4", "45"),
        ("45", "\u03bcg", "menaquinone_4", "45"),  # the Greek letter, as many labels have it
        ("0.4", "g", "magnesium", "400"),
        ("500", "ug", "calcium", "0.5"),
        ("418.4", "kJ", "energy", "100"),
    ],
)
def test_to_canonical(amount, unit, nutrient, canonical):
    assert to_canonical(Decimal(amount), unit, nutrient) == Decimal(canonical)


@pytest.mark.parametrize(
    ("unit", "nutrient"),
    [("IU", "menaquinone_7"), ("IU", "magnesium"), ("µg", "energy"), ("kJ", "calcium"), ("", "magnesium")],
)
def test_unit_that_does_not_fit_the_nutrient(unit, nutrient):
    with pytest.raises(UnknownUnit):
        to_canonical(Decimal(1), unit, nutrient)


def test_the_capsule_of_the_article_in_iu():
    assert vitamin_d_iu(Decimal(125)) == 5000
