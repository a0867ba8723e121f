"""The weekly line beside a day: shown where it is switched on, with what is unknown, and never scored."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from .conftest import TODAY, words

LINE = re.compile(r"<h4>Weight-bearing exercise, 7 days</h4>.*?</li>")


def line_on(client, ago=0) -> str:
    """The line on the page of a day, "" where the page has none."""
    response = client.get(reverse("diary:day", args=[TODAY - timedelta(days=ago)]))
    found = LINE.search(words(response))
    return re.sub(r"<[^>]+>", " ", found.group()) if found else ""


def test_line_stands_beside_the_day_only_while_it_is_switched_on(pages, client):
    pages.add("walking", "45")
    assert line_on(client) == ""

    pages.switch()
    assert "at least 45 min" in line_on(client)
    assert "Target: 150 min and strengthening on 2 days in a week" in line_on(client)

    pages.switch("off")
    assert line_on(client) == ""


def test_a_past_day_shows_the_week_up_to_it(pages, client):
    pages.switch()
    pages.add("walking", "45", ago=0)
    pages.add("walking", "20", ago=5)

    assert "at least 20 min" in line_on(client, ago=5)
    assert "at least 65 min" in line_on(client)


def test_week_without_an_entry_is_unknown_beside_the_day(pages, client):
    pages.switch()

    assert "unknown" in line_on(client)
    assert "Strengthening:" not in line_on(client)
    assert "7 of the 7 days have no entry" in line_on(client)


@pytest.mark.parametrize(("switched_on", "more"), [(False, 0), (True, 1)])
def test_line_asks_nothing_while_it_is_off(pages, client, switched_on, more, django_assert_num_queries):
    pages.add()
    if switched_on:
        pages.switch()
    line_on(client)  # takes the messages away

    with django_assert_num_queries(12 + more):
        line_on(client)
