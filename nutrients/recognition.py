"""Which logged items are natto, K2 supplements or other vitamin K products: by name, curated mark or amount.

Unknown counts as present, and an assumed amount as unknown: a person on a vitamin K antagonist is rather
asked once too often. Names are compared whole (see `names.py`); nattokinase is not natto.
Source: PMDA (Japan), patient questions and answers on warfarin, for natto, chlorella and aojiru; Theuwissen
2013, J Thromb Haemost 11:1085, for MK-7 supplements.
"""

import re
from decimal import Decimal
from functools import lru_cache

from .intake import Amount, Item, Origin, State
from .names import fold, holds
from .nutrient import MENAQUINONES

NATTO_FAMILY, HIGH_VITAMIN_K = "natto_family", "high_vitamin_k"  # curated marks

VITAMIN_K_FORMS = ("phylloquinone", *MENAQUINONES)


def _folded(*names: str) -> tuple[str, ...]:
    return tuple(fold(name) for name in names)


_CHEONGGUKJANG = _folded(
    "cheonggukjang",
    "cheonggukjjang",
    "chungkookjang",
    "chungkukjang",
    "chongkukjang",
    "chonggukjang",
    "chunggukjang",
    "청국장",
    "清麹醤",
    "清國醬",
)
_NATTO = _folded(
    "natto",
    "nattou",
    "nattos",
    "nattomaki",
    "hamanatto",
    "hoshinatto",
    "shionatto",
    "hikiwari",
    "納豆",
    "なっとう",
    "ナットウ",
    "ナットー",
    "ひきわり",
    "ヒキワリ",
    "纳豆",
    "낫토",
    "натто",
)
# Candied beans, which are not fermented, and an enzyme without the food.
_NAMED_LIKE_NATTO = _folded("甘納豆", "あまなっとう", "ama natto", "納豆キナーゼ", "natto kinase")
_K_MEDICINES = _folded(
    "menatetrenone",
    "メナテトレノン",
    "Glakay",
    "グラケー",
    "グラケーカプセル",
    "Kaytwo",
    "ケイツー",
    "ケイツーカプセル",
    "phytonadione",
    "phytomenadione",
    "fytomenadione",
    "フィトナジオン",
    "Konakion",
    "Mephyton",
)
_HIGH_VITAMIN_K = _folded(
    "chlorella",
    "クロレラ",
    "aojiru",
    "青汁",
    "あおじる",
    "アオジル",
    "young leaf juice",
    "young barley leaf",
    "vitamin K complex",
    "vit K complex",
    "K complex",
)
# K2 beside letters of other scripts, after a digit ("D3K2") and before what is sold with it ("K2D3").
_K2_WORD = re.compile(
    r"(?<![a-z])k2(?=d3|mk|[^0-9a-z]|$)"
    r"|(?<![a-z])k2vital(?![a-z])"
    r"|(?<![a-z])(?:vitamina?|vit|ビタミン) ?k ?2(?![0-9a-z])"
    r"|(?<![a-z])mk ?(?:[4-9]|1[0-3])(?![0-9a-z])"
    r"|(?<![a-z])menaq ?7(?![0-9a-z])"
    r"|(?<![a-z])mena(?:qu|ch)inon(?:e|es)?(?![a-z])"
    r"|メナキノン"
    r"|(?<![a-z])(?:vitamin|vit) k complex(?![a-z])"
)
_MK7_WORD = re.compile(r"(?<![a-z])(?:mk ?7|menaq ?7|mena(?:qu|ch)inone? ?7)(?![0-9a-z])")
# Vitamin K without a 2: phylloquinone, or of a form that the name does not tell.
_K_WORD = re.compile(
    r"(?<![a-z])(?:vitamina?|vit|ビタミン) ?k(?: ?1)?(?![0-9a-z])(?! ?(?:antagonist|拮抗))"
    r"|(?<![a-z])phyll?oquinone(?![a-z])"
)


@lru_cache(maxsize=4096)
def _is_any_of(text: str, names: tuple[str, ...]) -> bool:
    folded = fold(text)
    return any(holds(folded, name) for name in names)


@lru_cache(maxsize=4096)
def _names_natto(text: str) -> bool:
    folded = fold(text)
    for other in _NAMED_LIKE_NATTO:
        folded = folded.replace(other, " ")
    return any(holds(folded, name) for name in _NATTO)


@lru_cache(maxsize=4096)
def _has_k2_word(text: str) -> bool:
    return _K2_WORD.search(fold(text)) is not None


def _texts(item: Item) -> tuple[str, ...]:
    return (item.food, *item.names)


def is_cheonggukjang(item: Item) -> bool:
    return any(_is_any_of(text, _CHEONGGUKJANG) for text in _texts(item))


def is_natto_family(item: Item) -> bool:
    """Natto or cheonggukjang in any amount and form, cooked, dried and low-vitamin-K kinds included."""
    return (
        NATTO_FAMILY in item.marks
        or any(_names_natto(text) for text in _texts(item))
        or is_cheonggukjang(item)
    )


def is_k2_supplement(item: Item) -> bool:
    """A supplement with a menaquinone above 0, one listed without an amount, or K2 in its name.

    A form that is simply not there, or that the label is known not to list, does not make one.
    """
    if item.origin is not Origin.SUPPLEMENT:
        return False
    return lists_k2(item) or names_k2(item)


def lists_k2(item: Item) -> bool:
    """Whether a food or product has a menaquinone above 0, or one that is listed without an amount."""
    return any(may_hold(item, code) for code in MENAQUINONES)


def names_k2(item: Item) -> bool:
    """Whether K2 stands in a name of a food or product, in letters, script or form ("K2", "MK-7", "D3K2")."""
    return any(_has_k2_word(text) for text in _texts(item))


def k2_form(item: Item) -> str | None:
    """The form of K2 of a supplement, "MK-7" before others; None where its label names none."""
    if may_hold(item, "menaquinone_7") or any(_MK7_WORD.search(fold(text)) for text in _texts(item)):
        return "MK-7"
    for code in MENAQUINONES:
        if code != "menaquinone_unspecified" and may_hold(item, code):
            return "MK-" + code.removeprefix("menaquinone_")
    return None


def is_vitamin_k_medicine(item: Item) -> bool:
    """Menatetrenone, phytonadione or a brand of them, whatever the amount."""
    return any(_is_any_of(text, _K_MEDICINES) for text in _texts(item))


def is_high_vitamin_k_preparation(item: Item) -> bool:
    """Chlorella, aojiru, "vitamin K complex" and what a curator marked as such."""
    return HIGH_VITAMIN_K in item.marks or any(_is_any_of(text, _HIGH_VITAMIN_K) for text in _texts(item))


def named_supplement(name: str) -> Item:
    """A product of which nothing is told but its name."""
    return Item(name, Origin.SUPPLEMENT, {})


def names_vitamin_k(name: str) -> bool:
    """Whether a name alone tells of natto, K2 or another vitamin K product."""
    item = named_supplement(name)
    return (
        names_k2(item)
        or is_natto_family(item)
        or is_vitamin_k_medicine(item)
        or is_high_vitamin_k_preparation(item)
        or lists_k1_without_amount(item)
    )


def known_vitamin_k_ug(item: Item) -> Decimal:
    """The known vitamin K of an item, all forms together, in µg. Assumed amounts count as known here."""
    amounts = (item.amounts.get(code) for code in VITAMIN_K_FORMS)
    sure = (one.at_least for one in amounts if one is not None)
    return sum((part for part in sure if part is not None), Decimal(0))


def known_mk7_ug(item: Item) -> Decimal:
    """The known MK-7 of an item, in µg."""
    amount = item.amounts.get("menaquinone_7")
    sure = None if amount is None else amount.at_least
    return Decimal(0) if sure is None else sure


def lists_k1_without_amount(item: Item) -> bool:
    """A supplement whose label or name has phylloquinone, or vitamin K, and no amount of it."""
    if item.origin is not Origin.SUPPLEMENT:
        return False
    amount = item.amounts.get("phylloquinone")
    if amount is not None:
        return is_open(amount)
    return known_vitamin_k_ug(item) == 0 and any(_K_WORD.search(fold(text)) for text in _texts(item))


def may_hold(item: Item, code: str) -> bool:
    """Whether a nutrient is listed above 0, or without an amount of its own."""
    amount = item.amounts.get(code)
    return amount is not None and (is_open(amount) or (amount.value is not None and amount.value > 0))


def is_open(amount: Amount) -> bool:
    """Whether what a label or source lists has no value of its own: unknown, or only assumed."""
    if amount.state is State.ASSUMED:
        return True
    return amount.value is None and amount.state not in (State.NOT_ON_LABEL, State.TRACE)
