"""The evidence behind one value."""

import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foods.actions import Draft, DraftValue, Publication, publish
from foods.derivations import read_derivation, words_for
from foods.models import Source, SourceCategory
from nutrients.intake import State
from tests.factories.foods import FoodFactory, ImportedFoodFactory, SourceFactory

from .reading import links_of, text_of

pytestmark = pytest.mark.django_db


def evidence(client, slug, nutrient="menaquinone_7"):
    response = client.get(f"/foods/{slug}/evidence/{nutrient}/")
    assert response.status_code == 200
    return response


def republish(food, reason, **values):
    drafts = [draft for code, draft in values.items() if draft]
    sources = {source.key: source for source in Source.objects.all()}
    publish(publications=[Publication(food, Draft(tuple(drafts)), reason)], sources=sources)


@pytest.fixture
def mk7(value_draft):
    """Makes a value of MK-7."""
    return lambda amount, **more: replace(value_draft(amount, **more), nutrient="menaquinone_7")


def test_amount_range_kind_and_source_stand_together(client):
    response = evidence(client, "natto")
    words = text_of(response)

    assert "998 µg measured Assayed in this food." in words
    assert "Range 81.6–1,034 µg per 100 g" in words
    assert "Determination of phylloquinone and menaquinones in food" in words
    assert "Samples not given" in words
    assert '<a href="https://doi.org/10.1159/000054147">10.1159/000054147</a>' in response.content.decode()


def test_usda_codes_are_put_into_words(client):
    words = text_of(evidence(client, "natto", "phylloquinone"))

    assert (
        "From another form of this food or a similar food; adjusted by the solids of both; "
        "losses in cooking not reckoned with. Worked out from: USDA food 16112." in words
    )
    assert "USDA derivation code BFSN; USDA source code 4: calculated or filled in by the compilers" in words
    assert "Licence Public domain" in words


def test_number_of_samples_is_shown(client):
    assert "Samples 2 " in text_of(evidence(client, "natto", "magnesium"))


def test_donors_in_the_database_are_linked(client):
    usda = Source.objects.get(key="usda_sr28")
    ImportedFoodFactory(slug="usda-natto", name="NATTO", source=usda, source_food_id="16113")
    ImportedFoodFactory(slug="usda-soy", name="SOY SPROUTS", source=usda, source_food_id="16112")

    response = evidence(client, "natto", "phylloquinone")

    assert "Taken from USDA food 16113 NATTO" in text_of(response)
    assert {"/foods/usda-natto/", "/foods/usda-soy/"} <= set(links_of(response))


def test_unknown_value_says_that_no_source_has_one(client):
    words = text_of(evidence(client, "comte"))

    assert "unknown unknown No source that was read has a value. It is never counted as 0." in words


def test_assumption_stands_beside_an_unknown_value(client):
    words = text_of(evidence(client, "chicken-breast-raw"))

    assert "An assumption stands in: like foods hold 0–0.7 µg per 100 g" in words


def test_assumption_of_a_category_stands_while_it_is_in_use(client):
    leaves = SourceCategory.objects.create(
        source=Source.objects.get(key="usda_sr28"),
        code="1100",
        name="Vegetables",
        category="vegetable",
        assumption_group="unfermented_plant",
        excluded_words="pickled",
        is_in_use=True,
    )
    ImportedFoodFactory(slug="leaf", name="Leaf, raw", source_category=leaves)
    ImportedFoodFactory(slug="pickle", name="Leaf, pickled", source_category=leaves)

    assert "an entry of any size counts as 0 µg" in text_of(evidence(client, "leaf"))
    assert "Assumed where unknown" in text_of(client.get("/foods/leaf/"))
    assert "An assumption stands in" not in text_of(evidence(client, "pickle"))


def test_earlier_values_stand_with_their_versions(client, mk7):
    food = FoodFactory(slug="soy", per_100g={"menaquinone_7": mk7("998", n=3)})
    SourceFactory(key="new_paper", citation="A newer paper.")
    republish(food, "from a newer paper", new=mk7("939", high="1000"))
    republish(food, "the same with magnesium", new=mk7("939", high="1000"), other=_magnesium())

    words = text_of(evidence(client, "soy"))

    assert "Stands since Version 2," in words
    assert "from a newer paper" in words
    assert "Earlier values 998 µg measured from version 1," in words
    assert "the same with magnesium" not in words


def _magnesium():
    return DraftValue("magnesium", Decimal(1), State.MEASURED, "test_source")


def test_value_that_went_and_came_stands_in_both_places(client, mk7):
    food = FoodFactory(slug="soy", per_100g={"menaquinone_7": mk7("5")})
    republish(food, "withdrawn", other=_magnesium())
    republish(food, "found again", new=mk7("5"))

    words = text_of(evidence(client, "soy"))

    assert "Version 3," in words
    assert "Earlier values unknown unknown from version 2," in words
    assert "5 µg measured from version 1," in words


def test_drafts_are_no_evidence(client, mk7):
    food = FoodFactory(slug="soy", per_100g={"menaquinone_7": mk7("5")})
    food.revisions.create(number=2, reason="a draft that nobody approved")

    assert "a draft that nobody approved" not in text_of(evidence(client, "soy"))
    assert "a draft that nobody approved" not in text_of(client.get("/foods/soy/"))


@pytest.mark.parametrize(
    "address", ["/foods/natto/evidence/caffeine/", "/foods/unobtainium/evidence/magnesium/"]
)
def test_no_such_food_or_nutrient_is_a_404(client, address):
    assert client.get(address).status_code == 404


def test_evidence_of_an_own_food_is_the_owners(client, individual, other_individual):
    FoodFactory(slug="own-soup", owner=individual, per_100g={"magnesium": "1"})

    client.force_login(other_individual)
    assert client.get("/foods/own-soup/evidence/magnesium/").status_code == 404
    client.force_login(individual)
    assert client.get("/foods/own-soup/evidence/magnesium/").status_code == 200


def test_evidence_of_a_merged_food_is_that_of_the_other(client):
    FoodFactory(slug="old", is_retired=True, merged_into=FoodFactory(slug="new"))

    assert client.get("/foods/old/evidence/magnesium/")["Location"] == "/foods/new/evidence/magnesium/"


def test_each_value_of_a_food_leads_to_its_evidence(client):
    links = links_of(client.get("/foods/natto/"))

    assert "/foods/natto/evidence/menaquinone_7/" in links
    assert "/foods/natto/evidence/menaquinone_10/" in links


def test_evidence_takes_few_queries(client):
    with CaptureQueriesContext(connection) as captured:
        evidence(client, "natto", "phylloquinone")
    assert len(captured) <= 10


# --- codes -------------------------------------------------------------------------------------------


def test_every_code_of_sr28_has_words(sr28_zip):
    with zipfile.ZipFile(sr28_zip) as archive:
        derivations = archive.read("sr28/DERIV_CD.txt").decode("cp1252").split("\r\n")
        origins = archive.read("sr28/SRC_CD.txt").decode("cp1252").split("\r\n")
    codes = [line.split("^")[0].strip("~") for line in derivations if line]
    sources = [line.split("^")[0].strip("~").strip() for line in origins if line]

    assert [code for code in codes if not words_for(code)] == []
    assert [code for code in sources if not read_derivation(f"source {code}").source_words] == []


@pytest.mark.parametrize(
    ("text", "code", "source_code", "reference"),
    [
        ("source 4, derivation BFFN, from NDB 1009", "BFFN", "4", "01009"),
        ("source 1", "", "1", ""),
        ("LCCS", "LCCS", "", ""),
        ("0 as SR28's total vitamin D (source 7, derivation Z)", "Z", "7", ""),
        ("Cheddar", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_derivations_are_taken_apart(text, code, source_code, reference):
    found = read_derivation(text)

    assert (found.code, found.source_code, found.reference_ndb) == (code, source_code, reference)


def test_code_without_words_is_shown_as_it_is(client, value_draft):
    FoodFactory(slug="odd", per_100g={"magnesium": replace(value_draft("1"), derivation="QQQ")})

    assert "USDA derivation code QQQ (without words here)" in text_of(evidence(client, "odd", "magnesium"))
