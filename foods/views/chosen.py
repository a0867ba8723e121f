"""The foods that an address carries to be compared."""

from ..models import Food
from ..presenters.comparing import MOST_COMPARED
from ..queries.page import foods_seen_by

LONGEST_CHOICE = 40  # addresses looked at; a longer list was not made by our links


def asked_slugs(request) -> list[str]:
    """The slugs in the address, in their order, each once."""
    return list(dict.fromkeys(request.GET.getlist("food")))[:LONGEST_CHOICE]


def chosen_foods(request) -> list[Food]:
    """The foods to be compared that this reader may see, at most MOST_COMPARED. One query, none for none."""
    slugs = asked_slugs(request)
    if not slugs:
        return []
    found = foods_seen_by(request.user).in_bulk(slugs, field_name="slug")
    return [found[slug] for slug in slugs if slug in found][:MOST_COMPARED]
