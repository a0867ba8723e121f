"""What a person does, in the words of the journeys. Every step goes through the page."""

import re
import secrets
from collections.abc import Iterator

from playwright.sync_api import Page, expect

PASSWORD = "correct-horse-battery"
BOX = "Log food or supplement"
ANSWERS = {
    "birth_month": "6",
    "birth_year": "1991",
    "sex": "female",
    "life_stage": "none",
    "time_zone": "Europe/Copenhagen",
    "day_start_hour": "4",
    "reference_set": "EFSA",
    "clinic_name": "",
    "clinic_phone": "",
    "vka": "no",
    "vka_drug": "",
    "vka_stopped_on": "",
}


def new_address() -> str:
    return f"{secrets.token_hex(5)}@example.org"


def sign_up(page: Page, address: str | None = None) -> str:
    """From the landing page to the questions before the first day. Returns the e-mail address."""
    address = address or new_address()
    page.goto("/")
    page.get_by_role("link", name="Create account").first.click()
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label(re.compile("I agree that k2tracker keeps")).check()
    page.get_by_role("button", name="Create account").click()
    expect(page).to_have_url(re.compile("/profile/start/"))
    return address


def answer_questions(page: Page, *, vka: str = "No", drug: str = "", year: str = "1991") -> None:
    """A woman born in June; `vka` is the visible answer to the question about vitamin K antagonists."""
    page.get_by_label("Month of birth").select_option(label="June")
    page.get_by_label("Year of birth").fill(year)
    page.get_by_label("Sex, as the reference tables use it").select_option(label="Female")
    page.get_by_role("radio", name=vka, exact=True).check()
    if drug:
        page.locator("[name=vka_drug]").fill(drug)
    page.get_by_role("button", name="Save and open the diary").click()


def newcomer_on_first_day(page: Page) -> str:
    """At the day of the same woman, who answered "no"; her forms are sent without showing their pages.
    Returns the e-mail address."""
    address = new_address()
    agreed = {"email": address, "password1": PASSWORD, "consent": "on"}
    send_form(page, "/accounts/signup/", agreed)
    send_form(page, "/profile/start/", ANSWERS)
    page.goto("/diary/")
    expect(page.get_by_role("combobox", name=BOX)).to_be_visible()
    return address


def send_form(page: Page, path: str, fields: dict[str, str]) -> None:
    """What a browser sends, in this window's session; a form that is refused fails the test."""
    form = page.request.get(path).text()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form).group(1)
    fields = {**fields, "csrfmiddlewaretoken": token}
    answer = page.request.post(path, form=fields, max_redirects=0)
    assert answer.status == 302, (path, answer.status)


def log_by_keyboard(page: Page, words: str, amount: str | None = None, portion: str | None = None) -> None:
    """Type, Enter for the first match, amount, Enter; then wait until the page says that it is logged."""
    box = page.get_by_role("combobox", name=BOX)
    box.focus()
    page.keyboard.type(words, delay=15)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#log-step [name=quantity]")).to_be_focused()
    if portion is not None:
        page.locator("#log-step [name=portion]").select_option(label=portion)
        page.locator("#log-step [name=quantity]").focus()
    if amount is not None:
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(amount)
    page.keyboard.press("Enter")


def entry_names(page: Page) -> list[str]:
    return page.locator(".entry-name a").all_inner_texts()


def line(page: Page, name: str):
    """The part of the score card about one line."""
    return page.locator("li.measure").filter(has=page.get_by_role("heading", name=name, exact=True))


def words_of(page: Page) -> str:
    """All that the page says, white space made plain."""
    return " ".join(page.locator("body").inner_text().split())


def sizes_and_schemes() -> Iterator[dict]:
    for width, height in ((390, 844), (1280, 900)):
        for scheme in ("light", "dark"):
            yield {"width": width, "height": height, "color_scheme": scheme}
