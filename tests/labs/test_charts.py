"""The chart of 25(OH)D: one unit, the band of the chosen body, one year."""

import pytest
from django.urls import reverse


@pytest.fixture
def two_units(pages):
    pages.add("vitamin_d", "41", "2026-01-12", unit="nmol/L")
    pages.add("vitamin_d", "31.6", "2026-04-20", unit="ng/mL")
    return pages


def chart(pages, body=None):
    if body is not None:
        pages.client.post(reverse("labs:body"), {"body": body})
    return pages.page().vitamin_d.chart


def plain(words: str) -> str:
    """Without what keeps an amount on one line."""
    return words.replace("\u00a0", " ").replace("\u2060", "")


def test_chart_is_in_the_unit_of_the_latest_result(two_units):
    found = chart(two_units)

    assert found.unit == "ng/mL"
    assert [dot.text for dot in found.drawing.dots] == ["16.4", "31.6"]
    assert plain(found.drawing.title) == (
        "25(OH)D in ng/mL: 16.4 on 12 January 2026, 31.6 on 20 April 2026. Band: IOM/NAM 2011: 20–50 ng/mL."
    )


@pytest.mark.parametrize(
    ("body", "band", "edges", "is_out"),
    [
        ("IOM", "IOM/NAM 2011: 20–50 ng/mL", [(True, True)], [True, False]),
        ("EFSA", "EFSA 2016: 20 ng/mL or more", [(True, False)], [True, False]),
        ("ES2024", "", [], [False, False]),
    ],
)
def test_band_and_what_lies_outside_follow_the_chosen_body(two_units, body, band, edges, is_out):
    found = chart(two_units, body)

    assert plain(found.band) == band
    assert [(box.has_bottom, box.has_top) for box in found.drawing.bands] == edges
    assert [dot.is_out for dot in found.drawing.dots] == is_out


def test_dots_stand_at_their_levels_on_the_scale(two_units):
    drawing = chart(two_units).drawing

    def level(y):  # the scale runs from 0 at the bottom to 60 at the top
        return 60 * (drawing.base - float(y)) / (drawing.base - drawing.top)

    assert [round(level(dot.y), 1) for dot in drawing.dots] == [16.4, 31.6]
    assert [mark.text for mark in drawing.scale] == ["60", "50", "20", "0"]


def test_scale_grows_with_the_values(pages):
    pages.add("vitamin_d", "600", "2026-01-12", unit="nmol/L")

    assert [mark.text for mark in chart(pages).drawing.scale] == ["800", "125", "0"]


def test_results_more_than_a_year_before_the_latest_stand_in_the_table_alone(pages):
    for on in ("2025-01-11", "2025-01-12", "2026-01-12"):
        pages.add("vitamin_d", "50", on, unit="nmol/L")

    found = chart(pages)
    assert len(found.drawing.dots) == 2
    assert found.note == "The chart holds one year; 1 earlier result is in the table alone."
    assert pages.page().vitamin_d.count == 3


def test_single_result_has_a_chart(pages):
    pages.add("vitamin_d", "50", "2026-01-12", unit="nmol/L")

    (dot,) = chart(pages).drawing.dots
    assert dot.text == "50"
