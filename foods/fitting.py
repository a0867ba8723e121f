"""How well a query fits a name: which words its terms stand for, and how good that is.

Pure: the index and the slips of the finger give the candidates, this sorts them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .folding import is_unspaced, words

HEAD = re.compile(r"[^,(/]*")
PLURALS = ("s", "es")


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How a term fits a name: letters off, 0 for a whole word or 1 for the start of one, and which word."""

    slips: int
    is_part: int
    word: str


def whole_words(term: str) -> list[str]:
    """What a term is as a whole word: itself, and what it is the plural of."""
    singular = [term.removesuffix(ending) for ending in PLURALS if term.endswith(ending)]
    return [term, *(word for word in singular if word)]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a term may mean: a start of words, so many letters off, as whole words and as a start."""

    slips: int
    start: str
    wholes: frozenset[str]
    only_whole: bool
    is_unspaced: bool

    @classmethod
    def of(cls, start: str, slips: int, *, short: int) -> "Meaning":
        """short: up to so many letters a slip has to leave a whole word."""
        wholes = frozenset(whole_words(start))
        return cls(slips, start, wholes, slips > 0 and len(start) <= short, is_unspaced(start))


def fit(meanings: Sequence[Meaning], name_words: Sequence[str]) -> Fit | None:
    """The best fit of a term, by what it may mean, in a name; None where no word fits."""
    best: Fit | None = None
    for meaning in meanings:
        if best is not None and best.slips < meaning.slips:
            break
        for word in name_words:
            if word in meaning.wholes:
                found = Fit(meaning.slips, 0, word)
            elif meaning.only_whole:
                continue
            elif word.startswith(meaning.start) or (meaning.is_unspaced and meaning.start in word):
                found = Fit(meaning.slips, 1, word)
            else:
                continue
            if best is None or found < best:
                best = found
    return best


def quality(text: str, first: str, fits: Sequence[Fit], *, is_unknown: bool, is_alias: bool) -> tuple:
    """Sorts names, the best first: fewer slips, then the whole name, then its head ("Milk, skim"), then its
    first word, a food whose vitamin K forms are known, the food's own name before another, whole words, the
    shorter name.

    text: the name that fits; first: its first word. is_unknown: nothing is known of the food's vitamin K.
    """
    found = {one.word for one in fits}
    parts = sum(one.is_part for one in fits)
    return (
        sum(one.slips for one in fits),
        parts > 0 or found != set(words(text)),
        parts > 0 or found != set(words(HEAD.match(text).group())),
        first not in found,
        is_unknown,
        is_alias,
        parts,
        len(text),
        text,
    )
