"""The checklist page quotes the article, grades it, and pushes nobody."""

import pytest
from django.utils.html import escape, strip_tags

from k2tracker.guide.presenters.checklist import checklist_page
from nutrients.checklist import ARTICLE_TITLE, LINES
from nutrients.evidence import CLAIMS, Grade
from nutrients.wording import DISCLAIMER
from tests.elements import main_of
from tests.factories.people import ProfileFactory

CHECKLIST = "/guide/checklist/"


@pytest.fixture
def page(client, db):
    return client.get(CHECKLIST).content.decode()


def test_old_address_leads_here_for_good(client, db):
    response = client.get("/checklist/")

    assert (response.status_code, response.url) == (301, CHECKLIST)


def test_article_is_named_by_its_title(page):
    assert escape(ARTICLE_TITLE) in page


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.code)
def test_line_is_quoted_as_the_article_gives_it(client, db, line):
    (sheet,) = [
        article
        for article in main_of(client.get(CHECKLIST)).all("article")
        if article.attributes["aria-labelledby"] == f"line-{line.code}"
    ]
    quoted = [paragraph for paragraph in sheet.all("p") if paragraph.attributes.get("class") == "quoted"]

    assert [
        (paragraph.all("q")[0].text, paragraph.all("a")[0].attributes["data-grade"]) for paragraph in quoted
    ] == [(quote.text, quote.claim_id) for quote in (line.target, line.source, line.rationale) if quote]


def test_lines_of_the_score_come_before_those_that_inform():
    shown = checklist_page(k2_is_paused=False)

    assert [line.code for line in shown["scored"]] == ["k2", "vitamin_d", "d3_with_k2", "magnesium"]
    assert {line.code for line in shown["shown"]} == {"calcium", "menaquinone_4", "exercise", "vka"}


def test_exercise_is_told_to_be_kept_and_never_scored(page):
    said = " ".join(strip_tags(page).replace("\u00a0", " ").split())

    assert "Keeps what you did, its minutes and whether it bears weight." in said
    assert "exercise is never part of the day’s score" in said


def test_capsule_of_the_article_is_graded_unsafe_and_set_against_the_limit(page):
    assert CLAIMS["E15"].grade == Grade.UNSAFE
    assert "100 µg (4,000 IU) a day from all sources" in page.replace("\u00a0", " ")


def test_disclaimer_stands_on_the_page(page):
    assert DISCLAIMER in " ".join(strip_tags(page).replace("&quot;", '"').split())


@pytest.mark.parametrize(
    ("answers", "how"),
    [
        ({"vka": "no"}, "From 50 µg a day the line has all its points"),
        ({"vka": "yes", "vka_drug": "warfarin"}, "without target or points: the line is paused for you"),
        ({"vka": None}, "without target or points: the line is paused for you"),
    ],
    ids=["no antagonist", "warfarin", "unanswered"],
)
def test_what_the_app_does_with_k2_is_told_as_it_is_for_the_reader(client, db, answers, how):
    client.force_login(ProfileFactory(**answers).person)

    assert how in main_of(client.get(CHECKLIST)).text.replace("\u00a0", " ")
