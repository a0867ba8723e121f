"""Myths, questions, what is not known: each sentence of the article graded, each answer with its ground."""

import pytest

from k2tracker.guide.texts import myths, questions_clinic, questions_newcomer, questions_warfarin, unknowns
from nutrients.claim_papers import read_reference
from nutrients.evidence import CLAIMS
from nutrients.wording import EMERGENCY_TEXT
from tests.elements import main_of

QUESTIONS = [
    *questions_newcomer.QUESTIONS,
    *questions_warfarin.QUESTIONS,
    *questions_clinic.QUESTIONS,
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_answer_names_what_it_rests_on(client, db, question):
    (article,) = [
        one
        for one in main_of(client.get("/guide/questions/")).all("article")
        if one.attributes["id"] == question.slug
    ]
    (basis,) = article.all("ul")

    assert basis.all("li") != []
    graded = [
        anchor.attributes["data-grade"] for anchor in basis.all("a") if "data-grade" in anchor.attributes
    ]
    assert graded == list(question.claims)
    assert [text for text in question.sources if read_reference(text).citation not in basis.text] == []


def test_somebody_on_warfarin_finds_the_emergency_text(client, warfarin_person):
    client.force_login(warfarin_person)

    assert EMERGENCY_TEXT in main_of(client.get("/guide/questions/")).text


@pytest.mark.parametrize("myth", [*myths.OF_THE_TABLE, *myths.OF_THE_REST], ids=lambda myth: myth.slug)
def test_myth_is_quoted_with_its_grade_and_answered(client, db, myth):
    (article,) = [
        one
        for one in main_of(client.get("/guide/myths/")).all("article")
        if one.attributes["id"] == myth.slug
    ]
    (quote,), (badge,) = article.all("q"), article.all("a")

    assert (quote.text, badge.attributes["data-grade"]) == (myth.said.text, myth.said.claim_id)
    assert myth.known in article.text


def test_study_that_could_not_be_found_is_said_to_be_missing(client, db):
    said = main_of(client.get("/guide/unknown/")).text

    assert "The article does not name the study; we could not find it." in said
    named = [read_reference(text).citation for text in CLAIMS["E05"].references]
    assert [read_reference(one.reference).citation for one in unknowns.CANDIDATES] == named
    assert [citation for citation in named if citation not in said] == []
