"""The log box by keyboard alone, by touch on a phone, and its slips."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

from .steps import BOX, entry_names, log_by_keyboard, newcomer_on_first_day, words_of

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_arrows_choose_and_escape_leaves(page):
    newcomer_on_first_day(page)
    box = page.get_by_role("combobox", name=BOX)
    box.focus()
    page.keyboard.type("gouda", delay=15)
    expect(page.get_by_role("option").nth(1)).to_be_visible()
    assert page.get_by_role("option").first.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", second.get_attribute("id"))
    assert_accessible(page, "the open list")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("gouda")


def test_each_result_shows_its_amounts_for_a_portion_and_unknown_as_a_word(page):
    newcomer_on_first_day(page)
    page.get_by_role("combobox", name=BOX).press_sequentially("tempeh", delay=15)
    option = page.get_by_role("option").first
    expect(option).to_contain_text("1 cup")
    expect(option).to_contain_text("unknown")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("guda", "Gouda", id="a letter left out"),
        pytest.param("なっとう", "Natto", id="another script"),
        pytest.param("gruyere", "Gruyère", id="an accent left out"),
    ],
)
def test_slips_and_scripts_find_the_food(page, typed, first):
    newcomer_on_first_day(page)
    page.get_by_role("combobox", name=BOX).press_sequentially(typed, delay=15)
    expect(page.get_by_role("option").first).to_contain_text(first)


def test_wrong_amount_is_said_at_the_field_and_stays(page):
    newcomer_on_first_day(page)
    log_by_keyboard(page, "natto", "a lot")
    amount = page.locator("#log-step [name=quantity]")
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_value("a lot")
    assert_accessible(page, "a wrong amount")
    amount.fill("12,5")
    amount.press("Enter")
    expect(page.locator(".entry")).to_have_count(1)


def test_amount_is_changed_in_place_and_delete_can_be_undone(page):
    newcomer_on_first_day(page)
    log_by_keyboard(page, "natto", "10", "g")
    amount = page.get_by_role("textbox", name=re.compile("^Amount of Natto"))
    amount.fill("20")
    amount.press("Enter")
    expect(page.locator("li.measure").first).to_contain_text("200")
    page.get_by_label(re.compile("^More for Natto")).click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".entry")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".entry")).to_have_count(1)


def test_phone_logs_by_touch_and_nothing_scrolls_sideways(phone):
    newcomer_on_first_day(phone)
    phone.get_by_role("combobox", name=BOX).tap()
    phone.get_by_role("combobox", name=BOX).press_sequentially("gouda", delay=15)
    phone.get_by_role("option").first.tap()
    phone.locator("#log-step").get_by_role("button", name="Log").tap()
    expect(phone.locator(".entry")).to_have_count(1)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    too_small = phone.evaluate(
        """() => [...document.querySelectorAll('main button, main input, main select, main summary')]
            .filter(e => e.checkVisibility() && e.type !== 'hidden')
            .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
            .filter(([, height]) => height > 1 && height < 44)"""
    )
    assert too_small == []
    assert_accessible(phone, "a phone's day")


def test_recent_food_is_one_tap_away(page):
    newcomer_on_first_day(page)
    log_by_keyboard(page, "natto", "10", "g")
    chip = page.get_by_role("button", name=re.compile("Natto.*10\\sg"))
    chip.first.click()
    expect(page.locator(".entry")).to_have_count(2)
    assert entry_names(page) == ["Natto (fermented soybeans)"] * 2
    assert "Logged" in words_of(page)
