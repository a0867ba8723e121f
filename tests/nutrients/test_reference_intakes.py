"""Spot values against the published tables, the sets' own rules, and the data files as a whole."""

from collections import Counter
from decimal import Decimal

import pytest

from nutrients.reference_intakes import ROWS, adult_span, recommended, reference
from nutrients.subject import Subject


def subject(age, sex="female", life_stage="none", reference_set="NAM"):
    return Subject(age=age, sex=sex, life_stage=life_stage, reference_set=reference_set)


SPOT_VALUES = [
    ("IOM 1997", "magnesium", "RDA", subject(40, "male"), "420"),
    ("IOM 1997", "magnesium", "RDA", subject(30), "310"),
    ("IOM 1997", "magnesium", "RDA", subject(31), "320"),
    ("IOM 1997", "magnesium", "RDA", subject(25, life_stage="pregnant"), "350"),
    ("IOM 1997", "magnesium", "UL_supplemental", subject(8), "110"),
    ("IOM 2001", "vitamin_k", "AI", subject(19, "male"), "120"),
    ("IOM 2011", "vitamin_d", "RDA", subject(70), "15"),
    ("IOM 2011", "vitamin_d", "RDA", subject(71), "20"),
    ("IOM 2011", "vitamin_d", "UL", subject(3), "62.5"),
    ("IOM 2011", "vitamin_d", "UL", subject(110, sex=None), "100"),
    ("IOM 2011", "calcium", "RDA", subject(60, "male"), "1000"),
    ("IOM 2011", "calcium", "RDA", subject(60), "1200"),
    ("IOM 2011", "calcium", "UL", subject(51), "2000"),
    ("EFSA NDA 2015", "magnesium", "AI", subject(35, reference_set="EFSA"), "300"),
    ("EFSA NDA 2015", "magnesium", "AI", subject(17, "male", reference_set="EFSA"), "300"),
    ("SCF 2001", "magnesium", "UL_supplemental", subject(4, reference_set="EFSA"), "250"),
    ("EFSA NDA 2023", "vitamin_d", "UL", subject(10, reference_set="EFSA"), "50"),
    ("EFSA NDA 2017", "vitamin_k", "AI", subject(35, reference_set="EFSA"), "70"),
    ("EFSA NDA 2015", "calcium", "RDA", subject(24, reference_set="EFSA"), "1000"),
    ("MHLW 2025", "vitamin_d", "AI", subject(35, reference_set="MHLW"), "9.0"),
    ("MHLW 2025", "vitamin_d", "UL", subject(14, reference_set="MHLW"), "80"),
    ("MHLW 2025", "magnesium", "RDA", subject(35, "male", reference_set="MHLW"), "380"),
    ("MHLW 2025", "magnesium", "RDA", subject(29, life_stage="pregnant", reference_set="MHLW"), "320"),
    ("MHLW 2025", "vitamin_k", "AI", subject(16, "male", reference_set="MHLW"), "150"),
    ("MHLW 2020", "vitamin_k", "AI", subject(14, "male", reference_set="MHLW"), "140"),
    ("MHLW 2020", "magnesium", "RDA", subject(16, life_stage="pregnant", reference_set="MHLW"), "350"),
    ("MHLW 2020", "calcium", "RDA", subject(80, "male", reference_set="MHLW"), "700"),
]


@pytest.mark.parametrize(
    ("nutrient", "kind", "person", "amount"),
    [
        pytest.param(*values, id=f"{source}: {values[0]} {values[1]}, {values[2].sex} {values[2].age}")
        for source, *values in SPOT_VALUES
    ],
)
def test_spot_value(nutrient, kind, person, amount):
    assert reference(nutrient, kind, person).amount == Decimal(amount)


def test_reference_names_its_source_set_and_unit():
    found = reference("vitamin_d", "UL", subject(35, reference_set="EFSA"))

    assert (found.kind, found.set, found.unit) == ("UL", "EFSA", "µg")
    assert "doi 10.2903/j.efsa.2023.8145" in found.source


@pytest.mark.parametrize(
    ("nutrient", "kind", "person"),
    [
        pytest.param("vitamin_k", "UL", subject(35), id="no body limits vitamin K"),
        pytest.param(
            "calcium", "UL", subject(17, reference_set="EFSA"), id="EFSA: no calcium limit under 18"
        ),
        pytest.param("magnesium", "RDA", subject(35, sex=None), id="magnesium differs by sex"),
        pytest.param("magnesium", "RDA", subject(None), id="age not told"),
        pytest.param("vitamin_d", "RDA", subject(0), id="under one year"),
    ],
)
def test_without_a_row_nothing_is_established(nutrient, kind, person):
    assert reference(nutrient, kind, person) is None


def test_pregnancy_at_an_age_without_a_row_falls_back_to_sex_and_age():
    assert reference("magnesium", "RDA", subject(52, life_stage="pregnant")).amount == 320


def test_adequate_intake_stands_where_no_allowance_is_set():
    assert recommended("vitamin_d", subject(35, reference_set="EFSA")).kind == "AI"


def test_adults_of_unknown_age_and_sex_are_shown_a_span():
    low, high = adult_span("magnesium", "NAM")

    assert (low.amount, high.amount) == (310, 420)


def test_every_row_of_the_tables_is_there():
    assert Counter(edition for (edition, _, _), rows in ROWS.items() for _ in rows) == {
        "NAM": 58, "EFSA": 38, "MHLW2020": 90, "MHLW2025": 46,
    }  # fmt: skip


def test_no_two_rows_fit_one_person():
    for rows in ROWS.values():
        for age in range(1, 121):
            for sex in ("female", "male"):
                for stage in ("none", "pregnant", "lactating"):
                    assert sum(row.fits(age, sex, stage) for row in rows) <= 1
