"""The addresses of the guide."""

from django.urls import reverse

from k2tracker.guide.pages import PAGES

VIEWS = ["guide:index", *(page.view for page in PAGES)]


def addresses() -> list[str]:
    return [reverse(view) for view in VIEWS]
