"""The full-text index of food names: the one place that tells SQLite from PostgreSQL.

Names stand in the index in the order they are wanted (see `search_index.place`), so either engine reads the
first matches and stops. SQLite's FTS5 keeps its lists in that order itself. PostgreSQL has to sort what
matches, so it looks at one part of the names after the other, each some times larger than the one before, and
goes on only while a part gave too little: what it sorts stays small, however common the word.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.db import connection

from .models import Food

# The parts with an index of their own on PostgreSQL: see migration 0003.
PARTS = ("tier <= 2", *(f"tier = {tier}" for tier in range(3, 10)))


@dataclass(frozen=True, slots=True)
class FoundFood:
    """A food that can be found."""

    id: int
    slug: str
    name: str
    brand: str
    basis: str
    revision_id: int

    @property
    def is_supplement(self) -> bool:
        return self.basis == Food.Basis.PER_UNIT


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a food as the index holds it. tokens: its folded words, and those of the brand."""

    tier: int
    text: str
    tokens: str
    is_alias: bool
    food: FoundFood


FOOD = tuple(field.name for field in fields(FoundFood))  # its columns
# What either side reads of a name and its food.
FOUND = "name.tier, name.text, name.tokens, name.is_alias, " + ", ".join(f"food.{column}" for column in FOOD)

# One term: the words it may stand for, each with whether longer words fit as well.
Term = Sequence[tuple[str, bool]]


def names(terms: Sequence[Term], *, limit: int) -> list[Name]:
    """The first `limit` names that hold every term, in any order. One query."""
    if not terms or not all(terms):
        return []
    side = _postgresql if connection.vendor == "postgresql" else _sqlite
    return [Name(*row[:4], FoundFood(*row[4:])) for row in side(terms, limit)]


def _sqlite(terms: Sequence[Term], limit: int) -> list[tuple]:
    wanted = " AND ".join(
        "(" + " OR ".join(f'"{word}"{"*" if is_start else ""}' for word, is_start in term) + ")"
        for term in terms
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {FOUND} FROM foods_searchname_fts AS found "  # noqa: S608
            "CROSS JOIN foods_searchname AS name ON name.id = found.rowid "
            "CROSS JOIN foods_food AS food ON food.id = name.food_id "
            "WHERE foods_searchname_fts MATCH %s ORDER BY found.rowid LIMIT %s",
            [wanted, limit],
        )
        return cursor.fetchall()


def _postgresql(terms: Sequence[Term], limit: int) -> list[tuple]:
    wanted = " & ".join(
        "(" + " | ".join(f"'{word}'{':*' if is_start else ''}" for word, is_start in term) + ")"
        for term in terms
    )
    with connection.cursor() as cursor:
        cursor.execute(_PART_AFTER_PART, {"wanted": wanted, "limit": limit})
        return cursor.fetchall()


def _part_after_part() -> str:
    """The query for PostgreSQL: a part that the limit leaves no room for is never looked at.

    Each part is materialised, since the planner would else walk the primary key and look at every name.
    """
    parts = ", ".join(
        f"part{number} AS MATERIALIZED (SELECT id, food_id, tier, text, tokens, is_alias "  # noqa: S608
        f"FROM foods_searchname WHERE {part} AND vector @@ %(wanted)s::tsquery)"
        for number, part in enumerate(PARTS)
    )
    in_turn = " UNION ALL ".join(
        f"(SELECT * FROM part{number} ORDER BY id LIMIT %(limit)s)"  # noqa: S608
        for number, _part in enumerate(PARTS)
    )
    return (
        f"WITH {parts}, name AS MATERIALIZED ({in_turn} LIMIT %(limit)s) "  # noqa: S608
        f"SELECT {FOUND} FROM name JOIN foods_food AS food ON food.id = food_id ORDER BY name.id"
    )


_PART_AFTER_PART = _part_after_part()
