"""The foods that an address carries to be compared."""

from collections.abc import Sequence

from django.core.validators import slug_re

from ..models import Food
from ..presenters.comparing import MOST_COMPARED
from ..queries.page import foods_seen_by

LONGEST_CHOICE = 40  # addresses looked at; a longer list was not made by our links


def asked_slugs(request) -> list[str]:
    """What the address names, slugs or not, in its order, each once."""
    return list(dict.fromkeys(request.GET.getlist("food")))[:LONGEST_CHOICE]


def foods_by_slug(slugs: Sequence[str], user) -> dict[str, Food]:
    """The foods that this reader may see, by their slugs. One query, none where no text can be a slug."""
    fitting = [slug for slug in slugs if slug_re.fullmatch(slug)]
    return foods_seen_by(user).in_bulk(fitting, field_name="slug")


def chosen_foods(request) -> list[Food]:
    """The foods to be compared that this reader may see, at most MOST_COMPARED. One query, none for none."""
    slugs = asked_slugs(request)
    found = foods_by_slug(slugs, request.user)
    return [found[slug] for slug in slugs if slug in found][:MOST_COMPARED]
