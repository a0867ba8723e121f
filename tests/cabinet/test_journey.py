"""A product goes from its label into the cabinet, from there into the log with one tap, and out again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible
from tests.journeys.steps import BOX, entry_names, newcomer_on_first_day

pytestmark = pytest.mark.browser


def test_newcomer_puts_a_capsule_into_the_cabinet_and_logs_it_with_one_tap(phone):
    # given a newcomer on a phone whose capsule search does not know
    newcomer_on_first_day(phone)
    phone.get_by_role("link", name="Say what I take as a habit").tap()
    phone.get_by_label("Add a supplement").press_sequentially("Zonnewende")
    expect(phone.locator("#cabinet-found")).to_contain_text("No supplement found")

    # when she copies a figure of its label and says how she takes it
    phone.get_by_role("link", name="Add it from its label").tap()
    expect(phone.locator("[name=name]")).to_have_value("Zonnewende")
    phone.locator("[name=amount_magnesium]").fill("100")
    phone.get_by_role("button", name="Save and put it in my cabinet").tap()
    expect(phone.get_by_role("heading", name="Zonnewende")).to_be_visible()
    expect(phone.get_by_role("group", name="On which days")).to_be_hidden()
    phone.get_by_label("On set days of the week").check()
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        phone.get_by_label(day).check()
    phone.get_by_label("How many at a time").fill("2")
    assert_accessible(phone, "how a product is taken")
    phone.get_by_role("button", name="Save in my cabinet").tap()

    # then the cabinet has it
    expect(phone.locator(".cab-row")).to_contain_text("every day")
    expect(phone.locator(".cab-row")).to_contain_text("200 mg")
    assert_accessible(phone, "the cabinet with a product")

    # and one tap on the day logs it, once, with a way back
    phone.get_by_role("link", name="Today").first.tap()
    expect(phone.get_by_role("combobox", name=BOX)).to_be_visible()
    phone.get_by_role("button", name="My usual supplements: 1").dblclick()
    expect(phone.locator(".entry")).to_have_count(1)
    assert entry_names(phone) == ["Zonnewende"]
    phone.get_by_role("button", name="Undo").tap()
    expect(phone.locator(".entry")).to_have_count(0)
    expect(phone.get_by_role("button", name="My usual supplements: 1")).to_be_visible()


def test_cabinet_is_filled_by_keyboard_and_without_script(open_page):
    page = open_page(java_script_enabled=False)
    newcomer_on_first_day(page)
    page.goto("/cabinet/")
    page.get_by_label("Add a supplement").fill("magnesium citrate 200")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("Magnesium citrate, 200 mg")).press("Enter")
    page.get_by_label("How many at a time").fill("none")
    page.keyboard.press("Enter")
    expect(page.get_by_label("How many at a time")).to_have_value("none")
    page.get_by_label("How many at a time").fill("1")
    page.keyboard.press("Enter")

    page.get_by_role("button", name="Log my usual supplements").press("Enter")

    expect(page.locator(".toast")).to_contain_text("Logged: Magnesium citrate")
    expect(page.locator(".entry")).to_have_count(1)
