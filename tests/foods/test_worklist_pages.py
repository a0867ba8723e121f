"""Leaving a finding of the work list as it is, and the list's pages."""

from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from foods.actions import Draft, DraftValue, Publication, publish
from foods.curation.leaving import NotFound, leave, named
from foods.curation.worklist import ranked
from foods.models import Dismissal, Food
from nutrients.intake import State
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory
from tests.foods.working import eight_alike, lines, slugs, work_list

pytestmark = pytest.mark.django_db
MK7 = "menaquinone_7"


@pytest.fixture(autouse=True)
def only_foods_of_the_test(db):
    """The real table has findings of its own."""
    Food.objects.update(is_retired=True)


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
