"""Somebody logs a run and the time outdoors on a phone, and switches the weekly line on."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

from .steps import answer_questions, sign_up, words_of

pytestmark = pytest.mark.browser


def test_exercise_is_logged_from_the_day_and_corrected(phone):
    # given somebody on the page of today
    sign_up(phone)
    answer_questions(phone)

    # when they log exercise and switch the line on
    phone.get_by_role("link", name="Exercise", exact=True).click()
    phone.get_by_label("What you did").select_option(label="Running")
    phone.get_by_label("Minutes").fill("20")
    phone.get_by_label("Vigorous").check()
    phone.get_by_role("button", name="Save").click()
    phone.get_by_role("button", name="Switch the weekly line on").click()

    # then the week says what it knows, and that the other days are unknown
    expect(phone.get_by_role("definition").first).to_have_text(re.compile("at least 40.min"))
    assert "6 of the 7 days have no entry" in words_of(phone)
    assert_accessible(phone, "exercise on a phone")

    # and a slip is corrected
    phone.get_by_role("link", name=re.compile("Change Running")).click()
    assert_accessible(phone, "an activity on a phone")
    phone.get_by_label("Minutes").fill("2o")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_label("Minutes")).to_have_value("2o")
    assert_accessible(phone, "an activity with a slip on a phone")
    phone.get_by_label("Minutes").fill("25")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("definition").first).to_have_text(re.compile("at least 50.min"))

    # and the time outdoors stands beside the mark that it sets
    phone.get_by_role("link", name="Diary", exact=True).click()
    phone.get_by_role("link", name="Time outdoors").click()
    phone.get_by_label("Minutes outdoors").fill("45")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("link", name="Time outdoors: 45 min")).to_be_visible()
    expect(phone.get_by_role("button", name="Sun today")).to_have_attribute("aria-pressed", "true")
