"""Reads this project's own files: `foods.csv` with `foods.about.csv` beside it, or one JSON document."""

import csv
import json
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from .checks import UNSTORABLE, storable
from .files import LONGEST_FIELD, Download, Progress, Tally, no_progress
from .json_stream import items
from .own_format import FORMAT, NEEDED, OF_A_FOOD, SECTIONS, VALUE, VERSION, Row, head, plain, records
from .records import Edition, Kind, NotWhatItClaims, ReleaseRecord
from .spill import Spill

ABOUT = ".about.csv"
JSON_SECTIONS = {
    "sources": "source",
    "releases": "release",
    "source_categories": "source_category",
    "assumptions": "assumption",
}


def about_path(path: Path) -> Path:
    """The file beside `path` that holds everything but the values."""
    return path.with_name(path.stem + ABOUT)


def read(path: Path, known_sources: Collection[str], progress: Progress = no_progress) -> Edition:
    """Read a file of ours through. known_sources: keys of the sources that are here already.

    Raises NotWhatItClaims.
    """
    if not path.is_file():
        raise NotWhatItClaims(f"{path} is not there.")
    kinds = {".csv": _put_csv, ".json": _put_json}
    if path.suffix.casefold() not in kinds:
        raise NotWhatItClaims(f"{path.name} is neither a .csv nor a .json file.")
    download = Download(path, progress, files=[path, about_path(path)])
    spill, heads = Spill(), {section: [] for section in JSON_SECTIONS.values()}
    try:
        kinds[path.suffix.casefold()](download, path.name, spill, heads)
        foods = spill.count("food") or spill.count("value")
        if not foods:
            raise NotWhatItClaims(f"{path.name} holds no foods.")
        sources = frozenset(known_sources) | {source.key for source in heads["source"]}
        _check_sources(heads, sources, path.name)
        named = spill.counts("origin", "key")
        names = [name for name in (path.name, about_path(path).name) if name in download]
        releases = () if heads["release"] else _releases(download, names, named.keys() & sources)
    except BaseException:
        spill.close()
        raise
    return Edition(
        title=path.name,
        sources=tuple(heads["source"]),
        releases=releases,
        recorded=tuple(heads["release"]),
        categories=tuple(heads["source_category"]),
        assumptions=tuple(heads["assumption"]),
        foods=foods,
        not_kept=0,
        records=partial(records, spill, sources, len(heads["release"])),
        close=spill.close,
    )


def _check_sources(heads: dict[str, list], sources: Collection[str], name: str) -> None:
    for section in ("release", "source_category", "assumption"):
        for record in heads[section]:
            if record.source not in sources:
                raise NotWhatItClaims(f"{name}: {section}: unknown source {record.source[:40]!r}.")


def _releases(download: Download, names: list[str], sources: Collection[str]) -> tuple[ReleaseRecord, ...]:
    digest = download.digest(names)
    return tuple(
        ReleaseRecord(source=key, digest=digest, name=names[0], version="", licence="", attribution="")
        for key in sorted(sources)
    )


def _put_csv(download: Download, name: str, spill: Spill, heads: dict[str, list]) -> None:
    origins = set()

    def values() -> Iterator[tuple[str, int, str, str]]:
        tally = Tally(name)
        also = tuple(column for column in VALUE if column not in NEEDED)
        for line, cells in download.table(name, NEEDED, also):
            tally.rows += 1
            try:
                row = _row_of(cells, (*NEEDED, *also))
            except ValueError as error:
                spill.note(Kind.OTHER, tally.refuse(line, str(error)), "", str(error))
                continue
            origins.add(row["source"])
            yield row["food_slug"], line, f"{name}:{line}", json.dumps(row)
        tally.check()

    spill.add("value", 2, values())
    spill.add("origin", 0, ((key, 0) for key in sorted(origins)))
    about = about_path(Path(name)).name
    found = _about_rows(download, about, heads) if about in download else {}
    for table in ("food", *OF_A_FOOD):
        spill.add(table, 2, found.get(table, ()))


def _row_of(cells: list[str] | None, columns: Sequence[str]) -> Row:
    """One row of values. Raises ValueError with the reason why it is none."""
    if cells is None:
        raise ValueError("a row of another width")
    row = {column: storable(plain(cell)) for column, cell in zip(columns, cells, strict=True)}
    if not row["food_slug"]:
        raise ValueError("no food_slug")
    return row


def _about_rows(download: Download, name: str, heads: dict[str, list]) -> dict[str, Iterator[tuple]]:
    """Heads at once; rows of foods as a pass over the file for each table."""
    for line, section, row in _sections(download, name):
        if section in heads:
            heads[section].append(head(section, row, f"{name}:{line}"))

    def rows_of(table: str) -> Iterator[tuple]:
        for line, section, row in _sections(download, name):
            if section == table:
                yield row["slug" if table == "food" else "food_slug"], line, f"{name}:{line}", json.dumps(row)

    return {table: rows_of(table) for table in ("food", *OF_A_FOOD)}


def _sections(download: Download, name: str) -> Iterator[tuple[int, str, Row]]:
    """(line, section, row): a row whose first cell is "section" names the columns of those after it."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(download.lines(name, "utf-8-sig"))
    columns: list[str] = []
    try:
        for cells in reader:
            if cells[:1] == ["section"]:
                columns = cells[1:]
            elif cells:
                place = f"{name}:{reader.line_num}"
                if cells[0] not in SECTIONS or len(cells) != len(columns) + 1:
                    raise NotWhatItClaims(f"{place}: not a row of a section.")
                row = dict(zip(columns, map(plain, cells[1:]), strict=True))
                if any(UNSTORABLE.search(cell) for cell in cells):
                    raise NotWhatItClaims(f"{place}: letters that cannot be stored.")
                if missing := set(SECTIONS[cells[0]]) - row.keys():
                    raise NotWhatItClaims(f"{place}: {cells[0]} without {', '.join(sorted(missing))}.")
                yield reader.line_num, cells[0], row
    except csv.Error as error:
        raise NotWhatItClaims(f"{name}, line {reader.line_num}: {error}.") from error


def _put_json(download: Download, name: str, spill: Spill, heads: dict[str, list]) -> None:
    tables: dict[str, list[tuple]] = {table: [] for table in ("food", "value", *OF_A_FOOD)}
    for table in tables:
        spill.add(table, 2, ())
    origins, seen, held = set(), {}, 0
    for line, key, item in items(download.lines(name, "utf-8-sig", in_pieces=True), name):
        place = f"{name}:{line}"
        if key in JSON_SECTIONS:
            section = JSON_SECTIONS[key]
            try:
                row = _texts(item, SECTIONS[section])
            except ValueError as error:
                raise NotWhatItClaims(f"{place}: {section}: {error}.") from error
            heads[section].append(head(section, row, place))
        elif key == "foods":
            held += _put_food(item, line, place, tables, origins, spill)
            if held > 20_000:
                held = _flush(spill, tables)
        else:
            seen[key] = item
    _flush(spill, tables)
    if (seen.get("format"), seen.get("version")) != (FORMAT, VERSION):
        raise NotWhatItClaims(f"{name} does not say that it is {FORMAT!r}, version {VERSION}.")
    spill.add("origin", 0, ((key, 0) for key in sorted(origins)))


def _flush(spill: Spill, tables: dict[str, list[tuple]]) -> int:
    for table, rows in tables.items():
        spill.extend(table, rows)
        rows.clear()
    return 0


def _put_food(item, line, place, tables, origins, spill) -> int:
    """Put one food of the document away, whole or not at all; how many rows it came to."""
    if not isinstance(item, dict) or not isinstance(item.get("slug"), str) or not item["slug"]:
        spill.note(Kind.OTHER, place, "", "not a food with a slug")
        return 0
    try:
        rows = list(_rows_of_food(item))
    except ValueError as error:
        spill.note(Kind.FOOD, place, UNSTORABLE.sub("", item["slug"])[:80], str(error))
        return 0
    origins.add(rows[0][1]["source"])
    for table, row in rows:
        tables[table].append((item["slug"], line, place, json.dumps(row)))
    return len(rows)


def _rows_of_food(item: dict) -> Iterator[tuple[str, Row]]:
    """(table, row), the food's own first. Raises ValueError where a part is something else."""
    yield "food", _texts(item, SECTIONS["food"])
    parts = (
        ("value", "values", VALUE),
        ("portion", "portions", SECTIONS["portion"]),
        ("alias", "aliases", "text"),
        ("mark", "marks", "mark"),
        ("barcode", "barcodes", "gtin"),
    )
    for table, key, columns in parts:
        listed = item.get(key, [])
        if not isinstance(listed, list):
            raise ValueError(f"{key} is no list")
        for part in listed:
            yield table, {columns: _text(part)} if isinstance(columns, str) else _texts(part, columns)


def _texts(item, columns) -> Row:
    """Raises ValueError."""
    if not isinstance(item, dict):
        raise ValueError("not an object")
    return {column: _text(item.get(column)) for column in columns}


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return storable(str(value))
