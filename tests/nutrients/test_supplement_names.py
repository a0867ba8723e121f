"""What a product brings by its name, where no amount tells."""

from decimal import Decimal

import pytest

from nutrients.supplement_names import (
    brings_calcium,
    brings_magnesium,
    brings_vitamin_d,
    is_magnesium_laxative,
    is_nattokinase,
    is_vitamin_e_supplement,
    vitamin_e_iu,
)

from .days import food, supplement


@pytest.mark.parametrize(
    ("text", "iu"),
    [
        ("Vitamin E 400 IU", "400"),
        ("Vitamin E, 400 I.U.", "400"),
        ("400 IU natural vitamin E", "400"),
        ("Vitamin-E (134 mg)", "200"),
        ("1,000 IU Vitamin E", "1000"),
        ("d-alpha-tocopherol 67 mg", "100"),
        ("ビタミンE 400IU", "400"),
        ("Vitamin E", None),
        ("Vitamin E with 100 mg magnesium", None),
        ("Vitamin D 400 IU", None),
    ],
)
def test_vitamin_e_of_a_name(text, iu):
    found = vitamin_e_iu(text)

    assert found == (None if iu is None else Decimal(iu))


@pytest.mark.parametrize(
    ("brings", "name", "expected"),
    [
        (brings_vitamin_d, "Vitamin D3 1000", True),
        (brings_vitamin_d, "D3K2", True),
        (brings_vitamin_d, "Colecalciferol", True),
        (brings_vitamin_d, "ビタミンD", True),
        (brings_vitamin_d, "Vitamin Deluxe", False),
        (brings_vitamin_d, "CD30 syrup", False),
        (brings_calcium, "Calcium citrate", True),
        (brings_calcium, "Calciumfree salt", False),
        (brings_magnesium, "酸化マグネシウム", True),
        (brings_magnesium, "Magnesiumfree salt", False),
        (is_magnesium_laxative, "Phillips Milk of Magnesia", True),
        (is_magnesium_laxative, "Magnesium glycinate", False),
        (is_nattokinase, "Natto Kinase NSK-SD", True),
        (is_nattokinase, "natto", False),
        (is_vitamin_e_supplement, "Tocopherols, mixed", True),
        (is_vitamin_e_supplement, "Vitamin Extra", False),
    ],
)
def test_name_alone(brings, name, expected):
    assert brings(supplement(name)) is expected


def test_food_is_no_supplement_whatever_its_name():
    assert not brings_calcium(food("calcium water", calcium="300"))


def test_known_amount_counts_before_the_name():
    assert not brings_magnesium(supplement("Magnesium free", magnesium="0"))
