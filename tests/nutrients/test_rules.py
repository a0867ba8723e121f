"""The table that says what stands behind each rule."""

import re

import pytest

from nutrients import wording_other, wording_vitamin_k
from nutrients.cautions import DAYS_READ, LEVELS, RULES

from .test_wording import ORDERS

CODES = [
    "K-00", "K-01", "K-02", "K-03", "K-04", "K-05", "K-05b", "K-06", "K-07", "K-08", "K-09", "K-10", "K-11",
    "A-01", "A-02", "D-01", "D-02", "D-03", "D-04", "D-05", "C-01", "C-02", "CA-INFO", "M-01", "M-02", "M-03",
    "P-01",
]  # fmt: skip


def test_every_rule_has_its_row():
    assert list(RULES) == CODES


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_row_says_why(rule):
    assert rule.looks_at.endswith(".")
    assert rule.holds_when.endswith(".")
    assert rule.basis
    assert list(rule.levels) == sorted(rule.levels, key=LEVELS.index)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_row_is_no_order(rule):
    for sentence in re.split(r"(?<=[.;:])\s+", f"{rule.looks_at} {rule.holds_when}"):
        assert sentence.split()[0].lower() not in ORDERS


def test_log_is_read_over_the_five_weeks_of_k05():
    assert DAYS_READ == 35


def test_every_rule_has_words():
    spoken = {*wording_vitamin_k.CODES, *(key.split(" ")[0] for key in wording_other.KEYS)}

    assert spoken == set(RULES)
