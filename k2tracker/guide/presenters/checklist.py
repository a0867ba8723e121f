"""The article's checklist as the page shows it: its words, what the app makes of them, and their grades."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nutrients.checklist import ARTICLE_TITLE, ARTICLE_TITLE_CLAIM, LINES, ChecklistLine
from nutrients.claim import Quote
from nutrients.evidence import CLAIMS

from .claims import ClaimRow, QuoteRow, claim_row, grade_filters, quote_row
from .frame import Anchor


@dataclass(frozen=True)
class LineRow:
    """One line of the checklist. target, source, rationale: the article's words, or None.

    app_does: what the app makes of it.
    """

    code: str
    name: str
    target: QuoteRow | None
    source: QuoteRow | None
    rationale: QuoteRow | None
    app_does: str
    claims: tuple[ClaimRow, ...]


def article_title() -> QuoteRow:
    return quote_row(Quote(ARTICLE_TITLE, ARTICLE_TITLE_CLAIM))


def checklist_page(*, k2_is_paused: bool) -> dict:
    """What the template needs: lines that make points, lines that inform, the claim about 5,000 IU."""
    lines = [_line(line, k2_is_paused) for line in LINES]
    scored = {line.code for line in LINES if line.is_scored}
    return {
        "article": article_title(),
        "scored": [line for line in lines if line.code in scored],
        "shown": [line for line in lines if line.code not in scored],
        "capsule": claim_row(CLAIMS["E15"]),
        "grades": grade_filters("")[1:],
    }


def checklist_anchors(page: dict) -> tuple[Anchor, ...]:
    return (
        *(Anchor(f"line-{line.code}", line.name) for line in page["scored"]),
        Anchor("capsule-heading", _("About the 5,000 IU of vitamin D")),
        *(Anchor(f"line-{line.code}", line.name) for line in page["shown"]),
        Anchor("disclaimer-heading", _("What k2tracker is not")),
    )


def _line(line: ChecklistLine, k2_is_paused: bool) -> LineRow:
    does = line.when_paused if k2_is_paused and line.when_paused else line.what_the_app_does
    return LineRow(
        code=line.code,
        name=_(line.name),
        target=quote_row(line.target),
        source=quote_row(line.source),
        rationale=quote_row(line.rationale),
        app_does=_(does),
        claims=tuple(claim_row(CLAIMS[claim_id]) for claim_id in line.claim_ids),
    )
