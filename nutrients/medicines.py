"""Medicines that rules look at, by the names people know them by, and the classes the rules ask for.

Recognising a name is not knowing what somebody takes: the app asks before it believes. Anticoagulants come
from `anticoagulants.py`, which stays the truth for them; the other names and their sources are in
`data/medicines.toml`. Limit: a class says what a rule asks, it is no classification of all medicines.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from . import anticoagulants
from .names import fold, holds


class MedicineClass(StrEnum):
    """What rules ask of a medicine. One medicine can be of several."""

    ANTICOAGULANT_VKA = "anticoagulant_vka"
    ANTICOAGULANT_DOAC = "anticoagulant_doac"
    ANTICOAGULANT_OTHER = "anticoagulant_other"
    VITAMIN_K_MEDICINE = "vitamin_k_medicine"
    ANTIBIOTIC = "antibiotic"
    QUINOLONE = "quinolone"
    TETRACYCLINE = "tetracycline"
    NITROFURANTOIN = "nitrofurantoin"
    ORLISTAT = "orlistat"
    BILE_ACID_SEQUESTRANT = "bile_acid_sequestrant"
    MINERAL_OIL = "mineral_oil"
    THIAZIDE = "thiazide"
    DIGOXIN = "digoxin"
    BISPHOSPHONATE = "bisphosphonate"
    LEVOTHYROXINE = "levothyroxine"
    IRON = "iron"
    MAGNESIUM_ANTACID_OR_LAXATIVE = "magnesium_antacid_or_laxative"
    VITAMIN_E = "vitamin_e"
    NATTOKINASE = "nattokinase"


@dataclass(frozen=True, slots=True)
class KnownMedicine:
    """A medicine by its generic name. source: where the names come from, and how sure they are."""

    drug: str
    classes: frozenset[MedicineClass]
    names: tuple[str, ...]
    source: str

    @property
    def is_vka(self) -> bool:
        return MedicineClass.ANTICOAGULANT_VKA in self.classes


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a text may mean. name: the one that was found in the text, as the data spell it."""

    medicine: KnownMedicine
    name: str


_OF_ANTICOAGULANT = {
    anticoagulants.VKA: MedicineClass.ANTICOAGULANT_VKA,
    anticoagulants.DOAC: MedicineClass.ANTICOAGULANT_DOAC,
    anticoagulants.OTHER: MedicineClass.ANTICOAGULANT_OTHER,
}


def _load() -> tuple[KnownMedicine, ...]:
    data = tomllib.loads((Path(__file__).parent / "data" / "medicines.toml").read_text("utf-8"))
    against_clots = (
        KnownMedicine(
            medicine.drug,
            frozenset({_OF_ANTICOAGULANT[medicine.medicine_class]}),
            medicine.names,
            medicine.source,
        )
        for medicine in anticoagulants.MEDICINES
    )
    others = (
        KnownMedicine(
            row["drug"],
            frozenset(MedicineClass(name) for name in group["classes"]),
            tuple(row["names"]),
            group["source"],
        )
        for group in data["group"]
        for row in group["medicines"]
    )
    return (*against_clots, *others)


MEDICINES: tuple[KnownMedicine, ...] = _load()
MEDICINE_OF: Mapping[str, KnownMedicine] = MappingProxyType({one.drug: one for one in MEDICINES})
CLASSES_OF: Mapping[str, frozenset[MedicineClass]] = MappingProxyType(
    {one.drug: one.classes for one in MEDICINES}
)

_BY_FOLDED_NAME = tuple((fold(name), name, one) for one in MEDICINES for name in (one.drug, *one.names))


@lru_cache(maxsize=512)
def recognise(text: str) -> tuple[Candidate, ...]:
    """Every medicine that `text` may name, vitamin K antagonists first, then in the order of the data.

    Whole names only; case, accents and width of letters do not matter. A name that is part of a longer one
    found in the same text does not count: "amoxicillin clavulanate" is not amoxicillin alone.
    """
    folded = fold(text)
    found = [entry for entry in _BY_FOLDED_NAME if holds(folded, entry[0])]
    longest: dict[str, Candidate] = {}
    for name, spelled, medicine in sorted(found, key=lambda entry: -len(entry[0])):
        is_part = any(other != name and holds(other, name) for other, _, _ in found)
        if not is_part:
            longest.setdefault(medicine.drug, Candidate(medicine, spelled))
    order = {medicine.drug: place for place, medicine in enumerate(MEDICINES)}
    return tuple(
        sorted(longest.values(), key=lambda one: (not one.medicine.is_vka, order[one.medicine.drug]))
    )
