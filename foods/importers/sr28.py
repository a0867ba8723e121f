"""USDA SR28, the ASCII release: values with the kind that USDA's codes give them.

FoodData Central uses the same derivation codes, and its own for labels. Limits: `read_values` reads NUT_DATA
alone, for the foods it is asked for; `sr28_release` reads the whole release. Fields are parted by `^`, texts
stand in `~`. Source: USDA National Nutrient Database for Standard Reference, Release 28, documentation,
tables SRC_CD and DERIV_CD.
"""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from nutrients.intake import State

MEASURED_CODES = {"A", "AI", "AR", "AS", "JA", "MA"}
BORROWED_PREFIXES = ("BD", "BF", "BNA")
LABEL_CODES = {"ML"}
LABEL_PREFIX = "LC"  # LC itself, and FoodData Central's LCCS, LCCD, LCSL …
ASSUMED_CODES = {"Z"}
STATE_BY_SOURCE_CODE = {
    "1": State.MEASURED,
    "4": State.CALCULATED,
    "5": State.LABEL,
    "6": State.MEASURED,
    "7": State.ASSUMED,
    "8": State.LABEL,
    "9": State.CALCULATED,
    "11": State.CALCULATED,
    "12": State.MEASURED,
    "13": State.MEASURED,
}


@dataclass(frozen=True, slots=True)
class SR28Value:
    """One row of NUT_DATA in SR28's own unit. low, high: SR28's minimum and maximum, None where not given.

    reference_ndb: the food SR28 says it derived the value from, "" where it names none.
    """

    amount: Decimal
    n: int
    state: State
    derivation: str
    low: Decimal | None
    high: Decimal | None
    reference_ndb: str


def state_of(source_code: str, derivation_code: str) -> State:
    """The kind of a value. The derivation code decides where there is one, since it says more.

    Raises ValueError for a source code that SR28 does not have.
    """
    if source_code not in STATE_BY_SOURCE_CODE:
        raise ValueError(f"unknown SR28 source code {source_code!r}")
    if not derivation_code:
        return STATE_BY_SOURCE_CODE[source_code]
    return state_of_derivation(derivation_code)


def state_of_derivation(derivation_code: str) -> State:
    """The kind of a value as its derivation code says it; what no other rule names is calculated."""
    if derivation_code in MEASURED_CODES:
        return State.MEASURED
    if derivation_code.startswith(BORROWED_PREFIXES):
        return State.BORROWED
    if derivation_code in LABEL_CODES or derivation_code.startswith(LABEL_PREFIX):
        return State.LABEL
    if derivation_code in ASSUMED_CODES:
        return State.ASSUMED
    return State.CALCULATED


def read_values(
    zip_path: Path, ndb_numbers: Iterable[str], nutrient_numbers: Iterable[str]
) -> dict[tuple[str, str], SR28Value]:
    """(NDB number, nutrient number) -> value, for these foods and nutrients.

    Raises ValueError where the archive holds no NUT_DATA.txt.
    """
    foods, nutrients = set(ndb_numbers), set(nutrient_numbers)
    values = {}
    with zipfile.ZipFile(zip_path) as archive:
        name = next((name for name in archive.namelist() if name.endswith("NUT_DATA.txt")), None)
        if name is None:
            raise ValueError(f"{zip_path} holds no NUT_DATA.txt")
        with archive.open(name) as raw:
            for line in io.TextIOWrapper(raw, encoding="cp1252"):
                if line.partition("^")[0].strip("~") not in foods:
                    continue  # most of the 679,045 lines: not worth taking apart
                fields = [field.strip("~") for field in line.rstrip("\r\n").split("^")]
                if fields[1] in nutrients:
                    values[fields[0], fields[1]] = _value(fields)
    return values


def derivation_text(source_code: str, derivation_code: str) -> str:
    """How a value came about, in SR28's codes."""
    return f"source {source_code}" + (f", derivation {derivation_code}" if derivation_code else "")


def _value(fields: list[str]) -> SR28Value:
    source_code, derivation_code = fields[5], fields[6]
    return SR28Value(
        amount=Decimal(fields[2]),
        n=int(Decimal(fields[3])),
        state=state_of(source_code, derivation_code),
        derivation=derivation_text(source_code, derivation_code),
        low=Decimal(fields[10]) if fields[10] else None,
        high=Decimal(fields[11]) if fields[11] else None,
        reference_ndb=fields[7],
    )
