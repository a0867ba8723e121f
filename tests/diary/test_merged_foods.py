"""Forms and addresses that still name a food which has become part of another one."""

import pytest
from django.urls import reverse

from foods.curation.merging import merge
from tests.factories.foods import FoodFactory

from .conftest import TODAY, log


@pytest.fixture
def kept(natto, curator):
    into = FoodFactory(name="All natto", per_100g={"menaquinone_7": "1"})
    merge(by=curator, food=natto, into=into, reason="The same food.")
    return into


def test_form_that_was_open_before_the_merge_logs_the_food_that_is_kept(me, individual, kept):
    log(me, "test-natto", "40")

    entry = individual.entries.get()
    assert (entry.food, entry.revision, entry.grams) == (kept, kept.revision, 40)


def test_portion_that_the_kept_food_has_not_is_asked_about_with_what_was_typed(me, individual, kept):
    response = log(me, "test-natto", "40", portion="1 pack")

    assert response.status_code == 422
    assert response.context["form"]["quantity"].value() == "40"
    assert not individual.entries.exists()


def test_form_of_the_merged_food_is_that_of_the_kept_one(me, kept):
    page = me.get(reverse("diary:add", args=[TODAY, "test-natto"]), follow=True)

    assert page.context["food"] == kept
