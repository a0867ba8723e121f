"""A FoodData Central CSV download as a stream of foods: SR Legacy, Foundation, Survey, Branded, or all.

Every dataset is a source of its own here, its ids are the fdc_id. Of Foundation's tables the samples behind
a food are no foods. Branded values are what the label says, per 100 g, or per 100 ml where the serving is in
ml: that is then noted at each value, and such a food has no portion in grams.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from foods.actions import Draft
from nutrients.intake import State

from . import fdc_tables
from .checks import LONGEST, Reading, checked_name, gtin14, number, portions_of, values_of
from .fdc_tables import NUTRIENT_IDS, Derivation, Lists
from .files import Download
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

# data_type of food.csv -> key of our source, what the dataset is called
DATASETS = {
    "sr_legacy_food": ("fdc_sr_legacy", "SR Legacy"),
    "foundation_food": ("fdc_foundation", "Foundation Foods"),
    "survey_fndds_food": ("fdc_survey", "Food and Nutrient Database for Dietary Studies (FNDDS)"),
    "branded_food": ("fdc_branded", "Branded Foods"),
}
NO_FOODS = {
    "sub_sample_food",
    "sample_food",
    "market_acquisition",
    "market_acquistion",  # as FDC has long spelt it
    "agricultural_acquisition",
    "experimental_food",
}
LICENCE = "CC0 1.0 (public domain)"
ATTRIBUTION = (
    "US Department of Agriculture, Agricultural Research Service, Beltsville Human Nutrition Research "
    "Center. FoodData Central, fdc.nal.usda.gov."
)
EDITION = re.compile(r"(20\d\d-\d\d)(-\d\d)?")
UNDETERMINED = {"9999", ""}
GRAMS, MILLILITRES = {"g", "grm", "gm"}, {"ml", "mlt"}
NOT_A_MEASURE = "quantity not specified"
NOTHING_STATED = Derivation(State.UNSTATED, "", is_less_than=False)
PER_100_ML = "The source gives this per 100 ml."
PLACE = {"value": "food_nutrient.csv", "portion": "food_portion.csv", "branded": "branded_food.csv"}
KIND = {"value": Kind.VALUE, "portion": Kind.PORTION, "branded": Kind.OTHER}


def is_fdc(download: Download) -> bool:
    """Whether a download has the files of FoodData Central."""
    return "food.csv" in download or "food_nutrient.csv" in download


def read(download: Download) -> Edition:
    """Read the download through. Raises NotWhatItClaims where it is damaged or something else."""
    names = [name for name in fdc_tables.TABLES if name in download]
    digest = download.digest(names)
    spill = Spill()
    try:
        lists = fdc_tables.read_lists(download, spill)
        fdc_tables.put_foods(download, spill)
        found = spill.counts("food", "c0")
        kinds = {kind: count for kind, count in found.items() if kind in DATASETS}
        if sum(count for kind, count in found.items() if kind in DATASETS or kind in NO_FOODS) * 2 < sum(
            found.values()
        ):
            raise NotWhatItClaims("food.csv is not what its name says: most data types are unknown.")
        if not kinds:
            raise NotWhatItClaims("food.csv holds no foods, only samples.")
        if "branded_food" in kinds and "branded_food.csv" not in download:
            raise NotWhatItClaims(f"{download.name} holds no branded_food.csv.")
        fdc_tables.put_numbers(download, spill)
        fdc_tables.put_branded(download, spill)
        fdc_tables.put_portions(download, spill)
        not_kept = fdc_tables.put_values(download, spill, lists)
        newest = spill.newest("food", "c3")
    except BaseException:
        spill.close()
        raise
    version, released_on = _version(download, newest)
    return Edition(
        title="FoodData Central: " + ", ".join(DATASETS[kind][1] for kind in DATASETS if kind in kinds),
        sources=tuple(_source(*DATASETS[kind]) for kind in DATASETS if kind in kinds),
        releases=tuple(
            ReleaseRecord(
                source=DATASETS[kind][0],
                digest=digest,
                name=f"FoodData Central, {DATASETS[kind][1]}",
                version=version,
                released_on=released_on,
                licence=LICENCE,
                attribution=ATTRIBUTION,
            )
            for kind in DATASETS
            if kind in kinds
        ),
        foods=sum(kinds.values()),
        not_kept=not_kept,
        records=partial(_records, spill, lists),
        close=spill.close,
    )


def _source(key: str, name: str) -> SourceRecord:
    return SourceRecord(
        key=key,
        citation=f"{ATTRIBUTION} {name}.",
        identifier="fdc.nal.usda.gov",
        covers="values as the label states them" if key == "fdc_branded" else "",
        how_verified="read by the importer from USDA's CSV download",
        licence=LICENCE,
    )


def _version(download: Download, newest: str) -> tuple[str, date | None]:
    """What the download is called after, else the newest date a food was published."""
    for name in sorted(download.folders):
        if found := EDITION.search(name):
            try:
                return found.group(), date.fromisoformat(found.group(1) + (found.group(2) or "-01"))
            except ValueError:
                continue
    try:
        return newest, date.fromisoformat(newest)
    except ValueError:
        return "", None


def _records(spill: Spill, lists: Lists) -> Iterator[FoodRecord | Problem]:
    yield from spill.noted()
    for fdc_id, rows in spill.by_key("food", "value", "portion", "number", "survey", "branded"):
        foods = rows["food"]
        if not foods:
            for table, name in PLACE.items():
                for row in rows[table]:
                    reason = "of a food that food.csv does not list"
                    yield Problem(KIND[table], f"{name}:{row[0]}", fdc_id, reason)
            continue
        if all(row[1] in NO_FOODS for row in foods):
            continue
        yield from _food(fdc_id, rows, lists)


def _food(fdc_id: str, rows: dict[str, list[tuple]], lists: Lists) -> Iterator[FoodRecord | Problem]:
    foods, branded = rows["food"], rows["branded"]
    places = [f"food.csv:{row[0]}" for row in foods]
    if len({row[1:] for row in foods}) > 1:
        for place in places:
            yield Problem(Kind.FOOD, place, fdc_id, "two foods of one id")
        return
    for place in places[1:]:
        yield Problem(Kind.OTHER, place, fdc_id, "the same row twice")
    _line, kind, text, category_id, _published = foods[0]
    if kind not in DATASETS:
        yield Problem(Kind.FOOD, places[0], fdc_id, "unknown data type", kind[:40])
        return
    try:
        name = checked_name(text)
    except ValueError as error:
        yield Problem(Kind.FOOD, places[0], fdc_id, str(error), f"{text[:40]}…" if len(text) > 40 else "")
        return
    if len({row[1:] for row in branded}) > 1:
        for row in branded:
            yield Problem(Kind.OTHER, f"branded_food.csv:{row[0]}", fdc_id, "two products of one id")
        branded = []
    source = DATASETS[kind][0]
    measures = _measures(rows["portion"], lists)
    label = _Label(*branded[0]) if branded else None
    note, brand, barcodes = "", "", ()
    if label is not None:
        measures += label.measures()
        note = PER_100_ML if label.is_by_volume else ""
        brand = label.brand
        barcodes, problems = label.barcodes(fdc_id)
        yield from problems
    portions, problems = portions_of(fdc_id, measures)
    yield from problems
    is_label = kind == "branded_food"
    readings = [_reading(row, lists, note=note, is_label=is_label) for row in rows["value"]]
    values, problems = values_of(fdc_id, source, readings)
    yield from problems
    numbers = {row[1] for row in rows["number"]}
    yield FoodRecord(
        source=source,
        source_food_id=fdc_id,
        name=name,
        draft=Draft(values),
        place=places[0],
        portions=portions,
        brand=brand,
        ndb_number=numbers.pop() if len(numbers) == 1 else "",
        barcodes=barcodes,
        category=_category(kind, category_id, rows["survey"], label, lists),
    )


class _Label:
    """What branded_food.csv says of one product."""

    def __init__(self, line, owner, gtin, size, unit, household, category, brand_name):
        self._place = f"branded_food.csv:{line}"
        self._gtin, self._size, self._unit = gtin, size, unit.strip().casefold()
        self._household, self.category = household.strip(), category.strip()
        brand = " ".join((brand_name.strip() or owner.strip()).split())
        self.brand = brand if len(brand) <= LONGEST["brand"] and brand.isprintable() else ""

    @property
    def is_by_volume(self) -> bool:
        return self._unit in MILLILITRES

    def measures(self) -> list[tuple[str, str, str]]:
        if self._unit not in GRAMS or not self._size.strip():
            return []
        name = self._household if 0 < len(self._household) <= LONGEST["portion"] else "1 serving"
        return [(self._place, name, self._size)]

    def barcodes(self, fdc_id: str) -> tuple[tuple[str, ...], list[Problem]]:
        if not self._gtin.strip():
            return (), []
        try:
            return (gtin14(self._gtin),), []
        except ValueError as error:
            return (), [Problem(Kind.BARCODE, self._place, fdc_id, str(error), self._gtin[:20])]


def _category(kind, category_id, survey, label, lists) -> CategoryRecord | None:
    if kind == "branded_food":
        text = label.category if label is not None and label.category else ""
        return CategoryRecord(text[:80], text[:200]) if text else None
    if kind == "survey_fndds_food":
        code = survey[0][1] if survey else category_id
        return CategoryRecord(code[:80], lists.survey_categories.get(code, code)[:200]) if code else None
    if category_id in lists.categories:
        code, name = lists.categories[category_id]
        return CategoryRecord(code[:80], name[:200])
    return CategoryRecord(category_id[:80], category_id[:200]) if category_id else None


def _measures(rows: list[tuple], lists: Lists) -> list[tuple[str, str, str]]:
    """(place, name, grams) in the source's order."""
    found = []
    for row in sorted(
        rows, key=lambda row: (int(row[1]) if row[1].isdecimal() and len(row[1]) < 19 else 0, row[2:])
    ):
        line, _sequence, amount, measure_id, description, modifier, grams = row
        description, modifier = description.strip(), modifier.strip()
        measure = "" if measure_id in UNDETERMINED else lists.measures.get(measure_id, "")
        if description.casefold() == NOT_A_MEASURE:
            continue
        if description:
            name = description
        else:
            try:
                count = f"{number(amount).normalize():f}"
            except ValueError:
                count = ""
            words = ", ".join(filter(None, (measure, modifier)))
            name = f"{count} {words}".strip() if words else ""
        found.append((f"food_portion.csv:{line}", name, grams))
    return found


def _reading(row: tuple, lists: Lists, *, note: str, is_label: bool) -> Reading:
    line, fdc_id, amount, n, derivation_id, low, high, loq = row
    code, rank, _older = NUTRIENT_IDS[fdc_id]
    nothing = Derivation(State.LABEL, "", is_less_than=False) if is_label else NOTHING_STATED
    derivation = lists.derivations.get(derivation_id, nothing)
    return Reading(
        nutrient=code,
        number=fdc_id,
        unit=lists.units[fdc_id],
        rank=rank,
        amount=amount,
        n=n,
        low=low,
        high=high,
        state=derivation.state,
        derivation=derivation.text,
        place=f"food_nutrient.csv:{line}",
        loq=loq,
        is_less_than=derivation.is_less_than,
        note=note,
    )
