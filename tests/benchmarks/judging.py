"""`python -m tests.benchmarks.judging`: what cautions cost one log of food, on SQLite and on PostgreSQL.

Fills a scratch database with people who logged the same fifteen entries a day for sixty days. One told
nothing; one takes a vitamin K antagonist and told of medicines, conditions, a cabinet and results; one has a
plan as well. A log is answered with a redirect, so that what a page draws is left out; one more is answered
with the day, as the page's script asks for it.

Prints for each person's log the median and the 95th percentile on the wall clock, the time on the processor,
what of both is beyond the one who told nothing, and the queries; and the queries again with a sixth of the
days, which should be as many. They take turns, so that a drift of the machine's speed falls on all.
Nothing is asserted.
"""

import argparse
import statistics
import sys
import uuid
from datetime import date, timedelta
from decimal import Decimal

import django

from tests.benchmarks.engines import on_both_engines

PER_DAY = 15
# What is logged -> (food, whether the answer draws the day)
LOGS = {
    "food no rule knows": ("oatmeal-cooked", False),
    "cheese": ("gouda-aged", False),
    "natto, call first": ("natto", False),
    "cheese, day drawn": ("gouda-aged", True),
}
NOTHING, ALL_TOLD, WITH_PLAN = "told nothing", "told all", "and has a plan"


def fill(days: int) -> dict:
    """The people by what they told, in a new database."""
    from django.core.management import call_command
    from django.utils import timezone

    from foods.loading import load_foods
    from k2tracker.diary.judging import judge_lately
    from k2tracker.settings.env import data_dir
    from tests.benchmarks.filling import person_with_long_log

    data_dir().mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    load_foods()
    today = timezone.now().date()
    people = {}
    for place, told in enumerate((NOTHING, ALL_TOLD, WITH_PLAN)):
        email = f"told-{place}@example.org"
        people[told] = person_with_long_log(today=today, days=days, per_day=PER_DAY, email=email)
    for told in (ALL_TOLD, WITH_PLAN):
        tell(people[told], today)
    plan(people[WITH_PLAN], today)
    for person in people.values():
        judge_lately(person=person)
    return people


def tell(person, today: date) -> None:
    """Warfarin all along, four medicines, two conditions, four products, and results of both kinds."""
    from foods.models import Food
    from k2tracker.profiles.models import VkaPeriod

    VkaPeriod.objects.filter(person=person).update(status="yes", drug="warfarin")
    for drug, since in (
        ("warfarin", None),
        ("levothyroxine", 400),
        ("colestyramine", 50),
        ("co-trimoxazole", 20),
    ):
        person.medicines.create(
            key=uuid.uuid4(), name=drug, drug=drug, started_on=since and today - timedelta(days=since)
        )
    for kind in ("kidney_stage_3", "kidney_stones"):
        person.conditions.create(key=uuid.uuid4(), kind=kind, from_on=today - timedelta(days=300))
    for slug in ("supp-d3-4000", "supp-d3-k2-1000-45", "supp-mg-citrate-200", "supp-ca-carbonate-500"):
        food = Food.objects.get(slug=slug)
        since = today - timedelta(days=90)
        person.cabinet.create(key=uuid.uuid4(), food=food, quantity=1, often="daily", since=since)
    person.inr_ranges.create(
        key=uuid.uuid4(), low=Decimal(2), high=Decimal(3), from_on=today - timedelta(days=200)
    )
    for back in range(3, 60, 8):
        taken_on, value = today - timedelta(days=back), Decimal("2.4") + Decimal(back) / 100
        person.lab_results.create(key=uuid.uuid4(), kind="inr", taken_on=taken_on, value=value, decimals=1)
    for back in (10, 200):
        person.lab_results.create(
            key=uuid.uuid4(),
            kind="vitamin_d",
            unit="nmol/L",
            taken_on=today - timedelta(days=back),
            value=Decimal(62),
            decimals=0,
        )


def plan(person, today: date) -> None:
    """A plan of a clinic that permits food and sets a band for MK-7."""
    person.plans.create(
        author_name="Dr. Harju",
        drug="warfarin",
        valid_from=today - timedelta(days=30),
        valid_to=today + timedelta(days=60),
        sources="food",
        mk7_low_ug=Decimal(0),
        mk7_high_ug=Decimal(50),
        reason="Natto twice a week is part of the household.",
    )


def forget_last_log(person) -> None:
    """Take the last entry away again with what it raised, so that each log finds what the first found."""
    from k2tracker.alerts.models import AlertEntry

    entry = person.entries.latest("pk")
    AlertEntry.objects.filter(entry_key=entry.key).delete()
    person.alerts.filter(entry_key=entry.key).delete()
    person.entries.filter(pk=entry.pk).delete()


def kinds_of_log(people: dict, today: date) -> dict:
    """(what, who) -> the person, and a function that logs it once."""
    from tests.benchmarks.measure import Browser

    kinds = {}
    for what, (slug, is_drawn) in LOGS.items():
        for told, person in people.items():
            browser = Browser(person)

            def log(browser=browser, slug=slug, is_drawn=is_drawn):
                data = {
                    "key": str(uuid.uuid4()),
                    "quantity": "30",
                    "portion": "",
                    "meal": "lunch",
                    "note": "",
                }
                return browser.request("POST", f"/diary/{today}/add/{slug}/", data, htmx=is_drawn)

            kinds[what, told] = (person, log)
    return kinds


def queries_of(kinds: dict) -> dict:
    """How many queries each kind of log asks, once this process has what it needs and sums have settled."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = {}
    for kind, (person, log) in kinds.items():
        for _turn in range(3):
            with CaptureQueriesContext(connection) as captured:
                log()
            counted[kind] = len(captured)
            forget_last_log(person)
    return counted


def measure(people: dict, days: int, requests: int) -> None:
    from django.utils import timezone

    from k2tracker.diary.models import Entry
    from tests.benchmarks.measure import Timings, timed

    today = timezone.now().date()
    kinds = kinds_of_log(people, today)
    queries = queries_of(kinds)
    figures = {kind: Timings() for kind in kinds}
    for _turn in range(requests):
        for kind, (person, log) in kinds.items():
            timed(figures[kind], log)
            forget_last_log(person)
    few = days // 6
    Entry.objects.filter(eaten_on__lte=today - timedelta(days=few)).delete()
    report(figures, queries, queries_of(kinds), (days, few))


def report(figures: dict, queries: dict, queries_of_few: dict, days: tuple[int, int]) -> None:
    print(f"{days[0]} days of {PER_DAY} entries")
    print(
        f"{'':36}{'median':>9}{'95th':>9}{'cpu':>9}{'beyond':>9}{'cpu':>9}{'queries':>9}  of {days[1]} days"
    )
    for (what, told), timings in figures.items():
        plain = figures[what, NOTHING]
        median, cpu = statistics.median(timings.wall), statistics.median(timings.cpu)
        high = statistics.quantiles(timings.wall, n=20)[-1]
        beyond, cpu_beyond = median - statistics.median(plain.wall), cpu - statistics.median(plain.cpu)
        columns = "".join(f"{seconds * 1000:7.2f}ms" for seconds in (median, high, cpu, beyond, cpu_beyond))
        print(f"{what:20}{told:16}{columns}{queries[what, told]:9}{queries_of_few[what, told]:9}", flush=True)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument(
        "--here", action="store_true", help="measure in the new database that the environment names"
    )
    options = parser.parse_args(arguments)
    if not options.here:
        sys.exit(on_both_engines("tests.benchmarks.judging", ["--here", *arguments]))
    django.setup()
    from k2tracker.running.static_files import collect_static

    collect_static()
    measure(fill(options.days), options.days, options.requests)


if __name__ == "__main__":
    main(sys.argv[1:])
