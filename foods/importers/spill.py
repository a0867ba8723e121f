"""Rows of several files brought together by food, however the files are ordered and however long they are.

The rows go into a scratch SQLite file that no other process sees; it sorts them outside the memory.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from .records import Kind, Problem

CACHE_KILOBYTES = 8_000  # of the file, and of each table while it is sorted
HELD_PROBLEMS = 2000


class Spill:
    """Tables of (key, line, texts), to be read together in the order of their keys."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="k2-import-", ignore_cleanup_errors=True)
        self._rows = sqlite3.connect(Path(self._folder.name) / "rows", isolation_level=None)
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "temp_store = FILE",
            f"cache_size = -{CACHE_KILOBYTES}",
        ):
            self._rows.execute(f"PRAGMA {pragma}")
        self._columns: dict[str, int] = {}
        self._rows.execute("CREATE TABLE problem (kind, place, food, reason, detail)")
        self._problems: list[tuple] = []

    def close(self) -> None:
        self._rows.close()
        self._folder.cleanup()

    def add(self, table: str, columns: int, rows: Iterable[tuple]) -> None:
        """Put rows of (key, line, text, ...) away; `columns` counts the texts."""
        names = "".join(f", c{number}" for number in range(columns))
        self._rows.execute(f"CREATE TABLE {table} (key TEXT, line INTEGER{names})")
        self._columns[table] = columns
        self.extend(table, rows)

    def extend(self, table: str, rows: Iterable[tuple]) -> None:
        """Put more rows away into a table that is there."""
        marks = ", ".join("?" * (self._columns[table] + 2))
        self._rows.execute("BEGIN")
        self._rows.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        self._rows.execute("COMMIT")

    def note(self, kind: Kind, place: str, food: str, reason: str, detail: str = "") -> None:
        """Remember a problem met on the way, however many there are."""
        self._problems.append((kind.value, place, food, reason, detail))
        if len(self._problems) >= HELD_PROBLEMS:
            self._put_problems()

    def _put_problems(self):
        self._rows.executemany("INSERT INTO problem VALUES (?, ?, ?, ?, ?)", self._problems)
        self._problems.clear()

    def noted(self) -> Iterator[Problem]:
        """The problems in the order they were met."""
        self._put_problems()
        for kind, *texts in self._rows.execute("SELECT * FROM problem ORDER BY rowid"):
            yield Problem(Kind(kind), *texts)

    def count(self, table: str) -> int:
        """How many different keys a table holds."""
        return self._rows.execute(f"SELECT count(DISTINCT key) FROM {table}").fetchone()[0]  # noqa: S608

    def counts(self, table: str, column: str) -> dict[str, int]:
        """How many keys have which text in a column."""
        query = f"SELECT {column}, count(DISTINCT key) FROM {table} GROUP BY 1"  # noqa: S608
        return dict(self._rows.execute(query))

    def newest(self, table: str, column: str) -> str:
        """The last text of a column, in the order of letters."""
        return self._rows.execute(f"SELECT max({column}) FROM {table}").fetchone()[0] or ""  # noqa: S608

    def by_key(self, *tables: str) -> Iterator[tuple[str, dict[str, list[tuple]]]]:
        """Each key of any of the tables with its rows (line, text, ...), in the order of the lines."""
        parts = {table: self._groups(table) for table in tables}
        heads = {table: next(groups, None) for table, groups in parts.items()}
        while any(head is not None for head in heads.values()):
            key = min(head[0] for head in heads.values() if head is not None)
            found: dict[str, list[tuple]] = {}
            for table, head in heads.items():
                if head is not None and head[0] == key:
                    found[table] = head[1]
                    heads[table] = next(parts[table], None)
                else:
                    found[table] = []
            yield key, found

    def _groups(self, table: str) -> Iterator[tuple[str, list[tuple]]]:
        if table not in self._columns:
            return
        rows = self._rows.execute(f"SELECT * FROM {table} ORDER BY key, line, rowid")  # noqa: S608
        for key, group in groupby(rows, key=lambda row: row[0]):
            yield key, [row[1:] for row in group]
