"""A write of another process that stops just before it is to last, for tests of what happens beside it.

`python -m tests.journeys.pausing correct SLUG NUTRIENT AMOUNT`, `merge SLUG INTO`, `retire SLUG`,
`log SLUG DAY` or `accept SLUG` in the site's environment: says "written" inside its transaction and waits
for a line.
"""

import contextlib
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.browser import ROOT, Site
from tests.journeys.publishing import publish

PERSON = "individual@demo.k2tracker.example"
CURATOR = "curator@demo.k2tracker.example"


class Paused:
    """The other process. It holds its transaction open until it is let go, or killed."""

    def __init__(self, process: subprocess.Popen):
        self._process = process

    def go_on(self) -> None:
        """Let it commit, and wait until it has."""
        _said, failed = self._process.communicate("\n", timeout=60)
        assert self._process.returncode == 0, failed

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait(timeout=20)


@contextlib.contextmanager
def paused(site: Site, *words: str) -> Iterator[Paused]:
    """Run an act in a process of its own up to the moment before its commit."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.journeys.pausing", *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env=site.environment, text=True, **pipes) as process:
        try:
            assert process.stdout.readline() == "written\n", process.stderr.read()
            yield Paused(process)
        finally:
            process.kill()


def main(act: str, *words: str) -> None:
    import django

    django.setup()

    from django.db import transaction

    with transaction.atomic():
        acts = {"correct": _correct, "merge": _merge, "retire": _retire, "log": _log, "accept": _accept}
        acts[act](*words)
        sys.stdout.write("written\n")
        sys.stdout.flush()
        sys.stdin.readline()


def _food(slug: str):
    from foods.models import Food

    return Food.objects.get(slug=slug)


def _person(email: str):
    from k2tracker.accounts.models import User

    return User.objects.get(email=email)


def _correct(slug: str, nutrient: str, amount: str) -> None:
    publish(slug, nutrient, amount, "Another row.")


def _merge(slug: str, into: str) -> None:
    from foods.curation.merging import merge

    merge(by=_person(CURATOR), food=_food(slug), into=_food(into), reason="The same.")


def _retire(slug: str) -> None:
    from foods.curation.merging import retire

    retire(by=_person(CURATOR), food=_food(slug), reason="Sold no more.")


def _log(slug: str, day: str) -> None:
    from k2tracker.diary.actions import log_food

    person = _person(PERSON)
    log_food(
        by=person,
        person=person,
        key=uuid.uuid4(),
        food=_food(slug),
        portion=None,
        quantity=Decimal(100),
        eaten_on=date.fromisoformat(day),
        meal="lunch",
    )


def _accept(slug: str) -> None:
    from k2tracker.diary.repricing.actions import accept

    person = _person(PERSON)
    accept(by=person, offer=person.reprice_offers.get(food__slug=slug, state="waiting"))


if __name__ == "__main__":
    main(*sys.argv[1:])
