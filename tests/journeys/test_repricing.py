"""A value that was wrong is corrected: somebody with old entries decides what their days count."""

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible

from .publishing import publish_correction
from .steps import answer_questions, line, log_by_keyboard, newcomer_on_first_day, sign_up

pytestmark = pytest.mark.browser

K2 = "Vitamin K2 (MK-7)"


def test_old_entry_is_counted_anew_and_back_again(page, site):
    # given a day with a food, and a correction of that food
    newcomer_on_first_day(page)
    log_by_keyboard(page, "hikiwari", "10", "g")
    expect(line(page, K2)).to_contain_text("82.7")
    publish_correction(
        site, "natto-hikiwari", "menaquinone_7", "600", "The figure was read from another row."
    )

    # when she comes back, the day still counts what it counted, and says so calmly
    page.goto("/diary/")
    expect(line(page, K2)).to_contain_text("82.7")
    banner = page.get_by_role("region", name="Corrected values")
    expect(banner).to_contain_text("values were corrected after you logged it")
    assert_accessible(page, "the day with corrected values")
    banner.get_by_role("link", name="See before and after").click()

    # then both figures stand side by side, with the reason, and one press counts the entry anew
    offer = page.get_by_role("article")
    expect(offer).to_contain_text("MK-7 changed from 827 to 600")
    expect(offer).to_contain_text("The figure was read from another row.")
    assert_accessible(page, "an offer of corrected values")
    page.get_by_role("button", name="Re-price 1 entry").click()
    expect(page.get_by_role("status")).to_contain_text("Re-priced: 1 entry")
    page.goto("/diary/")
    expect(line(page, K2)).to_contain_text("60")
    expect(page.get_by_role("region", name="Corrected values")).to_have_count(0)

    # and undo puts it back
    page.goto("/diary/new-values/")
    assert_accessible(page, "an answered offer")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Keep as it was")).to_be_visible()
    page.goto("/diary/")
    expect(line(page, K2)).to_contain_text("82.7")


def test_figure_that_looks_wrong_is_reported_from_its_entry_without_script(open_page):
    page = open_page(java_script_enabled=False)
    sign_up(page)
    answer_questions(page)
    page.goto("/foods/tofuyo/")
    page.get_by_role("link", name="Log this").click()
    page.get_by_role("button", name="Log", exact=True).click()
    page.goto(page.locator(".entry-acts a", has_text="Edit").first.get_attribute("href"))

    # when a report without words is sent, it says what is missing and keeps the figure
    page.get_by_role("link", name="This looks wrong").click()
    page.get_by_label("Which figure").select_option("menaquinone_7")
    page.get_by_role("button", name="Send to the curators").click()
    expect(page.locator("form")).to_contain_text("A few words are missing.")
    expect(page.get_by_label("Which figure")).to_have_value("menaquinone_7")

    # then words make it a report, and it stands in the list
    page.get_by_label("What looks wrong").fill("The label says none.")
    page.get_by_role("button", name="Send to the curators").click()
    expect(page.get_by_role("status")).to_contain_text("not who sent them")
    expect(page.get_by_role("main")).to_contain_text("The label says none.")


def test_pages_of_reports_are_accessible(page):
    newcomer_on_first_day(page)
    page.goto("/diary/reports/natto/")
    assert_accessible(page, "the form of a report")
    page.get_by_label("What looks wrong").fill("Table 2 says 939.")
    page.get_by_role("button", name="Send to the curators").click()
    assert_accessible(page, "the list of reports")
