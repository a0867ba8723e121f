"""The curators' work list: what each check finds, what it does not, and leaving a finding as it is."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from foods.actions import Draft, DraftValue, Publication, publish
from foods.curation.leaving import NotFound, leave, named
from foods.curation.worklist import WAITS, counts_of, lines_of, ranked
from foods.models import Assumption, Dismissal, Food, Notice, Source, SourceCategory
from nutrients.intake import State
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory

pytestmark = pytest.mark.django_db
MK7 = "menaquinone_7"


@pytest.fixture(autouse=True)
def only_foods_of_the_test(db):
    """The real table has findings of its own."""
    Food.objects.update(is_retired=True)


def work_list(kind=""):
    return lines_of(ranked(kind))


def lines(kind):
    return [(line.food.slug, line.finding.nutrient, line.finding.said) for line in work_list(kind)]


def slugs(kind):
    return [line.food.slug for line in work_list(kind)]


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
def eight_alike(amount, **fields):
    for _ in range(8):
        FoodFactory(**{"category": "cheese", "per_100g": {MK7: amount}} | fields)


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
    with CaptureQueries() as few:
        work_list()
    for _ in range(9):
        EntryFactory(person=individual, food=FoodFactory(per_100g={}, k2_low="1", k2_high="2"))

    with django_assert_num_queries(len(few)):
        assert len(work_list()) == 12


class CaptureQueries:
    """Counts the queries of a block."""

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._context = CaptureQueriesContext(connection)
        return self._context.__enter__()

    def __exit__(self, *details):
        return self._context.__exit__(*details)


# --- Leaving a finding as it is ------------------------------------------------------------------------
@pytest.fixture
def conflict(imported):
    """A finding, and a function that gives the curated food another value."""
    curated = FoodFactory(slug="curated", per_100g={MK7: "10"})
    imported(per_100g={MK7: "40"}, represented_by=curated)

    def publish_amount(amount):
        value = DraftValue(MK7, Decimal(amount), State.MEASURED, "test_source")
        sources = {"test_source": curated.source}
        publish(publications=[Publication(curated, Draft((value,)), reason="x")], sources=sources)

    return work_list("conflict")[0].finding, publish_amount


def name_of(finding):
    return ":".join(map(str, named(finding)))


def test_a_finding_left_as_it_is_stays_away_until_the_figures_change(curator, conflict):
    finding, publish_amount = conflict
    leave(by=curator, reason="Two cultivars", names=[named(finding)])
    assert lines("conflict") == []

    publish_amount("9")

    assert slugs("conflict") == ["curated"]


def test_a_finding_left_twice_stands_once_and_the_history_says_it_once(curator, conflict):
    finding, _publish_amount = conflict
    for _ in range(2):
        leave(by=curator, reason="Two cultivars", names=[named(finding)])

    assert Dismissal.objects.get().dismissed_by == curator
    assert "Two cultivars" in LogEntry.objects.get().change_message


def test_what_is_not_found_any_more_cannot_be_left(curator, conflict):
    finding, publish_amount = conflict
    publish_amount("9")

    with pytest.raises(NotFound):
        leave(by=curator, reason="Two cultivars", names=[named(finding)])


def test_several_findings_are_left_at_once_and_one_that_is_gone_is_passed_over(curator):
    eight_alike("10")
    for slug in ("far", "farther"):
        FoodFactory(category="cheese", slug=slug, per_100g={MK7: "99"})
    names = [named(one.finding) for one in ranked("outlier")]
    gone = names[0]._replace(fingerprint="0" * 64)

    foods = leave(by=curator, reason="Both assayed twice", names=[*names, gone])

    assert {food.slug for food in foods} == {"far", "farther"}
    assert slugs("outlier") == []


# --- The pages -----------------------------------------------------------------------------------------
def page_of(client, name, query=None, **kwargs):
    return client.get(reverse(f"curation:{name}", **kwargs), query or {}).content.decode()


def test_the_page_shows_the_lines_of_the_kind_asked_for(client, curator, individual, conflict):
    EntryFactory(person=individual, food=FoodFactory(name="Logged thing", per_100g={}))
    client.force_login(curator)

    everything, conflicts = page_of(client, "worklist"), page_of(client, "worklist", {"kind": "conflict"})

    assert "Logged thing" in everything
    assert "in the logs of 1 person" in everything
    assert "Logged thing" not in conflicts
    assert "against 40\u00a0µg" in conflicts


def test_the_list_is_paged(client, curator, individual):
    for number in range(26):
        EntryFactory(person=individual, food=FoodFactory(name=f"Thing {number:02}", per_100g={}))
    client.force_login(curator)

    unknown = {"kind": "unknown"}
    assert "Thing 25" not in page_of(client, "worklist", unknown)
    assert "Thing 25" in page_of(client, "worklist", unknown | {"page": "2"})


def test_the_first_page_shows_the_first_of_each_kind_and_how_many_more(client, curator, individual):
    for number in range(7):
        EntryFactory(person=individual, food=FoodFactory(name=f"Thing {number}", per_100g={}))
    client.force_login(curator)

    shown = page_of(client, "worklist")

    assert "Thing 4" in shown
    assert "Thing 5" not in shown
    assert "2 more: MK-7 unknown" in shown


def test_what_is_in_imported_foods_that_nobody_logs_is_folded(client, curator, imported):
    eight_alike("10")
    imported(name="Imported thing", category="cheese", per_100g={MK7: "99"})
    client.force_login(curator)

    folded = page_of(client, "worklist")
    part = page_of(client, "worklist", {"kind": "outlier", "part": "imported"})

    assert "… and 1 in imported foods that nobody logs" in folded
    assert "Imported thing" not in folded
    assert "Imported thing" in part


def test_a_kind_is_narrowed_by_nutrient_and_category(client, curator):
    for category, nutrient in (("cheese", MK7), ("fish", MK7), ("cheese", "magnesium")):
        for _ in range(8):
            FoodFactory(category=category, per_100g={nutrient: "10"})
        FoodFactory(name=f"Far {category} {nutrient}", category=category, per_100g={nutrient: "99"})
    client.force_login(curator)

    shown = page_of(client, "worklist", {"kind": "outlier", "nutrient": MK7, "category": "fish"})

    assert f"Far fish {MK7}" in shown
    assert f"Far cheese {MK7}" not in shown
    assert "Far cheese magnesium" not in shown


def test_the_admins_first_page_leads_to_the_work_list(client, curator):
    client.force_login(curator)

    assert f'href="{reverse("curation:worklist")}"' in client.get("/admin/").content.decode()


def test_a_curator_leaves_a_finding_from_its_line(client, curator, conflict):
    client.force_login(curator)
    finding, _publish_amount = conflict
    data = {"finding": name_of(finding), "reason": "Two cultivars"}
    assert "against 40\u00a0µg" in page_of(client, "leave", data)

    response = client.post(reverse("curation:leave"), data, follow=True)

    assert response.redirect_chain == [(f"{reverse('curation:worklist')}?kind=conflict", 302)]
    assert "Nothing waits." in response.content.decode()


def test_several_are_chosen_in_the_list_and_left_with_one_reason(client, curator):
    eight_alike("10")
    for slug in ("far", "farther"):
        FoodFactory(name=slug, category="cheese", per_100g={MK7: "99"})
    client.force_login(curator)
    names = [line.name for line in work_list("outlier")]
    chosen = page_of(client, "worklist", {"kind": "outlier", "chosen": "all"})
    assert chosen.count(" checked") == 2
    assert "One reason for all." in page_of(client, "leave", {"kind": "outlier", "finding": names})

    response = client.post(reverse("curation:leave"), {"finding": names, "reason": "So"}, follow=True)

    assert "Left as they are, in 2 foods." in response.content.decode()
    assert Dismissal.objects.count() == 2


def test_whoever_chose_nothing_hears_so(client, curator):
    client.force_login(curator)

    response = client.get(reverse("curation:leave"), {"kind": "outlier"}, follow=True)

    assert "Choose what to leave as it is." in response.content.decode()


def test_a_finding_is_not_left_without_a_reason(client, curator, conflict):
    client.force_login(curator)
    finding, _publish_amount = conflict

    response = client.post(reverse("curation:leave"), {"finding": name_of(finding), "reason": " "})

    assert response.status_code == 422
    assert "Say why" in response.content.decode()
    assert not Dismissal.objects.exists()


def test_figures_that_changed_meanwhile_are_said_and_not_left(client, curator, conflict):
    client.force_login(curator)
    finding, publish_amount = conflict
    publish_amount("9")

    response = client.post(
        reverse("curation:leave"),
        {"finding": name_of(finding), "reason": "Two cultivars"},
        follow=True,
    )

    assert "The figures are others by now." in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "conflict:x::",
        f"conflict:{'9' * 30}::",
        "nothing:1::",
        "conflict:1::\0",
        "conflict:1",
        "suggestion:1::",
    ],
)
def test_an_address_that_names_no_finding_is_not_found(client, curator, name):
    client.force_login(curator)

    assert client.get(reverse("curation:leave"), {"finding": name}).status_code == 404


def test_a_finding_taken_from_what_was_left_comes_back(client, curator, conflict):
    finding, _publish_amount = conflict
    leave(by=curator, reason="Two cultivars", names=[named(finding)])
    client.force_login(curator)
    assert "Two cultivars" in client.get(reverse("admin:foods_dismissal_changelist")).content.decode()

    row = Dismissal.objects.get()
    client.post(reverse("admin:foods_dismissal_delete", args=[row.pk]), {"post": "yes"})

    assert slugs("conflict") == ["curated"]
