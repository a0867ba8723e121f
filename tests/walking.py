"""Every page that somebody can reach: the addresses without arguments, and what their pages link to.

Of each address with arguments a few examples are read; a day or a food more shows nothing new.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

from tests.elements import Element, read

EXAMPLES = 3
# Addresses that leave the account, or belong to Django's admin, which keeps no diary.
LEFT_ALONE = ("admin:", "curation:", "account_logout")


@dataclass(frozen=True)
class Visit:
    """A page that answered 200, at the address that was asked for."""

    view: str
    path: str
    page: Element


def names(patterns=None, prefix="") -> Iterator[str]:
    """The name of every address that is not left alone."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if not space.startswith(LEFT_ALONE):
                yield from names(pattern.url_patterns, space)
        elif not f"{prefix}{pattern.name}".startswith(LEFT_ALONE):
            yield f"{prefix}{pattern.name}"


def walk(client, also=(), examples=EXAMPLES) -> tuple[list[Visit], set[str]]:
    """(pages that were read, names of all views that were asked, whatever they answered).

    also: further addresses to begin with. examples: how many are read of an address with arguments.
    """
    waiting = [*also]
    for name in names():
        try:
            waiting.append(reverse(name))
        except NoReverseMatch:
            continue
    seen, asked, visits = set(), Counter(), []
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        view = view_of(path)
        if view is None or view.startswith(LEFT_ALONE) or asked[view] >= examples:
            continue
        asked[view] += 1
        response = client.get(path)
        if response.status_code in (301, 302):
            waiting.append(response.url)
        elif response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            page = read(response.content.decode())
            visits.append(Visit(view, path, page))
            waiting += links_of(page, path)
    return visits, set(asked)


def view_of(path: str) -> str | None:
    """The name of what answers an address of ours; None where nothing does."""
    url = urlsplit(path)
    if url.netloc:
        return None
    try:
        return resolve(url.path).view_name
    except Resolver404:
        return None


def links_of(page: Element, path: str) -> list[str]:
    """Where a page leads by a link or fetches a part of itself."""
    found = []
    for element in page.walk():
        for attribute in ("href", "hx-get"):
            to = element.attributes.get(attribute) or ""
            to = to.partition("#")[0]
            if to.startswith("?"):
                to = urlsplit(path).path + to
            if to.startswith("/") and element.tag != "link":
                found.append(to)
    return found
