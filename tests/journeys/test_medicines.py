"""The medicine list in a browser: recognised, confirmed, listed, ended; by keyboard, and without script."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

from .steps import BOX, answer_questions, newcomer_on_first_day, sign_up, words_of

pytestmark = pytest.mark.browser
# Days that are over by every clock.
THREE_DAYS_AGO = (date.today() - timedelta(days=3)).isoformat()  # noqa: DTZ011
LAST_WEEK = (date.today() - timedelta(days=7)).isoformat()  # noqa: DTZ011


def fill_by_keyboard(page, label, text):
    page.get_by_label(label).focus()
    page.keyboard.type(text)


def test_antibiotic_is_recognised_confirmed_listed_and_ended_by_keyboard(page):
    newcomer_on_first_day(page)
    page.goto("/profile/")
    page.get_by_role("link", name="Open the medicines").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("No medicine is on your list.")).to_be_visible()
    page.get_by_role("link", name="Add a medicine").first.focus()
    page.keyboard.press("Enter")

    # when the name on the box is typed
    fill_by_keyboard(page, "Name of the medicine", "flagyl 400 mg")
    page.keyboard.press("Enter")

    # then the app asks before it believes, with the focus at the question
    expect(page.get_by_text("One question before this is saved.")).to_be_visible()
    assert "Flagyl: is this metronidazole, an antibiotic?" in words_of(page)
    assert_accessible(page, "the question whether Flagyl is metronidazole")
    page.get_by_role("radio", name="Yes, that is it").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    # and the list names both, and takes a last day
    expect(page.get_by_role("heading", name="flagyl 400 mg")).to_be_visible()
    assert "metronidazole, an antibiotic" in words_of(page)
    page.get_by_role("link", name="Set the last day of flagyl 400 mg").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Last day you took it").fill(THREE_DAYS_AGO)
    assert_accessible(page, "the last day of a medicine")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Earlier")).to_be_visible()
    expect(page.get_by_role("heading", name="Taken now")).to_have_count(0)


def test_warfarin_on_the_list_is_warfarin_in_the_profile_without_script(open_page):
    page = open_page(java_script_enabled=False)
    sign_up(page)
    answer_questions(page)

    # when Coumadin is added and confirmed
    page.goto("/medicines/add/")
    page.get_by_label("Name of the medicine").fill("Coumadin")
    page.get_by_label("First day").fill(LAST_WEEK)
    page.get_by_label("Dose, in your words").fill("as the clinic writes")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("radio", name="Yes, that is it").check()
    page.get_by_role("button", name="Save").click()

    # then the day's K2 lines pause
    assert "warfarin, a vitamin K antagonist" in words_of(page)
    page.goto("/diary/")
    expect(page.get_by_label(BOX)).to_be_visible()
    assert "Paused while warfarin is in your profile" in words_of(page)

    # and going back after a noted change finds nothing left to send twice
    page.goto("/medicines/")
    page.get_by_role("link", name="Change Coumadin").click()
    page.get_by_label("What changed, in your words").fill("half on Sundays")
    page.get_by_role("button", name="Note the change").click()
    expect(page.get_by_text("The change is noted.")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("What changed, in your words")).to_have_value("")
    page.goto("/medicines/")
    assert words_of(page).count("half on Sundays") == 1

    # and its last day is the day of the last dose in the profile
    page.get_by_role("link", name="Set the last day of Coumadin").click()
    page.get_by_label("Last day you took it").fill(THREE_DAYS_AGO)
    page.get_by_role("button", name="Save").click()
    page.goto("/profile/anticoagulant/")
    assert "Stopped: warfarin" in words_of(page)


def test_condition_is_added_corrected_and_removed(page):
    newcomer_on_first_day(page)
    page.goto("/medicines/conditions/")
    page.get_by_role("link", name="Add a condition").click()
    page.get_by_role("radio", name="Kidney disease, stage 3").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Kidney disease, stage 3").click()
    assert_accessible(page, "the form of a condition")
    page.get_by_role("radio", name="Kidney disease, stage 4 or 5").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Kidney disease, stage 4 or 5")).to_be_visible()
    page.get_by_role("link", name="Kidney disease, stage 4 or 5").click()
    page.get_by_role("button", name="Remove").click()

    expect(page.get_by_text("Not on your list.")).to_have_count(5)
