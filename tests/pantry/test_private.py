"""An own food is nowhere for anybody else: not as a page, a number, a shortcut or an ingredient."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from foods.models import Food, SearchName
from k2tracker.diary import actions
from k2tracker.diary.models import Entry, Favourite

from .conftest import DAY, added, cooked, recipe_data


@pytest.fixture
def theirs(client, other_individual) -> Food:
    """A food of somebody else."""
    client.force_login(other_individual)
    return added(client, name="Zanzibarine drops", aliases="qqzdrops", barcode="4006381333931")


@pytest.fixture
def me_after(client, theirs, individual):
    """The individual's browser, once the other person's food is there."""
    client.force_login(individual)
    return client


@pytest.mark.parametrize(
    ("method", "name", "with_day"),
    [
        ("get", "foods:detail", False),
        ("get", "diary:add", True),
        ("post", "diary:add", True),
        ("post", "diary:favourite", False),
        ("get", "pantry:change", False),
        ("post", "pantry:change", False),
        ("get", "pantry:suggest", False),
        ("get", "pantry:remove", False),
        ("post", "pantry:remove", False),
        ("get", "pantry:recipe", False),
        ("get", "pantry:recipe_change", False),
    ],
)
def test_its_addresses_are_not_there(me_after, theirs, method, name, with_day):
    address = reverse(name, args=[DAY, theirs.slug] if with_day else [theirs.slug])
    data = {"key": uuid.uuid4(), "quantity": "1", "portion": "", "meal": "lunch", "favourite": "on"}
    assert getattr(me_after, method)(address, data).status_code == 404
    assert Food.objects.filter(pk=theirs.pk, is_retired=False).exists()
    assert not Entry.objects.exists()
    assert not Favourite.objects.exists()


@pytest.mark.parametrize("role", ["anonymous", "curator", "clinician"])
def test_its_page_is_not_there_for_other_roles(client, theirs, curator, clinician, role):
    client.logout()
    if role != "anonymous":
        client.force_login({"curator": curator, "clinician": clinician}[role])
    assert client.get(reverse("foods:detail", args=[theirs.slug])).status_code == 404


@pytest.mark.parametrize("query", ["zanzibarine", "qqzdrops", "4006381333931", "zanzibarin"])
def test_search_of_others_does_not_find_it(me_after, theirs, query):
    answers = [
        me_after.get("/foods/search/", {"q": query}, headers={"Accept": "application/json"}),
        me_after.get("/foods/search/", {"q": query}, headers={"HX-Request": "true"}),
        me_after.get("/foods/", {"q": query}),
        me_after.post(reverse("pantry:recipe_add"), {"do": "find", "find": query}),
    ]
    for answer in answers:
        assert theirs.slug not in answer.content.decode()


@pytest.mark.parametrize("query", ["zanzibarine", "qqzdrops", "4006381333931"])
def test_its_own_person_finds_it(client, theirs, query):
    answer = client.get("/foods/search/", {"q": query}, headers={"Accept": "application/json"})
    assert [hit["slug"] for hit in answer.json()["results"]] == [theirs.slug]


def test_everybodys_index_does_not_hold_it(theirs):
    assert not SearchName.objects.filter(food=theirs).exists()


def test_action_that_logs_refuses_it(theirs, individual):
    with pytest.raises(actions.NotLogged):
        actions.log_food(
            by=individual,
            person=individual,
            key=uuid.uuid4(),
            food=theirs,
            portion=None,
            quantity=Decimal(1),
            eaten_on=DAY,
            meal="lunch",
        )


def test_it_is_no_ingredient_of_others(me_after, theirs):
    picked = me_after.post(reverse("pantry:recipe_add"), {"pick": theirs.slug, "name": "Stew"})
    assert picked.context["form"].rows == []
    saved = me_after.post(
        reverse("pantry:recipe_add"), recipe_data((theirs.slug, "1", "1 capsule"), yield_grams="100")
    )
    assert saved.status_code == 422


def test_chip_of_others_does_not_log_it(me_after, theirs):
    me_after.post(reverse("diary:quick", args=[DAY]), {"chip": f"{uuid.uuid4()}|{theirs.slug}|1|1 capsule"})
    assert not Entry.objects.exists()


def test_recipe_of_others_is_not_there(client, theirs, individual):
    stew = cooked(client, (theirs.slug, "1", "1 capsule"), yield_grams="100")
    client.force_login(individual)
    for name in ("pantry:recipe", "pantry:recipe_change", "foods:detail"):
        assert client.get(reverse(name, args=[stew.slug])).status_code == 404


def test_address_does_not_tell_the_name(theirs):
    assert "zanzibar" not in theirs.slug
