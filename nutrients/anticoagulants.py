"""Medicines against blood clots by the names people know them by, and which of them vitamin K works against.

Recognising a name is not knowing what somebody takes: the app asks before it believes.
The names and their sources are in `data/anticoagulants.toml`.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .names import fold, holds

VKA, DOAC, OTHER = "VKA", "DOAC", "other"


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine; `brand_matched` is the name that was found in the text, as the data spell it.

    medicine_class: "VKA", "DOAC" or "other". source: where the names come from, and how sure they are.
    """

    drug: str
    medicine_class: str
    interacts_with_vitamin_k: bool
    names: tuple[str, ...]
    source: str
    brand_matched: str | None = None

    @property
    def is_vka(self) -> bool:
        return self.medicine_class == VKA

    @property
    def is_doac(self) -> bool:
        return self.medicine_class == DOAC


def _load() -> tuple[Medicine, ...]:
    data = tomllib.loads((Path(__file__).parent / "data" / "anticoagulants.toml").read_text("utf-8"))
    return tuple(
        Medicine(
            drug=row["drug"],
            medicine_class=row["class"],
            interacts_with_vitamin_k=row["interacts_with_vitamin_k"],
            names=tuple(row["names"]),
            source=row["source"],
        )
        for row in data["medicine"]
    )


MEDICINES: tuple[Medicine, ...] = _load()

# Vitamin K antagonists first: where a text names two medicines, the one that matters here is found.
_BY_FOLDED_NAME = [
    (fold(name), name, medicine)
    for medicine in sorted(MEDICINES, key=lambda medicine: (VKA, DOAC, OTHER).index(medicine.medicine_class))
    for name in (medicine.drug, *medicine.names)
]


@lru_cache(maxsize=512)
def recognise(text: str) -> Medicine | None:
    """The medicine that `text` names, or None. Whole names only; case and accents do not matter.

    Of several names that fit, the longest of the first class counts ("Warfarin K" before "warfarin").
    """
    folded = fold(text)
    found = [entry for entry in _BY_FOLDED_NAME if holds(folded, entry[0])]
    if not found:
        return None
    first_class = found[0][2].medicine_class
    _, name, medicine = max(
        (entry for entry in found if entry[2].medicine_class == first_class), key=lambda entry: len(entry[0])
    )
    return Medicine(
        drug=medicine.drug,
        medicine_class=medicine.medicine_class,
        interacts_with_vitamin_k=medicine.interacts_with_vitamin_k,
        names=medicine.names,
        source=medicine.source,
        brand_matched=name,
    )
