"""What foods are called and marked, beside their compositions: what rules and pages look at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import TextField, Value

from .models import FoodAlias, FoodMark


@dataclass(frozen=True, slots=True)
class Naming:
    """Other names and curated marks, by the id of a food that has any."""

    names: Mapping[int, tuple[str, ...]]
    marks: Mapping[int, frozenset[str]]


NOTHING_NAMED = Naming({}, {})


def naming_of(food_ids: Collection[int]) -> Naming:
    """Other names, in the order they were given, and marks of these foods. One query, none for no food."""
    if not food_ids:
        return NOTHING_NAMED
    none = Value("", TextField())
    aliases = FoodAlias.objects.filter(food__in=food_ids).order_by()
    marked = FoodMark.objects.filter(food__in=food_ids).order_by()
    rows = aliases.values_list("food_id", "text", none, "pk").union(
        marked.values_list("food_id", none, "mark", "pk"), all=True
    )
    names: dict[int, list[str]] = {}
    marks: dict[int, set[str]] = {}
    for food_id, name, mark, _pk in sorted(rows, key=lambda row: row[3]):
        if mark:
            marks.setdefault(food_id, set()).add(mark)
        else:
            names.setdefault(food_id, []).append(name)
    return Naming(
        {food_id: tuple(found) for food_id, found in names.items()},
        {food_id: frozenset(found) for food_id, found in marks.items()},
    )
