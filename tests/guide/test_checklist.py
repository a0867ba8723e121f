"""The checklist page quotes the article, grades it, and pushes nobody."""

import re

import pytest
from django.utils.html import escape, strip_tags

from k2tracker.guide.presenters import BADGES, checklist_page
from nutrients.checklist import ARTICLE_TITLE, LINES
from nutrients.evidence import CLAIMS, Grade
from nutrients.wording import DISCLAIMER
from tests.factories.people import ProfileFactory

CHECKLIST = "/checklist/"


@pytest.fixture
def page(client, db):
    return client.get(CHECKLIST).content.decode()


def test_page_is_open_to_everybody(client, db):
    assert client.get(CHECKLIST).status_code == 200


def test_article_is_named_by_its_title(page):
    assert escape(ARTICLE_TITLE) in page


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.code)
def test_line_is_quoted_as_the_article_gives_it(page, line):
    quotes = [quote for quote in (line.target, line.source, line.rationale) if quote]

    assert [quote for quote in quotes if f"“{escape(quote)}”" not in page] == []


def test_lines_of_the_score_come_before_those_that_inform():
    shown = checklist_page()

    assert [line.code for line in shown["scored"]] == ["k2", "vitamin_d", "d3_with_k2", "magnesium"]
    assert {line.code for line in shown["shown"]} == {"calcium", "menaquinone_4", "exercise", "vka"}


def test_every_quoted_claim_stands_beside_its_grade():
    lines = checklist_page()["scored"] + checklist_page()["shown"]

    assert all(line.claims for line in lines)
    assert {claim.grade for line in lines for claim in line.claims} <= {
        "Supported",
        "Mixed",
        "Overstated",
        "Unsupported",
        "Unsafe as written",
    }


def test_every_grade_has_a_look():
    assert set(BADGES) == set(Grade)


def test_nothing_is_said_of_scoring_exercise():
    (exercise,) = [line for line in checklist_page()["shown"] if line.code == "exercise"]

    assert exercise.app_does == ""


def test_capsule_of_the_article_is_graded_unsafe_and_set_against_the_limit(page):
    assert CLAIMS["E15"].grade == Grade.UNSAFE
    assert "100 µg (4,000 IU) a day from all sources" in page.replace("\u00a0", " ")


def test_disclaimer_stands_on_the_page(page):
    assert DISCLAIMER in " ".join(strip_tags(page).replace("&quot;", '"').split())


def main_of(response):
    return re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()


@pytest.mark.parametrize(
    "answers", [{"vka": "yes", "vka_drug": "warfarin"}, {"vka": "not_sure"}], ids=["warfarin", "not sure"]
)
def test_reader_on_an_antagonist_reads_it_under_a_notice(client, db, answers):
    client.force_login(ProfileFactory(**answers).person)
    main = main_of(client.get(CHECKLIST))

    assert main.index("The lines on K2 are paused for you.") < main.index("50 to 100 µg per day.")
    assert re.findall(r"<(?:a|button|form)\b", main) == []


def test_notice_names_the_medicine(client, warfarin_person):
    client.force_login(warfarin_person)

    assert "For you, with warfarin in your profile" in main_of(client.get(CHECKLIST))


def test_reader_who_has_not_answered_is_asked(client, db):
    client.force_login(ProfileFactory(vka=None).person)

    assert 'href="/profile/anticoagulant/"' in main_of(client.get(CHECKLIST))


@pytest.mark.parametrize("member", ["individual", "curator", "clinician"])
def test_others_see_no_notice(client, request, member):
    client.force_login(request.getfixturevalue(member))

    assert "vka-heading" not in main_of(client.get(CHECKLIST))


def test_page_offers_nothing_to_press_to_anybody(page):
    main = re.search(r"<main.*?</main>", page, re.DOTALL).group()

    assert re.findall(r"<(?:button|form)\b", main) == []
