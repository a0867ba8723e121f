"""The claims of the article and its checklist, as data."""

from collections import Counter

from nutrients.checklist import LINES
from nutrients.evidence import CLAIMS, GRADE_NAMES
from nutrients.scoring import LINE_CODES


def test_every_claim_is_graded():
    assert list(CLAIMS) == [f"E{number:02}" for number in range(1, 29)]
    assert Counter(claim.grade.value for claim in CLAIMS.values()) == {
        "supported": 10, "mixed": 7, "overstated": 5, "unsupported": 5, "unsafe as written": 1,
    }  # fmt: skip
    assert CLAIMS["E15"].grade == "unsafe as written"
    assert set(GRADE_NAMES) == {claim.grade for claim in CLAIMS.values()}


def test_every_claim_can_be_followed_to_a_reference():
    assert all(claim.references and claim.summary for claim in CLAIMS.values())


def test_scored_lines_of_the_checklist_are_the_lines_of_the_score():
    assert tuple(line.code for line in LINES if line.is_scored) == LINE_CODES


def test_every_line_of_the_checklist_has_its_evidence():
    assert all(line.claim_ids and set(line.claim_ids) <= set(CLAIMS) for line in LINES)
