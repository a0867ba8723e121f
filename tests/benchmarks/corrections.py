"""`python -m tests.benchmarks.corrections`: a correction that touches 100,000 entries, on both engines.

Fills a scratch database with 1,000 people of 450 entries each, 100 of them of one food. Then a curator
publishes a correction of that food, and each person accepts it, while one more person keeps logging that very
food over a connection of its own. Printed: the seconds of each, and the longest that a log took meanwhile.
Nothing is asserted. `--people N` takes fewer or more.
"""

import argparse
import statistics
import sys
import threading
import time
import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import django

from tests.benchmarks.engines import on_both_engines

FOOD = "natto"
PER_PERSON = 100  # entries of the food
MARK = "--this-engine"


def fill(people: int):
    """Everybody's log; returns the person who goes on logging."""
    from django.core.management import call_command
    from django.utils import timezone

    from foods.loading import load_foods
    from foods.models import Food
    from k2tracker.accounts.models import User
    from k2tracker.diary.models import Entry
    from k2tracker.profiles.models import Profile
    from tests.benchmarks.filling import others, person_with_long_log

    call_command("migrate", verbosity=0)
    load_foods()
    today = timezone.now().date()
    pattern = person_with_long_log(today=today - timedelta(days=1), days=365, per_day=15)
    food = Food.objects.get(slug=FOOD)
    recent = pattern.entries.filter(eaten_on__gt=today - timedelta(days=30), grams__isnull=False)
    others_foods = recent.exclude(food=food).order_by("eaten_on", "pk").values_list("pk", flat=True)
    chosen = list(others_foods)[::4][:PER_PERSON]  # on all days: cautions look at the last fourteen
    Entry.objects.filter(pk__in=chosen).update(food=food, revision=food.revision)
    others(like=pattern, people=people, days=30, today=today - timedelta(days=1))
    ids = User.objects.filter(email__startswith="other").values_list("pk", flat=True)
    Profile.objects.bulk_create(
        Profile(person_id=pk, birth_year=1984, birth_month=3, sex="female", onboarded_at=timezone.now())
        for pk in ids
    )
    pattern.entries.filter(food=food).delete()
    return pattern


class Logger(threading.Thread):
    """Somebody who logs the corrected food again and again, and how long each log takes."""

    def __init__(self, person):
        super().__init__(daemon=True)
        self.person, self.seconds, self.ending = person, [], threading.Event()

    def run(self):
        from django.db import connection
        from django.utils import timezone

        from foods.models import Food
        from k2tracker.diary import actions

        day = timezone.now().date() - timedelta(days=40)
        while not self.ending.wait(0.02):
            key = uuid.uuid4()
            started = time.perf_counter()
            food = Food.objects.get(slug=FOOD)
            outcome = actions.log_food(
                by=self.person,
                person=self.person,
                key=key,
                food=food,
                portion=None,
                quantity=Decimal(10),
                eaten_on=day,
                meal="lunch",
            )
            self.seconds.append(time.perf_counter() - started)
            actions.delete_entry(by=self.person, entry=outcome.entry)  # a day holds so many entries
        connection.close()

    def said(self) -> str:
        median, longest = statistics.median(self.seconds), max(self.seconds)
        logs = f"{len(self.seconds)} logs meanwhile"
        return f"{logs}, median {median * 1000:.0f} ms, longest {longest * 1000:.0f} ms"


def publish() -> None:
    """A curator's correction of the food, through the curators' own action."""
    from foods.curation import drafts
    from foods.curation.content import content_of
    from foods.models import Food
    from k2tracker.accounts.models import User

    curators = [
        User.objects.create_user(f"{name}@example.org", "not-used-here", role="curator", is_staff=True)
        for name in ("made", "approved")
    ]
    draft = drafts.start_draft(food=Food.objects.get(slug=FOOD), by=curators[0])
    seen, content = draft.digest, content_of(draft)
    values = tuple(
        replace(value, amount=Decimal(939)) if value.nutrient == "menaquinone_7" else value
        for value in content.values
    )
    draft = drafts.save_draft(draft=draft, content=replace(content, values=values), by=curators[0], seen=seen)
    seen = draft.digest
    draft = drafts.submit(draft=draft, reason="Measured.", is_correction=True, by=curators[0], seen=seen)
    drafts.approve(draft=draft, by=curators[1], seen=seen)


def accept_all() -> None:
    """Everybody accepts, one after another, a moment apart as requests are."""
    from k2tracker.diary.models import RepriceOffer
    from k2tracker.diary.repricing.actions import accept

    waiting = RepriceOffer.objects.filter(state="waiting")
    for offer in waiting.select_related("person", "revision", "food"):
        accept(by=offer.person, offer=offer)
        time.sleep(0.005)


def banners() -> None:
    """What a day page pays for its banner while an offer waits."""
    from k2tracker.accounts.models import User
    from k2tracker.diary.repricing.queries import foods_waiting

    seconds = []
    for person in User.objects.filter(email__startswith="other")[:200]:
        started = time.perf_counter()
        foods_waiting(person)
        seconds.append(time.perf_counter() - started)
    print(f"{'':12}banner of a day page: median {statistics.median(seconds) * 1000:.1f} ms")


def measure(people: int) -> None:
    from k2tracker.diary.models import Entry, RepriceOffer

    person = fill(people)
    concerned = Entry.objects.filter(food__slug=FOOD).count()
    print(
        f"{Entry.objects.count():,} entries, {concerned:,} of them of the corrected food, {people:,} people"
    )
    for name, act in (("nothing", lambda: time.sleep(3)), ("publish", publish), ("all accept", accept_all)):
        logger = Logger(person)
        logger.start()
        time.sleep(0.5)
        started, worked = time.perf_counter(), time.thread_time()
        act()
        seconds, cpu = time.perf_counter() - started, time.thread_time() - worked
        logger.ending.set()
        logger.join()
        print(f"{name:12}{seconds:8.2f} s, {cpu:.2f} s of it at work   {logger.said()}", flush=True)
        if act is publish:
            banners()
    offers = RepriceOffer.objects.count()
    left = Entry.objects.filter(food__slug=FOOD, revision__number=1, deleted_at__isnull=True).count()
    print(f"{offers:,} offers; {left:,} entries with the earlier values")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument(MARK, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if not options.this_engine:
        return on_both_engines("tests.benchmarks.corrections", [*arguments, MARK])
    django.setup()
    measure(options.people)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
