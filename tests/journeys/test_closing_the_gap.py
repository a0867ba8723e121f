"""From a day that is short of magnesium to a handful of seeds in its log, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

from .steps import newcomer_on_first_day, words_of

pytestmark = pytest.mark.browser


def test_gap_is_closed_with_one_tap(phone):
    newcomer_on_first_day(phone)
    gap = phone.locator("#gap")

    # what would close it opens where the checklist ends
    phone.get_by_text("What would close it").tap()
    seeds = gap.get_by_role("group", name="Seeds")
    expect(seeds.get_by_role("listitem")).to_have_count(1)
    assert_accessible(phone, "the day with suggestions open")

    # one tap logs it, and the suggestions stay open for what is short still
    seeds.get_by_role("button", name=re.compile("^Log Hemp seeds")).tap()
    expect(phone.locator(".entry")).to_have_count(1)
    expect(phone.locator("#line-magnesium")).to_contain_text("210")
    expect(gap.get_by_role("group", name="Seeds")).to_be_visible()

    # and the page of all of them leads back to the day
    gap.get_by_role("link", name="More foods and supplements").tap()
    expect(phone.get_by_role("heading", name="Close the gap")).to_be_visible()
    phone.get_by_role("button", name=re.compile("^Log Natto, hikiwari.* 7 g$")).tap()
    expect(phone.locator(".entry")).to_have_count(2)
    assert "Natto, hikiwari" in words_of(phone)
