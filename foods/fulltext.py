"""The full-text index of food names: the one place that tells SQLite from PostgreSQL.

Names stand in the index in the order they are wanted (see `search_index.place`), so either engine reads the
first matches and stops. SQLite's FTS5 keeps its lists in that order itself. PostgreSQL has to sort what
matches, so it looks at one part of the names after the other, each some times larger than the one before, and
goes on only while a part gave too little: what it sorts stays small, however common the word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

# The parts with an index of their own on PostgreSQL: see migration 0003.
PARTS = ("tier <= 2", *(f"tier = {tier}" for tier in range(3, 10)))


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a food as the index holds it. tokens: its folded words, and those of the brand."""

    food_id: int
    tier: int
    text: str
    tokens: str
    is_alias: bool


# One term: the words it may stand for, each with whether longer words fit as well.
Term = Sequence[tuple[str, bool]]


def names(terms: Sequence[Term], *, limit: int) -> list[Name]:
    """The first `limit` names that hold every term, in any order. One query; on PostgreSQL up to eight."""
    if not terms or not all(terms):
        return []
    side = _postgresql if connection.vendor == "postgresql" else _sqlite
    return [Name(*row) for row in side(terms, limit)]


def _sqlite(terms: Sequence[Term], limit: int) -> list[tuple]:
    wanted = " AND ".join(
        "(" + " OR ".join(f'"{word}"{"*" if is_start else ""}' for word, is_start in term) + ")"
        for term in terms
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name.food_id, name.tier, name.text, name.tokens, name.is_alias "
            "FROM foods_searchname_fts AS found CROSS JOIN foods_searchname AS name ON name.id = found.rowid "
            "WHERE foods_searchname_fts MATCH %s ORDER BY found.rowid LIMIT %s",
            [wanted, limit],
        )
        return cursor.fetchall()


def _postgresql(terms: Sequence[Term], limit: int) -> list[tuple]:
    wanted = " & ".join(
        "(" + " | ".join(f"'{word}'{':*' if is_start else ''}" for word, is_start in term) + ")"
        for term in terms
    )
    rows: list[tuple] = []
    with connection.cursor() as cursor:
        for part in PARTS:
            # Materialised, since the planner would else walk the primary key and look at every name.
            cursor.execute(
                "WITH found AS MATERIALIZED (SELECT id, food_id, tier, text, tokens, is_alias "  # noqa: S608
                f"FROM foods_searchname WHERE {part} AND vector @@ %s::tsquery) "
                "SELECT food_id, tier, text, tokens, is_alias FROM found ORDER BY id LIMIT %s",
                [wanted, limit - len(rows)],
            )
            rows += cursor.fetchall()
            if len(rows) >= limit:
                break
    return rows
