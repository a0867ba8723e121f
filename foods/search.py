"""Food search: the one interface that pages and the diary's box ask.

Order: what the reader logs often, then curated foods and the reader's own, imported ones, branded ones, each
by fit; what is not for the reader comes last. A slip in a word is forgiven where the plain search finds
little. What is known of the reader comes through a hook (`settings.FOODS_READER`), since foods knows no
people. Limits: of what fits, the best few hundred names are looked at.
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

from . import fulltext, vocabulary
from .barcodes import gtin_of
from .composition import Composition, compositions, passes_vitamin_d_limit, scaled
from .fitting import fit, quality, whole_words
from .folding import is_unspaced, words, words_in_place
from .fulltext import Name
from .models import Food, FoodAlias, FoodBarcode, FoodMark, Portion, SearchName
from .search_index import CURATED, IMPORTED, KNOWN_FORMS, tokens_of
from .vocabulary import SHORT

LONGEST_QUERY = 100  # letters; the longest name has under 60
MOST_TERMS = 8
FEW = 3  # with fewer plain matches than this, words a slip away are tried as well
HABIT = 3  # logs that make a food one that the reader logs often
MOST_NAMES = 150  # looked at for one query while somebody types
# What people type around a name. Left out where the names themselves find little.
AROUND = {"a", "an", "and", "daily", "of", "the", "vit", "vitamin", "vitamins", "with"}
SHAPES = {"capsule", "capsules", "pill", "pills", "softgel", "softgels", "tablet", "tablets"}
FILLING = AROUND | SHAPES | {"supplement", "supplements"}
AMOUNT = re.compile(r"\d+(?:g|kg|mg|ug|mcg|iu|ml|oz)?|g|kg|mg|ug|mcg|iu|ml|oz")
CAUTION_MARKS = frozenset({FoodMark.Mark.NATTO_FAMILY.value, FoodMark.Mark.HIGH_VITAMIN_K.value})


@dataclass(frozen=True, slots=True)
class FoundPortion:
    """A portion as search shows it; grams None for a unit."""

    name: str
    grams: Decimal | None


HUNDRED_GRAMS = FoundPortion("100 g", Decimal(100))


@dataclass(frozen=True, slots=True)
class FoundFood:
    """A food that fits. portion None: it is measured in grams."""

    id: int
    slug: str
    name: str
    brand: str
    category: str
    basis: str
    revision_id: int
    marks: frozenset[str]
    portion: FoundPortion | None

    @property
    def is_supplement(self) -> bool:
        return self.basis == Food.Basis.PER_UNIT


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


def terms_of(query: str) -> list[str]:
    """The folded words of a query. What is too long to be a name is cut off, a NUL falls away."""
    return words(query.replace("\0", " ")[:LONGEST_QUERY])[:MOST_TERMS]


def find(query: str, *, reader: Reader | None = None, limit: int = MOST_NAMES) -> list[Match]:
    """Foods that fit, best first: those of the best `limit` names, and all that the reader logs or added.

    A query of the digits of a barcode finds the product. A fixed number of queries, whatever fits.
    """
    terms = terms_of(query)
    if not terms:
        return []
    if (gtin := gtin_of(query)) is not None:
        found = _matches(_barcoded(gtin, reader), None)
        if found:
            return _above_limits_last(found)
    habits = {} if reader is None else {food: n for food, n in reader.habits().items() if n >= HABIT}
    personal = _personal_names(habits, reader)
    matches = _fitting(terms, personal, limit)
    told = [term for term in terms if term not in FILLING and not AMOUNT.fullmatch(term)]
    if len(matches) < FEW and told and told != terms:
        matches = _with(matches, _fitting(told, personal, limit))
    matches = _above_limits_last(matches)
    return matches if reader is None else _for_reader(matches, reader, habits)


def _for_reader(matches: list[Match], reader: Reader, habits: Mapping[int, int]) -> list[Match]:
    unwanted, cautioned = reader.unwanted_marks, set()
    if reader.sees_cautioned_last:
        known = compositions(match.food.revision_id for match in matches)
        cautioned = {
            match.food.id
            for match in matches
            if needs_caution(known[match.food.revision_id], match.food.marks)
        }

    def order(match):
        return (
            match.food.id in cautioned,
            bool(match.food.marks & unwanted),
            -habits.get(match.food.id, 0),
        )

    return sorted(matches, key=order)  # a stable sort: within each rank the better fit stays first


# --- Candidates ---------------------------------------------------------------------------------------


def _fitting(terms: list[str], personal: list[Name], limit: int) -> list[Match]:
    """The foods one of whose names holds every term. With few of them, words a slip away are tried too."""
    plain = [{term: 0} for term in terms]
    whole = fulltext.names([[(word, False) for word in whole_words(term)] for term in terms], limit=limit)
    started = fulltext.names([_starts(one) for one in plain], limit=limit)
    matches = _matches([*personal, *whole, *started], plain)
    if len(matches) >= FEW:
        return matches
    words_near = vocabulary.current()
    near = [words_near.near(term) for term in terms]
    if near == plain:
        return matches
    slipped = fulltext.names([_starts(one) for one in near], limit=limit)
    return _with(matches, _matches([*personal, *slipped], near))


def _starts(stand_ins: Mapping[str, int]) -> list[tuple[str, bool]]:
    """What the index is asked for a term. A short word with a slip has to be a whole one."""
    asked = []
    for start, slips in stand_ins.items():
        is_start = slips == 0 or len(start) > SHORT
        asked += [(word, is_start and word == start) for word in whole_words(start)]
    return asked


def _personal_names(habits: Mapping[int, int], reader: Reader | None) -> list[Name]:
    """The names of what the reader logs often, which may stand far down in the index, and of their own foods,
    which are in nobody's index. Three queries."""
    if reader is None:
        return []
    names = [
        Name(*row)
        for row in SearchName.objects.filter(food__in=habits).values_list(
            "food_id", "tier", "text", "tokens", "is_alias"
        )
    ]
    own = Food.objects.filter(owner=reader.person_id, is_retired=False, revision__isnull=False)
    names += [_untabled(pk, name) for pk, name in own.values_list("pk", "name")]
    aliases = FoodAlias.objects.filter(food__in=own).values_list("food_id", "text")
    return names + [_untabled(food_id, text, is_alias=True) for food_id, text in aliases]


def _barcoded(gtin: str, reader: Reader | None) -> list[Name]:
    foods = Food.objects.loggable_by(None if reader is None else reader.person_id)
    codes = FoodBarcode.objects.filter(gtin=gtin, food__in=foods).values_list("food_id", "food__name")
    return [_untabled(food_id, name) for food_id, name in codes]


def _untabled(food_id: int, text: str, *, is_alias: bool = False) -> Name:
    """A name that was not read from the index."""
    return Name(food_id, CURATED, text, " ".join(tokens_of(text)), is_alias)


def _matches(names: list[Name], terms: list[dict[str, int]] | None) -> list[Match]:
    """One match a food, by its best name; the better first. terms None: every name fits. Three queries."""
    best: dict[int, tuple[tuple, Name]] = {}
    for name in dict.fromkeys(names):
        fits = [] if terms is None else [fit(term, name.tokens.split(), short=SHORT) for term in terms]
        if not name.tokens or None in fits:
            continue
        fitness = quality(
            name.text, fits, is_unknown=name.tier > KNOWN_FORMS, is_alias=name.is_alias, name=name.text
        )
        sorts_as = (sum(one.slips for one in fits), _rank(name.tier), *fitness)
        if name.food_id not in best or sorts_as < best[name.food_id][0]:
            best[name.food_id] = (sorts_as, name)
    foods = _foods(best)
    matches = [
        Match(foods[food_id], (*sorts_as[:-1], foods[food_id].name), name.text if name.is_alias else "")
        for food_id, (sorts_as, name) in best.items()
        if food_id in foods
    ]
    return sorted(matches, key=lambda match: match.quality)


def _rank(tier: int) -> int:
    """Curated foods, those of imported tables, branded ones."""
    return 0 if tier <= CURATED else 1 if tier == IMPORTED else 2


def _foods(food_ids: Collection[int]) -> dict[int, FoundFood]:
    marks: dict[int, set[str]] = {}
    for food_id, mark in FoodMark.objects.filter(food__in=food_ids).values_list("food_id", "mark"):
        marks.setdefault(food_id, set()).add(mark)
    portions: dict[int, FoundPortion] = {}
    rows = Portion.objects.filter(food__in=food_ids).order_by("position", "pk")
    for food_id, name, grams in rows.values_list("food_id", "name", "grams"):
        portions.setdefault(food_id, FoundPortion(name, grams))
    columns = ("pk", "slug", "name", "brand", "category", "basis", "revision_id")
    foods = Food.objects.filter(pk__in=food_ids, is_retired=False, revision__isnull=False)
    return {
        row[0]: FoundFood(*row, frozenset(marks.get(row[0], ())), portions.get(row[0]))
        for row in foods.values_list(*columns)
    }


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


# --- Hits ---------------------------------------------------------------------------------------------


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


def default_portion(food: FoundFood) -> FoundPortion:
    """The portion a food is shown in: its first, or 100 g."""
    return food.portion or HUNDRED_GRAMS


def amounts_in(composition: Composition, portion: FoundPortion) -> dict[str, Amount]:
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
