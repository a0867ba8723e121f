"""A fixed noon, short ways to log a day, and the page as tables of text."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from tests.factories.diary import DayFactory, EntryFactory
from tests.factories.foods import FoodFactory

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 1)  # a Sunday


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


@pytest.fixture
def me(client, individual):
    """The individual's browser."""
    client.force_login(individual)
    return client


@pytest.fixture
def on_warfarin(client, warfarin_person):
    """The browser of the person on warfarin."""
    client.force_login(warfarin_person)
    return client


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def eat(person, days_ago: int, **amounts) -> None:
    """One entry of 100 g of a food with these amounts; None: listed, and unknown."""
    EntryFactory(person=person, food=FoodFactory(per_100g=amounts), eaten_on=ago(days_ago))


def eat_daily(person, days, **amounts) -> None:
    """The same food on each of `days`, given as days ago."""
    food = FoodFactory(per_100g=amounts)
    for days_ago in days:
        EntryFactory(person=person, food=food, eaten_on=ago(days_ago))


def complete(person, days_ago: int, **marks) -> None:
    DayFactory(person=person, day=ago(days_ago), **marks)


def shown(client, days: int = 30) -> str:
    """The page as text with its tags."""
    answer = client.get("/trends/", {"days": days})
    assert answer.status_code == 200
    return answer.content.decode()


def table(page: str, name: str) -> dict[str, list[str]]:
    """The cells of a table by the name of their row."""
    found = re.search(
        rf'<caption class="visually-hidden">{re.escape(name)}</caption>(.*?)</table>', page, re.S
    )
    assert found is not None, f"there is no table {name}"
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", found.group(1), re.S)
    return {
        text(head): [text(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells)]
        for head, _, cells in (row.partition("</th>") for row in rows)
    }


def line(page: str, place: int, days_ago: int = 0) -> tuple[str, str]:
    """Value and mean of the line at `place` on one day."""
    cells = table(page, "each line")[day_name(days_ago)]
    return cells[2 * place], cells[2 * place + 1]


def day_name(days_ago: int) -> str:
    day = ago(days_ago)
    return f"{day.day} {day:%B %Y}"


def text(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).replace("\u00a0", " ").replace("\u2060", "").strip()


def section(page: str, heading: str) -> str:
    """The markup of a section by the id of its heading; "" where the page has none."""
    found = re.search(rf'<section class="section" aria-labelledby="{heading}">(.*?)</section>', page, re.S)
    return found.group(1) if found else ""
