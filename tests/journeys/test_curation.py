"""A wrong value, corrected: one curator submits, another approves, and the old one stays to be seen."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser import DEMO_PASSWORD, ROOT, assert_accessible, sign_in

from .steps import new_address, sizes_and_schemes, words_of

pytestmark = pytest.mark.browser
FOOD, SLUG = "Kielbasa, cooked, unheated", "kielbasa"
MAKE_A_CURATOR = """
from k2tracker.accounts.models import User
User.objects.create_user({address!r}, {password!r}, role="curator")
"""


@pytest.fixture
def second(site):
    """A second curator of the running site, made by whoever runs it. (e-mail, password)"""
    address = new_address()
    code = MAKE_A_CURATOR.format(address=address, password=DEMO_PASSWORD)
    subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "shell", "-v", "0", "-c", code],
        cwd=ROOT,
        env=site.environment,
        check=True,
    )
    return address, DEMO_PASSWORD


def open_food(page):
    """From the list of foods, by its search, to the page of the food."""
    page.goto("/admin/foods/food/")
    page.get_by_role("searchbox").fill("kielbsa")  # a slip of the finger
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=FOOD).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FOOD)


def public_magnesium(page):
    page.goto(f"/foods/{SLUG}/")
    return page.get_by_role("row").filter(has_text="Magnesium").first.inner_text().replace("\u00a0", " ")


def test_wrong_value_is_corrected_approved_seen_and_restored(open_page, site, second):
    # given a curator who finds the food with the wrong value
    first = open_page()
    sign_in(first, *site.demo("curator"))
    open_food(first)

    # when the value is changed, with a mistake first
    first.get_by_role("link", name="Change values").click()
    first.get_by_label("Mg, Amount").fill("many")
    first.get_by_role("button", name="Save the draft and see what changes").click()
    expect(first.get_by_role("alert")).to_contain_text("Mg, Amount: Enter a number.")
    expect(first.get_by_label("Mg, Amount")).to_have_value("many")
    assert_accessible(first, "a mistake among the values")
    first.get_by_label("Mg, Amount").fill("13")
    first.get_by_role("button", name="Save the draft and see what changes").click()

    # then the difference stands there, and nothing is published
    expect(first.get_by_role("row").filter(has_text="amount")).to_contain_text(re.compile("Mg.*13\\smg"))
    assert_accessible(first, "the difference of a draft")

    # and it is submitted as the correction of a wrong value, but not approved by the same curator
    first.get_by_label(re.compile("The old value was wrong")).check()
    first.get_by_label("Reason").fill("A slip of the keyboard")
    first.get_by_role("button", name="Submit", exact=True).click()
    expect(first.get_by_role("button", name="Approve and publish")).to_be_disabled()
    assert "You worked on this draft. Another curator approves it." in words_of(first)
    assert "13 mg" not in public_magnesium(first)

    # when another curator approves it from the list of what waits
    other = open_page()
    sign_in(other, *second)
    other.goto("/admin/")
    other.get_by_role("link", name="Waiting for approval").click()
    expect(other.locator("body")).to_contain_text("A slip of the keyboard")
    assert_accessible(other, "what waits for approval")
    other.get_by_role("link", name=f"Decide on {FOOD}").click()
    other.get_by_role("button", name="Approve and publish").click()
    expect(other.locator("body")).to_contain_text("Approved and published.")

    # then everybody sees the new value
    assert "13 mg" in public_magnesium(other)

    # and the first curator sees the old revision, and brings it back as a draft
    open_food(first)
    first.get_by_role("link", name="Revision 1").click()
    assert "13 mg" not in words_of(first)
    first.get_by_role("button", name="Restore these values").click()
    expect(first.get_by_role("row").filter(has_text="amount")).to_contain_text(
        re.compile("Mg\\s*amount\\s*13\\smg")
    )
    first.get_by_role("button", name="Discard the draft").click()
    expect(first.locator("body")).to_contain_text("Draft discarded.")


@pytest.mark.once
@pytest.mark.parametrize(
    "look", list(sizes_and_schemes()), ids=lambda look: f"{look['width']} {look['color_scheme']}"
)
def test_the_curators_pages_are_accessible_and_fit(open_page, site, look):
    page = open_page(**look)
    sign_in(page, *site.demo("curator"))
    for path in (
        "/admin/",
        "/admin/foods/food/",
        "/admin/foods/food/1/change/",
        "/admin/foods/food/1/values/",
        "/admin/foods/revision/1/change/",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        for table in page.locator(".records").all():
            assert table.evaluate("one => one.scrollWidth - one.parentElement.clientWidth") <= 0, path
        assert_accessible(page, f"{path} at {look}")
