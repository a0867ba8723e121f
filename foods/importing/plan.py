"""What a batch of foods would change: read from the database and compared, nothing written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.text import slugify

from foods.actions import DraftValue
from foods.importers.records import FoodRecord, Kind, Problem
from foods.models import Food, FoodAlias, FoodBarcode, FoodMark, FoodNutrient, Portion, Revision

from .categories import category_of
from .context import Context
from .marks import marks_of
from .report import CHANGED, CREATED, KEPT, UNCHANGED, Report

LONGEST_SLUG_NAME = 60
NOT_YET = 0  # the key of a category that a dry run does not make
CONTENT = ("amount", "low", "high", "n", "state", "derivation", "note")
FIELDS = ("name", "category", "brand", "ndb_number", "source_category_id", "is_retired")


@dataclass(slots=True)
class Planned:
    """One food of a batch and what is to be written. food_id None: it is new.

    fields: columns of the food that change. portions, aliases, marks, barcodes: (what goes, what comes).
    """

    record: FoodRecord
    food_id: int | None
    slug: str
    digest: str
    number: int = 0
    publishes: bool = False
    fields: dict[str, object] = field(default_factory=dict)
    portions: tuple | None = None
    aliases: tuple[str, ...] | None = None
    marks: tuple[str, ...] | None = None
    barcodes: tuple[str, ...] | None = None

    @property
    def is_new(self) -> bool:
        return self.food_id is None

    @property
    def has_changes(self) -> bool:
        belongings = (self.portions, self.aliases, self.marks, self.barcodes)
        return self.is_new or self.publishes or bool(self.fields) or belongings != (None,) * 4


def slug_of(record: FoodRecord) -> str:
    """The address of a new food: its own where the file is ours, else its name and the source's number."""
    if record.standing is not None:
        return record.standing.slug
    prefix = "usda" if record.source == "usda_sr28" else "fdc"
    name = slugify(record.name)[:LONGEST_SLUG_NAME].strip("-")
    return f"{name}-{prefix}-{slugify(record.source_food_id)}".strip("-")[:80]


def plan(records: Sequence[FoodRecord], context: Context, report: Report) -> list[Planned]:
    """Compare a batch with what is there. Foods that would change nothing are counted and left out."""
    standing = _standing(records, context)
    taken = _taken_slugs(records, standing)
    planned = []
    for record in records:
        found = standing.foods.get(record.key)
        slug = found["slug"] if found else slug_of(record)
        if found is None and slug in taken:
            reason = "its address belongs to another food"
            report.problem(Problem(Kind.FOOD, record.place, record.source_food_id, reason, slug))
            continue
        if found is not None and found["owner_id"] is not None:
            reason = "it is a food of one person"
            report.problem(Problem(Kind.FOOD, record.place, record.source_food_id, reason))
            continue
        one = Planned(record, found["pk"] if found else None, slug, record.draft.digest)
        _compare(one, found, standing, context, report)
        planned.append(one)
    _count_values(planned, standing, report)
    return [one for one in planned if one.has_changes]


@dataclass(slots=True)
class _Standing:
    """What the database holds of the foods of a batch."""

    foods: dict[tuple[str, str], dict]
    imported: dict[int, str]  # food -> digest of the newest composition that came from a source
    numbers: dict[int, int]
    portions: dict[int, list[tuple]]
    aliases: dict[int, list[str]]
    marks: dict[int, list[str]]
    barcodes: dict[int, list[str]]


def _standing(records: Sequence[FoodRecord], context: Context) -> _Standing:
    keys = {record.key for record in records}
    found = Food.objects.filter(
        source__key__in={key for key, _food_id in keys},
        source_food_id__in=[food_id for _key, food_id in keys],
    ).order_by("pk")
    if context.writes:  # or a curator's draft, begun meanwhile, takes the number of the next revision
        list(found.select_for_update(no_key=True, of=("self",)).only("pk"))
    rows = found.values(
        "pk",
        "slug",
        "owner_id",
        "source__key",
        "source_food_id",
        "revision_id",
        "revision__digest",
        "revision__release_id",
        *FIELDS,
    )
    foods = {}
    for row in rows:
        key = row["source__key"], row["source_food_id"]
        if key in keys:
            foods[key] = row
    ids = [row["pk"] for row in foods.values()]
    imported, numbers = {}, {}
    for food_id, number, digest, release_id, published in (
        Revision.objects.filter(food__in=ids)
        .order_by("number")
        .values_list("food_id", "number", "digest", "release_id", "published_at")
    ):
        numbers[food_id] = number
        if release_id is not None and published is not None:
            imported[food_id] = digest
    return _Standing(
        foods,
        imported,
        numbers,
        portions=_listed(Portion, ids, "name", "grams", "is_estimate", "note"),
        aliases=_listed(FoodAlias, ids, "text"),
        marks=_listed(FoodMark, ids, "mark"),
        barcodes=_listed(FoodBarcode, ids, "gtin"),
    )


def _listed(model, ids: Sequence[int], *fields: str) -> dict[int, list]:
    found: dict[int, list] = {}
    for food_id, *content in model.objects.filter(food__in=ids).values_list("food_id", *fields):
        found.setdefault(food_id, []).append(tuple(content) if len(fields) > 1 else content[0])
    return found


def _taken_slugs(records: Sequence[FoodRecord], standing: _Standing) -> set[str]:
    new = [slug_of(record) for record in records if record.key not in standing.foods]
    return set(Food.objects.filter(slug__in=new).values_list("slug", flat=True))


def _compare(one: Planned, found: dict | None, standing: _Standing, context: Context, report: Report) -> None:
    record = one.record
    fields = _fields(record, context)
    if found is None:
        one.fields, one.number, one.publishes = fields, 1, True
        one.portions = _portion_rows(record)
        own = record.standing
        one.aliases = own.aliases if own else record.also_called
        one.marks, one.barcodes = own.marks if own else marks_of(record), record.barcodes
        report.food(record.source, CREATED)
        return
    food_id = found["pk"]
    one.number = standing.numbers.get(food_id, 0) + 1
    one.publishes, is_kept = _is_due(one, found, standing, context)
    if record.standing is not None or not context.is_same_edition(record.source):
        one.fields = {name: value for name, value in fields.items() if found[name] != value}
        _compare_belongings(one, food_id, standing)
    if is_kept:
        reason = "curators have published another composition; theirs stays"
        report.problem(Problem(Kind.OTHER, record.place, record.source_food_id, reason))
        report.food(record.source, KEPT)
    report.food(record.source, CHANGED if one.has_changes else UNCHANGED)


def _fields(record: FoodRecord, context: Context) -> dict[str, object]:
    category = context.category(record)
    fields = {
        "name": record.name,
        "brand": record.brand,
        "ndb_number": record.ndb_number,
        "source_category_id": None if category is None else category.pk or NOT_YET,
    }
    if record.standing is not None:
        return fields | {"category": record.standing.category, "is_retired": record.standing.is_retired}
    return fields | {"category": category_of(record.source, category, record.name)}


def _is_due(one: Planned, found: dict, standing: _Standing, context: Context) -> tuple[bool, bool]:
    """Whether the composition is to be published, and whether a curator's own stands in its way."""
    if found["revision__digest"] == one.digest:
        return False, False
    if found["revision_id"] is None or context.release_of(one.record) is None:
        return True, False
    if found["revision__release_id"] is not None:
        return True, False
    return False, standing.imported.get(found["pk"]) != one.digest


def _portion_rows(record: FoodRecord) -> tuple[tuple, ...]:
    return tuple((one.name, one.grams, one.is_estimate, one.note) for one in record.portions)


def _compare_belongings(one: Planned, food_id: int, standing: _Standing) -> None:
    """Portions follow the source. Other names, marks and barcodes only grow, but for files of our own."""
    record, own = one.record, one.record.standing
    portions = _portion_rows(record)
    if portions != tuple(standing.portions.get(food_id, ())):
        one.portions = portions
    aliases, barcodes = standing.aliases.get(food_id, []), standing.barcodes.get(food_id, [])
    if own is not None:
        if list(own.aliases) != aliases:
            one.aliases = own.aliases
        if sorted(own.marks) != sorted(standing.marks.get(food_id, ())):
            one.marks = own.marks
        if sorted(record.barcodes) != sorted(barcodes):
            one.barcodes = record.barcodes
        return
    if not set(record.also_called) <= set(aliases):
        one.aliases = tuple(dict.fromkeys([*aliases, *record.also_called]))
    if not set(record.barcodes) <= set(barcodes):
        one.barcodes = tuple(dict.fromkeys([*barcodes, *record.barcodes]))


def _count_values(planned: Sequence[Planned], standing: _Standing, report: Report) -> None:
    changed = {one.food_id: one for one in planned if one.publishes and not one.is_new}
    before: dict[int, dict[str, tuple]] = {food_id: {} for food_id in changed}
    for food_id, nutrient, *content in _published_values(list(changed)):
        before[food_id][nutrient] = tuple(content)
    for one in planned:
        values = one.record.draft.values
        if one.is_new:
            report.values[CREATED] += len(values)
        elif not one.publishes:
            report.values[UNCHANGED] += len(values)
        else:
            old = before[one.food_id]
            for value in values:
                report.values[_outcome(old.pop(value.nutrient, None), value)] += 1
            report.values["gone"] += len(old)


def _published_values(food_ids: Sequence[int]) -> Iterator[tuple]:
    return (
        FoodNutrient.objects.filter(revision__published_as__in=food_ids)
        .values_list("revision__food_id", "nutrient", *CONTENT)
        .iterator()
    )


def _outcome(old: tuple | None, value: DraftValue) -> str:
    if old is None:
        return CREATED
    new = tuple(getattr(value, name) for name in CONTENT)
    same = all(_equal(before, after) for before, after in zip(old, new, strict=True))
    return UNCHANGED if same else CHANGED


def _equal(before, after) -> bool:
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        return before.compare(after) == 0
    return before == after
