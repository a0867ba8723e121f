"""Levels of 25(OH)D by the body that names them, at both sides of every edge and in both units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutrients.labs import BODIES, MEASURES, NG, NMOL, Kind, in_unit, judge


def shown(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), rounding="ROUND_HALF_UP")


@pytest.mark.parametrize(
    ("ng", "nmol"),
    [("12", "30.0"), ("20", "49.9"), ("30", "74.9"), ("50", "124.8"), ("100", "249.6"), ("150", "374.4")],
)
def test_ng_per_ml_is_shown_in_nmol_per_l(ng, nmol):
    assert shown(in_unit(Decimal(ng), NG, NMOL)) == Decimal(nmol)


@pytest.mark.parametrize(("nmol", "ng"), [("50", "20.0"), ("75", "30.0"), ("125", "50.1")])
def test_nmol_per_l_is_shown_in_ng_per_ml(nmol, ng):
    assert shown(in_unit(Decimal(nmol), NMOL, NG)) == Decimal(ng)


@given(st.decimals("1", "600", places=1))
def test_result_in_ng_per_ml_comes_back_from_what_is_shown_of_it(ng):
    assert shown(in_unit(shown(in_unit(ng, NG, NMOL)), NMOL, NG)) == ng


EDGES = [
    # body, unit, just below, at, just above: the band of each
    ("IOM", NMOL, "30", "risk_of_deficiency", "may_be_low", "may_be_low"),
    ("IOM", NG, "12", "risk_of_deficiency", "may_be_low", "may_be_low"),
    ("IOM", NMOL, "50", "may_be_low", "enough", "enough"),
    ("IOM", NG, "20", "may_be_low", "enough", "enough"),
    ("IOM", NMOL, "125", "enough", "enough", "possible_harm"),
    ("IOM", NG, "50", "enough", "enough", "possible_harm"),
    ("EFSA", NMOL, "50", "below_target", "target_reached", "target_reached"),
    ("EFSA", NG, "20", "below_target", "target_reached", "target_reached"),
    ("ES2011", NMOL, "50", "deficiency", "between", "between"),
    ("ES2011", NG, "20", "deficiency", "between", "between"),
    ("ES2011", NMOL, "52.5", "between", "insufficiency", "insufficiency"),
    ("ES2011", NG, "21", "between", "insufficiency", "insufficiency"),
    ("ES2011", NMOL, "72.5", "insufficiency", "insufficiency", "between"),
    ("ES2011", NG, "29", "insufficiency", "insufficiency", "between"),
    ("ES2011", NMOL, "75", "between", "sufficiency", "sufficiency"),
    ("ES2011", NG, "30", "between", "sufficiency", "sufficiency"),
    ("ES2011", NG, "100", "sufficiency", "sufficiency", "above_safety_mark"),
    ("TOX", NG, "80", "below_toxicity", "below_toxicity", "toxicity_possible"),
    ("TOX", NG, "150", "toxicity_possible", "toxicity_possible", "toxicity_likely"),
]


@pytest.mark.parametrize(("body", "unit", "edge", "below", "at", "above"), EDGES)
def test_edge_of_a_band(body, unit, edge, below, at, above):
    step = Decimal("0.01")
    values = (Decimal(edge) - step, Decimal(edge), Decimal(edge) + step)
    assert [judge(Kind.VITAMIN_D, value, unit, body).band for value in values] == [below, at, above]


@pytest.mark.parametrize(
    ("body", "nmol", "band"),
    [
        # 100 ng/mL are 249.6 nmol/L: within half a nmol/L of it a result is at the mark, not above it
        ("ES2011", "250.1", "sufficiency"),
        ("ES2011", "250.11", "above_safety_mark"),
        ("TOX", "200.18", "below_toxicity"),  # 80 ng/mL are 199.68 nmol/L
        ("TOX", "200.19", "toxicity_possible"),
    ],
)
def test_level_printed_in_the_other_unit_alone_is_met_with_a_tolerance(body, nmol, band):
    assert judge(Kind.VITAMIN_D, Decimal(nmol), NMOL, body).band == band


def test_judgement_names_its_body_and_source():
    found = judge(Kind.VITAMIN_D, Decimal(20), NG)

    assert (found.words, found.body) == ("Enough for nearly everyone (bone)", "IOM/NAM 2011")
    assert found.source == BODIES["IOM"].source


def test_body_without_cut_offs_judges_nothing_and_says_so():
    found = judge(Kind.VITAMIN_D, Decimal(10), NMOL, "ES2024")

    assert (found.band, found.words) == (None, "Not judged: it sets no cut-offs")
    assert BODIES["ES2011"].note == "withdrawn"


@pytest.mark.parametrize("kind", [Kind.INR, Kind.DP_UCMGP, Kind.T_SCORE, Kind.CORONARY_CALCIUM])
def test_no_other_kind_is_judged_by_a_body(kind):
    found = judge(kind, Decimal(3), MEASURES[kind].units[0].symbol)

    assert (found.band, found.body) == (None, "")
    assert found.words.startswith("Not judged")


@pytest.mark.parametrize(
    ("kind", "unit", "specimen", "loinc"),
    [
        (Kind.INR, "", "plasma", "6301-6"),
        (Kind.INR, "", "whole_blood", "34714-6"),
        (Kind.INR, "", "", None),
        (Kind.VITAMIN_D, NG, "", "62292-8"),
        (Kind.VITAMIN_D, NMOL, "", None),  # not confirmed yet
    ],
)
def test_code_follows_specimen_and_unit(kind, unit, specimen, loinc):
    assert MEASURES[kind].loinc(unit, specimen) == loinc
