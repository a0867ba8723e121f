"""`python -m tests.benchmarks.trends`: the page of trends of somebody who logs fifteen entries a day, on
SQLite and on PostgreSQL.

Prints for 30, 90 and 365 days, without and with a vitamin K antagonist, the median of some requests on the
wall clock and on the processor, the least time on the processor, and the queries. Nothing is asserted.
"""

import argparse
import statistics
import sys

import django

from tests.benchmarks.engines import on_both_engines


def fill():
    """A person with two years of entries in a new database."""
    from django.core.management import call_command
    from django.utils import timezone

    from foods.loading import load_foods
    from k2tracker.settings.env import data_dir
    from tests.benchmarks.filling import person_with_long_log

    data_dir().mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    load_foods()
    return person_with_long_log(today=timezone.now().date(), days=730, per_day=15)


def measure(person, requests: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from k2tracker.profiles.models import VkaPeriod
    from k2tracker.running.static_files import collect_static
    from tests.benchmarks.measure import Browser, Timings, timed

    collect_static()
    browser = Browser(person)
    browser.request("GET", "/trends/?days=365")  # imports, compiles and connects
    print(f"{'':22}{'median':>9}{'cpu':>9}{'least cpu':>11}{'queries':>9}{'bytes':>9}")
    for status, drug in (("no", ""), ("yes", "warfarin")):
        VkaPeriod.objects.filter(person=person).update(status=status, drug=drug)
        for days in (30, 90, 365):
            path, timings = f"/trends/?days={days}", Timings()
            for _turn in range(requests):
                timed(timings, lambda path=path: browser.request("GET", path))
            with CaptureQueriesContext(connection) as captured:
                browser.request("GET", path)
            print(
                f"{drug or 'no medicine':12}{days:5} days{statistics.median(timings.wall) * 1000:7.0f}ms"
                f"{statistics.median(timings.cpu) * 1000:7.0f}ms{min(timings.cpu) * 1000:9.0f}ms"
                f"{len(captured):9}{timings.size:9}",
                flush=True,
            )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=15)
    parser.add_argument(
        "--here", action="store_true", help="measure in the new database that the environment names"
    )
    options = parser.parse_args(arguments)
    if not options.here:
        sys.exit(on_both_engines("tests.benchmarks.trends", ["--here", *arguments]))
    django.setup()
    measure(fill(), options.requests)


if __name__ == "__main__":
    main(sys.argv[1:])
