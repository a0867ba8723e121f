"""A food of one's own, suggested to everybody: taken up and corrected by two curators, or left, and told."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser import DEMO_PASSWORD, ROOT, assert_accessible, sign_in

from .steps import BOX, log_by_keyboard, new_address, newcomer_on_first_day
from .test_own_foods import add_capsule

pytestmark = pytest.mark.browser
MAKE_A_CURATOR = """
from k2tracker.accounts.models import User
User.objects.create_user({address!r}, {password!r}, role="curator")
"""


@pytest.fixture
def curator(open_page, site):
    page = open_page()
    sign_in(page, *site.demo("curator"))
    return page


@pytest.fixture
def second(open_page, site):
    """A colleague of the curator."""
    address = new_address()
    code = MAKE_A_CURATOR.format(address=address, password=DEMO_PASSWORD)
    command = [sys.executable, "-W", "ignore", "manage.py", "shell", "-v", "0", "-c", code]
    subprocess.run(command, cwd=ROOT, env=site.environment, check=True)
    page = open_page()
    sign_in(page, address, DEMO_PASSWORD)
    return page


def suggest(phone, name):
    """A newcomer adds a capsule, logs it and suggests it."""
    newcomer_on_first_day(phone)
    add_capsule(phone, name)
    phone.get_by_role("button", name="Log", exact=True).tap()
    expect(phone.locator(".entry")).to_have_count(1)
    phone.goto("/my-foods/")
    phone.get_by_role("link", name=re.compile("^Suggest to everyone")).tap()
    phone.get_by_role("button", name="Send to the curators").tap()
    expect(phone.get_by_text("the curators have not answered yet")).to_be_visible()


def open_suggestion(curator, name):
    """From the work list to what was sent."""
    curator.goto("/admin/curation/worklist/?kind=suggestion")
    curator.get_by_role("link", name=name).first.click()
    expect(curator.locator("#notice-close")).to_be_visible()


def test_suggested_food_becomes_everybodys_and_is_corrected_by_two_curators(
    phone, curator, second, open_page
):
    # given somebody who suggested a capsule
    name = "Lichtmess D3+K2"
    suggest(phone, name)

    # when a curator takes it up from the work list, with a name that tells the maker
    open_suggestion(curator, name)
    assert "example.org" not in curator.content()  # nobody sees who sent it
    assert_accessible(curator, "what was suggested")
    taking = curator.locator("section").filter(has=curator.locator("#notice-take"))
    taking.get_by_label("Name", exact=True).fill(f"{name}, Sonnenhof")
    taking.get_by_label("Answer").fill("Thank you, checked against the maker's page")
    taking.get_by_role("button", name="Make it everybody's").click()
    expect(curator.get_by_text("Answered.")).to_be_visible()

    # and corrects a figure of it, which a second curator approves
    curator.goto("/admin/foods/food/")
    curator.locator("#searchbar").fill("Lichtmess")
    curator.locator("#searchbar").press("Enter")
    curator.get_by_role("link", name=f"{name}, Sonnenhof").first.click()
    curator.get_by_role("link", name="Change values").click()
    curator.get_by_label("MK-7, Amount").fill("75")
    curator.get_by_role("button", name="Save the draft and see what changes").click()
    curator.get_by_label(re.compile("The old value was wrong")).check()
    curator.get_by_label("Reason").fill("The maker says 75 µg")
    curator.get_by_role("button", name="Submit", exact=True).click()
    expect(curator.get_by_role("button", name="Approve and publish")).to_be_disabled()
    second.goto("/admin/foods/food/waiting/")
    second.get_by_role("link", name=f"Decide on {name}, Sonnenhof").click()
    second.get_by_role("button", name="Approve and publish").click()
    expect(second.locator("body")).to_contain_text("Approved and published.")

    # then the person reads what became of it, and is offered the new figure for what was logged
    phone.goto("/my-foods/")
    expect(phone.get_by_role("heading", name="Suggested by you, everybody’s now")).to_be_visible()
    expect(phone.get_by_text("checked against the maker's page")).to_be_visible()
    assert_accessible(phone, "a suggestion that was taken up")
    phone.goto("/diary/")
    phone.get_by_role("link", name="See before and after").tap()
    expect(phone.locator("main")).to_contain_text(re.compile(r"45.*75\sµg", re.DOTALL))

    # and somebody else finds and logs it
    other = open_page()
    newcomer_on_first_day(other)
    log_by_keyboard(other, "lichtmess", "1")
    expect(other.locator(".entry")).to_contain_text(["Sonnenhof"])


def test_suggestion_that_is_left_stays_private_and_says_why(phone, curator, open_page):
    name = "Aschermittwoch D3+K2"
    suggest(phone, name)

    open_suggestion(curator, name)
    leaving = curator.locator("section").filter(has=curator.locator("#notice-close"))
    leaving.get_by_label("Answer").fill("The maker no longer sells it")
    leaving.get_by_role("button", name="Answer and close").click()
    expect(curator.get_by_text("Answered.")).to_be_visible()

    phone.goto("/my-foods/")
    expect(phone.locator(".own-food")).to_contain_text("left it as it is: The maker no longer sells it")
    expect(phone.get_by_role("link", name=re.compile("^Suggest to everyone"))).to_have_count(0)
    other = open_page()
    newcomer_on_first_day(other)
    other.get_by_role("combobox", name=BOX).fill("Aschermittwoch")
    expect(other.get_by_role("option", name=re.compile("new food"))).to_be_visible()
    expect(other.get_by_role("option", name=re.compile(name))).to_have_count(0)
