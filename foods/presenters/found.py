"""Found foods: as JSON for programs, as options of the log box and as rows of the page of results."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import number_format

from nutrients.nutrient import NUTRIENTS

from ..models import Portion
from ..search import FoundPortion, SearchHit

NO_BREAK_SPACE = "\u00a0"


def portion_words(portion: FoundPortion | Portion) -> str:
    """A portion with its weight: "1 pack, 45 g". The weight is left out where the name says it."""
    if portion.grams is None or re.search(r"\d\s*g$", portion.name):
        return portion.name
    return f"{portion.name}, {number_format(portion.grams.normalize(), use_l10n=True)}{NO_BREAK_SPACE}g"


def hits_as_json(hits: Iterable[SearchHit]) -> dict:
    """The search answer for programs: amounts as decimal strings, null where unknown."""
    return {
        "results": [
            {
                "slug": hit.food.slug,
                "name": hit.food.name,
                "portion": portion_words(hit.default_portion),
                "amounts": {code: _plain(hit, code) for code in NUTRIENTS},
            }
            for hit in hits
        ]
    }


def _plain(hit, code):
    amount = hit.amounts.get(code)
    return None if amount is None or amount.value is None else f"{amount.value.normalize():f}"


@dataclass(frozen=True, slots=True)
class Option:
    """A found food in the log box and on the page of results. Amounts None: unknown. brand "": none."""

    slug: str
    brand: str
    name_parts: tuple[tuple[str, bool], ...]
    alias_parts: tuple[tuple[str, bool], ...]
    portion: str
    mk7: Decimal | None
    vitamin_d: Decimal | None
    magnesium: Decimal | None
    needs_caution: bool
    log_url: str


def options(hits: Iterable[SearchHit], day: date | None) -> list[Option]:
    """The hits as the log box shows them; each leads to its amount form on `day`, or on today."""
    return [
        Option(
            slug=hit.food.slug,
            brand=hit.food.brand,
            name_parts=hit.name_parts,
            alias_parts=hit.alias_parts,
            portion=portion_words(hit.default_portion),
            mk7=_value(hit, "menaquinone_7"),
            vitamin_d=_value(hit, "vitamin_d"),
            magnesium=_value(hit, "magnesium"),
            needs_caution=hit.needs_caution,
            log_url=log_url(hit.food.slug, day),
        )
        for hit in hits
    ]


def _value(hit, code):
    amount = hit.amounts.get(code)
    return None if amount is None else amount.value


def log_url(slug: str, day: date | None) -> str:
    """Where a food's amount is asked for."""
    if day is None:
        return reverse("diary:add_today", args=[slug])
    return reverse("diary:add", args=[day, slug])
