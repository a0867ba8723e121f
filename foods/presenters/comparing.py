"""The addresses that carry the foods chosen to be compared, so that choosing needs no script."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

MOST_COMPARED = 4


def compare_url(slugs: Sequence[str], **more: str) -> str:
    """The page that shows these foods side by side."""
    pairs = [*(("food", slug) for slug in slugs), *((name, value) for name, value in more.items() if value)]
    return f"{reverse('foods:compare')}?{urlencode(pairs)}" if pairs else reverse("foods:compare")


def with_another(chosen: Sequence[str], slug: str) -> str:
    """The page that shows what is chosen and one food more; "" where there is no room for it."""
    if slug in chosen:
        return compare_url(chosen)
    return compare_url([*chosen, slug]) if len(chosen) < MOST_COMPARED else ""
