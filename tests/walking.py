"""Every page that somebody can reach: the addresses without arguments, and what their pages link to.

Of each address with arguments a few examples are read; a day or a food more shows nothing new.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

from foods.models import Recipe
from k2tracker.running.demo import refresh_demo
from tests.elements import Element, read
from tests.factories.foods import FoodFactory

EXAMPLES = 3
# Addresses that leave the account, or belong to Django's admin, which keeps no diary.
LEFT_ALONE = ("admin:", "curation:", "account_logout")


BEGUN_AT = [  # beside the addresses without arguments: what a walk would come to late or not at all
    "/foods/natto/",
    "/foods/supp-mk7-100/",
    "/foods/supp-d3-k2-5000-100/",
    "/foods/?q=natto",
    "/foods/search/?q=k2",
    "/my-foods/recipes/own-recipe/",
    "/labs/all/inr/",
    "/cabinet/find/?q=k2",
]


@dataclass(frozen=True)
class Visit:
    """A page that answered 200, at the address that was asked for."""

    view: str
    path: str
    html: str

    @property
    def page(self) -> Element:
        """Read anew each time: whoever looks may take it apart."""
        return read(self.html)


def names(patterns=None, prefix="") -> Iterator[str]:
    """The name of every address that is not left alone."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if not space.startswith(LEFT_ALONE):
                yield from names(pattern.url_patterns, space)
        elif not f"{prefix}{pattern.name}".startswith(LEFT_ALONE):
            yield f"{prefix}{pattern.name}"


def walk(client, examples=EXAMPLES) -> tuple[list[Visit], set[str]]:
    """(pages that were read, names of all views that were asked, whatever they answered).

    examples: how many are read of an address with arguments.
    """
    waiting = [*BEGUN_AT]
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
            visits.append(Visit(view, path, response.content.decode()))
            waiting += links_of(visits[-1].page, path)
    return visits, set(asked)


def demo_person(role: str):
    """A person of the demo, with ninety days of entries, cautions, results and all the rest.

    To them of whom no antagonist is told, nothing is added; the one on warfarin keeps foods of their own and
    told of a condition too.
    """
    person = get_user_model().objects.get(email__startswith=f"{role}@demo")
    if role == "warfarin":
        FoodFactory(slug="own-food", name="Own food", owner=person, per_100g={"menaquinone_7": "60"})
        Recipe.objects.create(food=FoodFactory(slug="own-recipe", owner=person))
        person.conditions.create(key=uuid.uuid4(), kind="kidney_stones")
    return person


def walk_as_each() -> dict[str, tuple[list[Visit], set[str]]]:
    """What `walk` gives to a stranger and to the demo people, by role."""
    refresh_demo(password="a-demo-password")
    walks = {"stranger": walk(Client())}
    for role in ("individual", "warfarin"):
        client = Client()
        client.force_login(demo_person(role))
        walks[role] = walk(client)
    return walks


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
