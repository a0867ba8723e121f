"""The curators' work list: what each check finds, and what it does not."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foods.actions import DraftValue
from foods.curation.worklist import WAITS, counts_of, ranked
from foods.models import Assumption, Food, Notice, Source, SourceCategory
from nutrients.intake import State
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory
from tests.foods.working import eight_alike, lines, slugs, work_list

pytestmark = pytest.mark.django_db
MK7 = "menaquinone_7"


@pytest.fixture(autouse=True)
def only_foods_of_the_test(db):
    """The real table has findings of its own."""
    Food.objects.update(is_retired=True)


# --- Sources that disagree -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("here", "there", "is_found"),
    [
        ("10", "30", True),
        ("30", "10", True),
        ("10", "29.9", False),
        ("0", "1", True),
        ("0", "0.9", False),  # rounding
        ("0", "0", False),
    ],
)
def test_two_records_a_factor_of_three_apart_are_a_conflict(imported, here, there, is_found):
    curated = FoodFactory(slug="curated", per_100g={MK7: here})
    imported(per_100g={MK7: there}, represented_by=curated)

    assert slugs("conflict") == (["curated"] if is_found else [])


def test_a_conflict_is_said_in_figures_with_units_and_sources(imported):
    curated = FoodFactory(slug="curated", per_100g={MK7: "10.50"})
    imported(name="Curd, dry", per_100g={MK7: "42"}, represented_by=curated, source_key="usda_test")

    assert lines("conflict") == [
        (
            "curated",
            MK7,
            "MK-7 10.5\u00a0µg per 100\u00a0g (test_source), against 42\u00a0µg in “Curd, dry” (usda_test): "
            "4 times",
        )
    ]


def test_a_record_with_the_same_ndb_number_is_compared_too(imported):
    FoodFactory(slug="curated", per_100g={MK7: "10"}, ndb_number="01234")
    imported(per_100g={MK7: "40"}, ndb_number="01234")

    assert slugs("conflict") == ["curated"]


def test_foods_without_a_number_are_not_the_same_food(imported):
    FoodFactory(per_100g={MK7: "10"})
    imported(per_100g={MK7: "40"})

    assert slugs("conflict") == []


# --- Donors --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("taken", "now", "is_found"), [("5.2", "6", True), ("5.2", "5.24", False), ("5.2", "5.26", True)]
)
def test_a_borrowed_value_is_held_against_its_donor_to_the_places_taken_over(
    imported, value_draft, taken, now, is_found
):
    donor = imported(source_key="usda_test", source_food_id="01009", per_100g={MK7: now})
    value = replace(value_draft(taken), donor_source=donor.source.key, donor_food_id="01009")
    FoodFactory(slug="borrower", per_100g={MK7: value})

    assert slugs("donor") == (["borrower"] if is_found else [])


# --- Totals --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("forms", "is_found"),
    [
        ({"menaquinone_4": "6", MK7: "5"}, True),
        ({"menaquinone_4": "5", MK7: "5"}, False),
        ({"menaquinone_4": "1", MK7: "1"}, False),  # the rest may be the forms that nobody measured
        ({f"menaquinone_{length}": "0.5" for length in range(4, 10)}, True),
        ({"phylloquinone": "90"}, False),
    ],
)
def test_known_forms_are_held_against_the_stated_total(forms, is_found):
    FoodFactory(slug="stated", per_100g=forms, k2_low="8", k2_high="10")

    assert slugs("total") == (["stated"] if is_found else [])


# --- Sources -------------------------------------------------------------------------------------------
def test_a_range_without_a_source_is_found():
    bare = DraftValue(MK7, None, State.UNKNOWN, None, low=Decimal(1), high=Decimal(4))
    FoodFactory(slug="bare", per_100g={MK7: bare})
    FoodFactory(per_100g={MK7: None})  # unknown, and nothing said that would need a source

    assert lines("unsourced") == [("bare", MK7, "MK-7 1\u2060–\u20604\u00a0µg: a range without a source")]


def test_an_amount_whose_source_says_nothing_of_itself_is_found():
    silent = FoodFactory(slug="silent", source=Source.objects.create(key="silent"), per_100g={MK7: "1"})
    FoodFactory(per_100g={MK7: "1"})

    assert slugs("unsourced") == [silent.slug]


# --- Unknown MK-7 --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({"per_100g": {}}, True),
        ({"per_100g": {MK7: None}}, True),
        ({"per_100g": {MK7: "0"}}, False),
        ({"per_unit": {"magnesium": "100"}}, False),
        ({"per_unit": {"menaquinone_unspecified": "75"}}, True),
    ],
)
def test_a_logged_food_without_a_figure_for_mk7_is_found(individual, fields, is_found):
    EntryFactory(person=individual, food=FoodFactory(slug="logged", **fields))
    FoodFactory(per_100g={})  # nobody logs it

    assert slugs("unknown") == (["logged"] if is_found else [])


def test_what_a_label_does_not_list_is_not_asked_for(individual, value_draft):
    values = {"menaquinone_4": "45", MK7: value_draft(None, state=State.NOT_ON_LABEL)}
    EntryFactory(person=individual, food=FoodFactory(per_unit=values))

    assert slugs("unknown") == []


def test_an_assumption_in_its_place_is_said(individual):
    Assumption.objects.filter(group="egg", nutrient=MK7).update(low="0.1", high="1.4", is_active=True)
    EntryFactory(person=individual, food=FoodFactory(slug="egg-x", per_100g={}, assumption_group="egg"))

    ((_slug, _nutrient, said),) = lines("unknown")

    assert said == "MK-7 is unknown; in small amounts 0.1\u2060–\u20601.4\u00a0µg per 100\u00a0g are assumed"


def test_an_assumption_of_the_sources_category_is_said_once_it_is_switched_on(individual):
    Assumption.objects.filter(group="egg", nutrient=MK7).update(low="0.1", high="1.4", is_active=True)
    food = FoodFactory(slug="egg-x", name="Egg, raw", per_100g={})
    category = SourceCategory.objects.create(
        source=food.source, code="0100", name="Eggs", category="egg", assumption_group="egg"
    )
    Food.objects.filter(pk=food.pk).update(source_category=category)
    EntryFactory(person=individual, food=food)
    assert lines("unknown") == [("egg-x", MK7, "MK-7 is unknown")]

    SourceCategory.objects.update(is_in_use=True)

    ((_slug, _nutrient, said),) = lines("unknown")
    assert said == "MK-7 is unknown; in small amounts 0.1\u2060–\u20601.4\u00a0µg per 100\u00a0g are assumed"


def test_what_an_assumption_answers_whatever_the_weight_is_not_asked_for(individual):
    Assumption.objects.filter(group="egg", nutrient=MK7).update(low="0", high="0", is_active=True)
    EntryFactory(person=individual, food=FoodFactory(per_100g={}, assumption_group="egg"))

    assert slugs("unknown") == []


# --- Outliers ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("amounts", "far", "waits"),
    [
        # the middle half is 2 to 50: food of this kind differs by more than the far one does
        (("1", "2", "2", "4", "6", "50", "50", "60"), "70", False),
        (("4", "4", "5", "5", "5", "5", "6", "6"), "70", True),
        (("0.1",) * 8, "1", False),  # less than a microgram above the median
        (("0.1",) * 8, "1.1", True),
        (("0", "0", "0", "0", "5", "5", "5", "6"), "70", True),  # a zero is no lower end
    ],
)
def test_only_what_leaves_the_spread_of_its_category_behind_waits(amounts, far, waits):
    for amount in amounts:
        FoodFactory(category="cheese", per_100g={MK7: amount})
    FoodFactory(category="cheese", slug="far", per_100g={MK7: far})

    (part,) = [
        one.part for one in ranked("outlier") if one.finding.food_id == Food.objects.get(slug="far").pk
    ]

    assert part == (WAITS if waits else "expected")


def test_an_imported_food_waits_once_somebody_logs_it(imported, individual):
    eight_alike("10")
    food = imported(category="cheese", per_100g={MK7: "99"})
    assert counts_of(ranked())["outlier", "imported"] == 1

    EntryFactory(person=individual, food=food)

    assert counts_of(ranked())["outlier", WAITS] == 1


@pytest.mark.parametrize(("amount", "is_found"), [("31", True), ("30", False)])
def test_an_amount_beyond_three_times_the_median_of_its_category_is_found(amount, is_found):
    for _ in range(8):
        FoodFactory(category="cheese", per_100g={MK7: "10"})
    FoodFactory(category="cheese", slug="far", per_100g={MK7: amount})

    assert slugs("outlier") == (["far"] if is_found else [])


def test_too_few_foods_have_no_median():
    for _ in range(6):
        FoodFactory(category="cheese", per_100g={MK7: "10"})
    FoodFactory(category="cheese", per_100g={MK7: "31"})

    assert slugs("outlier") == []


@pytest.mark.parametrize("left_out", [{"brand": "Acme"}, {"category": "fish"}, {"is_retired": True}])
def test_labels_other_categories_and_retired_foods_are_no_outliers_here(left_out):
    for _ in range(8):
        FoodFactory(category="cheese", per_100g={MK7: "10"})
    FoodFactory(**{"category": "cheese", "per_100g": {MK7: "99"}} | left_out)

    assert slugs("outlier") == []


def test_doses_of_products_are_no_outliers():
    for dose in [*["10"] * 8, "500"]:
        FoodFactory(per_unit={MK7: dose})

    assert slugs("outlier") == []


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle():
    for amount in ("1", "2", "3", "4", "6", "7", "8"):
        FoodFactory(category="cheese", per_100g={MK7: amount})
    FoodFactory(category="cheese", slug="far", per_100g={MK7: "15.1"})

    ((slug, _nutrient, said),) = lines("outlier")

    assert slug == "far"
    assert said == (
        "MK-7 15.1\u00a0µg per 100\u00a0g (test_source), 3 times the median of Cheese: 5\u00a0µg of 8 foods, "
        "the middle half 3\u2060–\u20607\u00a0µg"
    )


# --- What people sent ----------------------------------------------------------------------------------
def test_a_report_shows_the_value_in_doubt_and_what_was_said(individual):
    food = FoodFactory(slug="doubted", per_100g={MK7: "998", "magnesium": "1"})
    report_of(food, individual, text="The paper says 939")

    assert lines("report") == [("doubted", MK7, "MK-7 998\u00a0µg per 100\u00a0g: “The paper says 939”")]


def report_of(food, person, **fields):
    return Notice.objects.create(
        kind=Notice.Kind.REPORT,
        food=food,
        revision=food.revision,
        sent_by=person,
        **{"nutrient": MK7} | fields,
    )


def test_what_was_answered_waits_no_more(individual):
    report = report_of(FoodFactory(per_100g={}), individual)
    Notice.objects.filter(pk=report.pk).update(outcome="left", closed_at="2026-03-01T10:00Z")

    assert lines("report") == []


# --- The list ------------------------------------------------------------------------------------------
def test_what_touches_most_people_comes_first_with_bare_counts(individual):
    rare, common = (FoodFactory(slug=slug, per_100g={}) for slug in ("rare", "common"))
    EntryFactory.create_batch(3, person=individual, food=rare)
    EntryFactory(person=individual, food=common)
    EntryFactory(person=ProfileFactory().person, food=common)
    EntryFactory(person=individual, food=common, deleted_at="2026-03-02T10:00Z")

    assert [(line.food.slug, line.touches) for line in work_list()] == [
        ("common", "in 2 logs of 2 people"),
        ("rare", "in the logs of 1 person"),
    ]


def test_a_persons_own_food_is_on_no_list_but_as_a_suggestion(individual):
    own = FoodFactory(slug="own", owner=individual, per_100g={}, k2_low="1", k2_high="2")
    EntryFactory(person=individual, food=own)
    assert slugs("") == []

    Notice.objects.create(kind=Notice.Kind.SUGGESTION, food=own, revision=own.revision, sent_by=individual)
    assert [line.finding.check for line in work_list()] == ["suggestion"]


def test_the_number_of_queries_does_not_grow_with_the_findings(individual, django_assert_num_queries):
    for _ in range(3):
        EntryFactory(person=individual, food=FoodFactory(per_100g={}, k2_low="1", k2_high="2"))
    with CaptureQueriesContext(connection) as few:
        work_list()
    for _ in range(9):
        EntryFactory(person=individual, food=FoodFactory(per_100g={}, k2_low="1", k2_high="2"))

    with django_assert_num_queries(len(few)):
        assert len(work_list()) == 12
