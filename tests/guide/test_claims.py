"""The 28 claims: all there, each graded and referenced as it was given, each with an address."""

import re
import tomllib
from pathlib import Path

import pytest

from k2tracker.guide.presenters.claims import BADGES, GRADE_SLUGS
from nutrients.claim import GRADE_NAMES, Grade
from nutrients.claim_papers import papers_of, read_reference
from nutrients.evidence import CLAIMS
from tests.elements import main_of

GIVEN = tomllib.loads(Path(__file__).with_name("carried_over.toml").read_text("utf-8"))["claim"]
PAGE = "/guide/claims/"


@pytest.fixture
def shown(client, db):
    """The articles of the page by their ids."""
    return {article.attributes["id"]: article for article in main_of(client.get(PAGE)).all("article")}


def test_every_claim_is_on_the_page_in_its_order(shown):
    assert list(shown) == [row["id"] for row in GIVEN]


@pytest.mark.parametrize("given", GIVEN, ids=lambda row: row["id"])
def test_claim_has_its_grade(shown, given):
    badge = shown[given["id"]].all("a")[1]

    assert badge.attributes["data-grade"] == given["id"]
    assert badge.text == f"Grade of this claim: {GRADE_NAMES[Grade(given['grade'])]}"


@pytest.mark.parametrize("given", GIVEN, ids=lambda row: row["id"])
def test_claim_names_every_reference(shown, given):
    (listed,) = [one for one in shown[given["id"]].all("ul") if one.attributes["class"] == "reference-list"]
    named = [item.text for item in listed.all("li")]

    assert len(named) == len(given["references"])
    assert [
        (wanted, said)
        for wanted, said in zip(given["references"], named, strict=True)
        if not said.startswith(wanted)
    ] == []


@pytest.mark.parametrize("given", GIVEN, ids=lambda row: row["id"])
def test_identifiers_of_references_are_links(shown, given):
    links = [anchor.attributes["href"] for anchor in shown[given["id"]].all("a")]
    references = [read_reference(text) for text in given["references"]]
    wanted = [f"https://doi.org/{one.doi}" for one in references if one.doi]

    assert [link for link in wanted if link not in links] == []


@pytest.mark.parametrize("grade", list(Grade), ids=lambda grade: grade.name.lower())
def test_filter_by_grade_stands_in_the_address(client, db, grade):
    main = main_of(client.get(PAGE, {"grade": grade.name.lower()}))

    assert [article.attributes["id"] for article in main.all("article")] == [
        row["id"] for row in GIVEN if row["grade"] == grade
    ]


def test_filters_count_their_claims_and_mark_the_chosen_one(client, db):
    main = main_of(client.get(PAGE, {"grade": "mixed"}))
    chips = [anchor for anchor in main.all("a") if anchor.attributes.get("class") == "chip"]

    assert [chip.text for chip in chips] == [
        "All 28", "Supported 10", "Mixed 7", "Overstated 5", "Unsupported 5", "Unsafe as written 1",
    ]  # fmt: skip
    assert [chip.text for chip in chips if "aria-current" in chip.attributes] == ["Mixed 7"]


def test_unknown_grade_is_said_to_be_none(client, db):
    main = main_of(client.get(PAGE, {"grade": "splendid"}))

    assert "There is no such grade; all claims are shown." in main.text
    assert len(main.all("article")) == 28


def test_every_grade_has_a_look_and_a_word_in_the_address():
    assert set(BADGES) == set(Grade)
    assert len(GRADE_SLUGS) == len(Grade)


def test_reference_is_taken_apart():
    read = read_reference("EFSA NDA 2012 doi 10.2903/j.efsa.2012.2714 (heart claim not established)")

    assert (read.citation, read.doi, read.note) == (
        "EFSA NDA 2012", "10.2903/j.efsa.2012.2714", "heart claim not established",
    )  # fmt: skip


def test_two_names_of_one_doi_are_one_paper():
    papers = papers_of(CLAIMS.values())

    (guideline,) = [paper for paper in papers if paper.doi == "10.1210/clinem/dgae290"]
    assert guideline.claim_ids == ("E14", "E15", "E28")


def test_disclaimer_leads_to_the_page_by_the_name_it_gives(client, db):
    home = client.get("/").content.decode()
    (link,) = re.findall(r'see "<a href="([^"]+)">(\w+)</a>"', home)

    assert link[0] == PAGE
    assert main_of(client.get(link[0])).all("h1")[0].text.startswith(f"{link[1]}: ")
