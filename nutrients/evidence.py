"""How well each claim of the article is supported: a short quote, a grade, a summary and where to read on.

A grade judges a sentence of the article, and says nothing of vitamin K2 beyond it. Quotes are the
article's words, cut with […]; a claim that is spread over the article has none. Not yet reviewed by a
clinician (see README.md here).
"""

from collections.abc import Mapping

from . import claims_nutrient, claims_protocol
from .claim import GRADE_NAMES, Claim, Grade

__all__ = ["CLAIMS", "GRADE_NAMES", "Claim", "Grade"]

CLAIMS: Mapping[str, Claim] = {
    claim.id: claim for claim in (*claims_nutrient.CLAIMS, *claims_protocol.CLAIMS)
}
