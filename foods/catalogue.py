"""The names of all foods in memory: what plain search and search with slips run on.

Built from the database when the catalogue's version changes, shared by the threads of a process and never
changed once built. Limits: made for thousands of foods, not for half a million.
"""

import re
import uuid
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .folding import is_unspaced, words
from .models import Catalogue, Food, FoodAlias, FoodMark, Portion

HEAD = re.compile(r"[^,(/]*")
# Letters that may be wrong in a word of so many letters; shorter words are not guessed at.
SLIPS_BY_LENGTH = ((4, 1), (8, 2))
SHORT = 5  # under this many letters a slip must leave a whole word with the same first letter


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
    """One name of one food, folded. head: its words before the first comma or bracket ("Milk, skim")."""

    food: CataloguedFood
    alias: str  # "" for the food's own name
    words: tuple[str, ...]
    head: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Fit:
    """How a term fits a label: letters off, 0 for a whole word or 1 for the start of one, and which word."""

    slips: int
    is_part: int
    word: str


@dataclass(slots=True)
class Index:
    """All labels, the sorted vocabulary they are made of, and which labels hold each word."""

    version: uuid.UUID | None
    labels: list[_Label]
    vocabulary: list[str]
    holders: dict[str, list[int]]
    unspaced: list[str]
    _starts: dict[int, list[str]] = field(default_factory=dict)

    def find(self, terms: list[str]) -> list[Match]:
        """Foods one of whose names holds every term, in any order. One match a food, its best."""
        return self._match([{term: 0} for term in terms])

    def find_with_slips(self, terms: list[str]) -> list[Match]:
        """As `find`, with each term also standing for the words a slip of the finger away from it."""
        return self._match([self._near(term) for term in terms])

    def _near(self, term: str) -> dict[str, int]:
        """The beginnings of words within reach of `term` -> how many letters off."""
        reach = max((slips for length, slips in SLIPS_BY_LENGTH if len(term) >= length), default=0)
        near = {term: 0}
        if reach == 0 or is_unspaced(term):
            return near
        for length in range(len(term) - reach, len(term) + reach + 1):
            for start, slips, _place in process.extract(
                term, self._beginnings(length), scorer=OSA.distance, score_cutoff=reach, limit=None
            ):
                if len(term) >= SHORT or (start[0] == term[0] and start in self.holders):
                    near.setdefault(start, slips)
        return near

    def _beginnings(self, length: int) -> list[str]:
        if length not in self._starts:
            starts = {word[:length] for word in self.vocabulary if len(word) >= length}
            self._starts[length] = sorted(starts)
        return self._starts[length]

    def _fits(self, stand_ins: dict[str, int]) -> dict[int, _Fit]:
        """The labels that one term fits -> its best fit. stand_ins: beginnings of words -> letters off."""
        best: dict[int, _Fit] = {}
        for start, slips in stand_ins.items():
            for word, is_part in self._words(start, whole=slips > 0 and len(start) <= SHORT):
                fit = _Fit(slips, is_part, word)
                for place in self.holders[word]:
                    if place not in best or fit < best[place]:
                        best[place] = fit
        return best

    def _words(self, start: str, *, whole: bool) -> Iterable[tuple[str, int]]:
        """Words of the vocabulary that `start` stands for: (word, 0 where whole or a plural, else 1)."""
        if start in self.holders:
            yield start, 0
        for ending in ("s", "es"):
            if start.endswith(ending) and start.removesuffix(ending) in self.holders:
                yield start.removesuffix(ending), 0
        if whole:
            return
        place = bisect_left(self.vocabulary, start)
        while place < len(self.vocabulary) and self.vocabulary[place].startswith(start):
            if self.vocabulary[place] != start:
                yield self.vocabulary[place], 1
            place += 1
        if is_unspaced(start):
            for word in self.unspaced:
                if start in word and not word.startswith(start):
                    yield word, 1

    def _match(self, terms: list[dict[str, int]]) -> list[Match]:
        fits = [self._fits(stand_ins) for stand_ins in terms]
        best: dict[int, Match] = {}
        for place in set.intersection(*(set(fit) for fit in fits)):
            label = self.labels[place]
            match = Match(label.food, _quality(label, [fit[place] for fit in fits]), label.alias)
            standing = best.get(label.food.id)
            if standing is None or match.quality < standing.quality:
                best[label.food.id] = match
        return sorted(best.values(), key=lambda match: match.quality)


def _quality(label: _Label, fits: list[_Fit]) -> tuple:
    """Fewer slips, then the whole name, then its head, then its first word, the food's own name before an
    alias, whole words, the shorter name."""
    found = {fit.word for fit in fits}
    parts = sum(fit.is_part for fit in fits)
    return (
        sum(fit.slips for fit in fits),
        parts > 0 or found != set(label.words),
        parts > 0 or found != set(label.head),
        label.words[0] not in found,
        bool(label.alias),
        parts,
        len(label.alias or label.food.name),
        label.food.name,
    )


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
    labels: list[_Label] = []
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
        labels += [_label(food, alias) for alias in ("", *food.aliases)]
    return _indexed(version, [label for label in labels if label.words])


def _label(food: CataloguedFood, alias: str) -> _Label:
    text = alias or food.name
    return _Label(food, alias, tuple(words(text)), tuple(words(HEAD.match(text).group())))


def _indexed(version, labels: list[_Label]) -> Index:
    holders: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        for word in dict.fromkeys(label.words):
            holders.setdefault(word, []).append(place)
    vocabulary = sorted(holders)
    return Index(version, labels, vocabulary, holders, [word for word in vocabulary if is_unspaced(word)])
