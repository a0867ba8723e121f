"""A correction published on the browser tests' site by a process beside it, as two curators would.

`python -m tests.journeys.publishing SLUG NUTRIENT AMOUNT REASON` in the site's environment.
"""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

from tests.browser import ROOT, Site


def publish_correction(site: Site, slug: str, nutrient: str, amount: str, reason: str) -> None:
    """Raises CalledProcessError with what the other process wrote."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.journeys.publishing",
        slug,
        nutrient,
        amount,
        reason,
    ]
    subprocess.run(command, cwd=ROOT, env=site.environment, check=True)


def main(slug: str, nutrient: str, amount: str, reason: str) -> None:
    import django

    django.setup()
    publish(slug, nutrient, amount, reason)


def publish(slug: str, nutrient: str, amount: str, reason: str) -> None:
    """The same within this process."""
    from foods.curation import drafts
    from foods.curation.content import content_of
    from foods.models import Food
    from k2tracker.accounts.models import User

    curator = User.objects.get(email="curator@demo.k2tracker.example")
    second, _is_new = User.objects.get_or_create(
        email="second-curator@example.org", defaults={"role": User.Role.CURATOR, "password": "!"}
    )
    draft = drafts.start_draft(food=Food.objects.get(slug=slug), by=curator)
    seen, content = draft.digest, content_of(draft)
    values = tuple(
        replace(value, amount=Decimal(amount), low=None, high=None) if value.nutrient == nutrient else value
        for value in content.values
    )
    draft = drafts.save_draft(draft=draft, content=replace(content, values=values), by=curator, seen=seen)
    seen = draft.digest
    draft = drafts.submit(draft=draft, reason=reason, is_correction=True, by=curator, seen=seen)
    drafts.approve(draft=draft, by=second, seen=seen)


if __name__ == "__main__":
    main(*sys.argv[1:])
