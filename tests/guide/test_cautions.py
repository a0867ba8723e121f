"""The page of the rules: every one of them, as the engine states it, with the emergency text."""

import pytest

from k2tracker.guide.presenters.cautions import LEVEL_WORDS
from nutrients.cautions import RULES
from nutrients.wording import EMERGENCY_TEXT
from tests.elements import main_of

PAGE = "/guide/cautions/"


@pytest.fixture
def shown(client, db):
    """The articles of the page by their ids."""
    return {article.attributes["id"]: article for article in main_of(client.get(PAGE)).all("article")}


def test_every_rule_is_there_once(shown):
    assert sorted(shown) == sorted(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_is_told_as_the_engine_states_it(shown, code):
    rule, said = RULES[code], shown[code].text

    for text in (rule.looks_at, rule.holds_when, *rule.basis):
        assert text in said
    (heading,) = shown[code].all("h3")
    assert heading.text == " ".join([code, *(LEVEL_WORDS[level] for level in rule.levels)])


def test_advice_of_the_article_behind_a_rule_has_its_grade(shown):
    assert [badge.attributes["data-grade"] for badge in shown["CA-INFO"].all("a")] == ["E21"]


def test_emergency_text_stands_on_it(client, db):
    assert EMERGENCY_TEXT in main_of(client.get(PAGE)).text
