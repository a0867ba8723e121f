"""The public pages in a real browser: what axe sees, how narrow they get, what works by script alone."""

import pytest

from tests.browser import assert_accessible, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.once]

PUBLIC = ["/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/no-such-page/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_public_pages_are_accessible(open_page, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    for address in PUBLIC:
        page.goto(address)
        assert_accessible(page, f"{address} at {width}, {scheme}")


@pytest.mark.parametrize("width", [320, 360])
def test_public_pages_never_scroll_sideways(open_page, width):
    page = open_page(width=width, height=700)
    for address in PUBLIC:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_form_with_errors_takes_the_reader_to_them(page):
    page.goto("/accounts/signup/")
    page.locator("main form button[type=submit]").click()
    summary = page.locator("[data-error-summary]")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "id_email"
    assert_accessible(page, "sign-up with errors")


def test_news_can_be_closed(page, site):
    sign_in(page, *site.demo("clinician"))
    page.goto("/accounts/logout/")
    page.locator("main form button[type=submit]").click()
    page.get_by_role("button", name="Close").click()
    assert page.locator(".toast").count() == 0


def test_news_stays_in_the_page_without_script(open_page, site):
    page = open_page(java_script_enabled=False)
    sign_in(page, *site.demo("clinician"))
    page.goto("/accounts/logout/")
    page.locator("main form button[type=submit]").click()
    assert not page.get_by_role("button", name="Close").is_visible()
    assert page.locator(".toast").bounding_box()["y"] < page.locator("h1").bounding_box()["y"]


def test_first_tab_skips_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_moves_for_those_who_asked_for_less_motion(open_page):
    """A transition of any length on every element would carry colours from the scheme before."""
    page = open_page(color_scheme="light")  # the window asks for less motion, as every one of the suite
    page.goto("/accounts/signup/")
    page.emulate_media(color_scheme="dark")
    moving = "getComputedStyle(document.querySelector('main input')).color && document.getAnimations().length"
    assert page.evaluate(moving) == 0
