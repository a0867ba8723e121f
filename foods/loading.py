"""Loading the food fixture into the database.

Read, then write: reading checks every row without a database and says file and line where one is wrong.
The fixture is the whole of the source `k2tracker`, so its digest tells whether there is anything to do.
Log entries are never touched, nor is a curator's switch on an assumption, nor a composition of theirs while
the fixture says of that food what it said before. What curators changed of a food's names, category, marks or
portions stays as well (`edited.py`), and is told; a food that the fixture no longer holds is retired, not
deleted, and a retired or merged food stays so.
"""

import csv
import hashlib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.conf import settings
from django.db import transaction

from nutrients.intake import State
from nutrients.nutrient import NUTRIENTS

from .actions import Draft, DraftValue, Publication, publish
from .edited import Head, bring
from .marks import pass_on_marks
from .models import (
    Assumption,
    AssumptionGroup,
    Food,
    FoodMark,
    Revision,
    Source,
    SourceRelease,
)
from .representation import represent
from .search_index import index_foods

FIXTURE = Path(settings.BASE_DIR) / "fixtures" / "foods"
FILES = ("sources.csv", "foods.csv", "values.csv", "portions.csv", "assumptions.csv")
OWN_SOURCE = "k2tracker"
REASON = "From the food fixture"
OWN_SOURCE_FIELDS = {
    "key": OWN_SOURCE,
    "citation": "k2tracker food table: figures from published tables and papers, each with its source.",
    "covers": "foods and products, and the assumptions reviewed by this project",
    "licence": "MIT for the compilation; each figure under its own source's terms",
}


class FixtureError(Exception):
    """A row of the fixture cannot be read."""


@dataclass(frozen=True, slots=True)
class FixtureFood:
    """A food of the fixture with everything that belongs to it."""

    slug: str
    name: str
    category: str
    basis: str
    marks: tuple[str, ...]
    aliases: tuple[str, ...]
    portions: tuple[tuple, ...]  # (name, grams or None, is estimated, note)
    draft: Draft


@dataclass(frozen=True, slots=True)
class Fixture:
    """A fixture that was read and checked. `digest` is the SHA-256 of its files."""

    sources: tuple[Source, ...]
    foods: tuple[FixtureFood, ...]
    assumptions: tuple[dict, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a run did. revisions counts the foods whose composition was published anew.

    edited: slug and parts of each food of which curators' edits stay where the fixture says otherwise.
    """

    created: int = 0
    revisions: int = 0
    unchanged: int = 0
    retired: int = 0
    was_loaded: bool = False
    edited: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __str__(self):
        if self.was_loaded:
            return "Foods: already loaded."
        return (
            f"Foods: {self.created} new, {self.revisions} compositions published, "
            f"{self.unchanged} unchanged, {self.retired} retired."
        )

    def lines(self) -> list[str]:
        """The totals, and a line for each food that is left as curators edited it."""
        left = [f"{slug}: {', '.join(parts)} left as edited" for slug, parts in self.edited]
        return [str(self), *left]


def digest_of(folder: Path) -> str:
    """SHA-256 over the fixture's files. Raises FixtureError where one is missing."""
    digest = hashlib.sha256()
    for name in FILES:
        try:
            digest.update(name.encode() + b"\0" + (folder / name).read_bytes())
        except OSError as error:
            raise FixtureError(f"{folder / name}: {error.strerror}") from error
    return digest.hexdigest()


def read_fixture(folder: Path = FIXTURE) -> Fixture:
    """Read and check the fixture's files. Raises FixtureError with file and line."""
    digest = digest_of(folder)
    sources = tuple(Source(**row) for row in _rows(folder / "sources.csv", dict))
    keys = {source.key for source in sources} | {OWN_SOURCE}
    values: dict[str, list[DraftValue]] = {}
    for slug, value in _rows(folder / "values.csv", lambda row: _value(row, keys)):
        values.setdefault(slug, []).append(value)
    portions: dict[str, list[tuple]] = {}
    for slug, portion in _rows(folder / "portions.csv", _portion):
        portions.setdefault(slug, []).append(portion)
    foods = tuple(_rows(folder / "foods.csv", lambda row: _food(row, values, portions)))
    slugs = {food.slug for food in foods}
    for name, strangers in (("values.csv", values.keys() - slugs), ("portions.csv", portions.keys() - slugs)):
        if strangers:
            raise FixtureError(f"{name}: no such food: {', '.join(sorted(strangers))}")
    assumptions = tuple(_rows(folder / "assumptions.csv", lambda row: _assumption(row, keys)))
    return Fixture(sources, foods, assumptions, digest)


def _rows(path: Path, convert):
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            try:
                yield convert(row)
            except (KeyError, ValueError, InvalidOperation) as error:
                raise FixtureError(f"{path.name}, line {reader.line_num}: {error!r}") from error


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _one_of(text, allowed, what):
    if text not in allowed:
        raise ValueError(f"unknown {what} {text!r}")
    return text


def _value(row, source_keys):
    return row["slug"], DraftValue(
        nutrient=_one_of(row["nutrient"], NUTRIENTS, "nutrient"),
        amount=_decimal(row["amount"]),
        state=State(row["state"]),
        source=_one_of(row["source"], source_keys, "source") if row["source"] else None,
        low=_decimal(row["low"]),
        high=_decimal(row["high"]),
        n=int(row["n"]) if row["n"] else None,
        derivation=row["derivation"],
        donor_source=row["donor_source"] or None,
        donor_food_id=row["donor_food_id"],
        note=row["note"],
    )


def _portion(row):
    estimated = _one_of(row["is_estimate"], ("yes", "no"), "mark of an estimate") == "yes"
    return row["slug"], (row["name"], _decimal(row["grams"]), estimated, row["note"])


def _food(row, values, portions):
    slug = row["slug"]
    marks = tuple(filter(None, row["marks"].split(";")))
    return FixtureFood(
        slug=slug,
        name=row["name"],
        category=row["category"],
        basis=_one_of(row["basis"], Food.Basis.values, "basis"),
        marks=tuple(_one_of(mark, FoodMark.Mark.values, "mark") for mark in marks),
        aliases=tuple(dict.fromkeys(filter(None, (alias.strip() for alias in row["aliases"].split(";"))))),
        portions=tuple(portions.get(slug, ())),
        draft=Draft(
            values=tuple(values.get(slug, ())),
            assumption_group=_one_of(row["assumption_group"], ("", *AssumptionGroup.values), "group"),
            k2_low=_decimal(row["k2_low"]),
            k2_high=_decimal(row["k2_high"]),
            k2_range_note=row["k2_range_note"],
            k2_note=row["k2_note"],
        ),
    )


def _assumption(row, source_keys):
    return {
        "group": _one_of(row["group"], AssumptionGroup.values, "group"),
        "nutrient": _one_of(row["nutrient"], NUTRIENTS, "nutrient"),
        "low": Decimal(row["low"]),
        "high": Decimal(row["high"]),
        "source": _one_of(row["source"], source_keys, "source"),
        "reason": row["reason"],
    }


def load_foods(folder: Path = FIXTURE) -> LoadReport:
    """Bring the database to what the fixture says, in one transaction. One query where it is there already.

    Raises FixtureError before the first write where the fixture cannot be read.
    """
    digest = digest_of(folder)
    newest = SourceRelease.objects.filter(source__key=OWN_SOURCE).order_by("-pk").values_list("digest")
    if newest.first() == (digest,):
        return LoadReport(was_loaded=True)
    fixture = read_fixture(folder)
    with transaction.atomic():
        return _write(fixture)


def _write(fixture: Fixture) -> LoadReport:
    Source.objects.bulk_create(
        [Source(**OWN_SOURCE_FIELDS), *fixture.sources],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["citation", "identifier", "covers", "how_verified", "licence"],
    )
    sources = {source.key: source for source in Source.objects.all()}
    own = sources[OWN_SOURCE]
    known = own.foods.count()
    Food.objects.bulk_create(
        [
            Food(
                slug=food.slug,
                name=food.name,
                category=food.category,
                basis=food.basis,
                source=own,
                source_food_id=food.slug,
            )
            for food in fixture.foods
        ],
        update_conflicts=True,
        unique_fields=["source", "source_food_id"],
        update_fields=["slug", "basis"],
    )
    rows = {food.source_food_id: food for food in own.foods.all()}
    gone = rows.keys() - {food.slug for food in fixture.foods}
    retired = own.foods.filter(source_food_id__in=gone, is_retired=False).update(is_retired=True)
    edited = bring({rows[food.slug]: _head(food) for food in fixture.foods})
    loaded = _loaded_before(own)
    revisions = publish(
        publications=[
            Publication(rows[food.slug], food.draft, reason=REASON)
            for food in fixture.foods
            if loaded.get(food.slug) != food.draft.digest
        ],
        sources=sources,
    )
    _write_assumptions(fixture, sources)
    SourceRelease.objects.create(source=own, digest=fixture.digest)
    index_foods(food.pk for food in rows.values())
    pass_on_marks(food.pk for food in rows.values())
    represent()
    return LoadReport(
        created=len(rows) - known,
        revisions=len(revisions),
        unchanged=len(fixture.foods) - len(revisions),
        retired=retired,
        edited=edited,
    )


def _head(food: FixtureFood) -> Head:
    return Head(
        name=food.name,
        category=food.category,
        aliases=food.aliases,
        marks=tuple(sorted(food.marks)),
        portions=food.portions,
    )


def _loaded_before(own: Source) -> dict[str, str]:
    """Digest of the composition that the fixture last gave each food.

    A food for which the fixture says what it said then is left alone: where curators have published another
    composition since, theirs stays.
    """
    revisions = Revision.objects.filter(food__source=own, reason=REASON, published_at__isnull=False)
    return dict(revisions.order_by("number").values_list("food__slug", "digest"))


def _write_assumptions(fixture, sources):
    """Figures and reasons follow the fixture; whether one is in use stays as the curators left it."""
    for assumption in fixture.assumptions:
        Assumption.objects.update_or_create(
            group=assumption["group"],
            nutrient=assumption["nutrient"],
            defaults={
                "low": assumption["low"],
                "high": assumption["high"],
                "reason": assumption["reason"],
                "source": sources[assumption["source"]],
            },
        )
    held = [(one["group"], one["nutrient"]) for one in fixture.assumptions]
    for assumption in Assumption.objects.all():
        if (assumption.group, assumption.nutrient) not in held:
            assumption.delete()
