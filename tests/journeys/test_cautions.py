"""Three people whom the rules are for, from what they tell to the caution that is answered."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

from .steps import answer_questions, log_by_keyboard, newcomer_on_first_day, sign_up, words_of

pytestmark = pytest.mark.browser


def put_into_the_cabinet(page, words, name):
    page.goto("/cabinet/")
    page.get_by_label("Add a supplement").press_sequentially(words)
    page.locator("#cabinet-found").get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="Save in my cabinet").click()


def open_cautions(page) -> list[str]:
    page.goto("/alerts/")
    return page.locator("h2.alert-title").all_inner_texts()


def answer_all(page):
    while page.get_by_role("button", name="I have spoken to my team").count():
        page.get_by_role("button", name="I have spoken to my team").first.click()
        page.goto("/alerts/")


def test_somebody_on_warfarin_tells_logs_reads_and_answers(page):
    # given somebody who takes Marevan
    sign_up(page)
    answer_questions(page, vka="Yes", drug="Marevan")
    page.locator("[name=vka_confirmed]").first.check()
    page.get_by_role("button", name="Save and open the diary").click()

    # when a K2 capsule goes into the cabinet, natto is logged, and a high INR is typed
    put_into_the_cabinet(page, "mk-7 50", re.compile("MK-7 50"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Cautions")
    assert "contains vitamin K2 (MK-7). Even small daily amounts" in words_of(page)
    page.goto("/diary/")
    log_by_keyboard(page, "natto", "40", "g")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Saved: "))
    page.goto("/labs/add/inr/")
    page.get_by_label("Day of the test").fill(date.today().isoformat())  # noqa: DTZ011
    page.get_by_role("textbox", name="Result").fill("5,2")
    page.get_by_role("button", name="Save").click()

    # then each is a caution with what was seen and its sources
    expect(page.get_by_role("heading", level=1)).to_have_text("Cautions")
    assert sorted(open_cautions(page)) == [
        "Caution: an INR far outside",
        "Caution: natto and your medicine",
        "Caution: vitamin K2 and your medicine",
    ]
    page.get_by_text("What the app saw").first.click()
    assert "Result 5.2" in words_of(page)
    assert_accessible(page, "three open cautions")

    # and each stays open until the talk
    answer_all(page)
    expect(page.get_by_text("Nothing is open.")).to_be_visible()
    assert words_of(page).count("Spoken to the team on") == 3


def test_somebody_with_5000_iu_a_day_reads_the_limit_and_whom_to_ask(page):
    newcomer_on_first_day(page)

    put_into_the_cabinet(page, "vitamin d3 5000", re.compile("5000"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Cautions")
    said = words_of(page)
    assert "125 µg (5,000 IU)" in said
    assert "The upper limit used here is 100 µg" in said
    assert "please talk to a doctor or pharmacist" in said
    page.get_by_role("button", name="I have read this").click()
    assert open_cautions(page) == []


def test_somebody_of_72_with_kidney_disease_reads_of_her_magnesium(page):
    sign_up(page)
    answer_questions(page, year="1954")
    page.goto("/medicines/conditions/add/")
    page.get_by_label("Kidney disease, stage 4 or 5").check()
    page.get_by_role("button", name="Save").click()

    put_into_the_cabinet(page, "magnesium citrate", re.compile("Magnesium citrate"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Cautions")
    assert "With kidney disease, magnesium can build up in the blood." in words_of(page)
    answer_all(page)
    expect(page.get_by_text("Nothing is open.")).to_be_visible()
