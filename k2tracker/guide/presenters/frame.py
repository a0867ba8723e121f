"""What every page of the guide has around its text: the list of pages and, on it, the anchors of this one."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ..pages import PAGES

MOST_IN_VIEW = 14  # anchors; more are folded on a phone


@dataclass(frozen=True)
class PageLink:
    title: str
    about: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Anchor:
    """A place on the page: its id and the words of the link to it. is_group: the next ones belong to it."""

    id: str
    words: str
    is_group: bool = False


def frame(view_name: str, anchors: tuple[Anchor, ...] = ()) -> dict:
    """title, about, pages and anchors of one page; "guide:index" is none of PAGES and brings no title."""
    links = [
        PageLink(_(page.title), _(page.about), reverse(page.view), page.view == view_name) for page in PAGES
    ]
    here = next((link for link in links if link.is_here), None)
    return {
        "pages": links,
        "title": here.title if here else "",
        "about": here.about if here else "",
        "anchors": anchors,
        "is_long": len(anchors) > MOST_IN_VIEW,
    }
