"""What a stranger does with the food pages: order, compare, and look behind a number."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_number_is_followed_to_its_source(open_page, script):
    page = open_page(java_script_enabled=script)

    # given somebody who wonders which foods hold MK-7
    page.goto("/foods/")
    page.get_by_role("navigation", name="By the amount of").get_by_role("link", name="MK-7").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Foods by Menaquinone-7 (MK-7)")

    # when they open the usual portions, natto, and its value
    page.get_by_role("link", name="Foods, per usual portion").click()
    page.get_by_role("link", name="Natto (fermented soybeans)", exact=True).click()
    page.get_by_role("link", name="Menaquinone-7 (MK-7)", exact=True).click()

    # then the paper stands there with its DOI
    expect(page.get_by_role("link", name="10.1159/000054147")).to_have_attribute(
        "href", "https://doi.org/10.1159/000054147"
    )


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_foods_are_chosen_and_compared(open_page, script):
    page = open_page(java_script_enabled=script, width=360)

    # given natto, opened from its page
    page.goto("/foods/natto/")
    page.get_by_role("link", name="Compare", exact=True).click()

    # when two foods are looked for and put beside it
    for words, name in (("aged gouda", "Gouda, aged 26 weeks or more"), ("kale", "Kale, raw")):
        page.get_by_label("Add a food").fill(words)
        page.get_by_role("button", name="Find").click()
        page.get_by_role("link", name=f"Compare {name}").click()

    # then three columns stand side by side, and the address holds them
    expect(page.locator(".compare-table thead th")).to_have_count(4)
    assert re.findall(r"food=([\w-]+)", page.url) == ["natto", "gouda-aged", "kale-raw"]

    # and one can be taken out again
    page.get_by_role("link", name="Remove Natto (fermented soybeans)").click()
    expect(page.locator(".compare-table thead th")).to_have_count(3)


def test_compared_foods_scroll_inside_and_keep_their_names_in_sight(open_page):
    page = open_page(width=360, height=700)
    page.goto("/foods/compare/?food=natto&food=gouda-aged&food=kale-raw&food=broccoli-raw")
    region = page.get_by_role("region", name="Foods side by side")

    region.evaluate("element => element.scrollTo(200, 300)")

    box = region.bounding_box()
    head = page.get_by_role("columnheader", name="Kale, raw").bounding_box()
    nutrient = page.get_by_role("rowheader", name="Magnesium").bounding_box()
    assert head["y"] == pytest.approx(box["y"], abs=2)
    assert nutrient["x"] == pytest.approx(box["x"], abs=2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_small_targets_are_large_enough(open_page):
    page = open_page(width=360)
    for address in ("/foods/", "/foods/?nutrient=menaquinone_7", "/foods/compare/?food=natto"):
        page.goto(address)
        for link in page.locator(".compare-link, .compare-remove, .chip").all():
            assert link.bounding_box()["height"] >= 44, address


def test_history_opens_in_place(page):
    page.goto("/foods/natto/")
    summary = page.locator("summary").filter(has_text="Version 1, published")

    summary.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("The first version.")).to_be_visible()
    assert_accessible(page, "a food with its history open")
