"""The full-text side of `SearchName`: what each engine itself offers, kept in step by the engine.

SQLite: an FTS5 table over `tokens`, fed by triggers. Each length of a beginning has an index of its own:
without one FTS5 first gathers all that match (27 ms for a word of 50,000 names, 0.2 ms with it). A later
migration that makes SQLite rebuild `foods_searchname` loses the triggers and has to call `add` again.
PostgreSQL: a generated tsvector with one GIN index for each part of the table that search reads on its own.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE foods_searchname_fts USING fts5(
        tokens, content='foods_searchname', content_rowid='id', detail=none,
        prefix='1 2 3 4 5 6 7 8 9 10',
        tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER foods_searchname_added AFTER INSERT ON foods_searchname BEGIN
        INSERT INTO foods_searchname_fts (rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
    """
    CREATE TRIGGER foods_searchname_gone AFTER DELETE ON foods_searchname BEGIN
        INSERT INTO foods_searchname_fts (foods_searchname_fts, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
    END
    """,
    """
    CREATE TRIGGER foods_searchname_changed AFTER UPDATE ON foods_searchname BEGIN
        INSERT INTO foods_searchname_fts (foods_searchname_fts, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
        INSERT INTO foods_searchname_fts (rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
]
SQLITE_REVERSE = [
    "DROP TRIGGER foods_searchname_added",
    "DROP TRIGGER foods_searchname_gone",
    "DROP TRIGGER foods_searchname_changed",
    "DROP TABLE foods_searchname_fts",
]
POSTGRESQL = [
    """
    ALTER TABLE foods_searchname ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED
    """,
    *(
        f"CREATE INDEX foods_searchname_{name} ON foods_searchname USING gin (vector) "
        f"WITH (fastupdate = off) WHERE {condition}"
        for name, condition in (
            ("general", "tier <= 2"),
            *((f"branded_{tier}", f"tier = {tier}") for tier in range(3, 10)),
        )
    ),
]
POSTGRESQL_REVERSE = ["ALTER TABLE foods_searchname DROP COLUMN vector"]


def run(statements_by_vendor):
    def operation(_apps, schema_editor):
        for statement in statements_by_vendor.get(schema_editor.connection.vendor, []):
            schema_editor.execute(statement)

    return operation


add = run({"sqlite": SQLITE, "postgresql": POSTGRESQL})
remove = run({"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE})


class Migration(migrations.Migration):
    dependencies = [("foods", "0002_import_search_curation")]

    operations = [migrations.RunPython(add, remove)]
