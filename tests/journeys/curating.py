"""Two curators at once on the browser tests' database: a process beside the site, with a thread for each.

`python -m tests.journeys.curating RACE` in the site's environment runs the race over and over, each time with
a food of its own, and prints as JSON what became of each: {"outcomes": two names, "done" or that of the
exception; "food": what stands then}.
"""

import json
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.browser import ROOT, Site

TIMES = 6


def race(site: Site, name: str) -> list[dict]:
    """Run a race. Raises CalledProcessError with what the other process wrote."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.journeys.curating", name]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def at_once(*steps: Callable[[], object]) -> list[str]:
    """Take steps in threads that start together; what became of each, in their order."""
    from django.db import connection

    start, outcomes = threading.Barrier(len(steps)), [""] * len(steps)

    def run(place, step):
        start.wait()
        try:
            step()
            outcomes[place] = "done"
        except Exception as error:
            outcomes[place] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, step)) for place, step in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def run_race(name: str) -> dict:
    from foods.curation import drafts, merging
    from foods.curation.content import content_of
    from foods.models import Food, Revision
    from tests.factories.foods import FoodFactory
    from tests.factories.people import UserFactory

    token = uuid.uuid4().hex[:12]
    first, second, third = (
        UserFactory(email=f"curator-{who}-{token}@example.org", role="curator") for who in range(3)
    )
    food, into = (
        FoodFactory(slug=one, source_food_id=one, name=one, per_100g={"menaquinone_7": "998"})
        for one in (f"raced-{token}", f"kept-{token}")
    )
    draft = drafts.start_draft(food=food, by=first)
    content = content_of(draft)
    content = replace(content, values=(replace(content.values[0], amount=Decimal(939)),))
    draft = drafts.save_draft(draft=draft, content=content, by=first, seen=draft.digest)
    seen = draft.digest
    if name != "edit":
        draft = drafts.submit(draft=draft, reason="a slip", is_correction=True, by=first, seen=seen)

    def approve(by):
        return lambda: drafts.approve(draft=draft, by=by, seen=seen)

    def save(by, amount):
        other = replace(content, values=(replace(content.values[0], amount=Decimal(amount)),))
        return lambda: drafts.save_draft(draft=draft, content=other, by=by, seen=seen)

    outcomes = at_once(
        *{
            "approve": lambda: (approve(second), approve(third)),
            "edit": lambda: (save(second, 7), save(third, 8)),
            "take back": lambda: (approve(second), lambda: drafts.take_back(draft=draft, by=first)),
            "decline": lambda: (
                approve(second),
                lambda: drafts.decline(draft=draft, because="no", by=third),
            ),
            "merge": lambda: (
                approve(second),
                lambda: merging.merge(by=third, food=food, into=into, reason="the same"),
            ),
            "merge into": lambda: (
                approve(second),
                lambda: merging.merge(by=third, food=into, into=food, reason="the same"),
            ),
            "merge both ways": lambda: (
                lambda: merging.merge(by=second, food=food, into=into, reason="the same"),
                lambda: merging.merge(by=third, food=into, into=food, reason="the same"),
            ),
            "retire": lambda: (
                approve(second),
                lambda: merging.retire(by=third, food=food, reason="stands twice"),
            ),
        }[name]()
    )
    food, draft = Food.objects.get(pk=food.pk), Revision.objects.get(pk=draft.pk)
    return {
        "outcomes": outcomes,
        "is_published": food.revision_id == draft.pk and draft.published_at is not None,
        "is_open": draft.published_at is None and draft.declined_at is None and draft.submitted_at is None,
        "is_declined": draft.declined_at is not None,
        "is_retired": food.is_retired,
        "into_is_retired": Food.objects.get(pk=into.pk).is_retired,
        "amount": str(content_of(draft).values[0].amount.normalize()),
    }


def main(name: str) -> None:
    import django

    django.setup()
    sys.stdout.write(json.dumps([run_race(name) for _ in range(TIMES)]))


if __name__ == "__main__":
    main(*sys.argv[1:])
