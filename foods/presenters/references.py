"""The footnotes of a food page: which sources it cites, and what they are called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from nutrients.nutrient import NUTRIENTS

from ..composition import Composition
from ..models import Source

# How sources are called in a table; papers go by their first author and year, which their keys hold.
SOURCE_NAMES = {
    "usda_sr28": "USDA SR28",
    "ciqual2020": "CIQUAL 2020",
    "mext2023": "MEXT 2023",
    "frida54": "Frida 5.4",
    "k2viewer": "K2viewer",
    "nih_ods_k": "NIH ODS",
    "plant_rule": gettext_lazy("rule for plant foods"),
    "label": gettext_lazy("label"),
    "own_label": gettext_lazy("label, as typed"),
    "own_recipe": gettext_lazy("recipe"),
    "k2tracker": "k2tracker",
}


def source_name(key: str) -> str:
    """A source as a table names it: "Schurgers 2000"."""
    if key in SOURCE_NAMES:
        return str(SOURCE_NAMES[key])
    paper = re.fullmatch(r"([a-z]+)(\d{4})", key)
    return f"{paper[1].capitalize()} {paper[2]}" if paper else key


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote: its letter, its source and the link of its identifier ("" where it has none)."""

    letter: str
    source: Source
    link: str

    @property
    def name(self) -> str:
        return source_name(self.source.key)


@dataclass(frozen=True, slots=True)
class References:
    """The footnotes of a page, lettered in the order they are first needed."""

    by_key: dict[str, Reference]

    @classmethod
    def to(cls, keys: Iterable[str], sources: dict[str, Source]) -> "References":
        found = {}
        for key in dict.fromkeys(keys):
            if key in sources:
                found[key] = Reference(_letter(len(found)), sources[key], _link(sources[key].identifier))
        return cls(found)

    def get(self, key: str | None) -> Reference | None:
        return self.by_key.get(key)

    def __iter__(self):
        return iter(self.by_key.values())


def _letter(number: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return letters[number] if number < len(letters) else f"{letters[number // 26 - 1]}{letters[number % 26]}"


def _link(identifier: str) -> str:
    return f"https://doi.org/{identifier}" if identifier.startswith("10.") else ""


def cited_keys(composition: Composition, assumption_sources: Iterable[str] = ()) -> list[str]:
    """Source keys a food page may cite: of values and donors, then those that notes name."""
    values = [composition.values[code] for code in NUTRIENTS if code in composition.values]
    keys = [value.source_key for value in values if value.source_key]
    keys += [value.donor.source_key for value in values if value.donor]
    keys += assumption_sources
    texts = [composition.k2_range_note, composition.k2_note, *(value.note for value in values)]
    return keys + [key for text in texts for key in keys_in(text)]


def keys_in(text: str) -> list[str]:
    """Words of a note that may be keys of sources."""
    return re.findall(r"[a-z][a-z_]*\d*\w*", text)
