"""Marks that an imported food carries from the start: by USDA's food group, and by whole words of its names.

A source marks nothing, so a mark rests on what fixtures/foods/review/source_marks.csv gives a reason for. A
food without a mark is one of which nothing is known: never "vegan", never "without soy". Curators add marks
and take away what a name gave by mistake: a food that is there already keeps the marks that it has.

Rules of the table: `group` marks a food of one of USDA's groups (with one of `words` in its name where there
are any), `name` one whose name, or whose category where that is a free text, holds one of `words` outside of
every phrase of `not_in`. Neither does where a phrase of `not_with` stands beside. A word next to one of the
`before` and `after` words is denied: "no milk", "beef flavor".
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from foods.folding import words
from foods.importers.records import FoodRecord
from foods.models import FoodMark
from nutrients import recognition
from nutrients.intake import Item, Origin

from .categories import SCHEMES

TABLE = Path(settings.BASE_DIR) / "fixtures" / "foods" / "review" / "source_marks.csv"
USDA = "usda"
LONGEST_PHRASE = 8  # words
Mark = FoodMark.Mark
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. words empty: every food of the group."""

    mark: str
    words: frozenset[Phrase]
    not_in: frozenset[Phrase]
    not_with: frozenset[Phrase]


@dataclass(frozen=True, slots=True)
class Table:
    """The reviewed rules. groups: by USDA's code; names: the rules that a word may begin to fulfil.

    before, after: words next to which another word is denied.
    """

    groups: dict[str, list[Rule]]
    names: dict[str, list[Rule]]
    before: frozenset[str]
    after: frozenset[str]


def phrases(text: str) -> frozenset[Phrase]:
    """The phrases of a cell, parted by `;`, each as its folded words."""
    return frozenset(filter(None, (tuple(words(part)) for part in text.split(";"))))


@lru_cache(maxsize=1)
def table() -> Table:
    """The reviewed table, read once."""
    groups: dict[str, list[Rule]] = {}
    names: dict[str, list[Rule]] = {}
    denying: dict[str, frozenset[str]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told = phrases(row["words"])
            if row["rule"] in ("before", "after"):
                denying[row["rule"]] = frozenset(word for (word,) in told)
                continue
            rule = Rule(Mark(row["mark"]).value, told, phrases(row["not_in"]), phrases(row["not_with"]))
            if row["rule"] == "group":
                groups.setdefault(row["group"], []).append(rule)
            for word in {phrase[0] for phrase in told} if row["rule"] == "name" else ():
                names.setdefault(word, []).append(rule)
    return Table(groups, names, denying["before"], denying["after"])


def marks_of(record: FoodRecord) -> tuple[str, ...]:
    """The marks of a new food, in the order of their codes."""
    marks = {*_by_recognition(record), *_by_group(record)}
    texts = [tuple(words(text)) for text in _texts(record)]
    names = table().names
    for word in names.keys() & {word for text in texts for word in text}:
        for rule in names[word]:
            if rule.mark not in marks and _is_told(rule, texts):
                marks.add(rule.mark)
    return tuple(sorted(marks))


def _texts(record: FoodRecord) -> Iterator[str]:
    """Name, other names, and the category where it is a text of the label's or the survey's own."""
    yield record.name
    yield from record.also_called
    if record.category is not None and record.source not in SCHEMES:
        yield record.category.name


def _by_recognition(record: FoodRecord) -> Iterator[str]:
    """The natto family, chlorella and aojiru, and preparations of vitamin K, as the rules recognise them."""
    told = Item(food="", origin=Origin.FOOD, amounts={}, names=(record.name, *record.also_called))
    if recognition.is_natto_family(told):
        yield from (Mark.NATTO_FAMILY.value, Mark.SOY.value)
    if recognition.is_high_vitamin_k_preparation(told) or recognition.is_vitamin_k_medicine(told):
        yield Mark.HIGH_VITAMIN_K.value


def _by_group(record: FoodRecord) -> Iterator[str]:
    if record.category is None or SCHEMES.get(record.source) != USDA:
        return
    rules = table().groups.get(record.category.code, ())
    name = tuple(words(record.name)) if rules else ()
    for rule in rules:
        if (not rule.words or _holds_any(name, rule.words)) and not _holds_any(name, rule.not_with):
            yield rule.mark


def _is_told(rule: Rule, texts: Sequence[Phrase]) -> bool:
    return any(_stands(rule, text) for text in texts) and not any(
        _holds_any(text, rule.not_with) for text in texts
    )


def _stands(rule: Rule, text: Phrase) -> bool:
    """Whether one of the rule's words stands in `text`, not denied and in no phrase that takes it along."""
    before, after = table().before, table().after
    found = list(_found(text, rule.words))
    if not found:
        return False
    taken = {place for start, length in _found(text, rule.not_in) for place in range(start, start + length)}
    for start, length in found:
        end = start + length
        is_denied = (start > 0 and text[start - 1] in before) or (end < len(text) and text[end] in after)
        if start not in taken and not is_denied:
            return True
    return False


def _found(text: Phrase, told: frozenset[Phrase]) -> Iterator[tuple[int, int]]:
    """(start, length) of each phrase wherever it stands."""
    for start in range(len(text)):
        for length in range(1, min(LONGEST_PHRASE, len(text) - start) + 1):
            if text[start : start + length] in told:
                yield start, length


def _holds_any(text: Phrase, told: frozenset[Phrase]) -> bool:
    return next(_found(text, told), None) is not None
