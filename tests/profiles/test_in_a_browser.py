"""The first page in a real browser: the guessed time zone, and the medicine's question without any script."""

import secrets

import pytest

from tests.browser import assert_accessible, sign_in
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


def test_time_zone_is_guessed_by_an_older_name(open_page):
    page = open_page(timezone_id="Asia/Calcutta")
    page.add_init_script(
        "const real = Intl.DateTimeFormat.prototype.resolvedOptions;"
        "Intl.DateTimeFormat.prototype.resolvedOptions = function () {"
        "  return {...real.call(this), timeZone: 'Asia/Calcutta'}; };"
    )
    sign_up(page)

    assert page.get_by_label("Time zone").input_value() == "Asia/Kolkata"


def test_chosen_time_zone_is_not_guessed_over_after_a_slip(open_page):
    page = open_page(timezone_id="Pacific/Kiritimati")
    sign_up(page)
    page.get_by_label("Time zone").select_option("Europe/Oslo")
    page.get_by_role("button", name="Save and open the diary").click()
    page.get_by_role("alert").wait_for()

    assert page.get_by_label("Time zone").input_value() == "Europe/Oslo"
    assert_accessible(page, "first page with errors")


def test_question_about_the_medicine_keeps_its_distance_while_it_has_the_focus(open_page):
    page = open_page()
    sign_up(page)
    fill_in(page)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Name of the medicine").fill("sintrom")
    page.get_by_role("button", name="Save and open the diary").click()
    note = page.locator("#vka-question").bounding_box()
    question = page.get_by_text("Sintrom: is this acenocoumarol").bounding_box()
    ring = 5  # 3 px wide, 2 px away

    assert question["y"] - (note["y"] + note["height"]) > ring


def test_current_answer_on_a_phone_has_room_inside_its_tint(phone):
    sign_in(phone, "warfarin@demo.k2tracker.example")
    phone.goto("/profile/anticoagulant/")
    row = phone.locator("tr.is-selected").bounding_box()
    words = phone.locator("tr.is-selected th").bounding_box()

    assert words["x"] - row["x"] >= 8
    assert row["x"] >= 0


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
