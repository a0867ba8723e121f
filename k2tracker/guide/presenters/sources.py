"""Where the figures and sentences come from: reference intakes, papers of the claims, food tables."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from foods.presenters.references import source_name
from nutrients.claim_papers import Check, papers_of
from nutrients.evidence import CLAIMS
from nutrients.nutrient import NUTRIENTS
from nutrients.reference_intakes import ROWS

from ..queries import CitedSource
from ..texts.reference_sets import CHECKS, NAMES
from .claims import GradeBadge, grade_badge, identifier_link, reference_row
from .frame import Anchor

CHECK_WORDS = {
    Check.READ: gettext_noop("read"),
    Check.SECOND_HAND: gettext_noop("second-hand"),
    Check.MEMORY: gettext_noop("from memory"),
    Check.NOT_NOTED: gettext_noop("not noted"),
}
# What the data files call something that is no nutrient of its own here.
OTHER_NAMES = {"vitamin_k": gettext_noop("Vitamin K"), "vitamin_d": gettext_noop("Vitamin D")}


@dataclass(frozen=True)
class SetRow:
    """What one nutrient's figures of a reference set come from."""

    nutrient: str
    sources: tuple[object, ...]
    check: str


@dataclass(frozen=True)
class ReferenceSet:
    key: str
    name: str
    rows: tuple[SetRow, ...]


@dataclass(frozen=True)
class PaperRow:
    citation: str
    identifier: str
    link: str
    check: str
    claims: tuple[GradeBadge, ...]


@dataclass(frozen=True)
class SourceRow:
    """A source of food values. edition: of an imported table, or "". foods, values: of curated foods."""

    name: str
    citation: str
    identifier: str
    link: str
    licence: str
    check: str
    foods: int
    values: int
    edition: str


def sources_page(cited: list[CitedSource]) -> dict:
    return {
        "sets": reference_sets(),
        "papers": papers(),
        "checks": [(_(CHECK_WORDS[check]), meaning) for check, meaning in _meanings()],
        "foods_sources": [_source(one) for one in cited],
    }


def sources_anchors() -> tuple[Anchor, ...]:
    return (
        Anchor("checked", _("How it was checked")),
        Anchor("sets", _("Reference intakes")),
        Anchor("papers", _("Papers behind the claims")),
        Anchor("foods", _("Sources of food values")),
    )


def reference_sets() -> list[ReferenceSet]:
    """The editions in use, each nutrient with its sources."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for (edition, nutrient, _kind), rows in ROWS.items():
        sources = found.setdefault(edition, {}).setdefault(nutrient, {})
        for row in rows:
            sources.setdefault(row.reference.source)
    return [
        ReferenceSet(
            key=edition,
            name=_(NAMES[edition]),
            rows=tuple(
                SetRow(
                    nutrient=_nutrient(nutrient),
                    sources=tuple(reference_row(source) for source in sources),
                    check=_(CHECKS[edition, nutrient]),
                )
                for nutrient, sources in found[edition].items()
            ),
        )
        for edition in NAMES
    ]


def papers() -> list[PaperRow]:
    rows = []
    for paper in papers_of(CLAIMS.values()):
        identifier, link = identifier_link(paper.doi, paper.pmc)
        rows.append(
            PaperRow(
                citation=paper.citation,
                identifier=identifier,
                link=link,
                check=_(CHECK_WORDS[paper.check]),
                claims=tuple(grade_badge(claim_id) for claim_id in paper.claim_ids),
            )
        )
    return rows


def _nutrient(code: str) -> str:
    return _(OTHER_NAMES[code]) if code in OTHER_NAMES else _(NUTRIENTS[code].name)


def _source(one: CitedSource) -> SourceRow:
    source = one.source
    doi = source.identifier if source.identifier.startswith("10.") else None
    identifier, link = identifier_link(doi, None)
    release = one.release
    return SourceRow(
        name=source_name(source.key),
        citation=source.citation,
        identifier=identifier or source.identifier,
        link=link,
        licence=source.licence or (release.licence if release else ""),
        check=source.how_verified,
        foods=one.foods,
        values=one.values,
        edition=" ".join(part for part in (release.name, release.version) if part) if release else "",
    )


def _meanings():
    return (
        (Check.READ, _("The paper, its abstract or the body’s own page was read for this project.")),
        (Check.SECOND_HAND, _("A page was read that reproduces the official table or the result.")),
        (Check.MEMORY, _("Written down from memory; to be confirmed in the paper.")),
        (Check.NOT_NOTED, _("Only the citation was written down.")),
    )
