"""Wherever the app quotes the article, or repeats what it says, the grade of the claim stands beside it."""

import re

import pytest
from django.utils.translation import gettext as _

from k2tracker.guide.presenters.echoed import grades_of
from k2tracker.guide.texts import dishes, echoes, myths
from nutrients.checklist import ARTICLE_TITLE, ARTICLE_TITLE_CLAIM, LINES
from nutrients.evidence import CLAIMS
from tests.elements import read

BESIDE = {"li", "p", "td", "dd", "article", "section", "tr"}
QUOTES = {
    ARTICLE_TITLE: ARTICLE_TITLE_CLAIM,
    **{claim.quote: claim.id for claim in CLAIMS.values() if claim.quote},
    **{
        quote.text: quote.claim_id
        for line in LINES
        for quote in (line.target, line.source, line.rationale)
        if quote
    },
    **{myth.said.text: myth.said.claim_id for myth in (*myths.OF_THE_TABLE, *myths.OF_THE_REST)},
    dishes.BRAVE.text: dishes.BRAVE.claim_id,
    dishes.PRAGMATIC.text: dishes.PRAGMATIC.claim_id,
}


def plain(text):
    return " ".join(text.replace("’", "'").replace("\u2060", "").split())


def ungraded(main) -> list[str]:
    """Quotations and echoes of a page without a grade in the paragraph or item around them."""
    found = []
    for element in main.walk():
        if any(child.tag in BESIDE for child in element.walk() if child is not element):
            continue  # the words are in something smaller
        text = plain(element.text)
        if element.tag not in BESIDE or not (is_quoted(text) or grades_of(element.text)):
            continue
        nearest = (one for one in (element, *element.around()) if one.tag in ("li", "article", *BESIDE))
        graded = any(
            "data-grade" in inner.attributes for around in list(nearest)[:3] for inner in around.all("a")
        )
        if not graded:
            found.append(text)
    return found


def is_quoted(text):
    return any(plain(quote) in text for quote in QUOTES)


@pytest.mark.parametrize("role", ["stranger", "individual", "warfarin"])
def test_no_page_quotes_the_article_without_its_grade(walked, role):
    visits, _asked = walked[role]

    found = {
        visit.path: missing
        for visit in visits
        if (missing := [text for main in visit.page.all("main") for text in ungraded(main)])
    }
    assert found == {}
    assert sum(1 for visit in visits if is_quoted(plain(visit.page.text))) >= 5


def test_quotation_without_a_grade_is_found():
    said = "“They must be consumed together”"
    graded = f'<p>{said} <a data-grade="E14">Overstated</a></p>'

    assert ungraded(read(f"<main><p>{said}</p></main>")) == [said]
    assert ungraded(read(f"<main>{graded}</main>")) == []


@pytest.mark.parametrize(("text", "claims"), echoes.ECHOES)
def test_sentence_that_repeats_the_article_is_recognised(text, claims):
    said = re.sub(r"%\(\w+\)s", "7", _(text))

    assert {badge.claim_id for badge in grades_of(f"Before. {said} After.")} >= set(claims)


def test_target_of_another_line_has_the_grade_of_its_own_claim():
    (badge,) = grades_of("Article 50\u00a0µg or more", "d3_with_k2")

    assert badge.claim_id == "E14"


def test_other_sentences_have_no_grade():
    assert grades_of("No upper limit has been set.") == ()
