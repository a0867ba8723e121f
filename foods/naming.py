"""What foods are called and marked, beside their compositions: what rules and pages look at."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

NO_MARKS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Naming:
    """Other names and curated marks, by the id of a food that has any."""

    names: Mapping[int, tuple[str, ...]]
    marks: Mapping[int, frozenset[str]]

    def of(self, food_id: int) -> tuple[tuple[str, ...], frozenset[str]]:
        """The names and marks of a food."""
        return self.names.get(food_id, ()), self.marks.get(food_id, NO_MARKS)


NOTHING_NAMED = Naming({}, {})


def naming_of(food_ids: Collection[int]) -> Naming:
    """Other names, in the order they were given, and marks of these foods. One query, none for no food.

    The database hands over a text, and of a text that this process has read before the same naming is
    returned, so that what was made with it can be told by it.
    """
    if not food_ids:
        return NOTHING_NAMED
    ids = sorted(food_ids)
    with connection.cursor() as cursor:
        cursor.execute(_question(len(ids)), [*ids, *ids])
        return _read(*cursor.fetchone())


def _question(count: int) -> str:
    """Put together by hand: as querysets it takes longer to build than to answer."""
    a_list, a_row = "JSON_GROUP_ARRAY", "JSON_ARRAY"
    if connection.vendor == "postgresql":
        a_list, a_row = "JSONB_AGG", "JSONB_BUILD_ARRAY"
    places = ", ".join(["%s"] * count)
    asked = (
        f"(SELECT {a_list}({a_row}(food_id, id, {column})) FROM {table} WHERE food_id IN ({places}))"  # noqa: S608
        for table, column in (("foods_foodalias", "text"), ("foods_foodmark", "mark"))
    )
    return f"SELECT {', '.join(asked)}"


@lru_cache(maxsize=64)
def _read(aliases: str | None, marked: str | None) -> Naming:
    names: dict[int, list[str]] = {}
    marks: dict[int, set[str]] = {}
    for food_id, _pk, name in sorted(json.loads(aliases or "[]")):
        names.setdefault(food_id, []).append(name)
    for food_id, _pk, mark in json.loads(marked or "[]"):
        marks.setdefault(food_id, set()).add(mark)
    return Naming(
        {food_id: tuple(found) for food_id, found in names.items()},
        {food_id: frozenset(found) for food_id, found in marks.items()},
    )
