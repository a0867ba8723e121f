"""Which foods fit a query, best first.

The index gives the best names (`fulltext.py`), the vocabulary what a slip may have meant (`vocabulary.py`),
`fitting.py` how good each fit is. Order: what the reader logs often, then curated foods and the reader's own,
imported ones, branded ones, each by fit; what is not for the reader comes last. What is known of the reader
comes through a hook (`settings.FOODS_READER`), since foods knows no people. Limits: of what fits, the best
few hundred names are looked at.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from nutrients.nutrient import MENAQUINONES

from . import fulltext, vocabulary
from .barcodes import gtin_of
from .composition import Composition, compositions, passes_vitamin_d_limit
from .fitting import Meaning, fit, quality, whole_words
from .folding import words
from .fulltext import FOOD, FoundFood, Name
from .models import Food, FoodMark, SearchName
from .search_index import CURATED, IMPORTED, KNOWN_FORMS, tokens_of
from .vocabulary import SHORT

LONGEST_QUERY = 100  # letters; the longest name has under 60
MOST_TERMS = 8
FEW = 3  # with fewer plain matches than this, words a slip away are tried as well
HABIT = 3  # logs that make a food one that the reader logs often
MOST_NAMES = 48  # looked at for one query while somebody types
# What people type around a name. Left out where the names themselves find little.
AROUND = {"a", "an", "and", "daily", "of", "the", "vit", "vitamin", "vitamins", "with"}
SHAPES = {"capsule", "capsules", "pill", "pills", "softgel", "softgels", "tablet", "tablets"}
FILLING = AROUND | SHAPES | {"supplement", "supplements"}
AMOUNT = re.compile(r"\d+(?:g|kg|mg|ug|mcg|iu|ml|oz)?|g|kg|mg|ug|mcg|iu|ml|oz")
CAUTION_MARKS = frozenset({FoodMark.Mark.NATTO_FAMILY.value, FoodMark.Mark.HIGH_VITAMIN_K.value})


@dataclass(frozen=True, slots=True)
class Match:
    """A food that fits a query. `quality` sorts: the smaller, the better. alias "": its name fits."""

    food: FoundFood
    quality: tuple
    alias: str = ""


class Reader(Protocol):
    """What search may know of the person who searches."""

    person_id: int

    def habits(self) -> Mapping[int, int]:
        """The foods that the person logs, by id -> how often."""

    @property
    def unwanted_marks(self) -> frozenset[str]:
        """Marks of foods that are not for this person."""

    @property
    def sees_cautioned_last(self) -> bool:
        """Whether foods that open a caution come after all others."""


def terms_of(query: str) -> list[str]:
    """The folded words of a query. What is too long to be a name is cut off, a NUL falls away."""
    return words(query.replace("\0", " ")[:LONGEST_QUERY])[:MOST_TERMS]


def find(query: str, *, reader: Reader | None = None, limit: int = MOST_NAMES) -> list[Match]:
    """Foods that fit, best first: those of the best `limit` names, and all that the reader logs or added.

    A query of the digits of a barcode finds the product.
    """
    terms = terms_of(query)
    if not terms:
        return []
    if (gtin := gtin_of(query)) is not None:
        found = _matches(_barcoded(gtin, reader), None)
        if found:
            return _above_limits_last(found, terms)
    habits = {} if reader is None else {food: n for food, n in reader.habits().items() if n >= HABIT}
    personal = _Personal(habits, [] if reader is None else _own_names(reader))
    matches = _fitting(terms, personal, limit)
    told = [term for term in terms if term not in FILLING and not AMOUNT.fullmatch(term)]
    if len(matches) < FEW and told and told != terms:
        matches = _with(matches, _fitting(told, personal, limit))
    matches = _above_limits_last(matches, terms)
    return matches if reader is None else _for_reader(matches, reader, habits)


def _for_reader(matches: list[Match], reader: Reader, habits: Mapping[int, int]) -> list[Match]:
    unwanted, cautioned, marks = reader.unwanted_marks, set(), {}
    sees_cautioned_last = reader.sees_cautioned_last
    if unwanted or sees_cautioned_last:
        marks = marks_of(match.food.id for match in matches)
    if sees_cautioned_last:
        known = compositions(match.food.revision_id for match in matches if match.food.is_supplement)
        cautioned = {
            match.food.id
            for match in matches
            if needs_caution(known.get(match.food.revision_id), marks.get(match.food.id, ()))
        }

    def order(match):
        return (
            match.food.id in cautioned,
            bool(unwanted & marks.get(match.food.id, set())),
            -habits.get(match.food.id, 0),
        )

    return sorted(matches, key=order)  # a stable sort: within each rank the better fit stays first


def marks_of(food_ids: Iterable[int]) -> dict[int, set[str]]:
    """The curated marks of the foods that have any. One query."""
    marks: dict[int, set[str]] = {}
    for food_id, mark in FoodMark.objects.filter(food__in=list(food_ids)).values_list("food_id", "mark"):
        marks.setdefault(food_id, set()).add(mark)
    return marks


def needs_caution(composition: Composition | None, marks: Collection[str]) -> bool:
    """Whether a log of this food can open a caution with a vitamin K antagonist.

    True for the natto family, high-vitamin-K preparations, and products with any form of vitamin K, known
    or listed without an amount. composition None: the food is no product. Source: clinical rules K-01 to
    K-03.
    """
    if CAUTION_MARKS & set(marks):
        return True
    if composition is None or not composition.is_per_unit:
        return False
    forms = [
        composition.values[code].amount
        for code in ("phylloquinone", *MENAQUINONES)
        if code in composition.values
    ]
    return any(not amount.is_known or amount.value > 0 for amount in forms)


# --- Candidates ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Personal:
    """What stands for one reader beside the index. habits: foods by id -> how often they were logged. own:
    the names of the foods that they added, which are in nobody's index."""

    habits: Mapping[int, int]
    own: list[Name]


def _fitting(terms: list[str], personal: _Personal, limit: int) -> list[Match]:
    """The foods one of whose names holds every term. With few of them, words a slip away are tried too."""
    plain = [{term: 0} for term in terms]
    names = fulltext.names([_starts(one) for one in plain], limit=limit)
    if len(names) == limit:  # there are more: those that hold the terms as whole words must be among them
        whole = [whole_words(term) for term in terms]
        known = vocabulary.known_words(chain.from_iterable(whole))
        if not any(known.isdisjoint(one) for one in whole):  # seldom so while somebody types a word
            names += fulltext.names([[(word, False) for word in one] for one in whole], limit=limit)
        names += _names_of(personal.habits)  # a habit may stand far down in the index
    matches = _matches([*personal.own, *names], plain)
    if len(matches) >= FEW:
        return matches
    near = _near(terms, personal.own)
    if near == plain:
        return matches
    slipped = fulltext.names([_starts(one) for one in near], limit=limit)
    return _with(matches, _matches([*personal.own, *slipped], near))


def _near(terms: list[str], own: list[Name]) -> list[dict[str, int]]:
    """What each term may have meant, by the words of all names and by those of the reader's own."""
    everybodys = vocabulary.current()
    theirs = vocabulary.Vocabulary(word for name in own for word in name.tokens.split(" "))
    return [theirs.near(term) | everybodys.near(term) for term in terms]


def _starts(stand_ins: Mapping[str, int]) -> list[tuple[str, bool]]:
    """What the index is asked for a term. A short word with a slip has to be a whole one."""
    asked = []
    for start, slips in stand_ins.items():
        is_start = slips == 0 or len(start) > SHORT
        asked += [(word, is_start and word == start) for word in whole_words(start)]
    return asked


def _names_of(food_ids: Collection[int]) -> list[Name]:
    """What the index holds of these foods. At most one query."""
    if not food_ids:
        return []
    rows = SearchName.objects.filter(food__in=list(food_ids)).order_by()
    columns = ("tier", "text", "tokens", "is_alias", *(f"food__{column}" for column in FOOD))
    return [Name(*row[:4], FoundFood(*row[4:])) for row in rows.values_list(*columns)]


def _own_names(reader: Reader) -> list[Name]:
    """The names of the foods that the reader added. One query."""
    own = Food.objects.filter(owner=reader.person_id, is_retired=False, revision__isnull=False)
    names = []
    for *row, alias in own.order_by().values_list(*FOOD, "aliases__text"):
        food = FoundFood(*row)
        names.append(_untabled(food, food.name))
        if alias is not None:
            names.append(_untabled(food, alias, is_alias=True))
    return names


def _barcoded(gtin: str, reader: Reader | None) -> list[Name]:
    foods = Food.objects.loggable_by(None if reader is None else reader.person_id)
    foods = foods.filter(barcodes__gtin=gtin).order_by().values_list(*FOOD)
    return [_untabled(food, food.name) for food in (FoundFood(*row) for row in foods)]


def _untabled(food: FoundFood, text: str, *, is_alias: bool = False) -> Name:
    """A name that was not read from the index."""
    return Name(CURATED, text, " ".join(tokens_of(text)), is_alias, food)


def _matches(names: Iterable[Name], terms: list[dict[str, int]] | None) -> list[Match]:
    """One match a food, by its best name; the better first. terms None: every name fits."""
    best: dict[int, tuple[tuple, Name]] = {}
    meanings = [_meanings(term) for term in terms or ()]
    for name in names:
        name_words = name.tokens.split(" ")
        fits = [fit(one, name_words) for one in meanings]
        if not name.tokens or None in fits:
            continue
        fitness = quality(
            name.text, name_words[0], fits, is_unknown=name.tier > KNOWN_FORMS, is_alias=name.is_alias
        )
        sorts_as = (sum(one.slips for one in fits), _rank(name.tier), *fitness)
        if name.food.id not in best or sorts_as < best[name.food.id][0]:
            best[name.food.id] = (sorts_as, name)
    matches = [
        Match(name.food, (*sorts_as[:-1], name.food.name), name.text if name.is_alias else "")
        for sorts_as, name in best.values()
    ]
    return sorted(matches, key=lambda match: match.quality)


def _meanings(stand_ins: Mapping[str, int]) -> list[Meaning]:
    """The closest first."""
    found = [Meaning.of(start, slips, short=SHORT) for start, slips in stand_ins.items()]
    return sorted(found, key=lambda one: one.slips)


def _rank(tier: int) -> int:
    """Curated foods, those of imported tables, branded ones."""
    return 0 if tier <= CURATED else 1 if tier == IMPORTED else 2


def _with(matches: list[Match], more: list[Match]) -> list[Match]:
    found = {match.food.id for match in matches}
    return [*matches, *(match for match in more if match.food.id not in found)]


def _above_limits_last(matches: list[Match], terms: list[str]) -> list[Match]:
    """Nobody should take more vitamin D than the upper level because a product stood first. Who typed the
    amount on its label means that product."""
    amounts = {term for term in terms if term[0].isdigit()}
    known = compositions(match.food.revision_id for match in matches if match.food.is_supplement)

    def is_above(match):
        composition = known.get(match.food.revision_id)
        if composition is None or not passes_vitamin_d_limit(composition):
            return False
        return amounts.isdisjoint(words(match.food.name))

    return sorted(matches, key=is_above)
