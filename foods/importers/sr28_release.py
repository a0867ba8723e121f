"""The whole USDA SR28 ASCII release as a stream of foods.

Fields are parted by `^`, texts stand in `~`, there is no header line; read as cp1252. Nutrients are known by
their number. Vitamin D stands there twice, in IU (324) and in µg (328).
Source: USDA National Nutrient Database for Standard Reference, Release 28, documentation, file formats.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from foods.actions import Draft
from nutrients.nutrient import NUTRIENTS

from .checks import LONGEST, Reading, checked_name, number, portions_of, values_of
from .files import Download, Tally
from .records import (
    CategoryRecord,
    Edition,
    FoodRecord,
    Kind,
    NotWhatItClaims,
    Problem,
    ReleaseRecord,
    SourceRecord,
)
from .spill import Spill
from .sr28 import derivation_text, state_of

KEY = "usda_sr28"
ENCODING = "cp1252"
FIELDS = {"FOOD_DES.txt": 14, "NUT_DATA.txt": 18, "WEIGHT.txt": 7, "NUTR_DEF.txt": 6, "FD_GROUP.txt": 2}
NDB, NUTRIENT, GROUP = re.compile(r"~\d{5}~"), re.compile(r"~\d{3}~"), re.compile(r"~\d{4}~")
# SR28's number -> our code and the rank among the numbers of one nutrient
NUMBERS = {nutrient.fdc_number: (code, 0) for code, nutrient in NUTRIENTS.items() if nutrient.fdc_number}
VITAMIN_D_IU = "324"
NUMBERS[VITAMIN_D_IU] = ("vitamin_d", 1)
LICENCE = "Public domain"
ATTRIBUTION = "Please cite the US Department of Agriculture, Agricultural Research Service."
SOURCE = SourceRecord(
    key=KEY,
    citation=(
        "US Department of Agriculture, Agricultural Research Service, Nutrient Data Laboratory. USDA "
        "National Nutrient Database for Standard Reference, Release 28 (2015, slightly revised May 2016)."
    ),
    identifier="SR28",
    covers="foods of the US market, with codes for how each value came about",
    how_verified="read by the importer from USDA's ASCII release",
    licence=LICENCE,
)


def is_sr28(download: Download) -> bool:
    """Whether a download has the files of an SR release."""
    return "FOOD_DES.txt" in download or "NUT_DATA.txt" in download


def read(download: Download) -> Edition:
    """Read the release through. Raises NotWhatItClaims where it is damaged or something else."""
    _check_release_number(download)
    digest = download.digest(list(FIELDS))
    spill, counts = Spill(), {"not_kept": 0}
    try:
        groups = dict(_groups(download, spill))
        units = _units(download, spill)
        spill.add("food", 2, _foods(download, spill))
        spill.add("portion", 4, _portions(download, spill))
        spill.add("value", 8, _values(download, units, spill, counts))
    except BaseException:
        spill.close()
        raise
    release = ReleaseRecord(
        source=KEY,
        digest=digest,
        name="USDA National Nutrient Database for Standard Reference",
        version="Release 28, revised May 2016",
        released_on=date(2016, 5, 1),  # USDA names the month
        licence=LICENCE,
        attribution=ATTRIBUTION,
    )
    return Edition(
        title="USDA SR28",
        sources=(SOURCE,),
        releases=(release,),
        foods=spill.count("food"),
        not_kept=counts["not_kept"],
        records=partial(_records, spill, groups, units),
        close=spill.close,
    )


def _check_release_number(download: Download) -> None:
    numbers = {found for name in download.folders for found in re.findall(r"sr[ _-]?(\d\d)", name.casefold())}
    if numbers and "28" not in numbers:
        raise NotWhatItClaims(f"{download.name} is SR{min(numbers)}; only SR28 is known here.")


def _rows(download: Download, name: str, spill: Spill) -> Iterator[tuple[int, list[str]]]:
    tally, width = Tally(name), FIELDS[name]
    for line, text in enumerate(download.lines(name, ENCODING), 1):
        tally.rows += 1
        fields = text.rstrip("\r\n").split("^")
        if len(fields) == width and _is_key(name, fields) and "\0" not in text:
            yield line, fields
        elif text.strip("\r\n\x1a"):
            place = tally.refuse(line, "not a row of this table")
            spill.note(Kind.OTHER, place, "", "not a row of this table", text.strip()[:60])
    tally.check()


def _is_key(name: str, fields: list[str]) -> bool:
    first = fields[0]
    if name == "NUT_DATA.txt":  # 679,045 rows: no regular expression where a slice will do
        second = fields[1]
        return (
            len(first) == 7 and first[1:6].isdecimal() and len(second) == 5 and second[1:4].isdecimal()
        ) and not fields[2].startswith("~")
    if name == "FOOD_DES.txt":
        return bool(NDB.fullmatch(first) and GROUP.fullmatch(fields[1]))
    if name == "WEIGHT.txt":
        return bool(NDB.fullmatch(first)) and fields[1].isdecimal() and len(fields[1]) < 19
    return bool((NUTRIENT if name == "NUTR_DEF.txt" else GROUP).fullmatch(first))


def _groups(download: Download, spill: Spill) -> Iterator[tuple[str, str]]:
    for _line, (code, name) in _rows(download, "FD_GROUP.txt", spill):
        yield code.strip("~"), name.strip("~")


def _units(download: Download, spill: Spill) -> dict[str, str]:
    """Unit of each nutrient that is kept, by number; one that does not fit is a problem, and not there."""
    units = {}
    for line, fields in _rows(download, "NUTR_DEF.txt", spill):
        code, unit = fields[0].strip("~"), fields[1].strip("~")
        if code not in NUMBERS:
            continue
        if "Â" in unit:
            raise NotWhatItClaims("NUTR_DEF.txt is in UTF-8; SR28 is published in cp1252.")
        wanted = "IU" if code == VITAMIN_D_IU else NUTRIENTS[NUMBERS[code][0]].unit
        if unit.replace("\N{GREEK SMALL LETTER MU}", "µ") == wanted:
            units[code] = unit
        else:
            reason = "unit does not fit the nutrient; its values are left out"
            spill.note(Kind.OTHER, f"NUTR_DEF.txt:{line}", "", reason, f"{code} in {unit[:20]}")
    if not units:
        raise NotWhatItClaims("NUTR_DEF.txt names none of the nutrients that are kept here.")
    return units


def _foods(download: Download, spill: Spill) -> Iterator[tuple]:
    for line, fields in _rows(download, "FOOD_DES.txt", spill):
        ndb, group, name, _short, common = (field.strip("~") for field in fields[:5])
        yield ndb, line, f"{group}^{name}", common


def _portions(download: Download, spill: Spill) -> Iterator[tuple]:
    for line, fields in _rows(download, "WEIGHT.txt", spill):
        ndb, sequence, amount, measure, grams = (field.strip("~") for field in fields[:5])
        yield ndb, line, sequence, amount, measure, grams


def _values(download, units, spill, counts) -> Iterator[tuple]:
    for line, fields in _rows(download, "NUT_DATA.txt", spill):
        number_ = fields[1].strip("~")
        if number_ not in NUMBERS:
            counts["not_kept"] += 1
        elif number_ in units:
            yield (
                fields[0].strip("~"),
                line,
                number_,
                fields[2],
                fields[3],
                fields[10],
                fields[11],
                fields[5].strip("~"),
                fields[6].strip("~"),
                fields[7].strip("~"),
            )


def _records(spill, groups, units) -> Iterator[FoodRecord | Problem]:
    yield from spill.noted()
    for ndb, rows in spill.by_key("food", "portion", "value"):
        foods = rows["food"]
        if not foods:
            for table, kind, name in (
                ("portion", Kind.PORTION, "WEIGHT.txt"),
                ("value", Kind.VALUE, "NUT_DATA.txt"),
            ):
                for row in rows[table]:
                    yield Problem(kind, f"{name}:{row[0]}", ndb, "of a food that FOOD_DES.txt does not list")
            continue
        places = [f"FOOD_DES.txt:{row[0]}" for row in foods]
        if len({row[1:] for row in foods}) > 1:
            for place in places:
                yield Problem(Kind.FOOD, place, ndb, "two foods of one number")
            continue
        for place in places[1:]:
            yield Problem(Kind.OTHER, place, ndb, "the same row twice")
        _line, text, common = foods[0]
        group, _, name = text.partition("^")
        try:
            name = checked_name(name)
        except ValueError as error:
            yield Problem(Kind.FOOD, places[0], ndb, str(error))
            continue
        if group not in groups:
            yield Problem(Kind.OTHER, places[0], ndb, "unknown food group", group)
        portions, left_out = portions_of(ndb, _measures(rows["portion"]))
        yield from left_out
        readings = []
        for row in rows["value"]:
            try:
                readings.append(_reading(row, units))
            except ValueError as error:
                yield Problem(Kind.VALUE, f"NUT_DATA.txt:{row[0]}", ndb, str(error))
        values, left_out = values_of(ndb, KEY, readings)
        yield from left_out
        yield FoodRecord(
            source=KEY,
            source_food_id=ndb,
            name=name,
            draft=Draft(values),
            place=places[0],
            portions=portions,
            ndb_number=ndb,
            also_called=_other_names(common),
            category=CategoryRecord(group, groups[group]) if group in groups else None,
        )


def _other_names(common: str) -> tuple[str, ...]:
    names = (name.strip() for name in common.split(","))
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= LONGEST["name"]))


def _measures(rows: list[tuple]) -> list[tuple[str, str, str]]:
    """(place, name, grams) in the source's order; a measure of 1 to n units keeps its number."""
    found = []
    for line, _sequence, amount, measure, grams in sorted(rows, key=lambda row: (int(row[1]), row[2:])):
        try:
            count = f"{number(amount).normalize():f}"
        except ValueError:
            count = ""
        found.append((f"WEIGHT.txt:{line}", f"{count} {measure}" if count else "", grams))
    return found


def _reading(row: tuple, units: dict[str, str]) -> Reading:
    line, number_, amount, n, low, high, source_code, derivation_code, reference = row
    code, rank = NUMBERS[number_]
    derivation = derivation_text(source_code, derivation_code)
    return Reading(
        nutrient=code,
        number=number_,
        unit=units[number_],
        rank=rank,
        amount=amount,
        n=n,
        low=low,
        high=high,
        state=state_of(source_code, derivation_code),
        derivation=f"{derivation}, from NDB {reference}" if reference else derivation,
        place=f"NUT_DATA.txt:{line}",
    )
