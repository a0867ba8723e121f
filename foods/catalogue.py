"""The names of all foods in memory: what plain search and search with slips run on.

Built from the database when the catalogue's version changes, shared by the threads of a process and never
changed once built. Limits: made for thousands of foods, not for half a million.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .folding import fold, is_unspaced, words
from .models import Catalogue, Food, FoodAlias, FoodMark, Portion

# Letters that may be wrong in a word of so many letters; shorter words are not guessed at.
SLIPS_BY_LENGTH = ((3, 1), (8, 2))
SAME_START_UNDER = 5  # a short word with another first letter is another word


@dataclass(frozen=True, slots=True)
class CataloguedPortion:
    """A portion as search shows it; grams None for a unit."""

    name: str
    grams: Decimal | None


@dataclass(frozen=True, slots=True)
class CataloguedFood:
    """A published food with its names, marks and default portion. portion None: it is measured in grams."""

    id: int
    slug: str
    name: str
    category: str
    basis: str
    revision_id: int
    aliases: tuple[str, ...]
    marks: frozenset[str]
    portion: CataloguedPortion | None

    @property
    def is_supplement(self) -> bool:
        return self.basis == Food.Basis.PER_UNIT


@dataclass(frozen=True, slots=True)
class Match:
    """A food that fits a query. `quality` sorts: the smaller, the better. alias "": its name fits."""

    food: CataloguedFood
    quality: tuple
    alias: str = ""


@dataclass(frozen=True, slots=True)
class _Label:
    """One name of one food, folded."""

    food: CataloguedFood
    alias: str  # "" for the food's own name
    text: str
    words: tuple[str, ...]


@dataclass(slots=True)
class Index:
    """All labels, and the vocabulary they are made of."""

    version: uuid.UUID | None
    labels: list[_Label]
    vocabulary: tuple[str, ...]
    _starts: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def find(self, terms: list[str]) -> list[Match]:
        """Foods one of whose names holds every term, in any order. One match a food, its best."""
        return _best(self._match(terms, {term: {term: 0} for term in terms}))

    def find_with_slips(self, terms: list[str]) -> list[Match]:
        """As `find`, with each term also standing for the words a slip of the finger away from it."""
        return _best(self._match(terms, {term: self._near(term) for term in terms}))

    def _near(self, term: str) -> dict[str, int]:
        """The beginnings and words within reach of `term` -> how many letters off."""
        reach = max((slips for length, slips in SLIPS_BY_LENGTH if len(term) >= length), default=0)
        near = {term: 0}
        if reach == 0 or is_unspaced(term):
            return near
        for length in range(max(2, len(term) - reach), len(term) + reach + 1):
            for start, slips, _place in process.extract(
                term, self._beginnings(length), scorer=OSA.distance, score_cutoff=reach, limit=None
            ):
                if len(term) >= SAME_START_UNDER or start[0] == term[0]:
                    near[start] = min(slips, near.get(start, slips))
        return near

    def _beginnings(self, length: int) -> tuple[str, ...]:
        if length not in self._starts:
            self._starts[length] = tuple(
                sorted({word[:length] for word in self.vocabulary if len(word) >= length})
            )
        return self._starts[length]

    def _match(self, terms: list[str], stand_ins: dict[str, dict[str, int]]) -> Iterable[Match]:
        whole = " ".join(terms)
        for label in self.labels:
            slips = part_words = 0
            for term in terms:
                fit = _fit(label.words, stand_ins[term])
                if fit is None:
                    break
                slips += fit[0]
                part_words += fit[1]
            else:
                joined = " ".join(label.words)
                quality = (
                    slips,
                    joined != whole,
                    not joined.startswith(whole),
                    part_words,
                    bool(label.alias),
                    len(label.text),
                    label.food.name,
                )
                yield Match(label.food, quality, label.alias)


def _fit(label_words: tuple[str, ...], stand_ins: dict[str, int]) -> tuple[int, int] | None:
    """(letters off, 0 for a whole word or 1 for a part of one) of the best fit; None where nothing fits."""
    best = None
    for start, slips in stand_ins.items():
        for word in label_words:
            if word == start or _is_plural(start, word):
                fit = (slips, 0)
            elif word.startswith(start) or (is_unspaced(start) and start in word):
                fit = (slips, 1)
            else:
                continue
            if best is None or fit < best:
                best = fit
    return best


def _is_plural(term: str, word: str) -> bool:
    return len(word) > 2 and term in (f"{word}s", f"{word}es")


def _best(matches: Iterable[Match]) -> list[Match]:
    best: dict[int, Match] = {}
    for match in matches:
        standing = best.get(match.food.id)
        if standing is None or match.quality < standing.quality:
            best[match.food.id] = match
    return sorted(best.values(), key=lambda match: match.quality)


_index: Index | None = None


def current() -> Index:
    """The index of the catalogue as it stands. One query; four more after the catalogue changed."""
    global _index
    version = Catalogue.objects.values_list("version", flat=True).first()
    index = _index
    if index is None or version is None or index.version != version:
        index = build(version)
        _index = index
    return index


def build(version: uuid.UUID | None) -> Index:
    """Read all published foods and index their names. Four queries."""
    aliases: dict[int, list[str]] = {}
    for food_id, text in FoodAlias.objects.values_list("food_id", "text"):
        aliases.setdefault(food_id, []).append(text)
    marks: dict[int, set[str]] = {}
    for food_id, mark in FoodMark.objects.values_list("food_id", "mark"):
        marks.setdefault(food_id, set()).add(mark)
    portions: dict[int, CataloguedPortion] = {}
    for food_id, name, grams in Portion.objects.values_list("food_id", "name", "grams"):
        portions.setdefault(food_id, CataloguedPortion(name, grams))
    labels, vocabulary = [], set()
    rows = Food.objects.published().values_list("pk", "slug", "name", "category", "basis", "revision_id")
    for pk, slug, name, category, basis, revision_id in rows:
        food = CataloguedFood(
            id=pk,
            slug=slug,
            name=name,
            category=category,
            basis=basis,
            revision_id=revision_id,
            aliases=tuple(aliases.get(pk, ())),
            marks=frozenset(marks.get(pk, ())),
            portion=portions.get(pk),
        )
        for alias in ("", *food.aliases):
            label_words = tuple(words(alias or name))
            labels.append(_Label(food, alias, fold(alias or name), label_words))
            vocabulary.update(label_words)
    return Index(version, labels, tuple(sorted(vocabulary)))
