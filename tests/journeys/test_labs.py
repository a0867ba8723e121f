"""Somebody on warfarin writes down what the clinic's letter and reports say, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

from .steps import answer_questions, sign_up, words_of

pytestmark = pytest.mark.browser


def add_inr(page, value, day, taken_from):
    page.get_by_role("link", name="Add an INR").click()
    page.get_by_label("Day of the test").fill(day)
    page.get_by_role("textbox", name="Result").fill(value)
    page.get_by_label("Taken from").select_option(label=taken_from)
    page.get_by_role("button", name="Save").click()


def test_letter_and_reports_become_a_time_in_range(phone):
    # given somebody on warfarin
    sign_up(phone)
    answer_questions(phone, vka="Yes", drug="warfarin")
    phone.locator("[name=vka_confirmed]").first.check()
    phone.get_by_role("button", name="Save and open the diary").click()
    phone.get_by_role("link", name="Profile").click()
    phone.get_by_role("link", name="Open the results").click()
    assert "It cannot be computed without a range." in words_of(phone)

    # when the range of the letter and two results are typed, one of them with a comma
    phone.get_by_role("link", name="Type it from your clinic’s letter").click()
    phone.get_by_label("From", exact=False).first.fill("2.0")
    phone.get_by_label("To", exact=False).first.fill("3.0")
    phone.get_by_label("Holds from").fill("2026-01-01")
    phone.get_by_role("button", name="Save").click()
    add_inr(phone, "1,5", "2026-01-01", "A vein, in a laboratory (plasma)")
    add_inr(phone, "3.5", "2026-01-21", "A finger prick (whole blood)")

    # then the figure stands with what it rests on
    said = words_of(phone)
    assert "50.0 %" in said
    assert "2 results, 1 pair used, 0 pairs skipped (more than 56 days apart), 20 days" in said
    assert "LOINC 6301-6" in said
    assert_accessible(phone, "the results on a phone")

    # and a slip is corrected without losing what stood there
    phone.get_by_role("link", name=re.compile("Change INR, 21")).click()
    phone.get_by_role("textbox", name="Result").fill("2,5")
    phone.get_by_role("button", name="Save the correction").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lab results")
    phone.get_by_role("link", name=re.compile("Change INR, 21")).click()
    assert re.search(r"2\.5 · 21 January 2026 now .* 3\.5 · 21 January 2026", words_of(phone))
    assert_accessible(phone, "a result with its history")
