"""No sentence of the guide is one that a regulator would read as a health claim."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.elements import main_of

from .pages import addresses

RULES = tomllib.loads(Path(__file__).with_name("health_claims.toml").read_text("utf-8"))
EXEMPT = {row["sentence"] for row in RULES["exempt"]}
PATTERNS = [(row["name"], re.compile(row["regex"], re.IGNORECASE | re.MULTILINE)) for row in RULES["pattern"]]


def own_words(element) -> str:
    """The text of an element without what it quotes."""
    for quoted in element.all("q", "cite"):
        quoted.children = []
    return element.text


def claims_in(text: str) -> list[str]:
    """Sentences that a pattern finds, with its name; allowed wordings and exempt sentences left out."""
    for wording in RULES["allowed_wordings"]:
        text = text.replace(wording, "")
    sentences = [sentence.strip() for sentence in re.split(r"(?<=[.?!])\s+", text)]
    return [
        f"{name}: {sentence}"
        for sentence in sentences
        if sentence not in EXEMPT
        for name, pattern in PATTERNS
        if pattern.search(sentence)
    ]


@pytest.mark.parametrize("address", addresses())
def test_page_makes_no_health_claim(client, db, address):
    assert claims_in(own_words(main_of(client.get(address)))) == []


@pytest.mark.parametrize("address", addresses())
def test_page_for_somebody_on_warfarin_makes_none(client, warfarin_person, address):
    client.force_login(warfarin_person)

    assert claims_in(own_words(main_of(client.get(address)))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "K2 prevents fractures.",
        "Natto is good for your heart.",
        "MK-7 contributes to normal arteries.",
        "The diary keeps your INR steady.",
        "It is the vitamin of bone health.",
        "Take it with a meal.",
        "Eaten daily it makes bones strong.",
    ],
)
def test_claim_is_found(sentence):
    assert claims_in(sentence) != []


def test_allowed_wording_is_left_alone():
    assert claims_in(f"{RULES['allowed_wordings'][0]}.") == []


def test_every_exemption_is_still_needed(client, db):
    said = " ".join(own_words(main_of(client.get(address))) for address in addresses())

    assert [sentence for sentence in EXEMPT if sentence not in said] == []
