"""The pages on which a curator merges, retires and splits foods: they ask first; only curators get there."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from foods.curation.merging import merge
from foods.models import Food, Notice
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory

pytestmark = pytest.mark.django_db
REASON = "The same food under two names"


def test_a_curator_chooses_sees_what_moves_and_merges(client, curator, individual, pair):
    old, new = pair
    EntryFactory.create_batch(3, person=individual, food=old)
    client.force_login(curator)
    page = reverse("curation:merge", args=[old.pk])
    assert f"?into={new.pk}" in client.get(page, {"q": "curdlet"}).content.decode()

    asked = client.get(page, {"into": new.pk}).content.decode()
    assert '<th scope="row">log entries</th><td>3</td>' in asked
    assert Food.objects.get(pk=old.pk).merged_into is None

    response = client.post(page, {"into": new.pk, "reason": REASON, "keep_name": "on"})

    assert response.url == reverse("admin:foods_food_change", args=[new.pk])
    assert Food.objects.get(pk=old.pk).merged_into == new


def test_the_page_says_why_a_merge_is_refused_and_offers_none(client, curator, pair):
    old, _new = pair
    product = FoodFactory(per_unit={})
    client.force_login(curator)

    page = client.get(reverse("curation:merge", args=[old.pk]), {"into": product.pk}).content.decode()

    assert "counted per 100\u00a0g and the other per unit" in page
    assert 'name="reason"' not in page


@pytest.mark.parametrize(
    ("name", "data"),
    [("merge", {}), ("retire", {}), ("bring_back", {}), ("split", {"name": "X", "category": "cheese"})],
)
def test_nothing_happens_without_a_reason(client, curator, pair, name, data):
    old, new = pair
    row = old.aliases.first() if name == "split" else old
    client.force_login(curator)

    response = client.post(
        reverse(f"curation:{name}", args=[row.pk]), {**data, "into": new.pk, "reason": " "}
    )

    assert response.status_code == 422
    assert "Say why" in response.content.decode()
    assert not LogEntry.objects.exists()


def test_a_curator_retires_a_food_and_brings_it_back(client, curator, pair):
    old, _new = pair
    client.force_login(curator)

    client.post(reverse("curation:retire", args=[old.pk]), {"reason": "Sold no more"})
    assert Food.objects.get(pk=old.pk).is_retired

    client.post(reverse("curation:bring_back", args=[old.pk]), {"reason": "Sold again"})
    assert not Food.objects.get(pk=old.pk).is_retired


def test_the_page_says_why_a_merged_food_does_not_come_back(client, curator, pair):
    old, new = pair
    merge(by=curator, food=old, into=new, reason=REASON)
    client.force_login(curator)

    response = client.post(reverse("curation:bring_back", args=[old.pk]), {"reason": "Sold again"})

    assert response.status_code == 422
    assert "Quarkling is part of Curdlet" in response.content.decode()


def test_a_curator_splits_a_name_off(client, curator, pair):
    old, _new = pair
    alias = old.aliases.get(text="Quarkel")
    client.force_login(curator)
    data = {"name": "Quarkel", "category": "cheese", "reason": "Another cheese"}
    names = client.get(reverse("curation:names", args=[old.pk])).content.decode()
    assert f'href="{reverse("curation:split", args=[alias.pk])}">Quarkel<' in names

    client.post(reverse("curation:split", args=[alias.pk]), data)

    assert Food.objects.get(slug="quarkel").name == "Quarkel"
    again = client.post(reverse("curation:split", args=[alias.pk]), data)
    assert again.status_code == 404


@pytest.mark.parametrize("name", ["merge", "retire", "bring_back"])
def test_a_persons_own_food_has_no_such_page(client, curator, individual, name):
    own = FoodFactory(owner=individual, per_100g={})
    client.force_login(curator)

    assert client.get(reverse(f"curation:{name}", args=[own.pk])).status_code == 404


def test_a_persons_own_food_is_no_choice(client, curator, individual, pair):
    own = FoodFactory(owner=individual, per_100g={})
    client.force_login(curator)

    page = reverse("curation:merge", args=[pair[0].pk])

    assert client.get(page, {"into": own.pk}).status_code == 404


@pytest.mark.parametrize("into", ["x", "9" * 30, "\0"])
def test_an_address_that_names_no_food_is_not_found(client, curator, pair, into):
    client.force_login(curator)

    page = reverse("curation:merge", args=[pair[0].pk])

    assert client.get(page, {"into": into}).status_code == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("merge", {"into": "new"}),
        ("retire", {}),
        ("bring_back", {}),
        ("split", {"name": "X", "category": "cheese"}),
        ("notice_close", {"outcome": "left"}),
        ("notice_take", {"name": "X", "category": "cheese"}),
        ("leave", {"check": "outlier", "food": "1"}),
    ],
)
@pytest.mark.parametrize("role", ["individual", "clinician"])
def test_nobody_but_a_curator_does_any_of_it(client, request, pair, name, data, role):
    old, new = pair
    sender = ProfileFactory().person
    sent = Notice.objects.create(kind=Notice.Kind.SUGGESTION, food=old, revision=old.revision, sent_by=sender)
    rows = {"split": old.aliases.first(), "notice_close": sent, "notice_take": sent}
    client.force_login(request.getfixturevalue(role))

    data = {**data, "into": new.pk, "reason": "x", "answer": "x"}
    arguments = [] if name == "leave" else [rows.get(name, old).pk]
    response = client.post(reverse(f"curation:{name}", args=arguments), data)

    assert response.url.startswith(reverse("admin:login"))
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("page", ["food_delete", "notice_changelist"])
def test_the_admin_deletes_no_food_and_lists_nobodys_notices(client, curator, pair, page):
    client.force_login(curator)
    address = f"/admin/foods/food/{pair[0].pk}/delete/" if page == "food_delete" else "/admin/foods/notice/"

    assert client.post(address, {"post": "yes"}).status_code in {403, 404}
    assert Food.objects.filter(pk=pair[0].pk).exists()
