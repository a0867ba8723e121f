"""The sources page: every set, paper and food source, with how it was read."""

from foods.models import FoodNutrient
from k2tracker.guide.presenters.sources import reference_sets
from nutrients.claim_papers import papers_of
from nutrients.evidence import CLAIMS
from nutrients.reference_intakes import ROWS
from tests.elements import main_of

PAGE = "/guide/sources/"


def test_every_source_of_the_reference_intakes_is_named(client, db):
    said = main_of(client.get(PAGE)).text
    sources = {row.reference.source for rows in ROWS.values() for row in rows}

    assert [source for source in sources if source not in said] == []


def test_no_set_is_left_out():
    assert {one.key for one in reference_sets()} == {edition for edition, _nutrient, _kind in ROWS}


def test_every_paper_of_the_claims_is_listed_with_its_check(client, db):
    listed = [item.text for item in main_of(client.get(PAGE)).all("li")]

    assert [
        paper.citation
        for paper in papers_of(CLAIMS.values())
        if not any(
            item.startswith(paper.citation) and item.endswith(" ".join(paper.claim_ids)) for item in listed
        )
    ] == []


def test_food_sources_stand_with_their_counts(client, db):
    said = main_of(client.get(PAGE)).text
    papers_values = FoodNutrient.objects.filter(
        source__key="tsukamoto2000", revision__published_as__is_retired=False
    )

    assert papers_values.count() == 1
    assert "Tsukamoto 2000 1 value in 1 food" in said


def test_reader_is_told_that_no_clinician_reviewed_it(client, db):
    assert "No clinician has reviewed any of this yet." in main_of(client.get(PAGE)).text
