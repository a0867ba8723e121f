"""Categories of the sources, and what they are called here.

The reviewed table says for each category of SR and FoodData Central which of ours it is, which assumption a
curator may switch on for it, and which words of a name rule a food out. Rows with `name_begins` give a food
another category than its group's, by how its name begins. Categories of labels and of the survey are free
texts: they go by the first of the table's words that they hold.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from foods.folding import words
from foods.importers.records import CategoryRecord
from foods.models import SourceCategory

TABLE = Path(settings.BASE_DIR) / "fixtures" / "foods" / "review" / "source_categories.csv"
SCHEMES = {"usda_sr28": "usda", "fdc_sr_legacy": "usda", "fdc_foundation": "usda"}
TEXTS = "words"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """A reviewed category: ours, and what a curator may switch on."""

    category: str
    assumption_group: str = ""
    excluded_words: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The reviewed table. groups: (scheme, code) -> row; beginnings: (scheme, code) -> words and category."""

    groups: dict[tuple[str, str], Row]
    beginnings: dict[tuple[str, str], tuple[tuple[str, str], ...]]
    texts: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def table() -> Table:
    """The reviewed table, read once."""
    groups, beginnings, texts = {}, {}, []
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = row["scheme"], row["code"]
            if row["scheme"] == TEXTS:
                texts.append((row["name_begins"], row["category"]))
            elif row["name_begins"]:
                beginnings.setdefault(key, []).append((row["name_begins"], row["category"]))
            else:
                groups[key] = Row(row["category"], row["assumption_group"], row["excluded_words"])
    return Table(groups, {key: tuple(rows) for key, rows in beginnings.items()}, tuple(texts))


def _by_words(text: str) -> str:
    held = words(text)
    for start, category in table().texts:
        if any(word.startswith(start) for word in held):
            return category
    return OTHER


def new_category(source_id: int, source_key: str, record: CategoryRecord) -> SourceCategory:
    """The unsaved row of a category that was not here before; no assumption is in use."""
    row = table().groups.get((SCHEMES.get(source_key, ""), record.code))
    if row is None:
        row = Row(_by_words(record.name))
    return SourceCategory(
        source_id=source_id,
        code=record.code,
        name=record.name or record.code,
        category=row.category,
        assumption_group=row.assumption_group,
        excluded_words=row.excluded_words,
    )


def category_of(source_key: str, category: SourceCategory | None, name: str) -> str:
    """Our category of a food: by how its name begins where the table says so, else its group's."""
    if category is None:
        return OTHER
    begins = name.casefold()
    for start, ours in table().beginnings.get((SCHEMES.get(source_key, ""), category.code), ()):
        if begins.startswith(start):
            return ours
    return category.category
