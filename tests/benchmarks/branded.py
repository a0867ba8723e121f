"""Values, portions and categories for the made-up products of `tests.benchmarks.search`, as Branded Foods has
them: what a label lists, one serving a product, and categories of very different sizes.
"""

from django.db import connection

# Nutrient, one product in how many has it, and how far its amounts reach (per 100 g, in the nutrient's unit).
VALUES = (
    ("energy", 1, 900),
    ("calcium", 1, 1200),
    ("vitamin_d", 2, 25),
    ("magnesium", 9, 400),
    ("phylloquinone", 60, 300),
)
CATEGORIES = ("sweet", "fast_food", "meal", "beverage", "condiment", "bread", "dairy", "cheese", "cereal")
ROWS = 50_000  # of one statement


def complete(source_key: str) -> None:
    """Give each food of this source what a label has. Set-based: a second per hundred thousand values."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.id, MIN(f.id), MAX(f.id) FROM foods_food f JOIN foods_source s ON s.id = f.source_id "
            "WHERE s.key = %s GROUP BY s.id",
            [source_key],
        )
        source, first, last = cursor.fetchone()
        for start in range(first, last + 1, ROWS):
            _complete(cursor, source, start, min(start + ROWS - 1, last))
        cursor.execute("ANALYZE")


def _complete(cursor, source, first, last) -> None:
    mixed = "((f.id * 7919 + %s) %% 100003)"  # the same for every run, and in no order of foods
    for place, (nutrient, one_in, most) in enumerate(VALUES):
        cursor.execute(
            "INSERT INTO foods_foodnutrient (revision_id, nutrient, amount, state, source_id, derivation, "  # noqa: S608
            f"donor_food_id, note) SELECT f.revision_id, %s, ({mixed} %% %s) / 10.0, 'label', f.source_id, "
            "'LCCS', '', '' FROM foods_food f "
            f"WHERE f.source_id = %s AND f.id BETWEEN %s AND %s AND {mixed} %% %s = 0",
            [nutrient, place, most * 10, source, first, last, place * 31, one_in],
        )
    cursor.execute(
        "INSERT INTO foods_portion (food_id, name, grams, position, is_estimate, note) "  # noqa: S608
        f"SELECT f.id, '1 serving', 10 + {mixed} %% 350, 0, %s, '' FROM foods_food f "
        "WHERE f.source_id = %s AND f.id BETWEEN %s AND %s",
        [5, False, source, first, last],
    )
    # Of a hundred products 30 are of the first category, ten of each other; one in a thousand is of natto's.
    cases = " ".join(
        f"WHEN id %% 100 < {30 + 10 * place} THEN '{category}'"
        for place, category in enumerate(CATEGORIES[:-1])
    )
    cursor.execute(
        "UPDATE foods_food SET category = CASE WHEN id %% 1000 = 999 THEN 'fermented_soy' "  # noqa: S608
        f"{cases} ELSE '{CATEGORIES[-1]}' END WHERE source_id = %s AND id BETWEEN %s AND %s",
        [source, first, last],
    )
