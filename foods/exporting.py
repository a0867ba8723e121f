"""The whole published database in this project's own format: see `foods.importers.own_format`.

Everybody's foods, retired ones among them since addresses and links lead to them; never a person's own, no
draft and no history. The same content gives the same bytes, whatever the database and the order it was
written in. A file is written beside its name and takes it when it is whole.
"""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.db import connection, transaction
from django.db.models.functions import Collate

from nutrients.nutrient import NUTRIENTS

from .importers.own_files import about_path
from .importers.own_format import FORMAT, SECTIONS, VALUE, VERSION, safe
from .models import (
    Assumption,
    Food,
    FoodAlias,
    FoodBarcode,
    FoodMark,
    FoodNutrient,
    Portion,
    Source,
    SourceCategory,
    SourceRelease,
)

BATCH = 1000
ORDER = {code: place for place, code in enumerate(NUTRIENTS)}
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. attributions: the sources of the file with the terms that each asks for."""

    files: tuple[Path, ...]
    foods: int
    values: int
    attributions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Food:
    """One food with what belongs to it, as rows of the format."""

    row: Row
    aliases: list[str]
    marks: list[str]
    portions: list[Row]
    barcodes: list[str]
    values: list[Row]


def export_foods(path: Path) -> Exported:
    """Write the export to `path`, a .csv (with its .about.csv beside it) or a .json.

    Raises ValueError for another ending, OSError where it cannot be written.
    """
    writers: dict[str, Callable] = {".csv": _write_csv, ".json": _write_json}
    if path.suffix.casefold() not in writers:
        raise ValueError(f"{path.name} ends neither in .csv nor in .json.")
    with transaction.atomic():
        releases = list(SourceRelease.objects.select_related("source").order_by("pk"))
        heads = _heads(releases)
        numbers = {release.pk: number for number, release in enumerate(releases, 1)}
        files, foods, values = writers[path.suffix.casefold()](path, heads, numbers)
    return Exported(
        files,
        foods,
        values,
        tuple(f"{row['key']}: {row['licence'] or 'no licence named'}" for row in heads["source"]),
    )


def _heads(releases: list[SourceRelease]) -> dict[str, list[Row]]:
    """Sources, releases, categories and assumptions, each in an order of its own content."""
    sources = sorted(Source.objects.all(), key=lambda source: source.key)
    categories = sorted(
        SourceCategory.objects.select_related("source"), key=lambda one: (one.source.key, one.code)
    )
    assumptions = sorted(
        Assumption.objects.select_related("source"), key=lambda one: (one.group, one.nutrient)
    )
    return {
        "source": [_row("source", source) for source in sources],
        "release": [
            _row("release", release, number=number, source=release.source.key)
            for number, release in enumerate(releases, 1)
        ],
        "source_category": [_row("source_category", one, source=one.source.key) for one in categories],
        "assumption": [_row("assumption", one, source=one.source.key) for one in assumptions],
    }


def _row(section: str, record: object, **given: object) -> Row:
    return {name: given[name] if name in given else getattr(record, name) for name in SECTIONS[section]}


def _foods(releases: dict[int, int]) -> Iterator[_Food]:
    """All foods in the order of their slugs, letter by letter on both engines."""
    binary = "C" if connection.vendor == "postgresql" else "BINARY"
    foods = (
        Food.objects.filter(owner__isnull=True, revision__isnull=False)
        .order_by(Collate("slug", binary))
        .select_related("source", "source_category", "revision", "represented_by", "merged_into")
    )
    batch = []
    for food in foods.iterator(chunk_size=BATCH):
        batch.append(food)
        if len(batch) == BATCH:
            yield from _complete(batch, releases)
            batch = []
    yield from _complete(batch, releases)


def _complete(foods: list[Food], releases: dict[int, int]) -> Iterator[_Food]:
    ids = [food.pk for food in foods]
    aliases = _by_food(FoodAlias.objects.filter(food__in=ids).order_by("pk"))
    marks = _by_food(FoodMark.objects.filter(food__in=ids))
    portions = _by_food(Portion.objects.filter(food__in=ids).order_by("position", "pk"))
    barcodes = _by_food(FoodBarcode.objects.filter(food__in=ids))
    values: dict[int, list[FoodNutrient]] = {}
    for value in FoodNutrient.objects.filter(revision__published_as__in=ids).select_related(
        "source", "donor_source"
    ):
        values.setdefault(value.revision_id, []).append(value)
    for food in foods:
        listed = sorted(values.get(food.revision_id, ()), key=lambda value: ORDER[value.nutrient])
        yield _Food(
            row=_food_row(food, releases),
            aliases=[alias.text for alias in aliases.get(food.pk, ())],
            marks=sorted(mark.mark for mark in marks.get(food.pk, ())),
            portions=[_row("portion", one, food_slug=food.slug) for one in portions.get(food.pk, ())],
            barcodes=sorted(one.gtin for one in barcodes.get(food.pk, ())),
            values=[_value_row(food, value) for value in listed],
        )


def _by_food(rows) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row.food_id, []).append(row)
    return found


def _food_row(food: Food, releases: dict[int, int]) -> Row:
    revision = food.revision
    drafted = ("assumption_group", "k2_low", "k2_high", "k2_range_note", "k2_note")
    return _row(
        "food",
        food,
        source=food.source.key,
        source_category=food.source_category.code if food.source_category else "",
        represented_by=food.represented_by.slug if food.represented_by else "",
        merged_into=food.merged_into.slug if food.merged_into else "",
        release=releases.get(revision.release_id),
        **{name: getattr(revision, name) for name in drafted},
    )


def _value_row(food: Food, value: FoodNutrient | None) -> Row:
    """One value; the row of a food of which nothing is known has no nutrient."""
    row = dict.fromkeys(VALUE) | {
        "food_slug": food.slug,
        "food_name": food.name,
        "category": food.category,
        "basis": food.basis,
        "source": food.source.key,
        "source_food_id": food.source_food_id,
    }
    if value is None:
        return row
    return row | {
        "nutrient": value.nutrient,
        "unit": NUTRIENTS[value.nutrient].unit,
        "value_source": value.source.key if value.source else "",
        "donor_source": value.donor_source.key if value.donor_source else "",
        **{
            name: getattr(value, name)
            for name in ("amount", "state", "low", "high", "n", "derivation", "donor_food_id", "note")
        },
    }


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return str(cell)


@contextmanager
def _whole(*paths: Path):
    """Open files for writing under other names; they take theirs when all is written."""
    parts = [path.with_name(f".{path.name}.part") for path in paths]
    files = [part.open("w", encoding="utf-8", newline="") for part in parts]
    try:
        yield files
        for file in files:
            file.close()
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    finally:
        for file, part in zip(files, parts, strict=True):
            file.close()
            part.unlink(missing_ok=True)


def _write_csv(path: Path, heads: dict[str, list[Row]], releases: dict[int, int]):
    about, counts = about_path(path), [0, 0]
    with _whole(path, about) as (value_file, about_file):
        values, rows = (csv.writer(file, lineterminator="\n") for file in (value_file, about_file))

        def put(section: str, *listed: Row) -> None:
            for row in listed:
                rows.writerow([section, *(safe(_text(row[name])) for name in SECTIONS[section])])

        for section, listed in heads.items():
            rows.writerow(["section", *SECTIONS[section]])
            put(section, *listed)
        values.writerow(VALUE)
        rows.writerow(["section", *SECTIONS["food"]])
        for food in _foods(releases):
            counts[0] += 1
            counts[1] += len(food.values)
            put("food", food.row)
            for row in food.values or [_nothing_known(food)]:
                values.writerow([safe(_text(row[name])) for name in VALUE])
        for section, belonging in (
            ("alias", lambda food: [{"text": text} for text in food.aliases]),
            ("mark", lambda food: [{"mark": mark} for mark in food.marks]),
            ("portion", lambda food: food.portions),
            ("barcode", lambda food: [{"gtin": gtin} for gtin in food.barcodes]),
        ):
            rows.writerow(["section", *SECTIONS[section]])
            for food in _foods(releases):
                put(section, *({"food_slug": food.row["slug"]} | row for row in belonging(food)))
    return (path, about), *counts


def _nothing_known(food: _Food) -> Row:
    known = {name: food.row[name] for name in ("category", "basis", "source", "source_food_id")}
    return dict.fromkeys(VALUE) | known | {"food_slug": food.row["slug"], "food_name": food.row["name"]}


def _plain(cell: object) -> object:
    """A cell as JSON has it: amounts are texts, so that none passes through a binary number."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    return _text(cell)


def _object(row: Row, *without: str) -> dict:
    return {name: _plain(cell) for name, cell in row.items() if name not in without}


def _write_json(path: Path, heads: dict[str, list[Row]], releases: dict[int, int]):
    foods = values = 0
    keys = {"source": "sources", "release": "releases", "source_category": "source_categories"}
    with _whole(path) as (file,):

        def put(key: str, items: Iterator[dict], end: str) -> None:
            file.write(f"{_json(key)}: [")
            for place, item in enumerate(items):
                file.write(f"{',' if place else ''}\n{_json(item)}")
            file.write(f"\n]{end}\n")

        file.write(f'{{"format": {_json(FORMAT)}, "version": {VERSION},\n')
        for section, listed in heads.items():
            put(keys.get(section, "assumptions"), (_object(row) for row in listed), ",")

        def listed_foods() -> Iterator[dict]:
            nonlocal foods, values
            for food in _foods(releases):
                foods, values = foods + 1, values + len(food.values)
                yield _object(food.row) | {
                    "aliases": food.aliases,
                    "marks": food.marks,
                    "portions": [_object(row, "food_slug") for row in food.portions],
                    "barcodes": food.barcodes,
                    "values": [_object(row, *VALUE[:6]) for row in food.values],
                }

        put("foods", listed_foods(), "")
        file.write("}\n")
    return (path,), foods, values


def _json(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)
