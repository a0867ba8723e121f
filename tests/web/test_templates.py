"""What holds for every template: each word a person reads goes through gettext."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from nutrients.wording import DISCLAIMER

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))

# The name of the product, units and symbols of substances: no catalogue changes them.
SAME_IN_EVERY_LANGUAGE = {"k2", "tracker", "k2tracker", "MK", "Mg", "µg", "mg"}

SPOKEN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-label", "aria-description")
TRANSLATED = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}",
    re.DOTALL,
)
# A block of attributes stands inside the tag of the template it extends.
ATTRIBUTES = re.compile(r"{%\s*block \w*attributes\s*%}.*?{%\s*endblock.*?%}", re.DOTALL)
SYNTAX = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
SILENT = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<!doctype[^>]*>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>", re.DOTALL)
ENTITY = re.compile(r"&#?\w+;")
WORD = re.compile(r"[^\W\d_]{2,}\w*|\b[^\W_]\w*[^\W\d_]\w*")


def bare_words(source: str) -> list[str]:
    """Words of `source` that a person would see or hear and that no catalogue can translate."""
    rest = SILENT.sub(" ", ATTRIBUTES.sub("", TRANSLATED.sub("", source)))
    # A template tag inside an HTML tag may hold the sign that ends it, so syntax goes first.
    plain = SYNTAX.sub("", rest)
    found = []
    for tag in TAG.findall(plain):
        for name, double, single in re.findall(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag):
            if name in SPOKEN_ATTRIBUTES:
                found += WORD.findall(double or single)
    found += WORD.findall(ENTITY.sub(" ", TAG.sub(" ", plain)))
    return [word for word in found if word not in SAME_IN_EVERY_LANGUAGE]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template_holds_no_bare_text(path):
    assert bare_words(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Sign in</p>", ["Sign", "in"]),
        ('<a aria-label="Close" href="/go">{% icon "close" %}</a>', ["Close"]),
        ('<img alt="A bean" src="x.png">', ["bean"]),
        ('<p>{% translate "Sign in" %}</p>', []),
        ("{% blocktranslate trimmed %}Two words{% endblocktranslate %}", []),
        ("{% comment %}Two words{% endcomment %}{# and more #}", []),
        ('<a class="btn" href="{% url "a" %}">{{ name }}</a>', []),
        ('{% block form_attributes %} action="/go"{% endblock %}', []),
        ("<script>let bare = 1;</script>", []),
    ],
)
def test_bare_text_is_found_where_it_stands(source, found):
    assert bare_words(source) == found


def test_disclaimer_reads_as_the_engine_states_it():
    html = render_to_string("components/disclaimer.html")
    assert re.sub(r"<[^>]+>", "", html).strip() == DISCLAIMER


def test_toast_offers_its_act_as_a_form():
    html = render_to_string(
        "components/toast.html",
        {"text": "Gouda logged", "action_url": "/undo/", "action_label": "Undo", "csrf_token": "abc"},
    )
    assert re.search(r'<form method="post" action="/undo/">.*value="abc".*Undo</button>', html, re.DOTALL)


def test_unknown_amount_is_a_word():
    html = Template('{% load k2 %}{{ amount|quantity:"µg" }}').render(Context({"amount": None}))
    assert html == '<span class="unknown">unknown</span>'


def test_name_with_a_hyphen_stays_on_one_line_and_text_stays_escaped():
    html = Template("{% load k2 %}{{ text|unbroken }}").render(Context({"text": "K2 (MK-7) <b>"}))

    assert html == 'K2 <span class="nowrap">(MK-7)</span> &lt;b&gt;'
