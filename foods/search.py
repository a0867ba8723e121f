"""Food search: the one interface that pages and the diary's box ask.

Order: what the reader logs often, then the better fit; what is not for the reader comes last. A slip in a
word is forgiven where the plain search finds little. What is known of the reader comes through a hook
(`settings.FOODS_READER`), since foods knows no people.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from nutrients.intake import Amount
from nutrients.nutrient import MENAQUINONES

from . import catalogue
from .catalogue import CataloguedFood, CataloguedPortion, Match
from .composition import Composition, compositions, passes_vitamin_d_limit, scaled
from .folding import is_unspaced, words, words_in_place
from .models import FoodMark

LONGEST_QUERY = 100  # letters; the longest name has under 60
MOST_TERMS = 8
FEW = 3  # with fewer plain matches than this, words a slip away are tried as well
HABIT = 3  # logs that make a food one that the reader logs often
HUNDRED_GRAMS = CataloguedPortion("100 g", Decimal(100))
# What people type around a name. Left out where the names themselves find little.
AROUND = {"a", "an", "and", "daily", "of", "the", "vit", "vitamin", "vitamins", "with"}
SHAPES = {"capsule", "capsules", "pill", "pills", "softgel", "softgels", "tablet", "tablets"}
FILLING = AROUND | SHAPES | {"supplement", "supplements"}
AMOUNT = re.compile(r"\d+(?:g|kg|mg|ug|mcg|iu|ml|oz)?|g|kg|mg|ug|mcg|iu|ml|oz")
CAUTION_MARKS = frozenset({FoodMark.Mark.NATTO_FAMILY.value, FoodMark.Mark.HIGH_VITAMIN_K.value})


class Reader(Protocol):
    """What search may know of the person who searches."""

    def frequency(self, food_ids: Collection[int]) -> Mapping[int, int]:
        """How often the person logged each of these foods."""

    @property
    def unwanted_marks(self) -> frozenset[str]:
        """Marks of foods that are not for this person."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A food found. amounts: for `default_portion`, nutrient code -> Amount; a missing code is unknown.

    name_parts, alias_parts: the text cut where it matched, as (text, whether it matched); alias_parts is
    empty where the food's own name fits, or says as much.
    """

    food: CataloguedFood
    default_portion: CataloguedPortion
    amounts: Mapping[str, Amount]
    name_parts: tuple[tuple[str, bool], ...]
    alias_parts: tuple[tuple[str, bool], ...]
    needs_caution: bool


def reader_for(user) -> Reader | None:
    """The reader behind a request, by the hook in `settings.FOODS_READER`; None where nobody is known."""
    hook = getattr(settings, "FOODS_READER", None)
    return import_string(hook)(user) if hook else None


def terms_of(query: str) -> list[str]:
    """The folded words of a query. What is too long to be a name is cut off, a NUL falls away."""
    return words(query.replace("\0", " ")[:LONGEST_QUERY])[:MOST_TERMS]


def find(query: str, *, reader: Reader | None = None) -> list[Match]:
    """All foods that fit, best first. One query for the catalogue and what the reader's hook needs."""
    terms = terms_of(query)
    if not terms:
        return []
    index = catalogue.current()
    matches = _matches(index, terms)
    told = [term for term in terms if term not in FILLING and not AMOUNT.fullmatch(term)]
    if len(matches) < FEW and told and told != terms:
        matches = _with(matches, _matches(index, told))
    matches = _above_limits_last(matches)
    if reader is None:
        return matches
    unwanted = reader.unwanted_marks
    frequency = reader.frequency([match.food.id for match in matches])
    cautioned = set()
    if reader.sees_cautioned_last:
        known = compositions(match.food.revision_id for match in matches)
        cautioned = {
            match.food.id
            for match in matches
            if needs_caution(known[match.food.revision_id], match.food.marks)
        }

    def order(match):
        times = frequency.get(match.food.id, 0)
        return (
            match.food.id in cautioned,
            bool(match.food.marks & unwanted),
            -times if times >= HABIT else 0,
        )

    return sorted(matches, key=order)  # a stable sort: within each rank the better fit stays first


def _matches(index: catalogue.Index, terms: list[str]) -> list[Match]:
    matches = index.find(terms)
    return matches if len(matches) >= FEW else _with(matches, index.find_with_slips(terms))


def _with(matches: list[Match], more: list[Match]) -> list[Match]:
    found = {match.food.id for match in matches}
    return [*matches, *(match for match in more if match.food.id not in found)]


def _above_limits_last(matches: list[Match]) -> list[Match]:
    """Nobody should take more vitamin D than the upper level because a product stood first."""
    known = compositions(match.food.revision_id for match in matches if match.food.is_supplement)

    def is_above(match):
        composition = known.get(match.food.revision_id)
        return composition is not None and passes_vitamin_d_limit(composition)

    return sorted(matches, key=is_above)


def search(query: str, *, reader: Reader | None = None, limit: int = 12) -> list[SearchHit]:
    """The best `limit` foods for a query, each with what its default portion holds.

    An empty query, or one without a letter or digit, finds nothing.
    """
    matches = find(query, reader=reader)[:limit]
    known = compositions(match.food.revision_id for match in matches)
    terms = terms_of(query)
    return [_hit(match, known[match.food.revision_id], terms) for match in matches]


def _hit(match: Match, composition: Composition, terms: list[str]) -> SearchHit:
    food = match.food
    portion = default_portion(food)
    return SearchHit(
        food=food,
        default_portion=portion,
        amounts=amounts_in(composition, portion),
        name_parts=marked(food.name, terms),
        alias_parts=marked(match.alias, terms) if _says_more(match) else (),
        needs_caution=needs_caution(composition, food.marks),
    )


def _says_more(match: Match) -> bool:
    """Whether the alias that fits has a word that the food's name has not."""
    return not set(words(match.alias)) <= set(words(match.food.name))


def default_portion(food: CataloguedFood) -> CataloguedPortion:
    """The portion a food is shown in: its first, or 100 g."""
    return food.portion or HUNDRED_GRAMS


def amounts_in(composition: Composition, portion: CataloguedPortion) -> dict[str, Amount]:
    """The published amounts in one portion. No assumption stands in here: this is what sources say."""
    if composition.is_per_unit:
        return scaled(composition, units=Decimal(1))
    return scaled(composition, grams=portion.grams)


def needs_caution(composition: Composition, marks: Collection[str]) -> bool:
    """Whether a log of this food can open a caution with a vitamin K antagonist.

    True for the natto family, high-vitamin-K preparations, and products with any form of vitamin K, known
    or listed without an amount. Source: clinical rules K-01 to K-03.
    """
    if CAUTION_MARKS & set(marks):
        return True
    if not composition.is_per_unit:
        return False
    forms = [
        composition.values[code].amount
        for code in ("phylloquinone", *MENAQUINONES)
        if code in composition.values
    ]
    return any(not amount.is_known or amount.value > 0 for amount in forms)


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
