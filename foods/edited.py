"""Brings a new fixture to curated foods without undoing what curators edited of them.

A food's name, category, other names, marks and portions are each a few keyed pieces. Three states of a piece
are compared: what the fixture said last time, what it says now, what stands. Where curators left a piece
alone it follows the fixture; where they changed, added or took it away, theirs stays. Of a food that no
earlier run wrote down, everything that stands is taken for the fixture's own.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .models import Food, FoodAlias, FoodMark, LoadedFood, Portion

ROWS = 500
MODELS = {
    "other names": (FoodAlias, ("text",)),
    "marks": (FoodMark, ("mark",)),
    "portions": (Portion, ("name", "grams", "is_estimate", "note")),
}
Pieces = dict[str, list]  # key -> content, in the order in which they are listed


@dataclass(frozen=True, slots=True)
class Head:
    """What the fixture says of a food beside its composition. portions: (name, grams, is estimated, note)."""

    name: str
    category: str
    aliases: tuple[str, ...]
    marks: tuple[str, ...]
    portions: tuple[tuple, ...]

    def parts(self) -> dict[str, Pieces]:
        """The pieces by part, in types that JSON gives back as they were."""
        listed = {
            "other names": [(alias,) for alias in self.aliases],
            "marks": [(mark,) for mark in self.marks],
            "portions": self.portions,
        }
        return {
            "name": {"": [self.name]},
            "category": {"": [self.category]},
            **{part: {row[0]: _plain(row) for row in rows} for part, rows in listed.items()},
        }


def bring(heads: Mapping[Food, Head]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Write what changes; gives slug and parts of each food where curators' edits stay against the fixture.

    Called inside the transaction that loads. Some queries for each part, however many foods there are.
    """
    foods = {food.pk: food for food in heads}
    last = _last(foods)
    stands = _standing(foods)
    edited, renamed, rows = [], [], {part: {} for part in MODELS}
    said = {food.pk: head.parts() for food, head in heads.items()}
    for food_id, new in said.items():
        before, now = last.get(food_id) or stands[food_id], stands[food_id]
        wanted = {part: merged(before[part], new[part], now[part]) for part in new}
        food = foods[food_id]
        if (wanted["name"], wanted["category"]) != (now["name"], now["category"]):
            (food.name,), (food.category,) = wanted["name"][""], wanted["category"][""]
            renamed.append(food)
        for part in MODELS:
            if list(wanted[part].items()) != list(now[part].items()):
                rows[part][food_id] = wanted[part]
        if parts := tuple(part for part in new if wanted[part] != new[part]):
            edited.append((food.slug, parts))
    Food.objects.bulk_update(renamed, ["name", "category"], batch_size=200)
    for part, changed in rows.items():
        _replace(part, changed)
    LoadedFood.objects.bulk_create(
        [LoadedFood(food_id=food_id, content=_as_lists(parts)) for food_id, parts in said.items()],
        update_conflicts=True,
        unique_fields=["food"],
        update_fields=["content"],
        batch_size=ROWS,
    )
    return tuple(sorted(edited))


def merged(last: Pieces, said: Pieces, stands: Pieces) -> Pieces:
    """What is to stand: the fixture's pieces, but those that curators changed, added or took away.

    In the fixture's order, unless curators listed the pieces in another; then new ones come last.
    """
    wanted = {}
    for key in [*said, *stands]:
        piece = stands.get(key) if stands.get(key) != last.get(key) else said.get(key)
        if piece is not None:
            wanted[key] = piece
    if list(stands) == list(last):
        return wanted
    order = [key for key in stands if key in wanted]
    return {key: wanted[key] for key in dict.fromkeys([*order, *wanted])}


def _last(foods: Collection[int]) -> dict[int, dict[str, Pieces]]:
    rows = LoadedFood.objects.filter(food__in=foods).values_list("food_id", "content")
    return {food_id: {part: dict(pieces) for part, pieces in parts.items()} for food_id, parts in rows}


def _as_lists(parts: Mapping[str, Pieces]) -> dict[str, list]:
    """PostgreSQL keeps the order of a list in JSON, and that of an object's keys not."""
    return {part: list(pieces.items()) for part, pieces in parts.items()}


def _plain(row: Collection) -> list:
    return [f"{cell.normalize():f}" if isinstance(cell, Decimal) else cell for cell in row]


def _standing(foods: Mapping[int, Food]) -> dict[int, dict[str, Pieces]]:
    found: dict[int, dict[str, Pieces]] = {
        food.pk: {"name": {"": [food.name]}, "category": {"": [food.category]}}
        | {part: {} for part in MODELS}
        for food in foods.values()
    }
    for part, (model, fields) in MODELS.items():
        for food_id, *row in model.objects.filter(food__in=foods).values_list("food_id", *fields):
            found[food_id][part][row[0]] = _plain(row)
    return found


def _replace(part: str, changed: Mapping[int, Pieces]) -> None:
    model, fields = MODELS[part]
    model.objects.filter(food__in=changed).delete()
    rows = []
    for food_id, pieces in changed.items():
        for position, piece in enumerate(pieces.values()):
            row = dict(zip(fields, piece, strict=True))
            if model is Portion:
                grams = row["grams"]
                row |= {"position": position, "grams": None if grams is None else Decimal(grams)}
            rows.append(model(food_id=food_id, **row))
    model.objects.bulk_create(rows, batch_size=ROWS)
