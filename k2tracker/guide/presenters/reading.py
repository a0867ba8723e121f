"""The pages that are read from top to bottom: myths, questions, what is not known."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from nutrients.claim import Quote
from nutrients.evidence import CLAIMS

from ..texts import myths, questions_clinic, questions_newcomer, questions_warfarin, unknowns
from ..texts.question import Question
from .claims import GradeBadge, QuoteRow, ReferenceRow, grade_badge, quote_row, reference_row
from .frame import Anchor


@dataclass(frozen=True)
class MythRow:
    slug: str
    heading: str
    said: QuoteRow
    known: str


@dataclass(frozen=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True)
class NamedClaim:
    """A claim that an answer rests on: what it is about, and its grade."""

    topic: str
    grade: GradeBadge


@dataclass(frozen=True)
class QuestionRow:
    slug: str
    asked: str
    answer: tuple[str, ...]
    claims: tuple[NamedClaim, ...]
    sources: tuple[ReferenceRow, ...]
    pages: tuple[Link, ...]


@dataclass(frozen=True)
class QuestionGroup:
    slug: str
    title: str
    questions: tuple[QuestionRow, ...]


@dataclass(frozen=True)
class CandidateRow:
    reference: ReferenceRow
    fits: str
    fails: str


def myth_groups() -> dict:
    return {"of_the_table": _myths(myths.OF_THE_TABLE), "of_the_rest": _myths(myths.OF_THE_REST)}


def myth_anchors() -> tuple[Anchor, ...]:
    return tuple(Anchor(myth.slug, _(myth.heading)) for myth in (*myths.OF_THE_TABLE, *myths.OF_THE_REST))


def question_groups() -> list[QuestionGroup]:
    return [
        QuestionGroup("new", _("New here"), _questions(questions_newcomer.QUESTIONS)),
        QuestionGroup(
            "warfarin", _("With warfarin or a medicine like it"), _questions(questions_warfarin.QUESTIONS)
        ),
        QuestionGroup("clinic", _("For clinicians"), _questions(questions_clinic.QUESTIONS)),
    ]


def question_anchors(groups: Iterable[QuestionGroup]) -> tuple[Anchor, ...]:
    return tuple(
        anchor
        for group in groups
        for anchor in (
            Anchor(group.slug, group.title, is_group=True),
            *(Anchor(question.slug, question.asked) for question in group.questions),
        )
    )


def unknown_anchors() -> tuple[Anchor, ...]:
    return (
        Anchor("study", _("The study of 2006")),
        Anchor("left-open", _("What the article leaves open")),
        Anchor("unsure", _("Where we are unsure")),
        Anchor("foods-unknown", _("What nobody measured")),
    )


def unknown_page() -> dict:
    claim = CLAIMS["E05"]
    return {
        "study": quote_row(Quote(claim.quote, claim.id)),
        "unnamed": _(unknowns.UNNAMED_STUDY),
        "candidates": [
            CandidateRow(reference_row(one.reference), _(one.fits), _(one.fails))
            for one in unknowns.CANDIDATES
        ],
        "left_open": [_(text) for text in unknowns.LEFT_OPEN],
        "unsure": [_(text) for text in unknowns.UNSURE],
    }


def _myths(of: Iterable[myths.Myth]) -> list[MythRow]:
    return [MythRow(myth.slug, _(myth.heading), quote_row(myth.said), _(myth.known)) for myth in of]


def _questions(of: Iterable[Question]) -> tuple[QuestionRow, ...]:
    return tuple(
        QuestionRow(
            slug=one.slug,
            asked=_(one.asked),
            answer=tuple(_(paragraph) for paragraph in one.answer),
            claims=tuple(NamedClaim(_(CLAIMS[claim].topic), grade_badge(claim)) for claim in one.claims),
            sources=tuple(reference_row(text) for text in one.sources),
            pages=tuple(Link(_(words), reverse(view)) for view, words in one.pages),
        )
        for one in of
    )
