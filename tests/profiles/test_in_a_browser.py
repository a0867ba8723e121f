"""The first page in a real browser: the guessed time zone, and the medicine's question without any script."""

import secrets

import pytest

from tests.browser import assert_accessible
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser


def sign_up(page):
    page.goto("/accounts/signup/")
    page.locator("[name=email]").fill(f"{secrets.token_hex(6)}@example.org")
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=consent]").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/profile/start/")


def fill_in(page):
    page.get_by_label("Month of birth").select_option("6")
    page.get_by_label("Year of birth").fill("1991")
    page.get_by_label("Sex, as the reference tables use it").select_option("female")


def test_time_zone_is_guessed_from_the_browser(open_page):
    page = open_page(timezone_id="Pacific/Kiritimati")
    sign_up(page)

    assert page.get_by_label("Time zone").input_value() == "Pacific/Kiritimati"


def test_chosen_time_zone_is_not_guessed_over_after_a_slip(open_page):
    page = open_page(timezone_id="Pacific/Kiritimati")
    sign_up(page)
    page.get_by_label("Time zone").select_option("Europe/Oslo")
    page.get_by_role("button", name="Save and open the diary").click()
    page.get_by_role("alert").wait_for()

    assert page.get_by_label("Time zone").input_value() == "Europe/Oslo"
    assert_accessible(page, "first page with errors")


def test_medicine_is_asked_back_and_kept_without_javascript(open_page):
    page = open_page(java_script_enabled=False)
    sign_up(page)
    fill_in(page)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Name of the medicine").fill("sintrom")
    page.get_by_role("button", name="Save and open the diary").click()
    question = page.get_by_role("group", name="Sintrom: is this acenocoumarol, a vitamin K antagonist?")
    question.get_by_label("Yes, that is it").check()
    page.get_by_role("button", name="Save and open the diary").click()
    page.goto("/profile/")

    assert page.get_by_role("cell", name="Yes: acenocoumarol").is_visible()
