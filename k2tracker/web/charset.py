"""What a request says its text is written in, before Django reads it."""

import codecs
import re
from collections.abc import Callable

CHARSET = re.compile(r';\s*charset\s*=\s*("[^"]*"|[^;]*)', re.IGNORECASE)
CODECS = ("utf-8", "ascii", "iso8859-1")


def with_readable_charset(application: Callable) -> Callable:
    """The WSGI application, told of no charset but those that a form can have.

    Django takes any codec that Python knows for one ("rot13", "hex") and fails before a middleware could
    answer. Without a charset it reads UTF-8, which is what our pages send.
    """

    def readable(environ, start_response):
        kind = environ.get("CONTENT_TYPE", "")
        named = CHARSET.search(kind)
        if named and _codec(named[1].strip('" ')) not in CODECS:
            environ = {**environ, "CONTENT_TYPE": CHARSET.sub("", kind)}
        return application(environ, start_response)

    return readable


def _codec(charset: str) -> str:
    """Python's name of a charset; "" where it knows none."""
    try:
        return codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
