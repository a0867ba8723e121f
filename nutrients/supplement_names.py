"""Which items bring vitamin D, calcium, magnesium, vitamin E or nattokinase: by amount or by name.

For the rules that ask "is there any": unknown counts as present, and so does an assumed amount. Names are
compared whole (see `names.py`). Limit: a product that neither lists nor names what it holds is not seen.
"""

import re
from decimal import Decimal
from functools import lru_cache

from .intake import Item, Origin, State
from .names import fold, holds

_NATTOKINASE = tuple(
    map(fold, ("nattokinase", "natto kinase", "nattokinaze", "納豆キナーゼ", "ナットウキナーゼ"))
)
_LAXATIVE = tuple(
    map(
        fold,
        (
            "laxative",
            "milk of magnesia",
            "magnesia",
            "magnesium hydroxide",
            "magnesium oxide",
            "magnesium sulfate",
            "magnesium sulphate",
            "Epsom salt",
            "酸化マグネシウム",
            "マグミット",
            "便秘薬",
            "下剤",
        ),
    )
)
_VITAMIN_D_WORD = re.compile(
    r"(?<![a-z])(?:vitamina?|vit|ビタミン) ?d(?: ?[23])?(?![a-z])|(?<![a-z])d3(?![0-9])"
    r"|(?<![a-z])(?:chole|cole|ergo)calciferol|(?<![a-z])calcifediol"
)
_CALCIUM_WORD = re.compile(r"(?<![a-z])(?:calcium|calcio|kalzium)(?![a-z])|カルシウム")
_MAGNESIUM_WORD = re.compile(r"(?<![a-z])(?:magnesium|magnesio|magnesia)(?![a-z])|マグネシウム")
# Parts of a name on the list of medicines. A salt names its mineral last, as "esomeprazole magnesium" does.
_PARTS = re.compile(r"[,+/&;(]|\b(?:with|and|plus|mit|und|avec|et)\b", re.IGNORECASE)
_NO_CALCIUM = re.compile(r"calcium (?:channel|antagonist)")
_E = r"(?:(?:vitamina?|vit\.?|ビタミン) ?-?e(?![a-z0-9])|tocopher(?:ol|yl)\w*|トコフェロール)"
_E_WORD = re.compile(rf"(?<![a-z]){_E}", re.IGNORECASE)
_NUMBER = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d+(?:[.,]\d+)?)\s*(?P<unit_{0}>iu|i\.\s?u\.|ie|ui|mg)(?![a-z])"
_E_AMOUNT = re.compile(
    rf"{_E}[\s:,(\-]*{_NUMBER.format('after')}|{_NUMBER.format('before')}\s*(?:of|natural|natürliches)?\s*{_E}",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _is_any_of(text: str, names: tuple[str, ...]) -> bool:
    folded = fold(text)
    return any(holds(folded, name) for name in names)


def _texts(item: Item) -> tuple[str, ...]:
    return (item.food, *item.names)


def is_nattokinase(item: Item) -> bool:
    return any(names_nattokinase(text) for text in _texts(item))


def names_nattokinase(text: str) -> bool:
    return _is_any_of(text, _NATTOKINASE)


def brings_vitamin_d(item: Item) -> bool:
    return _brings(item, ("vitamin_d", "cholecalciferol"), _VITAMIN_D_WORD)


def brings_calcium(item: Item) -> bool:
    return _brings(item, ("calcium",), _CALCIUM_WORD)


def brings_magnesium(item: Item) -> bool:
    """A supplement, antacid or laxative with magnesium."""
    return _brings(item, ("magnesium",), _MAGNESIUM_WORD)


def leads_with_calcium(name: str) -> bool:
    """Whether the name of a medicine, or of a part of it, begins with calcium: a product, not a salt."""
    return _leads_with(name, _CALCIUM_WORD) and not _NO_CALCIUM.search(fold(name))


def leads_with_magnesium(name: str) -> bool:
    """Whether the name of a medicine, or of a part of it, begins with magnesium: a product, not a salt."""
    return _leads_with(name, _MAGNESIUM_WORD)


def _leads_with(name: str, word: re.Pattern[str]) -> bool:
    return any(word.match(fold(part)) for part in _PARTS.split(name))


def is_magnesium_laxative(item: Item) -> bool:
    return any(_is_any_of(text, _LAXATIVE) for text in _texts(item))


def is_vitamin_e_supplement(item: Item) -> bool:
    return item.origin is Origin.SUPPLEMENT and any(_E_WORD.search(text) for text in _texts(item))


def vitamin_e_iu(text: str) -> Decimal | None:
    """The vitamin E that a name states, in IU; None where it states none beside the word.

    A weight is taken for the natural form, of which 268 mg are 400 IU.
    """
    found = _E_AMOUNT.search(text)
    if found is None:
        return None
    side = "after" if found["after"] else "before"
    written = found[side]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", written):
        written = written.replace(",", "")
    amount = Decimal(written.replace(",", "."))
    return amount * 400 / 268 if found[f"unit_{side}"].casefold() == "mg" else amount


def vitamin_e_of(item: Item) -> Decimal | None:
    """The vitamin E that an item's names state, in IU; None where none of them does."""
    stated = [amount for amount in map(vitamin_e_iu, _texts(item)) if amount is not None]
    return max(stated, default=None)


def _brings(item: Item, codes: tuple[str, ...], word: re.Pattern[str]) -> bool:
    """A supplement with any of the nutrients: listed above 0 or without an amount, or in its name alone."""
    if item.origin is not Origin.SUPPLEMENT:
        return False
    known = False
    for code in codes:
        amount = item.amounts.get(code)
        if amount is None or amount.state is State.NOT_ON_LABEL:
            continue
        if amount.state is State.ASSUMED or not amount.is_known or amount.value:
            return True
        known = True
    return not known and any(word.search(fold(text)) for text in _texts(item))
