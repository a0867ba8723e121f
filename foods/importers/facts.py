"""The compiled facts table (foods, notes, portions, sources) turned into the rows of the food fixture.

Pure: reads files, writes nothing. What the facts leave to judgement is not decided here but read from the
hand-reviewed tables in fixtures/foods/review: which range is about which single form, which marks and which
assumption group a food has, what licence a source has. An empty cell of the facts is unknown, 0 is zero.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from nutrients.intake import State

from .sr28 import SR28Value, read_values

MENAQUINONE_COLUMNS = {f"mk{length}_ug": f"menaquinone_{length}" for length in range(4, 11)}
# column of the facts -> nutrient code, column with its source, nutrient number of SR28
COLUMNS = {
    "energy_kcal": ("energy", "source_minerals", "208"),
    "vitamin_k1_ug": ("phylloquinone", "source_k1", "430"),
    **{column: (code, "source_k2", None) for column, code in MENAQUINONE_COLUMNS.items()},
    "mk4_ug": ("menaquinone_4", "source_k2", "428"),
    "vitamin_d_total_ug": ("vitamin_d", "source_d", "328"),
    "vitamin_d3_ug": ("cholecalciferol", "source_d", "326"),
    "magnesium_mg": ("magnesium", "source_minerals", "304"),
    "calcium_mg": ("calcium", "source_minerals", "301"),
}
USDA = "usda_sr28"
KIND_NOT_STATED = {"ciqual2020", "mext2023", "frida54"}
QUALITY_STATES = {
    "measured": State.MEASURED,
    "borrowed": State.BORROWED,
    "assumed_zero": State.ASSUMED,
}
HIGH_VITAMIN_K_NAMES = re.compile(r"chlorella|クロレラ|aojiru|青汁|vitamin k complex", re.IGNORECASE)

SOURCE_FIELDS = ("key", "citation", "identifier", "covers", "how_verified", "licence")
FOOD_FIELDS = (
    "slug",
    "name",
    "category",
    "basis",
    "assumption_group",
    "marks",
    "aliases",
    "k2_low",
    "k2_high",
    "k2_range_note",
    "k2_note",
)
VALUE_FIELDS = (
    "slug",
    "nutrient",
    "amount",
    "low",
    "high",
    "n",
    "state",
    "source",
    "derivation",
    "donor_source",
    "donor_food_id",
    "note",
)
PORTION_FIELDS = ("slug", "name", "grams", "is_estimate", "note")


class FactsError(Exception):
    """The facts or the reviewed tables say something that cannot both be true."""


@dataclass(frozen=True, slots=True)
class Fixture:
    """The rows of the fixture files, as texts, in the order of the facts."""

    sources: list[dict]
    foods: list[dict]
    values: list[dict]
    portions: list[dict]


@dataclass(frozen=True, slots=True)
class Review:
    """The hand-reviewed tables. form_ranges: (slug, nutrient) -> (low, high), texts, "" for an open end."""

    form_ranges: Mapping[tuple[str, str], tuple[str, str]]
    ranged_slugs: frozenset[str]
    categories: Mapping[str, tuple[str, str]]
    foods: Mapping[str, tuple[str, str]]
    licences: Mapping[str, str]

    def classify(self, slug: str, category: str) -> tuple[str, str]:
        """Marks (parted by `;`) and assumption group. Raises FactsError for a category not yet reviewed."""
        if slug in self.foods:
            return self.foods[slug]
        if category not in self.categories:
            raise FactsError(f"{slug}: category {category!r} has no row in review/classification.csv")
        return self.categories[category]


def rows_of(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_review(folder: Path) -> Review:
    """The reviewed tables in `folder`."""
    ranges = rows_of(folder / "k2_ranges.csv")
    classification = rows_of(folder / "classification.csv")

    def classified(scope):
        return {
            row["key"]: (row["marks"], row["assumption_group"])
            for row in classification
            if row["scope"] == scope
        }

    return Review(
        form_ranges={
            (row["slug"], row["nutrient"]): (row["low"], row["high"]) for row in ranges if row["nutrient"]
        },
        ranged_slugs=frozenset(row["slug"] for row in ranges),
        categories=classified("category"),
        foods=classified("food"),
        licences={row["key"]: row["licence"] for row in rows_of(folder / "licences.csv")},
    )


def build(facts: Path, sr28_zip: Path, review: Review) -> Fixture:
    """The fixture's rows.

    Raises FactsError where the facts differ from SR28, a range was not reviewed, or a reviewed row names a
    food that does not exist.
    """
    foods = rows_of(facts / "foods.csv") + rows_of(facts / "foods_extra.csv")
    notes: dict[tuple[str, str], list[str]] = {}
    for row in rows_of(facts / "food_notes.csv"):
        notes.setdefault((row["slug"], row["field"]), []).append(row["note"])
    slugs = {food["slug"] for food in foods}
    strangers = (review.ranged_slugs | review.foods.keys() | {slug for slug, _ in notes}) - slugs
    if strangers:
        raise FactsError(f"no such food: {', '.join(sorted(strangers))}")
    sr28 = read_values(
        sr28_zip,
        {food["usda_ndb"] for food in foods if food["usda_ndb"]},
        {number for _, _, number in COLUMNS.values() if number},
    )
    more_portions: dict[str, list[dict]] = {}
    for row in rows_of(facts / "portions_more.csv"):
        more_portions.setdefault(row["slug"], []).append(row)
    return Fixture(
        sources=[_source(row, review) for row in rows_of(facts / "sources.csv")],
        foods=[_food(food, notes, review) for food in foods],
        values=[row for food in foods for row in _values(food, notes, review, sr28)],
        portions=[
            row for food in foods for row in _portions(food, notes, more_portions.get(food["slug"], []))
        ],
    )


def _source(row, review):
    return {
        "key": row["key"],
        "citation": row["citation"],
        "identifier": row["doi_or_identifier"],
        "covers": row["covers"],
        "how_verified": row["how_verified"],
        "licence": review.licences.get(row["key"], ""),
    }


def _food(food, notes, review):
    slug = food["slug"]
    if (food["k2_low"] or food["k2_high"]) and slug not in review.ranged_slugs:
        raise FactsError(f"{slug}: its range of K2 has no row in review/k2_ranges.csv")
    marks, group = review.classify(slug, food["category"])
    if HIGH_VITAMIN_K_NAMES.search(f"{food['name']};{food['aliases']}"):
        marks = ";".join([*filter(None, [marks]), "high_vitamin_k"])
    return {
        "slug": slug,
        "name": food["name"],
        "category": food["category"],
        "basis": food["basis"],
        "assumption_group": group,
        "marks": marks,
        "aliases": food["aliases"],
        "k2_low": food["k2_low"],
        "k2_high": food["k2_high"],
        "k2_range_note": "\n".join(notes.get((slug, "k2_low/k2_high"), [])),
        "k2_note": "\n".join(notes.get((slug, "k2_verification"), []) + notes.get((slug, "mk*"), [])),
    }


def _values(food, notes, review, sr28):
    slug = food["slug"]
    for column, (code, source_column, number) in COLUMNS.items():
        amount, source = food[column], food[source_column]
        note = "\n".join(notes.get((slug, column), []))
        low, high = review.form_ranges.get((slug, code), ("", ""))
        row = dict.fromkeys(VALUE_FIELDS, "") | {"slug": slug, "nutrient": code, "note": note}
        if amount == "":
            if note or low or high:
                yield row | {"low": low, "high": high, "state": State.UNKNOWN.value}
            continue
        row |= {"amount": amount, "source": source}
        if source == USDA and not _is_borrowed_from_another(food, source_column):
            row |= _from_usda(food, code, amount, sr28, number)
        else:
            row |= {"state": _state(food, column, source, source_column, note).value}
            donor = re.search(r"borrowed from USDA NDB (\d{5})", note)
            if donor:
                row |= {"donor_source": USDA, "donor_food_id": donor[1]}
        if source == "palmer2021" and food["k2_quality"] == "assumed_zero":
            row |= {"note": _with_rule(column, note)}
        if low or high:
            row |= {"low": low, "high": high}
        yield row


def _is_borrowed_from_another(food, source_column):
    return source_column == "source_k2" and food["k2_quality"] == "borrowed"


def _with_rule(column, note):
    """palmer2021 looked for K1, MK-4 and MK-7; the other zeros stand on the rule for plant foods."""
    if column not in MENAQUINONE_COLUMNS or column in {"mk4_ug", "mk7_ug"}:
        return note
    return "\n".join(
        [*filter(None, [note]), "palmer2021 looked for MK-4 and MK-7; this zero rests on plant_rule"]
    )


def _from_usda(food, code, amount, sr28: Mapping[tuple[str, str], SR28Value], number):
    ndb = food["usda_ndb"]
    donor = {"donor_source": USDA, "donor_food_id": ndb}
    value = sr28.get((ndb, number))
    if value is None and code == "cholecalciferol":
        return donor | _d3_from_total(sr28[ndb, "328"])
    if value is None or value.amount != Decimal(amount):
        raise FactsError(f"{food['slug']}: {code} {amount} is not what SR28 gives for {ndb}")
    return donor | {
        "state": value.state.value,
        "derivation": value.derivation + (f", from NDB {value.reference_ndb}" if value.reference_ndb else ""),
        "n": str(value.n),
        "low": _text(value.low),
        "high": _text(value.high),
    }


def _d3_from_total(total: SR28Value):
    """SR28 gives no D3 for this food. With a total of 0 it is 0 as surely as the total; else worked out."""
    if total.amount == 0:
        return {"state": total.state.value, "derivation": f"0 as SR28's total vitamin D ({total.derivation})"}
    return {"state": State.CALCULATED.value, "derivation": "worked out from SR28's total vitamin D"}


def _text(number):
    return "" if number is None else f"{number.normalize():f}"


def _state(food, column, source, source_column, note) -> State:
    """The kind of a value that does not come from USDA."""
    if source == "label":
        return State.LABEL
    if source == "plant_rule":
        return State.ASSUMED
    if source_column == "source_k2":
        return QUALITY_STATES[food["k2_quality"]]
    if column == "vitamin_d3_ug" and "D3 set" in note:
        return State.CALCULATED
    if source in KIND_NOT_STATED:
        return State.UNSTATED
    if source == food["source_k2"] and food["k2_quality"] == "borrowed":
        return State.BORROWED  # K1 was read in the same borrowed row of the paper
    return State.MEASURED


def _portions(food, notes, more):
    slug = food["slug"]
    both = notes.get((slug, "portion_1/2_g"), [])
    for number in (1, 2):
        name = food[f"portion_{number}_name"]
        if name:
            said = both + notes.get((slug, f"portion_{number}_g"), [])
            yield _portion(slug, name, food[f"portion_{number}_g"], "\n".join(said))
    for row in more:
        yield _portion(slug, row["portion_name"], row["portion_g"], row["note"])


def _portion(slug, name, grams, note):
    is_estimate = "estimate" in note
    return {
        "slug": slug,
        "name": name,
        "grams": grams,
        "is_estimate": "yes" if is_estimate else "no",
        "note": note,
    }
