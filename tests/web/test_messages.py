"""Every text that is translated can be found by `makemessages`, which reads the source and runs nothing."""

import ast
from pathlib import Path

import pytest

from nutrients.cautions.rules import RULES
from nutrients.nutrient import NUTRIENTS

ROOT = Path(__file__).resolve().parents[2]
# The names that Django's makemessages looks for, of those in use.
CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}


def sources():
    for room in ("foods", "k2tracker", "nutrients"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def messages_in(tree):
    """The literal texts of calls that translate or mark, with their nodes."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in CALLS:
            for text in call.args:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text


def test_what_translates_goes_by_a_name_that_is_looked_for():
    wrong = [
        f"{path}:{node.lineno} {alias.asname}"
        for path, source in sources()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname not in (None, "_")
    ]
    assert wrong == []


def test_no_text_hides_in_another_one():
    """An f-string is one text to what looks for messages."""
    wrong = [
        f"{path}:{node.lineno}"
        for path, source in sources()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.JoinedStr) and list(messages_in(node))
    ]
    assert wrong == []


def test_every_character_of_a_text_stands_for_itself():
    r"""A `\u00a0` would be looked up as six characters."""
    wrong = [
        f"{path}:{text.lineno}"
        for path, source in sources()
        if "\\u" in source or "\\N" in source
        for text in messages_in(ast.parse(source))
        if any(escape in ast.get_source_segment(source, text) for escape in ("\\u", "\\N", "\\x"))
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def marked():
    return {text.value for _path, source in sources() for text in messages_in(ast.parse(source))}


def test_what_rules_rest_on_is_marked(marked):
    assert [source for rule in RULES.values() for source in rule.basis if source not in marked] == []


def test_nutrients_have_marked_names(marked):
    assert [one.name for one in NUTRIENTS.values() if one.name not in marked] == []
