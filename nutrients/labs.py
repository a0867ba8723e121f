"""Laboratory results: what is measured, in which unit, and what a body says of a level of 25(OH)D.

A result is compared as it was reported. Where a body printed a level in the other unit alone, both meet in
nmol/L with a tolerance, so that "20 ng/mL" never turns into "49.9 nmol/L, deficient". Bodies differ, so what
is said always carries the body's name. Limits: it judges 25(OH)D alone. For dp-ucMGP, T-score and coronary
calcium no threshold is at hand that a source stands behind; an INR is compared with the person's own range.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from .design_values import LEVEL_TOLERANCE_NMOL, VITAMIN_D_BODY

# 1000 / 400.64 g/mol for 25-hydroxyvitamin D3; many bodies round it to 2.5.
NMOL_PER_NG = Decimal("2.496")
NMOL, NG = "nmol/L", "ng/mL"


def gettext_noop(text: str) -> str:
    """Mark a text for translation; whoever shows it translates it."""
    return text


class Kind(StrEnum):
    INR = "inr"
    VITAMIN_D = "vitamin_d"
    DP_UCMGP = "dp_ucmgp"
    T_SCORE = "t_score"
    CORONARY_CALCIUM = "coronary_calcium"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a report ("" for a bare number) and the span, both ends included, of believable values."""

    symbol: str
    lowest: Decimal
    highest: Decimal
    loinc: str | None = None


@dataclass(frozen=True, slots=True)
class Specimen:
    """What was measured: the blood of an INR, the site of a T-score."""

    code: str
    loinc: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is kept of one kind of result. decimals: the most that a value may have."""

    kind: Kind
    decimals: int
    units: tuple[Unit, ...]
    specimens: tuple[Specimen, ...] = ()

    def unit(self, symbol: str) -> Unit:
        """Raises KeyError for a unit this kind is not reported in."""
        for unit in self.units:
            if unit.symbol == symbol:
                return unit
        raise KeyError(symbol)

    def loinc(self, unit: str, specimen: str) -> str | None:
        """The code of a result, by its specimen or else its unit; None where none is confirmed."""
        if self.specimens:
            return next((one.loinc for one in self.specimens if one.code == specimen), None)
        return self.unit(unit).loinc


@dataclass(frozen=True, slots=True)
class Level:
    """An end of a band, by unit as the body printed it. is_included: the level itself belongs to the band."""

    by_unit: Mapping[str, Decimal]
    is_included: bool

    def side_of(self, value: Decimal, unit: str) -> int:
        """-1, 0 or 1: whether `value` lies below the level, at it, or above it."""
        if unit in self.by_unit:
            level = self.by_unit[unit]
            return (value > level) - (value < level)
        printed_in, level = next(iter(self.by_unit.items()))
        apart = in_unit(value, unit, NMOL) - in_unit(level, printed_in, NMOL)
        return 0 if abs(apart) <= LEVEL_TOLERANCE_NMOL else (1 if apart > 0 else -1)

    def in_unit(self, unit: str) -> Decimal:
        """The level in a unit: as printed where it was, else converted."""
        if unit in self.by_unit:
            return self.by_unit[unit]
        printed_in, level = next(iter(self.by_unit.items()))
        return in_unit(level, printed_in, unit)


@dataclass(frozen=True, slots=True)
class LevelBand:
    """Levels that a body calls by one name. place: "below", "within", "over" or "unscored".

    low, high: None where the band has no such end.
    """

    code: str
    place: str
    low: Level | None
    high: Level | None

    def holds(self, value: Decimal, unit: str) -> bool:
        if self.low is not None:
            side = self.low.side_of(value, unit)
            if side < 0 or (side == 0 and not self.low.is_included):
                return False
        if self.high is not None:
            side = self.high.side_of(value, unit)
            return side < 0 or (side == 0 and self.high.is_included)
        return True


@dataclass(frozen=True, slots=True)
class Body:
    """Who names levels of 25(OH)D. bands is empty where the body sets no cut-offs; note: a key of NOTES, or
    ""."""

    code: str
    name: str
    source: str
    bands: tuple[LevelBand, ...]
    note: str = ""

    @property
    def enough(self) -> LevelBand | None:
        """The band of levels that the body calls enough; None where it names none."""
        return next((band for band in self.bands if band.place == "within"), None)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a body says of a result. band: None where nothing is judged, and `words` says so.

    words: one of WORDS, to be translated. body, source: the body's name and publication; "" where no body
    sets thresholds. place: the mark beside the words.
    """

    band: str | None
    words: str
    body: str = ""
    source: str = ""
    place: str = "unscored"


BETWEEN = "between"
WORDS: Mapping[str, str] = {
    "risk_of_deficiency": gettext_noop("At risk of deficiency"),
    "may_be_low": gettext_noop("May be too low for some people"),
    "enough": gettext_noop("Enough for nearly everyone (bone)"),
    "possible_harm": gettext_noop("Possible harm at this level"),
    "below_target": gettext_noop("Below the level that its intake figure aims at"),
    "target_reached": gettext_noop("At or above the level that its intake figure aims at"),
    "deficiency": gettext_noop("Deficiency"),
    "insufficiency": gettext_noop("Insufficiency"),
    "sufficiency": gettext_noop("Sufficiency"),
    "above_safety_mark": gettext_noop("Above its upper safety mark"),
    BETWEEN: gettext_noop("Between two ranges that it names"),
    "below_toxicity": gettext_noop("Not above 80 ng/mL, where toxicity becomes possible"),
    "toxicity_possible": gettext_noop("Toxicity possible at this level"),
    "toxicity_likely": gettext_noop("At the level of most cases of toxicity"),
    "no_cut_offs": gettext_noop("Not judged: it sets no cut-offs"),
    "no_body": gettext_noop("Not judged: no body sets thresholds for it"),
    "own_range": gettext_noop("Not judged by a body: the range is the person’s own"),
    "unsourced": gettext_noop("Not judged: no definition with a source is at hand"),
}
# What is said of a body wherever it can be chosen.
NOTES: Mapping[str, str] = {
    "withdrawn": gettext_noop("Withdrawn: its guideline of 2024 replaces it and sets no cut-offs."),
    "no_cut_offs": gettext_noop("It replaces the guideline of 2011, sets no cut-offs, and names no level."),
    "toxicity_only": gettext_noop("It speaks of levels that are too high, and of nothing else."),
}
_NOT_JUDGED = {
    Kind.INR: "own_range",
    Kind.DP_UCMGP: "no_body",
    Kind.T_SCORE: "unsourced",
    Kind.CORONARY_CALCIUM: "no_body",
}


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """A level of 25(OH)D in nmol/L or ng/mL, not rounded. Raises KeyError for another unit."""
    factors = {(NMOL, NMOL): Decimal(1), (NG, NG): Decimal(1), (NG, NMOL): NMOL_PER_NG}
    if (unit, wanted) == (NMOL, NG):
        return value / NMOL_PER_NG
    return value * factors[unit, wanted]


def other_unit(unit: str) -> str:
    """The other unit of 25(OH)D."""
    return NG if unit == NMOL else NMOL


def judge(kind: Kind, value: Decimal, unit: str, body: str = VITAMIN_D_BODY) -> Judgement:
    """What the body with code `body` says of a result, in the unit that it was reported in.

    Raises KeyError for a body or, of 25(OH)D, a unit that is not known.
    """
    if kind != Kind.VITAMIN_D:
        return Judgement(None, WORDS[_NOT_JUDGED[kind]])
    chosen = BODIES[body]
    if not chosen.bands:
        return Judgement(None, WORDS["no_cut_offs"], chosen.name, chosen.source)
    for band in chosen.bands:
        if band.holds(value, unit):
            return Judgement(band.code, WORDS[band.code], chosen.name, chosen.source, band.place)
    return Judgement(BETWEEN, WORDS[BETWEEN], chosen.name, chosen.source, "below")


def _read() -> tuple[dict[Kind, Measure], dict[str, Body]]:
    data = tomllib.loads((Path(__file__).parent / "data" / "labs.toml").read_text("utf-8"))
    measures = [
        Measure(
            kind=Kind(one["code"]),
            decimals=one["decimals"],
            units=tuple(
                Unit(u["unit"], Decimal(u["lowest"]), Decimal(u["highest"]), u.get("loinc"))
                for u in one["units"]
            ),
            specimens=tuple(Specimen(s["code"], s.get("loinc")) for s in one.get("specimens", ())),
        )
        for one in data["kind"]
    ]
    bodies = [
        Body(
            code=one["code"],
            name=one["name"],
            source=one["source"],
            note=one.get("note", ""),
            bands=tuple(
                LevelBand(band["code"], band["place"], _end(band, "from", "above"), _end(band, "to", "below"))
                for band in one.get("band", ())
            ),
        )
        for one in data["body"]
    ]
    return {one.kind: one for one in measures}, {one.code: one for one in bodies}


def _end(band: dict, included: str, excluded: str) -> Level | None:
    for name in (included, excluded):
        if name in band:
            printed = {unit: Decimal(level) for unit, level in band[name].items()}
            return Level(printed, is_included=name == included)
    return None


MEASURES, BODIES = _read()
