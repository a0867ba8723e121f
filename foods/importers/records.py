"""What the readers of food files hand on: plain data, no database.

A reader yields foods and, between them, the problems it met. A problem never stops a run; a file that is not
what it claims raises `NotWhatItClaims` before the first food.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from foods.actions import Draft


class NotWhatItClaims(Exception):
    """The file or folder cannot be read as what it looks like; nothing of it was taken."""


class Kind(StrEnum):
    """What a problem cost."""

    FOOD = "food"
    VALUE = "value"
    RANGE = "range"
    PORTION = "portion"
    BARCODE = "barcode"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of the file that was left out. place: file and line; food: the source's id, "" for none.

    reason: the same words for the same kind of fault, for counting; detail: what is special about this one.
    """

    kind: Kind
    place: str
    food: str
    reason: str
    detail: str = ""

    def __str__(self):
        where = f"{self.place}: {self.food}: " if self.food else f"{self.place}: "
        return f"{where}{self.reason}" + (f" ({self.detail})" if self.detail else "")


@dataclass(frozen=True, slots=True)
class PortionRecord:
    """A household measure. grams None: a measure without a weight, which only products per unit have."""

    name: str
    grams: Decimal | None
    is_estimate: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CategoryRecord:
    """The source's category of a food, in the source's words."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What only this project's own files say of a food; other sources leave it as it is here.

    release: number of the release within the file, None for a curated composition.
    represented_by, merged_into: slugs.
    """

    slug: str
    category: str
    basis: str
    aliases: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    is_retired: bool = False
    represented_by: str = ""
    merged_into: str = ""
    release: int | None = None


@dataclass(frozen=True, slots=True)
class FoodRecord:
    """One food of a file. source: key of the source that counts its ids; place: file and line of its row.

    also_called: names to add to those the food has here.
    """

    source: str
    source_food_id: str
    name: str
    draft: Draft
    place: str
    portions: tuple[PortionRecord, ...] = ()
    brand: str = ""
    ndb_number: str = ""
    barcodes: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    category: CategoryRecord | None = None
    standing: Standing | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.source, self.source_food_id


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as it is cited; see the model for the fields."""

    key: str
    citation: str
    identifier: str = ""
    covers: str = ""
    how_verified: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """One edition of a source. digest: SHA-256 of what was read."""

    source: str
    digest: str
    name: str
    version: str
    licence: str
    attribution: str
    released_on: date | None = None
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class AssumptionRecord:
    """A reviewed assumption of this project's own files."""

    group: str
    nutrient: str
    low: Decimal
    high: Decimal
    reason: str
    source: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class SourceCategoryRecord:
    """A source's category with what curators decided about it, of this project's own files."""

    source: str
    code: str
    name: str
    category: str
    assumption_group: str
    excluded_words: str
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """A file that was recognised and read once through.

    releases: what this run is an edition of, one for each source of the file. recorded: releases that the
    file itself lists, for `Standing.release`; where there are any, the run adds none of its own.
    foods: how many it holds; not_kept: values of nutrients that this project does not store.
    records: yields the foods in the order of their ids, and the problems.
    """

    title: str
    sources: tuple[SourceRecord, ...]
    releases: tuple[ReleaseRecord, ...]
    foods: int
    not_kept: int
    records: Callable[[], Iterator[FoodRecord | Problem]]
    close: Callable[[], None]
    recorded: tuple[ReleaseRecord, ...] = ()
    categories: tuple[SourceCategoryRecord, ...] = ()
    assumptions: tuple[AssumptionRecord, ...] = ()
