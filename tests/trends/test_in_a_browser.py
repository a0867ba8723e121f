"""The page of trends in a real browser: every look, on paper, by keyboard, its tables open."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import RULES_OF_A_LOOK, assert_accessible, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.once]
LOOKS = [
    ("screen", "light", 390, None),
    ("screen", "dark", 1280, RULES_OF_A_LOOK),
    ("print", "light", 760, ["color-contrast"]),
]


@pytest.mark.parametrize("role", ["individual", "warfarin"])
def test_every_look_is_accessible_and_fits(open_page, site, role):
    page = open_page()
    sign_in(page, *site.demo(role))
    page.goto("/trends/?days=30")
    for summary in page.locator("main details > summary").all():
        summary.click()
    for media, scheme, width, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(media=media, color_scheme=scheme)
        look = f"{role} on {media} in {scheme} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), look
        assert smallest_text(page) >= 12 or media == "print", look
        assert_accessible(page, look, rules=rules)


@pytest.mark.parametrize("days", [90, 365])
def test_long_time_fits_and_can_be_read(open_page, site, days):
    page = open_page()
    sign_in(page, *site.demo("warfarin"))
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"/trends/?days={days}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        assert smallest_text(page) >= 12, width


def smallest_text(page) -> float:
    """In px, of what is written in the charts."""
    return page.evaluate(
        "Math.min(...[...document.querySelectorAll('.plot-frame text')]"
        ".map(text => parseFloat(getComputedStyle(text).fontSize)))"
    )


def test_a_table_opens_and_a_day_is_reached_by_keyboard(open_page, site):
    page = open_page()
    sign_in(page, *site.demo("individual"))
    page.goto("/trends/")
    table = page.get_by_role("table", name="each line")
    expect(table).to_be_hidden()
    page.get_by_text("Table: each line").focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    page.keyboard.press("Tab")  # the region that scrolls
    expect(page.get_by_role("region", name="each line", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/diary/20\d\d-"))


def test_tables_are_open_on_paper_and_fit_it(open_page, site):
    page = open_page()
    sign_in(page, *site.demo("individual"))
    page.goto("/trends/?days=90")
    paper = 688  # px between the margins of an A4 sheet
    page.set_viewport_size({"width": paper, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")

    tables = page.locator("main .trend-table")
    assert tables.count() > 2
    for table in tables.all():
        expect(table).to_be_visible()
        assert table.evaluate("table => table.getBoundingClientRect().right") <= paper


def test_charts_are_read_as_sentences(open_page, site):
    page = open_page()
    sign_in(page, *site.demo("warfarin"))
    page.goto("/trends/?days=90")
    names = [
        chart.get_attribute("role") and chart.locator("title").first.text_content()
        for chart in page.locator("main svg[role=img]").all()
    ]

    assert len(names) == len(set(names))
    assert any(name.startswith("INR: ") and "outside your range" in name for name in names)
    assert any("of 7 days complete" in name for name in names)
