"""Reference intakes (RDA, AI, UL) by nutrient and group of people, from `data/*.toml`.

No row means "not established": not zero and not unlimited. A PRI of EFSA is stored as RDA. "vitamin_k" is
what the bodies set their AI for (all forms, for EFSA phylloquinone alone); none of them set one for K2.
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from .subject import Subject
from .units import canonical_symbol

# Japan's edition of 2025 was seen in part; 2020 fills what is missing.
EDITIONS = {"NAM": ("NAM",), "EFSA": ("EFSA",), "MHLW": ("MHLW2025", "MHLW2020")}

_NO_UPPER_END = 120
SOME_ADULT = 30  # upper levels of adults are the same at every age
_FILES = ("nam", "efsa", "mhlw2020", "mhlw2025")


@dataclass(frozen=True, slots=True)
class Reference:
    """One figure of a reference set, in the unit printed with it.

    kind: "RDA", "AI", "UL" or "UL_supplemental". set: "NAM", "EFSA", "MHLW2020" or "MHLW2025".
    """

    amount: Decimal
    unit: str
    source: str
    kind: str
    set: str


@dataclass(frozen=True, slots=True)
class Row:
    """A reference and the group it is for; age_to None means no upper end, sex "any" both."""

    sex: str
    life_stage: str
    age_from: int
    age_to: int | None
    reference: Reference

    def fits(self, age: int, sex: str | None, life_stage: str) -> bool:
        return (
            self.life_stage == life_stage
            and self.sex in ("any", sex)
            and self.age_from <= age
            and (self.age_to is None or age <= self.age_to)
        )


def _load() -> dict[tuple[str, str, str], tuple[Row, ...]]:
    rows: dict[tuple[str, str, str], list[Row]] = {}
    for name in _FILES:
        data = tomllib.loads((Path(__file__).parent / "data" / f"{name}.toml").read_text("utf-8"))
        for table in data["table"]:
            unit = canonical_symbol(table["unit"])
            for sex, life_stage, age_from, age_to, amount in table["rows"]:
                rows.setdefault((data["set"], table["nutrient"], table["kind"]), []).append(
                    Row(
                        sex=sex,
                        life_stage=life_stage,
                        age_from=age_from,
                        age_to=None if age_to == _NO_UPPER_END else age_to,
                        reference=Reference(
                            Decimal(amount), unit, table["source"], table["kind"], data["set"]
                        ),
                    )
                )
    return {key: tuple(found) for key, found in rows.items()}


ROWS = _load()


def reference(nutrient: str, kind: str, subject: Subject) -> Reference | None:
    """The figure for this person, or None where their set has none (or their age is not known).

    A pregnant or lactating person whose age has no row of that stage falls back to the row of their sex
    and age. Without a sex only rows for both sexes fit.
    """
    if subject.age is None:
        return None
    return _reference(nutrient, kind, subject.age, subject.sex, subject.life_stage, subject.reference_set)


def recommended(nutrient: str, subject: Subject) -> Reference | None:
    """The intake to reach: the RDA, or the AI where the set has no RDA."""
    return reference(nutrient, "RDA", subject) or reference(nutrient, "AI", subject)


@lru_cache(maxsize=2048)
def _reference(nutrient, kind, age, sex, life_stage, reference_set) -> Reference | None:
    for stage in dict.fromkeys((life_stage, "none")):
        for edition in EDITIONS[reference_set]:
            for row in ROWS.get((edition, nutrient, kind), ()):
                if row.fits(age, sex, stage):
                    return row.reference
    return None


@lru_cache(maxsize=64)
@lru_cache
def adult_upper_level(nutrient: str, reference_set: str) -> Decimal:
    """The tolerable upper intake level of adults of any sex, in the nutrient's canonical unit.

    Raises ValueError where the set has none.
    """
    found = _reference(nutrient, "UL", SOME_ADULT, None, "none", reference_set)
    if found is None:
        raise ValueError(f"{reference_set} has no upper level of {nutrient}")
    return found.amount


def adult_span(nutrient: str, reference_set: str) -> tuple[Reference, Reference]:
    """The lowest and highest recommended intake of adults, for somebody who told no age or sex.

    Of the set's newest edition. Raises ValueError where that has none for adults.
    """
    newest = EDITIONS[reference_set][0]
    found = [
        row.reference
        for kind in ("RDA", "AI")
        for row in ROWS.get((newest, nutrient, kind), ())
        if row.life_stage == "none" and row.age_from >= 18
    ]
    return min(found, key=lambda one: one.amount), max(found, key=lambda one: one.amount)
