"""Claims of the article with their grades and references, as every page of the guide shows them.

Quotes are never translated; everything of ours beside them is.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nutrients.claim import GRADE_NAMES, Claim, Grade, Quote
from nutrients.claim_papers import read_reference
from nutrients.evidence import CLAIMS

# The look of a grade. Words carry the meaning; none of them is drawn as a success.
BADGES = {
    Grade.SUPPORTED: "",
    Grade.MIXED: "badge-borrowed",
    Grade.OVERSTATED: "badge-caution",
    Grade.UNSUPPORTED: "badge-unknown",
    Grade.UNSAFE: "badge-over",
}


@dataclass(frozen=True)
class GradeBadge:
    """A claim's grade where the claim is quoted: its look, its name, and the claim it leads to."""

    claim_id: str
    name: str
    badge: str


@dataclass(frozen=True)
class QuoteRow:
    """Words of the article with the grade that stands beside them."""

    text: str
    grade: GradeBadge


@dataclass(frozen=True)
class ReferenceRow:
    """A citation. link: the address of its identifier, or "". identifier: "doi 10…", or "". note: or ""."""

    citation: str
    identifier: str
    link: str
    note: str


@dataclass(frozen=True)
class ClaimRow:
    """One claim of the article. quote: None where the article has no one sentence for it."""

    id: str
    topic: str
    quote: QuoteRow | None
    grade: GradeBadge
    summary: str
    references: tuple[ReferenceRow, ...]


@dataclass(frozen=True)
class GradeFilter:
    """A grade as a filter: its word in the address ("" for all), its name and meaning, how many have it."""

    slug: str
    name: str
    badge: str
    meaning: str
    count: int
    is_chosen: bool


def grade_badge(claim_id: str) -> GradeBadge:
    grade = CLAIMS[claim_id].grade
    return GradeBadge(claim_id, _(GRADE_NAMES[grade]), BADGES[grade])


def quote_row(quote: Quote | None) -> QuoteRow | None:
    return None if quote is None else QuoteRow(quote.text, grade_badge(quote.claim_id))


def claim_row(claim: Claim) -> ClaimRow:
    badge = grade_badge(claim.id)
    return ClaimRow(
        id=claim.id,
        topic=_(claim.topic),
        quote=None if claim.quote is None else QuoteRow(claim.quote, badge),
        grade=badge,
        summary=_(claim.summary),
        references=tuple(reference_row(text) for text in claim.references),
    )


def reference_row(text: str) -> ReferenceRow:
    """A reference with the link of its DOI or of its number in PubMed Central, where it gives one."""
    reference = read_reference(text)
    identifier, link = identifier_link(reference.doi, reference.pmc)
    return ReferenceRow(reference.citation, identifier, link, reference.note)


def identifier_link(doi: str | None, pmc: str | None) -> tuple[str, str]:
    """(identifier as shown, its address), both "" where there is none."""
    if doi:
        return f"doi {doi}", f"https://doi.org/{doi}"
    if pmc:
        return pmc, f"https://pmc.ncbi.nlm.nih.gov/articles/{pmc}/"
    return "", ""


def grade_filters(chosen: str) -> list[GradeFilter]:
    """All grades as filters, with how many claims have each; first the one of no grade."""
    counts = Counter(claim.grade for claim in CLAIMS.values())
    everything = GradeFilter("", _("All"), "", "", len(CLAIMS), chosen == "")
    return [
        everything,
        *(
            GradeFilter(
                slug=grade_slug(grade),
                name=_(GRADE_NAMES[grade]),
                badge=BADGES[grade],
                meaning=meaning,
                count=counts[grade],
                is_chosen=chosen == grade_slug(grade),
            )
            for grade, meaning in _meanings()
        ),
    ]


def claim_rows(chosen: str = "") -> list[ClaimRow]:
    """The claims of one grade by its word in the address; "" for all."""
    return [claim_row(claim) for claim in CLAIMS.values() if chosen in ("", grade_slug(claim.grade))]


def grade_slug(grade: Grade) -> str:
    return grade.name.lower()


GRADE_SLUGS = frozenset(grade_slug(grade) for grade in Grade)


def _meanings():
    return (
        (Grade.SUPPORTED, _("The sources say so too.")),
        (Grade.MIXED, _("Some sources say so, others do not.")),
        (Grade.OVERSTATED, _("There is something in it, but less than the sentence says.")),
        (Grade.UNSUPPORTED, _("The sources do not say so.")),
        (Grade.UNSAFE, _("Followed to the letter it can do harm.")),
    )
