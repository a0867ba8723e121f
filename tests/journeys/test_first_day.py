"""A newcomer's first day, from the landing page to a scored day whose numbers open down to their sources."""

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

from .steps import (
    BOX,
    answer_questions,
    entry_names,
    line,
    log_by_keyboard,
    newcomer_on_first_day,
    sign_up,
    words_of,
)

pytestmark = pytest.mark.browser


def test_newcomer_logs_the_articles_day_and_follows_a_number_to_its_source(page):
    # given somebody who has just signed up and answered the questions
    sign_up(page)
    answer_questions(page)
    expect(page.locator("#day-entries")).to_contain_text("Nothing is logged for this day yet.")

    # when she logs a little natto, two yolks, some gouda and a capsule, by keyboard alone
    for words, amount, portion in (
        ("natto", "10", "g"),
        ("egg yolk", "2", "1 large yolk (17\u00a0g)"),
        ("gouda", "30", "g"),
        ("d3 k2 2000", "1", None),
    ):
        log_by_keyboard(page, words, amount, portion)
        expect(page.get_by_role("combobox", name=BOX)).to_be_focused()
    expect(page.locator(".entry")).to_have_count(4)

    # then every line of the checklist stands with its amount, and the day has a score
    expect(line(page, "Vitamin K2 (MK-7)")).to_contain_text("Above the target")
    expect(line(page, "Vitamin D")).to_contain_text("Within target")
    expect(line(page, "D3 with K2")).to_contain_text("Within target")
    expect(line(page, "Magnesium")).to_contain_text("Below")
    expect(page.locator(".score-figure")).to_contain_text("of 100")
    assert "It is not a health score" in words_of(page)

    # and the K2 number opens down to the entry, its value and the paper
    k2 = line(page, "Vitamin K2 (MK-7)")
    k2.get_by_text("Why this number").click()
    expect(k2).to_contain_text("Schurgers LJ, Vermeer C")
    expect(k2).to_contain_text("99.8")
    assert_accessible(page, "the first scored day")


def test_what_was_logged_is_there_after_a_reload_and_once(page):
    newcomer_on_first_day(page)
    log_by_keyboard(page, "natto", "10", "g")
    expect(page.locator(".entry")).to_have_count(1)
    page.reload()
    assert entry_names(page) == ["Natto (fermented soybeans)"]


def test_question_about_vitamin_k_antagonists_can_wait_and_the_k2_lines_wait_with_it(page):
    sign_up(page)
    answer_questions(page, vka="I will answer later")
    log_by_keyboard(page, "natto", "10", "g")
    expect(page.locator(".entry")).to_have_count(1)
    said = words_of(page)
    assert "The K2 lines of the checklist wait for one answer" in said
    assert "50–100 µg" not in said
    assert_accessible(page, "a day with the question open")


def test_mistakes_at_sign_up_are_said_at_their_fields_and_what_was_typed_stays(page):
    sign_up(page)
    page.get_by_label("Year of birth").fill("3019")
    page.get_by_role("button", name="Save and open the diary").click()
    expect(page.get_by_label("Year of birth")).to_have_value("3019")
    expect(page.locator("#div_id_birth_year .invalid-feedback")).to_be_visible()
    assert page.title().startswith("Error:")
    assert_accessible(page, "the questions with errors")
