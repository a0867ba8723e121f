"""The text of one line of a label taken apart: its figures with their units, in the words of many languages.

"25 mcg (1,000 IU)", "<0,5 µg", "375 mg (100 % NRV), as magnesium citrate". Pure. Limits: it takes apart and
names what stands there; which of the figures counts, and what is refused, is decided in `figures.py`.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from k2tracker.web.typed_numbers import read_number

UNITS = {
    "µg": ["µg", "μg", "ug", "mcg", "mkg", "мкг", "微克", "マイクログラム", "microgram", "mikrogramm"],
    "mg": ["mg", "мг", "毫克", "ミリグラム", "milligram", "milligramm"],
    "g": ["g", "г", "克", "gram", "gramm"],
    # English; German; French; Croatian; Polish; Czech; Hungarian; Finnish; Estonian; Latvian; Lithuanian;
    # Russian; Ukrainian; Japanese
    "IU": ["iu", "ie", "ui", "ij", "jm", "mj", "ne", "ky", "rü", "sv", "tv", "ме", "мо", "国際単位"],
    "kcal": ["kcal", "ккал", "kilocalories"],
    "kJ": ["kj", "кдж", "kilojoules"],
}
UNIT_OF = {spelled: unit for unit, spellings in UNITS.items() for spelled in spellings}
WEIGHTS = ("microgram", "milligram", "gram")
UNIT_OF |= {f"{word}{end}": UNIT_OF[word] for word in WEIGHTS for end in ("s", "me", "mes")}
UNIT_OF |= {"international": "IU", "internationale": "IU"}
FILLERS = {"as", "of", "from", "per", "in", "als", "aus", "von", "de", "en", "da", "vitamin", "and", "or"}

TRACES = {"trace", "traces", "tr", "spuren", "spoor", "sporen", "trazas", "tracce", "traços", "spår", "spor"}
TRACES |= {"痕跡", "微量", "следы"}
WITHOUT_AMOUNT = {"?", "unknown"}
LESS = re.compile(
    r"[<≤]|\b(?:less than|below|under|up to|weniger als|unter|bis zu|moins de|menos de|meno di|inferiore a"
    r"|minder dan|mindre (?:end|än|enn)|менее)\b|未満|以下"
)

# Named forms, each with the lines it can stand on. A number after a blank is an amount, but for "MK 7".
FORMS = (
    (
        re.compile(r"mk[ -]?7(?!\d)|mena[ -]?q ?7|mena(?:qu|ch)inone?[ -]?7(?!\d)|k2vital(?: delta)?"),
        "MK-7",
        {"mk7"},
    ),
    (re.compile(r"mk[ -]?4(?!\d)|mena(?:qu|ch)inone?[ -]?4(?!\d)|menatetrenone"), "MK-4", {"mk4"}),
    (re.compile(r"mk[ -]?(?:[5689]|1[0-3])(?!\d)|(?:vitamin ?)?k2(?!\d)"), "K2", {"mk7", "mk4", "k2"}),
    (re.compile(r"(?:vitamin ?)?k1(?!\d)|ph?[yi]llo(?:qu|ch)inone?|ph?ytom?e?nadione?"), "K1", {"k1"}),
    (re.compile(r"(?:vitamin ?)?d3(?!\d)|chole?calciferol"), "D3", {"d3"}),
    (re.compile(r"(?:vitamin ?)?d2(?!\d)|ergocalciferol"), "D2", {"d"}),
)
COMPOUND = re.compile(
    r"oxid|oxyd|óxido|ossido|citrat|cytrynian|glycinat|malat|taurat|carbonat|karbonat|chlorid|sul[fp]h?at"
    r"|threonat|lactat|laktat|glu[ck]onat|orotat|aspartat|stearat"
)
ITSELF = re.compile(r"element|of which|davon|dont|itself")

NUMBER = r"(?:\d+(?:[.,'’]\d+| (?=\d{3}(?!\d))\d{3})*|[.,]\d+)(?:e\+?\d{1,2}(?!\w))?"
FIGURE = re.compile(
    rf"(?<!\w)(?P<sign>[-−–] ?)?(?P<number>{NUMBER}) ?(?P<unit>%|[^\W\d_]+(?:\.[^\W\d_]+)*)?", re.DOTALL
)
EITHER = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")
THOUSANDS = (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"), re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what stands behind it: a unit of UNITS, "" for none, or the word as it was typed.

    is_known: whether the unit is one of labels.
    """

    number: str
    unit: str
    is_known: bool
    is_negative: bool


@dataclass(frozen=True, slots=True)
class LabelText:
    """figures: without shares of a daily value; has_share: whether such a share stands there. lines: those
    of the label that the form named in the text belongs to, None where none is named; form: its name."""

    figures: tuple[Figure, ...]
    has_share: bool
    is_below: bool
    is_trace: bool
    is_without_amount: bool
    form: str
    lines: frozenset[str] | None
    names_compound: bool


def taken_apart(typed: str) -> LabelText:
    """What stands in one line of a label."""
    text = " ".join(unicodedata.normalize("NFKC", typed).casefold().replace("μ", "µ").split())
    form, lines, rest = _without_forms(text)
    is_below = bool(LESS.search(rest))
    figures = [_figure(match) for match in FIGURE.finditer(LESS.sub(" ", rest))]
    bare = rest.strip(" .")
    return LabelText(
        figures=tuple(figure for figure in figures if figure.unit != "%"),
        has_share="%" in rest,
        is_below=is_below,
        is_trace=bare in TRACES,
        is_without_amount=bare in WITHOUT_AMOUNT,
        form=form,
        lines=lines,
        names_compound=bool(COMPOUND.search(rest)) and not ITSELF.search(rest),
    )


def _without_forms(text: str) -> tuple[str, frozenset[str] | None, str]:
    form, lines = "", None
    for pattern, name, keys in FORMS:
        text, found = pattern.subn(" ", text)
        if found and lines is None:
            form, lines = name, frozenset(keys)
    return form, lines, text


def _figure(match: re.Match) -> Figure:
    word = match["unit"] or ""
    plain = word.replace(".", "")
    unit = "" if plain in FILLERS else UNIT_OF.get(plain, word)
    return Figure(match["number"], unit, unit in ("", "%", *UNITS), match["sign"] is not None)


def readings_of(number: str) -> tuple[Decimal, ...]:
    """What a number can mean: one reading, or two where its mark may part thousands or decimals (1,250).

    Raises typed_numbers.Unreadable.
    """
    plain = re.sub(r"['’ ]", "", number)
    if match := EITHER.fullmatch(plain):
        return Decimal(match[1] + match[2]), Decimal(f"{match[1]}.{match[2]}")
    if THOUSANDS[0].fullmatch(plain) and (plain.count(",") > 1 or "." in plain):
        return (Decimal(plain.replace(",", "")),)
    if THOUSANDS[1].fullmatch(plain) and (plain.count(".") > 1 or "," in plain):
        return (Decimal(plain.replace(".", "").replace(",", ".")),)
    return (read_number(plain),)


def clear(number: Decimal) -> str:
    """A number as it can be read in one way only: "1250", "1.25", "1.1250"."""
    whole, point, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}{'0' if len(decimals) == 3 else ''}" if point and decimals else whole
