"""Food search: the one interface that pages and the diary's box ask. `finding.py` says what is found."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.module_loading import import_string

from nutrients.intake import Amount

from .composition import Composition, compositions, scaled
from .finding import LONGEST_QUERY, FoundFood, Match, Reader, find, marks_of, needs_caution, terms_of
from .folding import is_unspaced, words, words_in_place
from .models import Portion

__all__ = ["LONGEST_QUERY", "FoundPortion", "Reader", "SearchHit", "find", "marked", "reader_for", "search"]


@dataclass(frozen=True, slots=True)
class FoundPortion:
    """A portion as search shows it; grams None for a unit."""

    name: str
    grams: Decimal | None


HUNDRED_GRAMS = FoundPortion("100 g", Decimal(100))


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A food found. amounts: for `default_portion`, nutrient code -> Amount; a missing code is unknown.

    name_parts, alias_parts: the text cut where it matched, as (text, whether it matched); alias_parts is
    empty where the food's own name fits, or says as much.
    """

    food: FoundFood
    default_portion: FoundPortion
    amounts: Mapping[str, Amount]
    name_parts: tuple[tuple[str, bool], ...]
    alias_parts: tuple[tuple[str, bool], ...]
    needs_caution: bool


def reader_for(user) -> Reader | None:
    """The reader behind a request, by the hook in `settings.FOODS_READER`; None where nobody is known."""
    hook = getattr(settings, "FOODS_READER", None)
    return import_string(hook)(user) if hook else None


def search(query: str, *, reader: Reader | None = None, limit: int = 12) -> list[SearchHit]:
    """The best `limit` foods for a query, each with what its default portion holds.

    An empty query, or one without a letter or digit, finds nothing.
    """
    matches = find(query, reader=reader)[:limit]
    food_ids = [match.food.id for match in matches]
    known = compositions(match.food.revision_id for match in matches)
    marks, portions = marks_of(food_ids), _first_portions(food_ids)
    terms = terms_of(query)
    hits = []
    for match in matches:
        composition = known[match.food.revision_id]
        portion = portions.get(match.food.id, HUNDRED_GRAMS)
        hits.append(_hit(match, composition, portion, marks.get(match.food.id, ()), terms))
    return hits


def _hit(
    match: Match,
    composition: Composition,
    portion: FoundPortion,
    marks: Collection[str],
    terms: list[str],
) -> SearchHit:
    food = match.food
    return SearchHit(
        food=food,
        default_portion=portion,
        amounts=amounts_in(composition, portion),
        name_parts=marked(food.name, terms),
        alias_parts=marked(match.alias, terms) if _says_more(match) else (),
        needs_caution=needs_caution(composition, marks),
    )


def _says_more(match: Match) -> bool:
    """Whether the alias that fits has a word that the food's name has not."""
    return not set(words(match.alias)) <= set(words(match.food.name))


def _first_portions(food_ids: Collection[int]) -> dict[int, FoundPortion]:
    """The portion that each food is shown in: its first. One query."""
    portions: dict[int, FoundPortion] = {}
    rows = Portion.objects.filter(food__in=food_ids).order_by("position", "pk")
    for food_id, name, grams in rows.values_list("food_id", "name", "grams"):
        portions.setdefault(food_id, FoundPortion(name, grams))
    return portions


def amounts_in(composition: Composition, portion: FoundPortion) -> dict[str, Amount]:
    """The published amounts in one portion. No assumption stands in here: this is what sources say."""
    if composition.is_per_unit:
        return scaled(composition, units=Decimal(1))
    return scaled(composition, grams=portion.grams)


def marked(text: str, terms: list[str]) -> tuple[tuple[str, bool], ...]:
    """`text` cut into parts that match a term and parts that do not."""
    hit = set()
    for word, places in words_in_place(text):
        for term in terms:
            start = word.find(term) if is_unspaced(term) else 0 if word.startswith(term) else -1
            if start >= 0:
                hit.update(places[start : start + len(term)])
    parts: list[tuple[str, bool]] = []
    for place, letter in enumerate(text):
        matches = place in hit
        if parts and parts[-1][1] == matches:
            parts[-1] = (parts[-1][0] + letter, matches)
        else:
            parts.append((letter, matches))
    return tuple(parts)
