"""While somebody takes a vitamin K antagonist nothing of ours nudges them towards K2.

Every page they can reach, the mails they get and what programs read are searched for the patterns of
`k2_silence.toml`. The guide keeps the article's figures as quotations, under the notice, without a button.
"""

import io
import json
import re
import tomllib
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from k2tracker.running.demo import refresh_demo
from tests.elements import read
from tests.test_access import TABLE
from tests.walking import demo_person, walk

RULES = tomllib.loads(Path(__file__).with_name("k2_silence.toml").read_text("utf-8"))
PATTERNS = [
    (row["name"], row.get("within"), re.compile(row["regex"], re.IGNORECASE)) for row in RULES["pattern"]
]
ALLOWED = {view: row["notice"] for row in RULES["allowed"] for view in row["views"]}
NOT_READ = {view for row in RULES["not_read"] for view in row["views"]}
QUOTED = ("q", "cite")
pytestmark = pytest.mark.once
SPOKEN = ("alt", "aria-description", "aria-label", "placeholder", "title", "value")


def plain(text):
    return " ".join(text.replace("\u2060", "").replace("\u00a0", " ").split())


def found_in(text, within=None):
    """The names of the patterns for an element (None: for whole pages) that a text holds, with the words."""
    return [
        f"{name}: {match[0]}"
        for name, place, pattern in PATTERNS
        if place == within and (match := pattern.search(plain(text)))
    ]


def nudges(visit) -> list[str]:
    """What a page says that it may not."""
    page = visit.page
    quotes = [element for element in page.walk() if element.tag in QUOTED]
    quoted = [one for quote in quotes for one in found_in(quote.text)]
    found = [] if visit.view in ALLOWED else [f"quoted, {one}" for one in quoted]
    if quoted and visit.view in ALLOWED:
        found += not_under_the_notice(page, ALLOWED[visit.view])
    for quote in quotes:
        quote.children = []
    return found + said(page)


def said(page) -> list[str]:
    """What a page, or a part of one, says that it may not, in its words and in what is spoken of them."""
    found = found_in(page.text)
    for element in page.walk():
        found += found_in(element.text, element.attributes.get("id", ""))
        for name in SPOKEN:
            found += [f"{name}, {one}" for one in found_in(element.attributes.get(name) or "")]
    return found


def not_under_the_notice(page, notice) -> list[str]:
    (main,) = page.all("main")
    order = list(main.walk())
    heading = [place for place, element in enumerate(order) if element.attributes.get("id") == notice]
    first = min(place for place, element in enumerate(order) if element.tag in QUOTED)
    pressed = [element.tag for element in main.all("button", "form", "input")]
    foods = [
        link.attributes["href"]
        for link in main.all("a")
        if re.match(r"/foods/(?!coverage/)", link.attributes["href"])
    ]
    missing = [] if heading and heading[0] < first else ["a quotation before the notice"]
    return [*missing, *(f"beside the figures: {one}" for one in (*pressed, *foods))]


@pytest.fixture(scope="module")
def demo(shared):
    refresh_demo(password="a-demo-password")


@pytest.fixture
def person(demo, db):
    return demo_person("warfarin")


def say(person, answer):
    """The only answer about vitamin K antagonists; "stopped" is said of three days ago."""
    person.vka_periods.all().delete()
    since = timezone.now().date() - timedelta(days=3) if answer == "stopped" else None
    if answer != "unanswered":
        person.vka_periods.create(status=answer, drug="warfarin", from_on=since)


def test_no_page_nudges_somebody_on_warfarin(walked):
    visits, asked = walked["warfarin"]

    assert {visit.path: found for visit in visits if (found := nudges(visit))} == {}
    readable = {
        name for method, name, _, _, statuses in TABLE if method == "get" and statuses["owner"] == 200
    }
    assert sorted(readable - asked - NOT_READ) == [], "pages that the walk did not come to"
    assert set(ALLOWED) <= {visit.view for visit in visits}


@pytest.mark.parametrize("answer", ["not_sure", "stopped", "unanswered"])
def test_no_page_nudges_somebody_who_may_be_on_warfarin(client, person, answer):
    say(person, answer)
    client.force_login(person)

    visits, _asked = walk(client, examples=1)

    assert {visit.path: found for visit in visits if (found := nudges(visit))} == {}


@pytest.mark.parametrize("answer", ["yes", "unanswered"])
def test_no_part_of_a_day_that_a_log_brings_nudges(client, person, answer):
    say(person, answer)
    client.force_login(person)
    day = timezone.now().date()
    form = {"quantity": "40", "portion": "", "meal": "lunch"}

    for slug in ("gouda-aged", "natto", "supp-d3-1000"):
        sent = {**form, "key": uuid.uuid4(), "portion": "1 unit" if slug.startswith("supp") else ""}
        part = client.post(f"/diary/{day}/add/{slug}/", sent, headers={"HX-Request": "true"})
        assert part.status_code == 200
        assert said(read(part.content.decode())) == []


def test_the_same_walk_finds_targets_where_nobody_takes_an_antagonist(walked):
    visits, _asked = walked["individual"]

    told = {visit.view for visit in visits if nudges(visit)}
    assert {"diary:today", "diary:day"} <= told


def test_search_for_programs_says_what_foods_hold_and_no_more(client, person):
    client.force_login(person)

    answer = client.get("/foods/search/", {"q": "k2"}, headers={"Accept": "application/json"})

    assert answer.json()["results"] != []
    assert found_in(json.dumps(answer.json(), ensure_ascii=False)) == []


def test_mails_say_nothing_of_k2(client, person):
    client.post("/accounts/password/reset/", {"email": person.email})
    client.force_login(person)
    client.post("/accounts/email/", {"email": "new-address@example.org", "password": "a-demo-password"})

    assert mail.outbox != []
    words = " ".join(f"{message.subject} {message.body}" for message in mail.outbox)
    assert re.findall(r"\b(?:K2 |MK-7|natto|vitamin|warfarin|INR)\b", words) == []


@pytest.mark.parametrize("vka", ["yes", "not_sure", "unanswered"])
def test_score_sheet_has_no_score_of_k2(capsys, monkeypatch, vka):
    sheet = {
        "person": {"age": 35, "sex": "female", "vka": vka},
        "days": [
            {
                "date": f"2026-03-0{day}",
                "items": [
                    {"food": "gouda", "origin": "food", "amounts": {"menaquinone_7": "75", "magnesium": "9"}},
                    {"food": "drops", "origin": "supplement", "amounts": {"vitamin_d": "10"}},
                ],
            }
            for day in range(1, 8)
        ],
        "on": "2026-03-07",
    }
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(sheet).encode())))

    call_command("score", "-")

    told = json.loads(capsys.readouterr().out)
    for line in ("k2", "d3_with_k2"):
        assert told["lines"][line]["state"] == "paused"
        assert told["lines"][line].get("score") is None
        assert told["lines"][line].get("band") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Vitamin K2 50\u2060–\u2060100\u00a0µg",
        "Article 50 µg",
        "Vitamin K2 is 45 µg short.",
        "Natto adds 50 µg MK-7.",
        "MK-7 is within target.",
        "Natto three days in a row.",
        "Time for your K2 capsule.",
        "Vitamin K1 112 µg, AI 90 µg.",
        "K2, daily habit 57",
    ],
)
def test_nudge_is_recognised(sentence):
    assert found_in(sentence) != []


@pytest.mark.parametrize(
    "sentence",
    [
        "The K2 lines are paused while warfarin is in your profile.",
        "Its figures are no target for you.",
        "Vitamin D 50.2 µg, RDA 15–100 µg.",
        "Magnesium is 221 mg short.",
    ],
)
def test_what_may_be_said_is_left_alone(sentence):
    assert found_in(sentence) == []


def test_figure_without_the_notice_is_found():
    page = read('<main><q>50 to 100 µg per day.</q><h2 id="vka-heading">For you</h2></main>')

    assert not_under_the_notice(page, "vka-heading") == ["a quotation before the notice"]


def test_link_to_a_food_beside_a_figure_is_found():
    page = read('<main><h2 id="vka-heading">For you</h2><q>50</q><a href="/foods/natto/">natto</a></main>')

    assert not_under_the_notice(page, "vka-heading") == ["beside the figures: /foods/natto/"]
