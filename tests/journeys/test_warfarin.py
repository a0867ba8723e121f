"""A person on warfarin: recognised, cautioned, never refused, never nudged."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible, sign_in

from .steps import BOX, answer_questions, entry_names, log_by_keyboard, sign_up, words_of

pytestmark = pytest.mark.browser


def test_brand_is_recognised_confirmed_and_natto_is_saved_before_the_caution(page):
    # given somebody who takes Coumadin and says so
    sign_up(page)
    answer_questions(page, vka="Yes", drug="Coumadin")
    expect(page.locator("body")).to_contain_text("warfarin")
    assert_accessible(page, "the question whether Coumadin is warfarin")
    page.locator("[name=vka_confirmed]").first.check()
    page.get_by_role("button", name="Save and open the diary").click()
    expect(page.get_by_role("combobox", name=BOX)).to_be_visible()

    # when natto is logged
    log_by_keyboard(page, "natto", "50", "g")

    # then the entry is saved, and the page says so first, with the fact and the emergency text
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Saved: 50\\sg natto"))
    said = words_of(page)
    assert "Natto is very rich in vitamin K2, and its effect lasts for days." in said
    assert "call your emergency number now" in said
    assert_accessible(page, "the caution after natto")

    # and going on leads to a day that holds the entry, the caution, and no K2 target
    page.get_by_role("link", name="Continue").click()
    assert entry_names(page) == ["Natto (fermented soybeans)"]
    said = words_of(page)
    assert "Natto is very rich in vitamin K2" in said
    assert "Paused while warfarin is in your profile" in said
    assert "50–100 µg" not in said


def test_talk_with_the_team_is_recorded_with_its_date(page):
    sign_up(page)
    answer_questions(page, vka="Not sure")
    log_by_keyboard(page, "mk-7 50", "1")
    page.get_by_role("button", name="I have spoken to my team").click()
    expect(page.get_by_role("combobox", name=BOX)).to_be_visible()
    assert "spoken to" in words_of(page).lower()


def test_entry_can_be_undone_from_the_caution(page):
    sign_up(page)
    answer_questions(page, vka="Not sure")
    log_by_keyboard(page, "natto", "50", "g")
    page.get_by_role("button", name="Undo this entry").click()
    assert entry_names(page) == []
    assert "Natto is very rich" not in words_of(page)


def test_direct_anticoagulant_is_answered_with_the_right_information(page):
    sign_up(page)
    answer_questions(page, vka="Yes", drug="Eliquis")
    page.locator("[name=vka_confirmed]").first.check()
    page.get_by_role("button", name="Save and open the diary").click()
    expect(page.get_by_role("combobox", name=BOX)).to_be_visible()
    said = words_of(page)
    assert "No vitamin K interaction is known for apixaban." in said
    assert "Paused" not in said


def test_demo_warfarin_person_sees_the_caution_first(page, site):
    sign_in(page, *site.demo("warfarin"))
    expect(page.get_by_role("combobox", name=BOX)).to_be_visible()
    banner, box = page.locator(".alert-warning").first, page.get_by_role("combobox", name=BOX)
    assert banner.bounding_box()["y"] < box.bounding_box()["y"]
    expect(banner).to_contain_text("You told us you take warfarin.")
