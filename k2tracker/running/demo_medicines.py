"""What the demo people keep on their medicine lists: written once, with the account, at days before it."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from k2tracker.accounts.models import User
from k2tracker.medicines.models import DoseNote, Medicine

KEYS = uuid.UUID("9a3a1a52-3f0b-4bd3-8c0e-2b6f5a1d7c11")


@dataclass(frozen=True, slots=True)
class Listed:
    """A medicine on a list. since, until: days ago, None for open; notes: days ago and words."""

    name: str
    drug: str
    dose: str
    since: int | None = None
    until: int | None = None
    notes: tuple[tuple[int, str], ...] = ()


# The warfarin person's own days are those of the answer in the profile.
LISTS = {
    "individual": (Listed("Euthyrox 50", "levothyroxine", "one tablet, half an hour before breakfast"),),
    "warfarin": (
        Listed(
            "Marevan",
            "warfarin",
            "in the evening, as the clinic writes it in the yellow book",
            notes=((61, "half a tablet less on Sundays"), (26, "back to the same every evening")),
        ),
        Listed("Klacid", "clarithromycin", "morning and evening, for a week", since=85, until=79),
        Listed("Questran", "colestyramine", "one sachet before lunch", since=75, until=60),
        Listed("Bactrim forte", "co-trimoxazole", "morning and evening, for a week", since=47, until=41),
    ),
}


def write_lists(role: str, user: User, today: date) -> None:
    """The medicine list of a demo person that was just made; nothing for those who have none."""
    for listed in LISTS.get(role, ()):
        medicine = Medicine.objects.create(
            person=user,
            key=uuid.uuid5(KEYS, f"{user.email} {listed.name}"),
            name=listed.name,
            drug=listed.drug,
            dose=listed.dose,
            started_on=_ago(today, listed.since),
            stopped_on=_ago(today, listed.until),
            entered_on=_ago(today, listed.since),
        )
        for days, words in listed.notes:
            key = uuid.uuid5(KEYS, f"{user.email} {listed.name} {days}")
            DoseNote.objects.create(medicine=medicine, key=key, on=_ago(today, days), words=words)


def _ago(today: date, days: int | None) -> date | None:
    return None if days is None else today - timedelta(days=days)
