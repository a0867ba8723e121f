"""Logging in a browser without JavaScript: forms and links alone."""

import re

import pytest
from playwright.sync_api import expect

from .steps import BOX, answer_questions, entry_names, sign_up

pytestmark = pytest.mark.browser


def test_day_is_kept_without_script(open_page):
    page = open_page(java_script_enabled=False)

    # given a newcomer, whose time zone nobody guessed
    sign_up(page)
    answer_questions(page)

    # when she looks for natto, picks it and gives an amount
    page.get_by_label(BOX).fill("natto")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=re.compile("^Log Natto")).first.click()
    page.locator("[name=quantity]").fill("10")
    page.locator("[name=portion]").select_option(label="g")
    page.get_by_role("button", name="Log", exact=True).click()

    # then the day shows it, scored, and offers to undo it
    assert entry_names(page) == ["Natto (fermented soybeans)"]
    expect(page.locator("li.measure").first).to_contain_text("99.8")

    # and going back and sending the form again does not double it
    page.go_back()
    page.get_by_role("button", name="Log", exact=True).click()
    assert entry_names(page) == ["Natto (fermented soybeans)"]

    # and it can be deleted and put back
    page.get_by_label(re.compile("^More for Natto")).click()
    page.get_by_role("button", name="Delete").click()
    assert entry_names(page) == []
    page.get_by_role("button", name="Undo").click()
    assert entry_names(page) == ["Natto (fermented soybeans)"]
