"""Every address and action of curation by every member of the cast: curators alone, and each by its verb."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from foods.curation import drafts
from foods.models import Food, Revision, SourceCategory
from foods.permissions import APPROVE, CHANGE_FOOD, DRAFT
from k2tracker.accounts import roles
from tests.factories.foods import FoodFactory, SourceFactory

pytestmark = pytest.mark.django_db

MODELS = ["food", "foodnutrient", "revision", "source", "sourcecategory", "sourcerelease", "assumption"]
STEPS = ["submit", "approve", "decline", "take_back", "catch_up", "discard"]
OUTSIDERS = ["nobody", "newcomer", "individual", "warfarin_person", "clinician"]


@pytest.fixture
def food(db, curator):
    food = FoodFactory(per_100g={"magnesium": "1"})
    drafts.start_draft(food=food, by=curator)
    return food


def deeds(food):
    """(method, address, what is sent) of everything that a curator can do here."""
    category = SourceCategory.objects.create(source=SourceFactory(), code="9", name="F", category="fruit")
    foods = reverse("admin:foods_food_changelist")
    chosen = {"_selected_action": [food.pk], "sure": "yes", "brand": "Theirs", "reason": "r"}
    draft = reverse("admin:foods_food_draft", args=[food.pk])
    named = {"draft": food.revisions.last().pk, "reason": "r", "because": "b", "kind": "better"}
    yield from (("get", reverse(f"admin:foods_{model}_changelist"), {}) for model in MODELS)
    yield from (("get", reverse(f"admin:foods_{model}_add"), {}) for model in MODELS)
    for model, pk in (("food", food.pk), ("revision", food.revision_id), ("sourcecategory", category.pk)):
        for page in ("change", "history", "delete"):
            yield "get", reverse(f"admin:foods_{model}_{page}", args=[pk]), {}
            yield "post", reverse(f"admin:foods_{model}_{page}", args=[pk]), {"name": "Theirs", "post": "yes"}
    yield "get", reverse("admin:foods_food_waiting"), {}
    yield "get", reverse("admin:foods_food_values", args=[food.pk]), {}
    yield "post", reverse("admin:foods_food_values", args=[food.pk]), {"magnesium-amount": "9"}
    yield "get", draft, {}
    yield from (("post", draft, {**named, "step": step}) for step in STEPS)
    yield "post", reverse("admin:foods_revision_restore", args=[food.revision_id]), {}
    yield from (
        ("post", foods, {**chosen, "action": action}) for action in ("change_together", "retire_together")
    )
    yield (
        "post",
        reverse("admin:foods_sourcecategory_changelist"),
        {"action": "switch_on", "_selected_action": [category.pk]},
    )


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_but_a_curator_gets_in_or_changes_anything(client, request, food, who):
    if who != "nobody":
        client.force_login(request.getfixturevalue(who))
    log, revisions = LogEntry.objects.count(), Revision.objects.count()

    for method, address, sent in deeds(food):
        response = getattr(client, method)(address, sent)
        assert response.status_code in {302, 403}, (method, address)
        if response.status_code == 302:
            assert "/login/" in response.url, (method, address)

    food.refresh_from_db()
    assert (food.brand, food.is_retired, food.name == "Theirs") == ("", False, False)
    assert (LogEntry.objects.count(), Revision.objects.count()) == (log, revisions)


@pytest.mark.parametrize(
    ("verb", "shut"),
    [
        (DRAFT, [("values", {}), ("draft", {"step": "submit"}), ("draft", {"step": "discard"})]),
        (APPROVE, [("draft", {"step": "approve"}), ("draft", {"step": "decline"}), ("waiting", {})]),
    ],
)
def test_each_page_asks_for_its_verb(client, curator, food, monkeypatch, verb, shut):
    monkeypatch.setitem(roles.PERMISSIONS_OF, "curator", roles.PERMISSIONS_OF["curator"] - {verb})
    client.force_login(curator)

    for page, sent in shut:
        address = reverse(f"admin:foods_food_{page}", args=[] if page == "waiting" else [food.pk])
        answer = client.post(address, sent) if sent else client.get(address)
        assert answer.status_code == 403, (page, sent)


def test_who_may_not_draft_brings_nothing_back(client, curator, food, monkeypatch):
    monkeypatch.setitem(roles.PERMISSIONS_OF, "curator", roles.PERMISSIONS_OF["curator"] - {DRAFT})
    client.force_login(curator)

    assert client.post(reverse("admin:foods_revision_restore", args=[food.revision_id])).status_code == 403


@pytest.mark.parametrize(
    ("verb", "action"), [(CHANGE_FOOD, "change_together"), ("foods.merge_food", "retire_together")]
)
def test_who_may_not_change_foods_is_offered_no_action(client, curator, food, monkeypatch, verb, action):
    monkeypatch.setitem(roles.PERMISSIONS_OF, "curator", roles.PERMISSIONS_OF["curator"] - {verb})
    client.force_login(curator)
    sent = {"action": action, "_selected_action": [food.pk], "sure": "yes", "brand": "B", "reason": "r"}

    client.post(reverse("admin:foods_food_changelist"), sent)

    assert not Food.objects.filter(brand="B").exists()
    assert not Food.objects.get(pk=food.pk).is_retired


def test_a_restore_is_sent_and_never_followed(client, curator, food):
    client.force_login(curator)

    assert client.get(reverse("admin:foods_revision_restore", args=[food.revision_id])).status_code == 405


@pytest.mark.parametrize(
    "model", ["revision", "foodnutrient", "source", "sourcerelease", "sourcecategory", "food"]
)
def test_a_curator_deletes_nothing(client, curator, model):
    client.force_login(curator)
    registered = next(one for one in admin.site._registry if one._meta.label_lower == f"foods.{model}")
    row = registered.objects.first() or SourceCategory.objects.create(
        source=SourceFactory(), code="9", name="F", category="fruit"
    )

    address = reverse(f"admin:foods_{model}_delete", args=[row.pk])

    assert client.post(address, {"post": "yes"}).status_code == 403
