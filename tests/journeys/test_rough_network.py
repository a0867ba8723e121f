"""A slow line, no line, a server that fails, a session that ended: nothing that was typed is lost."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible, sign_in

from .steps import (
    BOX,
    PASSWORD,
    answer_questions,
    entry_names,
    log_by_keyboard,
    newcomer_on_first_day,
    sign_up,
)

pytestmark = [pytest.mark.browser, pytest.mark.once]
SEARCH, AMOUNT_FORM, AMOUNT = "**/foods/search/**", "**/add/**", "**/amount/"


@pytest.fixture
def open_rough(chromium, site):
    """A function that opens a browser window whose console may complain: requests are made to fail here."""
    contexts = []

    def opened(*, width=1280, height=900, **options):
        context = chromium.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def rough(open_rough):
    return open_rough()


def box_of(page):
    return page.get_by_role("combobox", name=BOX)


def quantity_of(page):
    return page.locator("#log-step [name=quantity]")


def amount_of_entry(page):
    return page.get_by_role("textbox", name=re.compile("^Amount of"))


def end_session(page):
    page.context.clear_cookies(name="sessionid")


def sign_in_elsewhere(page, address):
    tab = page.context.new_page()
    sign_in(tab, address, PASSWORD)
    tab.close()


def delay(page, address, seconds):
    def handle(route):
        time.sleep(seconds)
        route.continue_()

    page.route(address, handle)


def test_signed_out_search_keeps_its_words_and_goes_on_after_signing_in(rough):
    address = newcomer_on_first_day(rough)
    end_session(rough)

    box_of(rough).press_sequentially("natto", delay=15)

    said = rough.locator("#log-trouble")
    expect(said).to_contain_text("You are signed out. Sign in again in another tab")
    expect(box_of(rough)).to_have_value("natto")
    assert "/accounts/login/" in said.get_by_role("link").get_attribute("href")
    assert_accessible(rough, "a search of somebody signed out")

    sign_in_elsewhere(rough, address)
    box_of(rough).press("Enter")
    expect(quantity_of(rough)).to_be_focused()
    expect(said).to_be_empty()


def test_signed_out_log_keeps_its_form_and_is_logged_once_after_signing_in(rough):
    address = newcomer_on_first_day(rough)
    box_of(rough).press_sequentially("natto", delay=15)
    expect(rough.get_by_role("option").first).to_be_visible()
    rough.keyboard.press("Enter")
    expect(quantity_of(rough)).to_be_focused()
    end_session(rough)

    quantity_of(rough).fill("12 g")
    quantity_of(rough).press("Enter")

    expect(rough.locator("#log-step")).to_contain_text("You are signed out. Sign in again in another tab")
    expect(quantity_of(rough)).to_have_value("12 g")
    expect(quantity_of(rough)).to_be_focused()
    assert_accessible(rough, "an amount of somebody signed out")

    sign_in_elsewhere(rough, address)
    quantity_of(rough).press("Enter")
    expect(rough.locator(".entry")).to_have_count(1)
    expect(amount_of_entry(rough)).to_have_value("12")


def test_page_of_one_person_writes_nothing_into_the_diary_of_another(rough, open_rough):
    other = newcomer_on_first_day(open_rough())
    newcomer_on_first_day(rough)
    log_by_keyboard(rough, "natto", "10", "g")
    expect(rough.locator(".entry")).to_have_count(1)
    rough.context.clear_cookies()
    sign_in_elsewhere(rough, other)

    rough.get_by_role("button", name=re.compile("Natto.*10\\sg")).click()

    expect(rough.locator("#toasts")).to_contain_text("somebody else is signed in")
    rough.goto("/diary/")
    assert entry_names(rough) == []


def test_form_without_a_session_leads_back_to_its_day_after_signing_in(open_rough):
    page = open_rough(java_script_enabled=False)
    address = sign_up(page)
    answer_questions(page)
    day = page.url
    end_session(page)

    page.get_by_role("button", name="Sun today").click()
    page.locator("[name=login]").fill(address)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]", has_text="Sign in").click()

    expect(box_of(page)).to_be_visible()
    assert page.url.split("?")[0] == day.split("?")[0]


def test_same_words_twice_are_found_twice(page):
    newcomer_on_first_day(page)
    for count in (1, 2):
        box_of(page).focus()
        page.keyboard.insert_text("natto")  # a swipe, a paste, dictation: one event for the whole word
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(quantity_of(page)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".entry")).to_have_count(count)


def test_typing_ahead_of_a_slow_line_reaches_the_amount(page):
    newcomer_on_first_day(page)
    delay(page, SEARCH, 0.6)
    delay(page, AMOUNT_FORM, 0.8)

    box_of(page).focus()
    for keys in ("apple", "Enter", "150g", "Enter", "gouda"):
        page.keyboard.press(keys) if keys == "Enter" else page.keyboard.type(keys, delay=40)

    expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator(".entry-name a")).to_have_text(re.compile("^Apple"))
    expect(amount_of_entry(page)).to_have_value("150")
    expect(box_of(page)).to_have_value("gouda")
    expect(page.get_by_role("option").first).to_contain_text("Gouda")


def test_amount_typed_before_its_form_stands_in_it(page):
    newcomer_on_first_day(page)
    box_of(page).press_sequentially("gouda", delay=15)
    expect(page.get_by_role("option").first).to_be_visible()
    delay(page, AMOUNT_FORM, 0.8)

    page.keyboard.press("Enter")
    page.keyboard.type("25", delay=20)

    expect(quantity_of(page)).to_have_value("25")
    expect(quantity_of(page)).to_be_focused()
    expect(page.locator("#log-waits")).to_be_hidden()
    page.keyboard.type("0")
    expect(quantity_of(page)).to_have_value("250")


def test_words_without_a_match_return_to_the_box_when_enter_came_first(page):
    newcomer_on_first_day(page)
    delay(page, SEARCH, 0.4)
    box_of(page).focus()
    page.keyboard.type("qqqqzzzz")
    page.keyboard.press("Enter")
    expect(box_of(page)).to_have_value("qqqqzzzz")
    expect(box_of(page)).to_be_focused()
    expect(page.locator("#log-matches")).to_contain_text("Nothing found")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda route: route.abort("internetdisconnected"), "This may not be saved"),
        (lambda route: route.fulfill(status=500, body="<h1>Broken</h1>"), "This may not be saved"),
        (lambda route: route.fulfill(status=403, body="<h1>Refused</h1>"), "Not saved: the server refused"),
    ],
    ids=["no line", "500", "403"],
)
def test_amount_that_was_not_saved_says_so_at_its_field_and_is_sent_again(rough, answer, words):
    newcomer_on_first_day(rough)
    log_by_keyboard(rough, "natto", "10", "g")
    amount = amount_of_entry(rough)
    rough.route(AMOUNT, answer)

    amount.fill("20")
    amount.press("Enter")

    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_value("20")
    expect(amount).to_be_focused()
    expect(rough.locator(".entry .entry-error")).to_contain_text(words)
    expect(rough.locator("#toasts .toast")).to_be_in_viewport()
    expect(rough.locator("#toasts .toast")).to_contain_text(words)
    assert_accessible(rough, "an amount that was not saved")

    # another change of the day leaves it marked, and Enter sends it again as it stands
    rough.get_by_role("button", name="Sun today").click()
    expect(rough.get_by_role("button", name="Sun today")).to_have_attribute("aria-pressed", "true")
    expect(amount).to_have_value("20")
    rough.unroute(AMOUNT)
    amount.press("Enter")
    expect(rough.locator("#toasts")).to_contain_text("Saved: 20\u00a0g")
    expect(rough.locator(".entry-error")).to_have_count(0)


def test_search_without_a_line_says_so_at_the_list_and_enter_asks_again(rough):
    newcomer_on_first_day(rough)
    rough.context.set_offline(True)
    box_of(rough).press_sequentially("natto", delay=15)
    expect(rough.locator("#log-trouble")).to_contain_text("The server did not answer.")
    expect(box_of(rough)).to_have_value("natto")

    rough.context.set_offline(False)
    box_of(rough).press("Enter")
    expect(quantity_of(rough)).to_be_focused()


def test_pick_without_a_line_keeps_words_and_amount_and_enter_tries_again(rough):
    newcomer_on_first_day(rough)
    rough.route(AMOUNT_FORM, lambda route: route.abort("internetdisconnected"))
    box_of(rough).press_sequentially("gouda", delay=15)
    expect(rough.get_by_role("option").first).to_be_visible()
    rough.keyboard.press("Enter")
    early = rough.locator("#log-waits")
    expect(rough.locator("#log-trouble")).to_contain_text("The server did not answer.")
    expect(early).to_contain_text("gouda")
    rough.keyboard.type("25")
    expect(early.get_by_label("Amount")).to_have_value("25")
    assert_accessible(rough, "a pick without a line")

    rough.unroute(AMOUNT_FORM)
    rough.keyboard.press("Enter")
    expect(amount_of_entry(rough)).to_have_value("25")
    expect(rough.locator("#log-trouble")).to_be_empty()


def test_focus_after_delete_is_on_undo_and_after_undo_on_the_row(page):
    newcomer_on_first_day(page)
    log_by_keyboard(page, "natto", "10", "g")
    page.get_by_label(re.compile("^More for Natto")).press("Enter")
    page.get_by_role("button", name="Delete").press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_label(re.compile("^More for Natto"))).to_be_focused()


def test_focus_stays_where_tab_went_after_a_change_in_place(page):
    newcomer_on_first_day(page)
    log_by_keyboard(page, "natto", "10", "g")
    amount = amount_of_entry(page)
    amount.fill("20")
    amount.press("Shift+Tab")
    expect(page.locator("#toasts")).to_contain_text("Saved: 20\u00a0g")
    expect(page.locator(".entry-name a")).to_be_focused()


def test_back_shows_the_day_with_what_was_logged_on_it(page):
    newcomer_on_first_day(page)
    log_by_keyboard(page, "natto", "10", "g")
    expect(page.locator(".entry")).to_have_count(1)
    page.get_by_role("link", name="Foods").first.click()
    expect(page).to_have_url(re.compile("/foods/$"))
    page.go_back()
    expect(page.locator(".entry")).to_have_count(1)


def test_back_after_an_undo_on_the_caution_page_does_not_say_saved(page):
    sign_up(page)
    answer_questions(page, vka="Not sure")
    log_by_keyboard(page, "natto", "50", "g")
    page.get_by_role("button", name="Undo this entry").click()
    expect(page.locator(".toast").first).to_contain_text("Deleted")
    page.go_back()
    expect(page.locator("#day-entries")).to_contain_text("Nothing is logged")
    expect(page.locator("h1")).not_to_contain_text("Saved")


def test_phone_gives_the_list_room_and_keeps_the_log_button_in_sight(phone):
    newcomer_on_first_day(phone)
    box_of(phone).tap()
    box_of(phone).press_sequentially("gouda", delay=15)
    expect(phone.get_by_role("option").last).to_be_visible()
    assert 0 <= phone.locator("#log-search").bounding_box()["y"] < 20

    # the button stands above the bar at the foot, and above the news of the entry before
    for floating in (".site-nav", "#toasts .toast"):
        phone.get_by_role("option").first.tap()
        expect(quantity_of(phone)).to_be_focused()
        button = phone.locator("#log-step").get_by_role("button", name="Log").bounding_box()
        assert button["y"] + button["height"] <= phone.locator(floating).bounding_box()["y"]
        phone.keyboard.press("Enter")
        expect(phone.locator("#toasts .toast")).to_be_visible()
        box_of(phone).press_sequentially("gouda", delay=15)
        expect(phone.get_by_role("option").first).to_be_visible()
