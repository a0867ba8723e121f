"""This project's own format: which columns it has, and how rows of texts become records.

CSV and JSON hold the same. As CSV it is two files: `foods.csv`, one row a value, and beside it
`foods.about.csv` with everything that is not a value, in sections that each begin with a line of their own
columns. A `foods.csv` alone is enough for foods of a source that is already here. Yes and no are words,
amounts plain decimals in the unit beside them, an empty cell is nothing known.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from foods.actions import Draft, DraftValue
from foods.models import AssumptionGroup, FoodMark
from nutrients.intake import State
from nutrients.nutrient import NUTRIENTS

from .checks import LONGEST, amount_in, checked_name, gtin14, optional, samples
from .records import (
    AssumptionRecord,
    CategoryRecord,
    FoodRecord,
    Kind,
    NotWhatItClaims,
    PortionRecord,
    Problem,
    ReleaseRecord,
    SourceCategoryRecord,
    SourceRecord,
    Standing,
)
from .spill import Spill

FORMAT, VERSION = "k2tracker foods", 1
VALUE = (
    "food_slug",
    "food_name",
    "category",
    "basis",
    "source",
    "source_food_id",
    "nutrient",
    "amount",
    "unit",
    "state",
    "low",
    "high",
    "n",
    "value_source",
    "derivation",
    "donor_source",
    "donor_food_id",
    "note",
)
NEEDED = tuple(
    column
    for column in VALUE
    if column not in {"food_name", "category", "basis", "derivation", "donor_source", "donor_food_id", "note"}
)
SECTIONS = {
    "source": ("key", "citation", "identifier", "covers", "how_verified", "licence"),
    "release": (
        "number",
        "source",
        "name",
        "version",
        "released_on",
        "licence",
        "attribution",
        "digest",
        "created",
        "changed",
        "unchanged",
        "rejected",
    ),
    "source_category": (
        "source",
        "code",
        "name",
        "category",
        "assumption_group",
        "excluded_words",
        "is_in_use",
    ),
    "assumption": ("group", "nutrient", "low", "high", "reason", "source", "is_active"),
    "food": (
        "slug",
        "name",
        "category",
        "basis",
        "source",
        "source_food_id",
        "brand",
        "ndb_number",
        "source_category",
        "is_retired",
        "represented_by",
        "merged_into",
        "release",
        "assumption_group",
        "k2_low",
        "k2_high",
        "k2_range_note",
        "k2_note",
    ),
    "alias": ("food_slug", "text"),
    "mark": ("food_slug", "mark"),
    "portion": ("food_slug", "name", "grams", "is_estimate", "note"),
    "barcode": ("food_slug", "gtin"),
}
OF_A_FOOD = ("alias", "mark", "portion", "barcode")
PER_100G, PER_UNIT = "per_100g", "per_unit"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")  # what a spreadsheet may take for a formula
SLUG = re.compile(r"[A-Za-z0-9_-]{1,80}")
WITHOUT_AMOUNT = {State.UNKNOWN, State.NOT_ON_LABEL}
Row = dict[str, str]


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs: one that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def plain(cell: str) -> str:
    """The cell before `safe`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(DANGEROUS) else cell


def yes(text: str) -> bool:
    """Raises ValueError for what is neither yes nor no; nothing is no."""
    if text not in ("yes", "no", ""):
        raise ValueError("neither yes nor no")
    return text == "yes"


def day(text: str) -> date | None:
    """Raises ValueError for what is no date."""
    return date.fromisoformat(text) if text else None


def source_record(row: Row) -> SourceRecord:
    if not (SLUG.fullmatch(row["key"]) and len(row["key"]) <= 40):
        raise ValueError("the key is not one word of at most 40 letters, digits and hyphens")
    _hold(row, identifier=200, licence=120)
    return SourceRecord(**{name: row.get(name, "") for name in SECTIONS["source"]})


def release_record(row: Row) -> ReleaseRecord:
    _hold(row, digest=64, name=120, version=40, licence=120)
    return ReleaseRecord(
        source=row["source"],
        digest=row["digest"],
        name=row["name"],
        version=row["version"],
        released_on=day(row["released_on"]),
        licence=row["licence"],
        attribution=row["attribution"],
        **{name: samples(row[name]) or 0 for name in ("created", "changed", "unchanged", "rejected")},
    )


def category_record(row: Row) -> SourceCategoryRecord:
    _hold(row, code=80, name=200, category=40)
    group, is_in_use = row["assumption_group"], yes(row["is_in_use"])
    if _one_of(group, ("", *AssumptionGroup.values), "assumption group") == "" and is_in_use:
        raise ValueError("in use without an assumption group")
    texts = {name: row[name] for name in SECTIONS["source_category"] if name != "is_in_use"}
    return SourceCategoryRecord(**texts, is_in_use=is_in_use)


def assumption_record(row: Row) -> AssumptionRecord:
    nutrient = _one_of(row["nutrient"], NUTRIENTS, "nutrient")
    low, high = (amount_in(row[name], NUTRIENTS[nutrient].unit, nutrient) for name in ("low", "high"))
    if low > high:
        raise ValueError("minimum above maximum")
    return AssumptionRecord(
        group=_one_of(row["group"], AssumptionGroup.values, "assumption group"),
        nutrient=nutrient,
        low=low,
        high=high,
        reason=row["reason"],
        source=row["source"],
        is_active=yes(row["is_active"]),
    )


HEADS: dict[str, Callable[[Row], object]] = {
    "source": source_record,
    "release": release_record,
    "source_category": category_record,
    "assumption": assumption_record,
}


def head(section: str, row: Row, place: str) -> object:
    """A row about sources, releases, categories or assumptions. Raises NotWhatItClaims: all rests on them."""
    try:
        return HEADS[section](row)
    except (ValueError, KeyError) as error:
        raise NotWhatItClaims(f"{place}: {section}: {error}") from error


def _hold(row: Row, **most: int) -> None:
    """Raises ValueError for a text of more letters than its column takes."""
    for name, letters in most.items():
        if len(row[name]) > letters:
            raise ValueError(f"{name} of more than {letters} letters")


def _one_of(text: str, allowed, what: str) -> str:
    if text not in allowed:
        raise ValueError(f"unknown {what}")
    return text


def records(spill: Spill, known_sources: frozenset[str], releases: int) -> Iterator[FoodRecord | Problem]:
    """The foods put away under their slugs in the tables food, value, alias, mark, portion and barcode.

    Each row there is (place, JSON of the row). known_sources: keys a value may name.
    """
    yield from spill.noted()
    for slug, found in spill.by_key("food", "value", *OF_A_FOOD):
        rows = {
            table: [(place, json.loads(text)) for _line, place, text in listed]
            for table, listed in found.items()
        }
        yield from _food(slug, rows, known_sources, releases)


def _food(slug, rows, known_sources, releases) -> Iterator[FoodRecord | Problem]:
    heads = rows["food"] or [(place, _as_food(row)) for place, row in rows["value"]]
    if not heads:
        for table in OF_A_FOOD:
            for place, _row in rows[table]:
                yield Problem(Kind.OTHER, place, slug, "of a food that is not listed")
        return
    place, row = heads[0]
    if any(other != row for _place, other in heads):
        for place, _row in heads:
            yield Problem(Kind.FOOD, place, slug, "rows of one food contradict each other")
        return
    if rows["food"]:
        for place_again, _row in heads[1:]:
            yield Problem(Kind.OTHER, place_again, slug, "the same row twice")
    try:
        name = checked_name(row["name"])
        standing = _standing(slug, row, rows, releases)
        head_of_draft = _head_of_draft(row)
        source = _one_of(row["source"], known_sources, "source")
        food_id = row["source_food_id"]
        if not 0 < len(food_id) <= 80:
            raise ValueError("no id of the source, or one of more than 80 letters")
        if rows["food"]:
            _hold(row, brand=120, ndb_number=5, source_category=80)
    except ValueError as error:
        yield Problem(Kind.FOOD, place, slug, str(error))
        return
    values, problems = _values(slug, rows["value"], known_sources, per_100g=standing.basis == PER_100G)
    yield from problems
    portions, problems = _portions(slug, rows["portion"])
    yield from problems
    barcodes, problems = _barcodes(slug, rows["barcode"])
    yield from problems
    code = row.get("source_category", "")
    yield FoodRecord(
        source=source,
        source_food_id=food_id,
        name=name,
        draft=Draft(values, **head_of_draft),
        place=place,
        portions=portions,
        brand=row.get("brand", ""),
        ndb_number=row.get("ndb_number", ""),
        barcodes=barcodes,
        category=CategoryRecord(code, "") if code else None,
        standing=standing,
    )


def _head_of_draft(row: Row) -> dict[str, object]:
    """What a row says of the composition as a whole. Raises ValueError."""
    low, high = (_total_k2(row.get(name, "")) for name in ("k2_low", "k2_high"))
    if low is not None and high is not None and low > high:
        raise ValueError("minimum above maximum")
    group = row.get("assumption_group", "")
    return {
        "assumption_group": _one_of(group, ("", *AssumptionGroup.values), "assumption group"),
        "k2_low": low,
        "k2_high": high,
        "k2_range_note": row.get("k2_range_note", ""),
        "k2_note": row.get("k2_note", ""),
    }


def _total_k2(text: str) -> Decimal | None:
    """µg, bounded like its commonest form."""
    return amount_in(text, "µg", "menaquinone_7", per_100g=False) if text.strip() else None


def _as_food(value: Row) -> Row:
    """What a value's row says of its food."""
    return {
        "name": value["food_name"] or value["food_slug"],
        "category": value["category"] or "other",
        "basis": value["basis"] or PER_100G,
        "source": value["source"],
        "source_food_id": value["source_food_id"],
    }


def _standing(slug, row, rows, releases) -> Standing:
    if not SLUG.fullmatch(slug):
        raise ValueError("the slug is not one word of letters, digits and hyphens")
    release = row.get("release", "")
    if release and not (release.isdecimal() and 1 <= int(release) <= releases):
        raise ValueError("unknown release")
    _hold(row, category=40)
    if slug in (row.get("represented_by"), row.get("merged_into")):
        raise ValueError("it stands for itself")
    if row.get("merged_into") and not yes(row.get("is_retired", "")):
        raise ValueError("merged into another food, but not retired")
    aliases = tuple(dict.fromkeys(checked_name(alias["text"]) for _place, alias in rows["alias"]))
    return Standing(
        slug=slug,
        category=checked_name(row["category"], "portion"),
        basis=_one_of(row["basis"], (PER_100G, PER_UNIT), "basis"),
        aliases=aliases,
        marks=tuple(
            dict.fromkeys(_one_of(row["mark"], FoodMark.Mark.values, "mark") for _place, row in rows["mark"])
        ),
        is_retired=yes(row.get("is_retired", "")),
        represented_by=row.get("represented_by", ""),
        merged_into=row.get("merged_into", ""),
        release=int(release) if release else None,
    )


def _values(slug, rows, known_sources, *, per_100g) -> tuple[tuple[DraftValue, ...], list[Problem]]:
    problems: list[Problem] = []
    found: dict[str, list[tuple[str, DraftValue]]] = {}
    for place, row in rows:
        if not row["nutrient"] and not row["amount"]:
            continue  # the one row of a food of which nothing is known
        try:
            value = _value(row, known_sources, per_100g=per_100g)
        except ValueError as error:
            detail = f"{row['nutrient']} {row['amount']} {row['unit']}".strip()[:80]
            problems.append(Problem(Kind.VALUE, place, slug, str(error), detail))
            continue
        found.setdefault(value.nutrient, []).append((place, value))
    values = []
    for nutrient, listed in found.items():
        if len({value for _place, value in listed}) > 1:
            reason = "two rows of one nutrient contradict each other"
            problems += [Problem(Kind.VALUE, place, slug, reason, nutrient) for place, _value in listed]
            continue
        values.append(listed[0][1])
        problems += [
            Problem(Kind.VALUE, place, slug, "the same row twice", nutrient) for place, _value in listed[1:]
        ]
    return tuple(values), problems


def _value(row: Row, known_sources, *, per_100g: bool) -> DraftValue:
    nutrient = _one_of(row["nutrient"], NUTRIENTS, "nutrient")
    state = State(_one_of(row["state"], set(State), "state"))
    amount, low, high = (
        amount_in(row[name], row["unit"], nutrient, per_100g=per_100g) if row[name] else None
        for name in ("amount", "low", "high")
    )
    if (amount is None) != (state in WITHOUT_AMOUNT):
        raise ValueError(f"state {state} {'needs an' if amount is None else 'has no'} amount")
    if low is not None and high is not None and low > high:
        raise ValueError("minimum above maximum")
    if amount is not None and not row["value_source"]:
        raise ValueError("an amount without a source")
    donor = row["donor_source"]
    if bool(donor) != bool(row["donor_food_id"]):
        raise ValueError("a donor without its number")
    return DraftValue(
        nutrient=nutrient,
        amount=amount,
        state=state,
        source=_one_of(row["value_source"], known_sources, "source") if row["value_source"] else None,
        low=low,
        high=high,
        n=samples(row["n"]),
        derivation=row["derivation"][: LONGEST["derivation"]],
        donor_source=_one_of(donor, known_sources, "source") if donor else None,
        donor_food_id=row["donor_food_id"][:40],
        note=row["note"],
    )


def _portions(slug, rows) -> tuple[tuple[PortionRecord, ...], list[Problem]]:
    portions, problems = {}, []
    for place, row in rows:
        try:
            name, grams = checked_name(row["name"], "portion"), optional(row["grams"])
            if grams is not None and (grams.adjusted() > 6 or not 0 < (grams := round(grams, 3)) < 1_000_000):
                raise ValueError("a portion without a weight")
            if name in portions:
                raise ValueError("two portions of one name")
            note = row["note"][: LONGEST["note"]]
            portions[name] = PortionRecord(name, grams, yes(row["is_estimate"]), note)
        except ValueError as error:
            problems.append(Problem(Kind.PORTION, place, slug, str(error), row["name"][:60]))
    return tuple(portions.values()), problems


def _barcodes(slug, rows) -> tuple[tuple[str, ...], list[Problem]]:
    barcodes, problems = [], []
    for place, row in rows:
        try:
            barcodes.append(gtin14(row["gtin"]))
        except ValueError as error:
            problems.append(Problem(Kind.BARCODE, place, slug, str(error), row["gtin"][:20]))
    return tuple(dict.fromkeys(barcodes)), problems
