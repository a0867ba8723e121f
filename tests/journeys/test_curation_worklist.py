"""A curator merges and retires foods that somebody logged: their days stay as they were."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible, sign_in

from .steps import BOX, entry_names, line, log_by_keyboard, newcomer_on_first_day

pytestmark = pytest.mark.browser
MERGED, INTO = "Natto, Australian supermarket sample", "Natto, frozen, European retail sample"
RETIRED = "Dates, medjool"


@pytest.fixture
def curator(open_page, site):
    page = open_page()
    sign_in(page, *site.demo("curator"))
    return page


def open_food(page, name):
    """The food's page in the admin, by way of the list."""
    page.goto("/admin/foods/food/")
    page.locator("#searchbar").fill(name)
    page.locator("#searchbar").press("Enter")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("link", name="Retire", exact=True)).to_be_visible()


def k2_of(page):
    """What the day says of MK-7, without the names of what it adds up."""
    return re.findall(r"[\d.,]+\s*µg", line(page, "Vitamin K2 (MK-7)").inner_text())


def test_a_merged_food_keeps_its_figures_on_the_day_and_its_address_leads_on(page, curator):
    # given somebody who logged a food
    newcomer_on_first_day(page)
    log_by_keyboard(page, "natto australian", "10", "g")
    expect(page.locator(".entry")).to_have_count(1)
    assert entry_names(page) == [MERGED]
    figures = k2_of(page)
    assert figures

    # when a curator makes it part of another one, having seen what moves
    open_food(curator, MERGED)
    curator.get_by_role("link", name="Merge into another food").click()
    curator.get_by_label("Name or barcode").fill("natto european retail")
    curator.get_by_role("button", name="Find").click()
    assert_accessible(curator, "choosing what to merge into")
    curator.get_by_role("link", name=INTO).click()
    expect(curator.get_by_role("row", name="log entries 1")).to_be_visible()
    assert_accessible(curator, "what a merge moves")
    curator.get_by_label("Reason").fill("The same kind of sample")
    curator.get_by_role("button", name="Merge").click()
    expect(curator.get_by_text(f"{MERGED} is now part of {INTO}.")).to_be_visible()

    # then the day names the other food and counts what it counted
    page.reload()
    expect(page.locator(".entry")).to_have_count(1)
    assert entry_names(page) == [INTO]
    assert k2_of(page) == figures

    # and the old name and the old address lead to it
    page.goto("/foods/natto-australian-retail/")
    expect(page).to_have_url(re.compile("/foods/natto-danish-retail/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(INTO)


def test_a_retired_food_is_offered_no_more_and_stays_on_the_day(page, curator):
    newcomer_on_first_day(page)
    log_by_keyboard(page, "medjool", "20", "g")
    expect(page.locator(".entry")).to_have_count(1)

    open_food(curator, RETIRED)
    curator.get_by_role("link", name="Retire", exact=True).click()
    expect(curator.get_by_text(re.compile(r"It is in (the|\d+) logs of"))).to_be_visible()
    assert_accessible(curator, "before a food is retired")
    curator.get_by_label("Reason").fill("Stands twice")
    curator.get_by_role("button", name="Retire").click()
    expect(curator.get_by_text(f"{RETIRED} is retired.")).to_be_visible()

    page.reload()
    assert entry_names(page) == [RETIRED]
    page.get_by_role("combobox", name=BOX).press_sequentially("dates medjool")
    expect(page.get_by_role("option", name=re.compile("medjool"))).to_have_count(0)

    # and it can be brought back
    curator.get_by_role("link", name="Bring back").click()
    curator.get_by_label("Reason").fill("It does not stand twice")
    curator.get_by_role("button", name="Bring back").click()
    expect(curator.get_by_text(f"{RETIRED} is offered again.")).to_be_visible()


def test_a_curator_leaves_a_finding_with_a_reason(curator):
    curator.goto("/admin/")
    curator.get_by_role("link", name="Work list").first.click()
    assert_accessible(curator, "the work list")
    curator.get_by_role("link", name=re.compile("^Without a source")).click()
    first = curator.locator(".curation-said").first.inner_text()
    assert_accessible(curator, "one kind of findings")

    curator.locator(".curation-do a").first.click()
    expect(curator.locator(".curation-said")).to_have_text(first)
    assert_accessible(curator, "leaving a finding as it is")
    curator.get_by_label("Reason").fill("The note says where it is from")
    curator.get_by_role("button", name="Leave as it is").click()

    expect(curator.get_by_text("It comes back when the figures change.")).to_be_visible()
    expect(curator.locator(".curation-said", has_text=first)).to_have_count(0)
