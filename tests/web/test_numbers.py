"""How amounts, ranges and scores are written."""

from decimal import Decimal
from fractions import Fraction

import pytest

from k2tracker.web.numbers import display, number, range_text, rounded, score_text, spoken


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0", "0"),
        ("0.004", "under 0.01"),
        ("0.125", "0.13"),  # two decimals below 1, the half goes up
        ("9.95", "10"),  # one decimal below 100, and no ".0"
        ("62.5", "62.5"),
        ("99.96", "100"),
        ("470.5", "471"),
        ("1140", "1,140"),
    ],
)
def test_number_keeps_what_matters_at_its_size(amount, written):
    assert number(Decimal(amount)) == written


def test_unit_stays_on_the_line_of_its_number():
    assert display(Decimal("46"), "µg") == "46\u00a0µg"


def test_unknown_has_no_number():
    with pytest.raises(TypeError, match="unknown"):
        number(None)


def test_float_is_refused():
    with pytest.raises(TypeError, match="float"):
        display(0.1, "µg")


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        ("46", "54", "46\u2060–\u206054\u00a0µg"),
        ("46.01", "46.04", "46\u00a0µg"),  # ends that read alike
        ("320", None, "320\u00a0µg or more"),
        (None, "100", "up to 100\u00a0µg"),
    ],
)
def test_range_reads_on_one_line(low, high, written):
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert range_text(*ends, "µg") == written


def test_range_without_ends_is_refused():
    with pytest.raises(ValueError, match="one end"):
        range_text(None, None, "µg")


@pytest.mark.parametrize(
    ("exact", "places", "result"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(10**40 - 1, 2 * 10**40), 0, "0"),  # a hair below a half: decimal division would lose it
        (Decimal("2.5"), 0, "3"),
    ],
)
def test_halves_are_rounded_away_from_zero(exact, places, result):
    assert rounded(exact, places) == Decimal(result)


def test_score_is_a_whole_number():
    assert score_text(Fraction(125, 2)) == "63"


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [("1", "µg", "1 microgram"), ("46", "mg", "46 milligrams"), ("2", "capsules", "2 capsules")],
)
def test_units_are_read_aloud_as_words(amount, unit, said):
    assert spoken(Decimal(amount), unit) == said
