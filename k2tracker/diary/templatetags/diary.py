"""Parts of the day page that come again and again: rendered once for what they show, then kept.

An entry's row and a line of the score follow from a frozen presenter and the language alone. Rendering them
was the larger half of a day page; most of a day is the same from one log to the next. What differs from
reader to reader, the token of a form, is put in afterwards.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from k2tracker.diary.presenters.entries import EntryRow
from k2tracker.diary.presenters.score import Line

register = template.Library()

TOKEN = "\0token\0"  # noqa: S105 (the place of a token; no form lets a NUL into what a person typed)
KEPT_ROWS, KEPT_LINES = 2000, 500  # about 6 MB a worker


@register.simple_tag
def entry_row(entry: EntryRow, token) -> SafeString:
    """One entry with its form. token: the CSRF token of this page."""
    # What somebody typed themselves is not kept: it could be of any length, and it is theirs to take back.
    render = _render_row if entry.error or entry.note else _entry_row
    return SafeString(render(entry, get_language()).replace(TOKEN, escape(token)))


@register.simple_tag
def score_line(line: Line) -> SafeString:
    """One line of the score card."""
    return _score_line(line, get_language())


def _render_row(entry: EntryRow, _language: str) -> SafeString:
    return render_to_string("diary/_entry.html", {"entry": entry, "token": TOKEN})


_entry_row = lru_cache(maxsize=KEPT_ROWS)(_render_row)


def forget_rows() -> None:
    """Let go of every row that this process keeps."""
    _entry_row.cache_clear()


@lru_cache(maxsize=KEPT_LINES)
def _score_line(line: Line, _language: str) -> SafeString:
    return render_to_string("diary/_line.html", {"line": line})
