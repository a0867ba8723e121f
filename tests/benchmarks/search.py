"""`python -m tests.benchmarks.search`: search among half a million foods, on SQLite and on PostgreSQL.

Fills a scratch database with the fixture's foods and made-up branded products, then times queries of 2 to 12
letters as somebody types them, and queries with a slip. Printed beside it: the bare query of the engine on
the same index. Nothing is asserted. `--foods N` takes fewer products.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator

import django

from tests.benchmarks.engines import on_both_engines

SYLLABLES = [
    "ba",
    "chi",
    "do",
    "fel",
    "gri",
    "ho",
    "ka",
    "lin",
    "mo",
    "nar",
    "pel",
    "qui",
    "ros",
    "sta",
    "tu",
    "vek",
]
KINDS = [
    "organic",
    "classic",
    "low fat",
    "family size",
    "spicy",
    "smoked",
    "frozen",
    "gluten free",
    "original",
]
MADE_BY = 20_000  # brands
BATCH = 5000


def fill(products: int) -> None:
    """The fixture's foods, and `products` branded ones named after them."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from foods.loading import load_foods
    from foods.models import Food, Revision, Source, SourceRelease
    from foods.search_index import index_foods

    call_command("migrate", verbosity=0)
    load_foods()
    rng = random.Random(11)  # noqa: S311
    heads = sorted({word for name in Food.objects.values_list("name", flat=True) for word in name.split()})
    brands = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).title() for _number in range(MADE_BY)]
    source = Source.objects.create(key="made_up", citation="Made-up products")
    release = SourceRelease.objects.create(source=source, digest="made up")
    started = time.perf_counter()
    for start in range(0, products, BATCH):
        foods = Food.objects.bulk_create(
            Food(
                slug=f"made-up-{number}",
                name=_name(rng, heads)[:200],
                brand=rng.choice(brands),
                category="fast_food",
                basis="per_100g",
                source=source,
                source_food_id=str(number),
            )
            for number in range(start, min(start + BATCH, products))
        )
        Revision.objects.bulk_create(
            Revision(food=food, number=1, digest="", release=release, published_at=timezone.now())
            for food in foods
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE foods_food SET revision_id = "
            "(SELECT id FROM foods_revision WHERE food_id = foods_food.id) WHERE source_id = %s",
            [source.pk],
        )
    print(f"{products} foods written in {time.perf_counter() - started:.0f} s", flush=True)
    started = time.perf_counter()
    index_foods(Food.objects.filter(source=source).values_list("pk", flat=True).iterator())
    print(f"their names indexed in {time.perf_counter() - started:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _name(rng: random.Random, heads: list[str]) -> str:
    words = rng.choices(heads, k=rng.randint(1, 5)) + rng.sample(KINDS, k=rng.randint(0, 2))
    return " ".join(words)


def typed(count: int) -> Iterator[str]:
    """Beginnings of names and of their words, two to twelve letters, as somebody types them."""
    from foods.models import SearchName

    rng = random.Random(12)  # noqa: S311
    names = list(SearchName.objects.order_by("?").values_list("text", flat=True)[:count])
    for text in names:
        words = text.lower().split()
        start = rng.randrange(len(words))
        yield " ".join(words[start : start + 2])[: rng.randint(2, 12)].strip() or "na"


def misspelt(count: int) -> Iterator[str]:
    """Words of names with one letter left out, doubled or swapped."""
    from foods.models import SearchWord

    rng = random.Random(13)  # noqa: S311
    words = [word for word in SearchWord.objects.values_list("word", flat=True) if 6 <= len(word) <= 12]
    for word in rng.sample(words, min(count, len(words))):
        place = rng.randrange(1, len(word) - 1)
        yield rng.choice(
            [
                word[:place] + word[place + 1 :],
                word[:place] + word[place] + word[place:],
                word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :],
            ]
        )


def measure(products: int, queries: int) -> None:
    from foods import fulltext, vocabulary
    from foods.search import find, terms_of

    fill(products)
    print(f"{'':22}{'median':>9}{'95th':>9}{'highest':>9}")
    kinds = {"typed": list(typed(queries)), "misspelt": list(misspelt(queries))}
    vocabulary.current()
    for kind, asked in kinds.items():
        for query in asked[:20]:
            find(query)
        bare, whole = [], []
        for query in asked:
            terms = [[(term, True)] for term in terms_of(query)]
            started = time.perf_counter()
            fulltext.names(terms, limit=20)
            bare.append(time.perf_counter() - started)
            started = time.perf_counter()
            find(query)
            whole.append(time.perf_counter() - started)
        report(f"{kind}: bare engine", bare)
        report(f"{kind}: search", whole)


def report(name: str, seconds: list[float]) -> None:
    high = statistics.quantiles(seconds, n=20)[-1]
    figures = (statistics.median(seconds), high, max(seconds))
    print(f"{name:22}" + "".join(f"{figure * 1000:7.2f}ms" for figure in figures), flush=True)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--foods", type=int, default=500_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument(
        "--here", action="store_true", help="measure in the database that the environment names"
    )
    options = parser.parse_args(arguments)
    if not options.here:
        on_both_engines("tests.benchmarks.search", ["--here", *arguments])
        return
    django.setup()
    measure(options.foods, options.queries)


if __name__ == "__main__":
    main(sys.argv[1:])
