"""The pages of the guide, in the order they are read, each with one sentence on what it answers."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Page:
    """view: the name of its address. title and about are looked up in the reader's language when shown."""

    view: str
    title: str
    about: str


PAGES = (
    Page(
        "guide:checklist",
        gettext_noop("The checklist, line by line"),
        gettext_noop("What the article asks, how well that is supported, and what the app does with it."),
    ),
    Page(
        "guide:claims",
        gettext_noop("Evidence: the claims, graded"),
        gettext_noop("28 statements of the article, what the studies say of each, and where to read on."),
    ),
    Page(
        "guide:myths",
        gettext_noop("Myths and facts"),
        gettext_noop("What is often said of bones, calcium and K2, beside what is known."),
    ),
    Page(
        "guide:questions",
        gettext_noop("Questions and answers"),
        gettext_noop("What newcomers, people on warfarin and clinicians ask."),
    ),
    Page(
        "guide:natto",
        gettext_noop("Natto or a capsule"),
        gettext_noop("How much MK-7 is in how much natto, and in a capsule, from the food database."),
    ),
    Page(
        "guide:cautions",
        gettext_noop("The cautions"),
        gettext_noop("Every rule: what it looks at, when it holds and what it rests on."),
    ),
    Page(
        "guide:unknown",
        gettext_noop("What is not known"),
        gettext_noop("A study nobody could find, what the article leaves open, and where we are unsure."),
    ),
    Page(
        "guide:sources",
        gettext_noop("Sources"),
        gettext_noop("Reference intakes, papers and food tables, and how each of them was read."),
    ),
)
