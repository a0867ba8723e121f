"""The article's checklist as the page shows it: its words, what the app makes of them, and their grade.

Quotes are never translated; everything of ours beside them is. The exercise line has no words of ours: the
app does nothing with it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nutrients.checklist import ARTICLE_TITLE, LINES, ChecklistLine
from nutrients.evidence import CLAIMS, GRADE_NAMES, Claim, Grade

# The look of a grade. Words carry the meaning; none of them is drawn as a success.
BADGES = {
    Grade.SUPPORTED: "",
    Grade.MIXED: "badge-borrowed",
    Grade.OVERSTATED: "badge-caution",
    Grade.UNSUPPORTED: "badge-unknown",
    Grade.UNSAFE: "badge-over",
}
NOT_BUILT = {"exercise"}


@dataclass(frozen=True)
class ClaimRow:
    """One claim of the article with its grade. quote: None where the article has no one sentence for it."""

    id: str
    topic: str
    quote: str | None
    grade: str
    badge: str
    summary: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class LineRow:
    """One line of the checklist. target, source, rationale: the article's words, or None.

    app_does: what the app makes of it, or "".
    """

    code: str
    name: str
    target: str | None
    source: str | None
    rationale: str | None
    app_does: str
    claims: tuple[ClaimRow, ...]


def checklist_page() -> dict:
    """What the template needs: lines that make points, lines that inform, the claim about 5,000 IU."""
    return {
        "article_title": ARTICLE_TITLE,
        "scored": [_line(line) for line in LINES if line.is_scored],
        "shown": [_line(line) for line in LINES if not line.is_scored],
        "capsule": _claim(CLAIMS["E15"]),
        "grades": [(_(GRADE_NAMES[grade]), BADGES[grade], meaning) for grade, meaning in _meanings()],
    }


def _line(line: ChecklistLine) -> LineRow:
    return LineRow(
        code=line.code,
        name=_(line.name),
        target=line.target,
        source=line.source,
        rationale=line.rationale,
        app_does="" if line.code in NOT_BUILT else _(line.what_the_app_does),
        claims=tuple(_claim(CLAIMS[claim_id]) for claim_id in line.claim_ids),
    )


def _claim(claim: Claim) -> ClaimRow:
    return ClaimRow(
        id=claim.id,
        topic=_(claim.topic),
        quote=claim.quote,
        grade=_(GRADE_NAMES[claim.grade]),
        badge=BADGES[claim.grade],
        summary=_(claim.summary),
        references=claim.references,
    )


def _meanings():
    return (
        (Grade.SUPPORTED, _("The sources say so too.")),
        (Grade.MIXED, _("Some sources say so, others do not.")),
        (Grade.OVERSTATED, _("There is something in it, but less than the sentence says.")),
        (Grade.UNSUPPORTED, _("The sources do not say so.")),
        (Grade.UNSAFE, _("Followed to the letter it can do harm.")),
    )
