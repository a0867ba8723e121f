"""The words of all names in memory: what a term with a slip of the finger may have meant.

Words are only ever added, so a process reads them again when there are more than it knows. Only the starts of
words that share a letter with the term near its beginning are compared: one slip leaves one of the first two
letters, in its place or beside it.
"""

from collections.abc import Iterable
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .folding import is_unspaced
from .models import SearchWord

# Letters that may be wrong in a word of so many letters; shorter words are not guessed at.
SLIPS_BY_LENGTH = ((4, 1), (8, 2))
SHORT = 5  # under this many letters a slip must leave a whole word with the same first letter
MOST_STAND_INS = 40


class Vocabulary:
    """Words, and their starts of each length by first and by second letter."""

    def __init__(self, known: Iterable[str] = ()):
        self.words: set[str] = set()
        self._starts: dict[int, dict[tuple[int, str], list[str]]] = {}
        self.add(known)

    def add(self, more: Iterable[str]) -> None:
        fresh = {word for word in more if not is_unspaced(word)} - self.words
        if not fresh:
            return
        self.words |= fresh
        self._starts = {}

    def near(self, term: str) -> dict[str, int]:
        """The starts of words within reach of `term`, the term itself first -> how many letters off."""
        near = {term: 0}
        reach = max((slips for length, slips in SLIPS_BY_LENGTH if len(term) >= length), default=0)
        if reach == 0 or is_unspaced(term):
            return near
        found = set()
        for length in range(len(term) - reach, len(term) + reach + 1):
            for start, slips, _place in process.extract(
                term, self._candidates(term, length), scorer=OSA.distance, score_cutoff=reach, limit=None
            ):
                if len(term) >= SHORT or (start[0] == term[0] and start in self.words):
                    found.add((slips, abs(len(start) - len(term)), start))
        for slips, _difference, start in sorted(found)[:MOST_STAND_INS]:
            near.setdefault(start, slips)
        return near

    def _candidates(self, term: str, length: int) -> list[str]:
        if length not in self._starts:
            by_letter: dict[tuple[int, str], list[str]] = {}
            for start in sorted({word[:length] for word in self.words if len(word) >= length}):
                for place in (0, 1):
                    by_letter.setdefault((place, start[place : place + 1]), []).append(start)
            self._starts[length] = by_letter
        by_letter = self._starts[length]
        keys = {(place, letter) for place in (0, 1) for letter in term[:2]}
        return list(chain.from_iterable(by_letter.get(key, ()) for key in keys))  # some of them twice


_vocabulary, _counted = Vocabulary(), 0


def current() -> Vocabulary:
    """The vocabulary as it stands. One query, one more where there are new words."""
    global _counted
    count = SearchWord.objects.count()
    if count != _counted:
        _vocabulary.add(SearchWord.objects.order_by().values_list("word", flat=True).iterator())
        _counted = count
    return _vocabulary


def known_words(asked: Iterable[str]) -> set[str]:
    """Those of these words that some name holds, or held. One query."""
    return set(SearchWord.objects.filter(word__in=list(asked)).values_list("word", flat=True))
