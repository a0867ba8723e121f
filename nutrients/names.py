"""Finding a name in text that people typed: whole names only, ignoring case, accents and width of letters.

Nothing here is fuzzy. A slip of the finger must not decide which medicine somebody takes.
"""

import re
import unicodedata
from functools import lru_cache

# Latin accents only: the voicing marks of kana (U+3099, U+309A) tell letters apart and stay.
_ACCENTS = re.compile("[\u0300-\u036f]")
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
_LATIN = re.compile("[0-9a-z]")
_KATAKANA = re.compile("[\u30a0-\u30ff]")
_GREEK = re.compile("[\u0370-\u03ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` for comparing: "Préviscan®  20 mg" and "previscan 20 MG" fold to the same."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))
    return _NEITHER_LETTER_NOR_DIGIT.sub(" ", bare).strip()


def holds(folded_text: str, folded_name: str) -> bool:
    """Whether the name stands in the text whole: no letter or digit of its own script touches it.

    Both already folded. Scripts written without spaces have no word ends: ワーファリン錠 holds ワーファリン,
    but another katakana letter beside it would make another word.
    """
    start = folded_text.find(folded_name)
    while start != -1:
        end = start + len(folded_name)
        if not _joins(folded_text[start - 1 : start], folded_name[0]) and not _joins(
            folded_text[end : end + 1], folded_name[-1]
        ):
            return True
        start = folded_text.find(folded_name, start + 1)
    return False


def _joins(neighbour: str, edge: str) -> bool:
    """Whether two letters side by side belong to one word."""
    return any(
        script.match(neighbour) and script.match(edge) for script in (_LATIN, _KATAKANA, _GREEK, _CYRILLIC)
    )
