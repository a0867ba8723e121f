"""`python -m tests.benchmarks.search`: search among half a million foods, on SQLite and on PostgreSQL.

Fills a scratch database with the fixture's foods and made-up branded products, then times queries of 2 to 12
letters as somebody types them, and queries with a slip. Printed beside it: the bare query of the engine on
the same index. Nothing is asserted. `--foods N` takes fewer products; with `--here --foods 0` a database that
is filled already is measured again.
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


class Engine:
    """The index's interface with a clock: seconds spent in it since the last `read`."""

    def __init__(self, names):
        self._names, self._seconds = names, 0.0

    def __call__(self, *args, **kwargs):
        started = time.perf_counter()
        try:
            return self._names(*args, **kwargs)
        finally:
            self._seconds += time.perf_counter() - started

    def read(self) -> float:
        seconds, self._seconds = self._seconds, 0.0
        return seconds


def measure(products: int, queries: int) -> None:
    """Three figures for each kind of query: the bare query of the engine for the first twenty names, what a
    search spends in the engine, and the whole search with its choice among the names."""
    from foods import fulltext, vocabulary
    from foods.search import find, terms_of

    if products:
        fill(products)
    print(f"{'':26}{'median':>9}{'95th':>9}{'highest':>9}")
    kinds = {"typed": list(typed(queries)), "misspelt": list(misspelt(queries))}
    vocabulary.current()
    fulltext.names = engine = Engine(fulltext.names)
    for kind, asked in kinds.items():
        for query in asked[:20]:
            find(query)
        bare, within, whole = [], [], []
        for query in asked:
            engine.read()
            fulltext.names([[(term, True)] for term in terms_of(query)], limit=20)
            bare.append(engine.read())
            started = time.perf_counter()
            find(query)
            whole.append(time.perf_counter() - started)
            within.append(engine.read())
        report(f"{kind}: bare engine", bare)
        report(f"{kind}: in the engine", within)
        report(f"{kind}: whole search", whole)


def report(name: str, seconds: list[float]) -> None:
    high = statistics.quantiles(seconds, n=20)[-1]
    figures = (statistics.median(seconds), high, max(seconds))
    print(f"{name:26}" + "".join(f"{figure * 1000:7.2f}ms" for figure in figures), flush=True)


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
