"""`python -m tests.benchmarks.pages`: the public food pages and the curators' food list among half a million
foods, on SQLite and on PostgreSQL.

Fills a scratch database with the fixture's foods, SR28 where it is beside the checkout, and made-up branded
products with values and portions. Prints for each page the first request and the median of some more, on the
wall clock and on the processor, and its queries. Nothing is asserted. `--foods N` takes fewer products.
"""

import argparse
import statistics
import sys

import django

from tests.benchmarks.engines import on_both_engines
from tests.benchmarks.imports import SR28

PUBLIC = (
    ("foods by name", "/foods/"),
    ("  last page", "/foods/?page=300"),
    ("  of a category", "/foods/?category=cheese"),
    ("  of a rare category", "/foods/?category=fermented_soy&branded=on"),
    ("  branded too", "/foods/?branded=on"),
    ("  branded, last page", "/foods/?branded=on&page=250"),
    ("  MK-4 and MK-7 known", "/foods/?known=on&branded=on"),
    ("  measured only", "/foods/?measured=on&branded=on"),
    ("  curated only", "/foods/?curated=on"),
    ("  found", "/foods/?q=cheese"),
    ("most energy", "/foods/?nutrient=energy"),
    ("  per portion", "/foods/?nutrient=energy&per=portion"),
    ("  branded too", "/foods/?nutrient=energy&branded=on"),
    ("  branded, per portion", "/foods/?nutrient=energy&branded=on&per=portion"),
    ("  branded, of a category", "/foods/?nutrient=energy&branded=on&category=cheese&per=portion"),
    ("  branded, rare category", "/foods/?nutrient=energy&branded=on&category=fermented_soy"),
    ("  branded, measured", "/foods/?nutrient=energy&branded=on&measured=on"),
    ("  branded, known", "/foods/?nutrient=energy&branded=on&known=on"),
    ("  found", "/foods/?nutrient=energy&q=cheese"),
    ("most vitamin K1, branded", "/foods/?nutrient=phylloquinone&branded=on"),
    ("most MK-7", "/foods/?nutrient=menaquinone_7"),
    ("products, per unit", "/foods/?nutrient=magnesium&per=unit&branded=on"),
    ("coverage", "/foods/coverage/"),
    ("one food", "/foods/gouda-aged/"),
    ("compare", "/foods/compare/?food=natto&food=gouda-aged"),
)
CURATORS = (
    ("curators' list", ""),
    ("  page 100", "p=100"),
    ("  of a category", "category=sweet"),
    ("  of a rare category", "category=fermented_soy"),
    ("  of an empty category", "category=shellfish&source={source}"),
    ("  state label", "state=label"),
    ("  state measured", "state=measured"),
    ("  state borrowed", "state=borrowed"),
    ("  state trace", "state=trace"),
    ("  source of a value", "value_source={source}"),
    ("  rare source", "value_source={rare}"),
    ("  table", "source={source}"),
    ("  curated", "origin=curated"),
    ("  imported", "origin=imported"),
    ("  represented", "origin=represented"),
    ("  marked", "mark=natto_family"),
    ("  with a draft", "draft=open"),
    ("  retired", "is_retired__exact=1"),
    ("  found", "q=cheese"),
    ("  found in a category", "q=cheese&category=sweet"),
    ("  found among retired", "q=cheese&is_retired__exact=1"),
    ("  by name", "o=1"),
    ("  state and category", "state=measured&category=cheese"),
)


def fill(products: int) -> None:
    from django.core.management import call_command

    from tests.benchmarks.branded import complete
    from tests.benchmarks.search import fill as fill_names

    fill_names(products)
    if SR28.is_file():
        call_command("import_usda", str(SR28), verbosity=0)
    complete("made_up")


def measure(again: int, only: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from foods.models import Source
    from k2tracker.accounts.models import User
    from k2tracker.running.static_files import collect_static
    from tests.benchmarks.measure import Browser, Timings, timed

    collect_static()
    curator, _made = User.objects.get_or_create(
        email="curator@example.org", defaults={"role": User.Role.CURATOR, "is_staff": True}
    )
    browser = Browser(curator)
    keys = {"source": Source.objects.get(key="made_up").pk, "rare": Source.objects.order_by("pk")[3].pk}
    pages = [*PUBLIC]
    pages += [(name, f"/admin/foods/food/?{query.format(**keys)}") for name, query in CURATORS]
    for path in ("/foods/natto/", "/foods/?q=natto", "/admin/"):  # first requests import, compile and connect
        browser.request("GET", path)
    print(f"{'':26}{'first':>10}{'processor':>11}{'again':>10}{'processor':>11}{'queries':>9}")
    for name, path in [page for page in pages if only in page[1]]:
        first, more = Timings(), Timings()
        timed(first, lambda path=path: browser.request("GET", path))
        for _turn in range(again):
            timed(more, lambda path=path: browser.request("GET", path))
        with CaptureQueriesContext(connection) as captured:
            browser.request("GET", path)
        figures = (first.wall[0], first.cpu[0], statistics.median(more.wall), statistics.median(more.cpu))
        columns = "".join(f"{seconds * 1000:8.0f}ms " for seconds in figures)
        print(f"{name:26}{columns}{len(captured):8}", flush=True)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--foods", type=int, default=500_000)
    parser.add_argument("--again", type=int, default=3, help="requests after the first")
    parser.add_argument(
        "--here", action="store_true", help="measure in the database that the environment names"
    )
    parser.add_argument("--filled", action="store_true", help="that database is filled already")
    parser.add_argument("--only", default="", help="pages whose address holds this")
    options = parser.parse_args(arguments)
    if not options.here:
        on_both_engines("tests.benchmarks.pages", ["--here", *arguments])
        return
    django.setup()
    if not options.filled:
        fill(options.foods)
    measure(options.again, options.only)


if __name__ == "__main__":
    main(sys.argv[1:])
