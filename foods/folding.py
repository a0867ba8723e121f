"""Text as search compares it: case, accents and writing variants folded, with the way back to the letters.

Limits: folding is for finding only; what people read is always the original text.
"""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart but people type without their stroke or ligature.
PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
KATAKANA = range(0x30A1, 0x30F7)
KATAKANA_TO_HIRAGANA = 0x60
# A form of a vitamin is one word however it is written: MK-7, MK 7 and MK7, and two in one: D3K2.
WORDS = re.compile(r"(?<!\w)(?:mk|k|d)[- ]?\d{1,2}(?=(?:mk|k|d)\d|(?!\w))|(?<=\d)(?:mk|k|d)\d{1,2}(?!\w)|\w+")
# Scripts written without spaces: a query is found anywhere inside such a word, not only at its start.
UNSPACED = re.compile(r"[぀-ヿ㐀-鿿가-힯]")


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    folded = []
    for part in unicodedata.normalize("NFKD", letter):
        if unicodedata.combining(part):
            continue
        if ord(part) in KATAKANA:
            part = chr(ord(part) - KATAKANA_TO_HIRAGANA)
        folded.append(part)
    return "".join(folded).casefold().translate(PLAIN_LETTERS)


def words(text: str) -> list[str]:
    """The words of `text`, folded."""
    if text.isascii():  # most names are; without the way back this takes a tenth of the time
        return [match.group().replace("-", "").replace(" ", "") for match in WORDS.finditer(text.lower())]
    return [word for word, _places in words_in_place(text)]


def words_in_place(text: str) -> list[tuple[str, list[int]]]:
    """Each folded word with, for each of its letters, the position in `text` that the letter came from."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for folded in _fold_letter(letter):
            letters.append(folded)
            places.append(place)
    found = []
    for match in WORDS.finditer("".join(letters)):
        kept = [place for place in range(match.start(), match.end()) if letters[place] not in "- "]
        found.append(("".join(letters[place] for place in kept), [places[place] for place in kept]))
    return found


def is_unspaced(word: str) -> bool:
    """Whether `word` is in a script that is written without spaces between words."""
    return UNSPACED.search(word) is not None
