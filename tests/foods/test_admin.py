"""What curators see in the admin, and that nobody edits a published value there."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from foods.models import Assumption, Food

pytestmark = pytest.mark.django_db

MODELS = ["food", "foodnutrient", "revision", "source", "sourcecategory", "sourcerelease", "assumption"]


@pytest.mark.parametrize("model", MODELS)
def test_a_curator_reads_every_list(client, curator, model):
    client.force_login(curator)

    assert client.get(reverse(f"admin:foods_{model}_changelist")).status_code == 200


@pytest.mark.parametrize(
    "model", [model for model in MODELS if model not in {"assumption", "food", "sourcecategory"}]
)
def test_a_curator_changes_nothing_but_the_switch(client, curator, model):
    client.force_login(curator)
    row = admin.site.get_model_admin(_model(model)).model.objects.first()
    page = reverse(f"admin:foods_{model}_change", args=[row.pk])

    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 403
    assert client.get(reverse(f"admin:foods_{model}_add")).status_code == 403
    assert (
        client.post(reverse(f"admin:foods_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    )


def _model(name):
    return next(model for model in admin.site._registry if model._meta.label_lower == f"foods.{name}")


def test_a_curator_sees_the_values_of_a_food(client, curator):
    client.force_login(curator)

    page = client.get(reverse("admin:foods_food_change", args=[Food.objects.get(slug="natto").pk]))

    assert "schurgers2000" in page.content.decode()
    assert "source 4, derivation BFSN" in page.content.decode()


def test_a_curator_switches_an_assumption_off_on_its_page(client, curator):
    client.force_login(curator)
    egg = Assumption.objects.get(group="egg")

    client.post(reverse("admin:foods_assumption_change", args=[egg.pk]), {"high": "99"})

    egg.refresh_from_db()
    assert (egg.is_active, egg.high) == (False, egg.high.__class__("1.4"))


@pytest.mark.parametrize(
    ("action", "before", "after"), [("switch_off", True, False), ("switch_on", False, True)]
)
def test_assumptions_are_switched_from_the_list_and_recorded(client, curator, action, before, after):
    Assumption.objects.update(is_active=before)
    client.force_login(curator)
    egg = Assumption.objects.get(group="egg")

    client.post(
        reverse("admin:foods_assumption_changelist"), {"action": action, "_selected_action": [egg.pk]}
    )

    assert set(Assumption.objects.filter(is_active=after)) == {egg}
    assert LogEntry.objects.get(object_id=str(egg.pk)).user == curator


@pytest.mark.parametrize("list_and_filter", ["food/?category=%00", "foodnutrient/?state=%00&state=measured"])
def test_a_nul_in_a_filter_leads_back_to_the_whole_list(client, curator, list_and_filter):
    client.force_login(curator)

    response = client.get(f"/admin/foods/{list_and_filter}", follow=True)

    assert response.status_code == 200
    assert response.redirect_chain == [(f"/admin/foods/{list_and_filter.partition('?')[0]}?e=1", 302)]


@pytest.mark.parametrize(
    "list_and_filter",
    [
        f"food/?source={'9' * 20}",
        "food/?slug__range=x",
        "food/?slug__regex=[",
        "revision/?published_at__year=99999",
    ],
)
def test_a_filter_that_an_engine_cannot_read_is_no_failure(client, curator, list_and_filter):
    client.force_login(curator)

    assert client.get(f"/admin/foods/{list_and_filter}", follow=True).status_code == 200


@pytest.mark.parametrize(("chosen", "answers"), [("egg", {400}), ("9" * 30, {302, 400})])
def test_a_chosen_row_that_there_cannot_be_switches_nothing(client, curator, chosen, answers):
    client.force_login(curator)

    response = client.post(
        reverse("admin:foods_assumption_changelist"), {"action": "switch_off", "_selected_action": [chosen]}
    )

    assert response.status_code in answers  # engines differ in what they take for a number
    assert not Assumption.objects.filter(is_active=False).exists()


def test_the_first_page_counts_the_food_table(client, curator):
    client.force_login(curator)

    page = client.get("/admin/").content.decode()

    assert '<th scope="row">Foods and products</th><td>397</td>' in page
    assert '<th scope="row">Assumptions in use</th><td>7</td>' in page


def test_the_first_page_adds_the_counts_of_the_hook(client, curator, settings):
    settings.FOODS_OTHER_COUNTS = "tests.foods.test_admin.other_counts"
    client.force_login(curator)

    assert '<th scope="row">Entries</th><td>12</td>' in client.get("/admin/").content.decode()


def other_counts():
    return {"Entries": 12}


@pytest.mark.parametrize("who", ["individual", "warfarin_person", "clinician"])
def test_nobody_else_enters(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("admin:foods_food_changelist")).status_code in {302, 403}


def test_no_model_that_knows_a_person_is_registered():
    assert {model._meta.app_label for model in admin.site._registry} <= {"foods"}
