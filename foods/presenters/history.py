"""A food's published versions in words: when, why, and which figures changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nutrients.nutrient import NUTRIENTS

from ..composition import Composition
from ..queries.page import Version
from .kinds import Figure, figure, release_name


@dataclass(frozen=True, slots=True)
class Change:
    """One nutrient of two versions. is_of_amount: its amount changed; else its range or its kind did."""

    name: str
    before: Figure
    after: Figure
    is_of_amount: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version. release: the imported table it came with, or "". is_first: there is none before it."""

    number: int
    published_at: datetime
    reason: str
    release: str
    is_correction: bool
    is_first: bool
    changes: list[Change]


def version_lines(versions: Iterable[Version]) -> list[VersionLine]:
    """The versions, each with what it changed against the one before."""
    return [
        VersionLine(
            number=one.revision.number,
            published_at=one.revision.published_at,
            reason=one.revision.reason,
            release=release_name(one.revision.release),
            is_correction=one.revision.is_correction,
            is_first=one.before is None,
            changes=[] if one.before is None else _changes(one.before, one.composition),
        )
        for one in versions
    ]


def _changes(before: Composition, after: Composition) -> list[Change]:
    changes = []
    for code in NUTRIENTS:
        old, new = before.amount(code), after.amount(code)
        if old != new:  # a missing row and a row without a value both are `UNKNOWN`, unless it has a range
            changes.append(
                Change(NUTRIENTS[code].short, figure(code, old), figure(code, new), old.value != new.value)
            )
    return changes
