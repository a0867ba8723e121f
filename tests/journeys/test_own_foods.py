"""What search does not find: added from its label on a phone and logged; a recipe written without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

from .steps import BOX, answer_questions, entry_names, line, log_by_keyboard, newcomer_on_first_day, sign_up

pytestmark = pytest.mark.browser


def add_capsule(phone, name="Zonnewende D3+K2"):
    """From the log box to the amount of a capsule of 1,000 IU D3 and 45 µg MK-7."""
    phone.goto("/diary/")
    phone.get_by_role("combobox", name=BOX).fill(name)
    phone.get_by_role("option", name=re.compile("new food")).tap()
    expect(phone.locator("[name=name]")).to_have_value(name)
    phone.get_by_label("A supplement").check()
    phone.get_by_label("Vitamin D3 (cholecalciferol)", exact=True).fill("1000")
    phone.get_by_label("Vitamin K2 as MK-7", exact=True).fill("45")
    phone.get_by_role("button", name="Save and log it").tap()
    expect(phone).to_have_url(re.compile(r"/diary/[\d-]+/add/own-"))


def test_newcomer_adds_a_capsule_from_its_label_and_logs_it(phone):
    # given a newcomer on a phone, whose capsule search does not know
    newcomer_on_first_day(phone)
    phone.get_by_role("combobox", name=BOX).fill("Zonnewende D3+K2")
    expect(phone.get_by_role("option", name="Add it as a new food")).to_be_visible()

    # when she copies two figures of its label and logs it
    add_capsule(phone)
    expect(phone.get_by_role("heading", name="Zonnewende D3+K2")).to_be_visible()
    phone.get_by_role("button", name="Log", exact=True).tap()

    # then the day holds it and its lines have changed
    expect(phone.locator(".entry")).to_have_count(1)
    assert entry_names(phone) == ["Zonnewende D3+K2"]
    expect(line(phone, "Vitamin K2 (MK-7)")).to_contain_text("45")
    expect(line(phone, "Vitamin D")).to_contain_text("Within target")
    expect(line(phone, "D3 with K2")).to_contain_text("Below")

    # and search finds it the next time, for her
    log_by_keyboard(phone, "zonnewende", "1")
    expect(phone.locator(".entry")).to_have_count(2)


def test_going_back_and_saving_again_adds_nothing(phone):
    newcomer_on_first_day(phone)
    add_capsule(phone)
    phone.go_back()
    expect(phone).to_have_url(re.compile("/my-foods/own-[0-9a-f]+/change/"))
    phone.get_by_role("button", name="Save").tap()
    expect(phone.locator(".own-food")).to_have_count(1)


def test_form_shows_only_what_the_kind_needs_and_takes_the_reader_to_its_errors(phone):
    newcomer_on_first_day(phone)
    phone.goto("/my-foods/add/?q=Natto%20bar")
    expect(phone.get_by_label("Counted in")).to_be_hidden()
    phone.get_by_label("A food").check()
    expect(phone.get_by_label("One serving, in grams")).to_be_hidden()
    phone.get_by_role("radio", name="one serving").check()
    phone.get_by_label("One serving, in grams").fill("30")
    phone.get_by_label("Vitamin K2 as MK-7", exact=True).fill("60 %")
    assert_accessible(phone, "the label's form")

    phone.get_by_role("button", name="Save and log it").tap()

    expect(phone.locator("[data-error-summary]")).to_be_focused()
    expect(phone.get_by_label("Vitamin K2 as MK-7", exact=True)).to_have_value("60 %")
    expect(phone.get_by_role("group", name="Is this natto, or made from it?")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(phone, "the label's form with errors and a question")


def test_recipe_is_written_and_logged_without_script(open_page):
    page = open_page(java_script_enabled=False)
    sign_up(page)
    answer_questions(page)

    # given a recipe of two foods that search finds
    page.goto("/my-foods/recipes/add/")
    page.get_by_label("Name").fill("Cheese toast")
    for words in ("gouda young", "bread rye"):
        page.get_by_label("Find an ingredient").fill(words)
        page.get_by_label("Find an ingredient").press("Enter")
        page.locator(".own-hit").first.click()
    expect(page.locator(".own-ingredient")).to_have_count(2)
    page.get_by_label("Amount of Gouda, young").fill("2")
    page.get_by_label("Number of portions").fill("2")

    # when it is saved and a portion of it logged
    page.get_by_role("button", name="Save and log it").click()
    page.get_by_role("button", name="Log", exact=True).click()

    # then the day holds it, and its page explains each value down to what goes in
    assert entry_names(page) == ["Cheese toast"]
    page.goto("/my-foods/")
    page.get_by_role("link", name="Cheese toast", exact=True).click()
    page.locator(".own-values summary").first.click()
    expect(page.locator(".own-parts").first).to_contain_text("Gouda, young, 2 ×")


def test_pages_of_own_foods_are_accessible(phone):
    newcomer_on_first_day(phone)
    phone.goto("/my-foods/")
    assert_accessible(phone, "no own food yet")
    add_capsule(phone)
    phone.goto("/my-foods/")
    assert_accessible(phone, "one own food")
    phone.get_by_role("link", name=re.compile("^Suggest to everyone")).tap()
    expect(phone.get_by_text("This is shared")).to_be_visible()
    assert_accessible(phone, "what a suggestion shares")
    phone.goto("/my-foods/recipes/add/")
    phone.get_by_label("Name").fill("Capsule in oil")
    phone.get_by_label("Find an ingredient").fill("zonnewende")
    phone.get_by_role("button", name="Find").tap()
    phone.locator(".own-hit").first.tap()
    expect(phone.locator(".own-ingredient")).to_have_count(1)
    assert_accessible(phone, "a recipe being written")
    phone.get_by_label("Weight when ready, in grams").fill("100")
    phone.get_by_role("button", name="Save and log it").tap()
    expect(phone.get_by_role("heading", name="Capsule in oil")).to_be_visible()
    phone.goto("/my-foods/")
    phone.get_by_role("link", name="Capsule in oil", exact=True).tap()
    expect(phone.get_by_role("heading", name="What it holds")).to_be_visible()
    assert_accessible(phone, "the page of a recipe")
