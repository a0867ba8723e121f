"""Cautions that follow from a diary: raised after a write, and held against what is found after a correction.

The rules are `nutrients.cautions`, the life of a caution is `k2tracker.alerts`; here stands only which days
to ask them about. Everything runs inside the transaction of the write.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from k2tracker.alerts import actions as alerts
from k2tracker.profiles.queries import profile_of
from nutrients.cautions import Finding, find_cautions
from nutrients.intake import DayLog

from .days import CAUTION_DAYS, MOST_ENTRIES, DayFull, Days, Keeper, keeper_of, read_days
from .models import Entry


@transaction.atomic
def judge_lately(*, person, now: datetime | None = None) -> None:
    """Judge the last days again, after an answer changed that the rules rest on.

    Raises what the rules now find of the entries of the last `CAUTION_DAYS` days and of today's sums, and
    holds every open caution against what is found of it now.
    """
    profile = profile_of(person)
    if profile is None or profile.onboarded_at is None:
        return
    keeper = keeper_of(person)
    today = keeper.today(now)
    logs = read_days(keeper, today, days=2 * CAUTION_DAYS - 1, logs_of=2 * CAUTION_DAYS - 1).logs
    for offset in reversed(range(CAUTION_DAYS)):
        day = today - timedelta(days=offset)
        found = _found_on(keeper, day, logs)
        of_entries = [finding for finding in found if finding.item_key is not None or day == today]
        alerts.raise_for(person=person, findings=of_entries, day=day, now=now)
    _hold_against_findings(keeper, now)


def _found_on(keeper: Keeper, day: date, logs: Mapping[date, DayLog]) -> Iterable[Finding]:
    """What the rules find on `day`. logs: of that day, of those that a caution looks back over, and others.

    Rules about vitamin K antagonists look at names and marks of the day's foods, which `logs` has not.
    """
    subject = keeper.subject(day)
    if subject.vka_is_active(day):
        return read_days(keeper, day, days=CAUTION_DAYS).findings
    return find_cautions(subject, logs, day)


def judge_again(keeper: Keeper, day: date, now: datetime | None) -> None:
    """Hold open cautions of `day`, and of the days whose sums it is part of, against what is found now."""
    _hold_against_findings(keeper, now, since=day, until=day + timedelta(days=CAUTION_DAYS - 1))


def _hold_against_findings(keeper: Keeper, now: datetime | None, **days: date) -> None:
    """Hold the open cautions of all days, or of those between `since` and `until`, against what is found."""
    others = alerts.judge_again(
        person=keeper.person,
        findings_on=lambda day: read_days(keeper, day, days=CAUTION_DAYS).findings,
        now=now,
        **days,
    )
    raise_for_entries(keeper, others, now)


def raise_for_entries(keeper: Keeper, keys: list[uuid.UUID], now: datetime | None) -> None:
    """Raise anew what these entries call for, those that still stand."""
    days = keeper.person.entries.standing().filter(key__in=keys).values_list("eaten_on", flat=True)
    for day in sorted(set(days)):
        raise_found(keeper, day, now)


def after_write(keeper: Keeper, entry: Entry, now: datetime | None, *, raises: bool = True) -> Days:
    """The window up to the entry's day as it now stands, its cautions raised."""
    if raises and entry.deleted_at is None:
        return judge_written(keeper, entry.eaten_on, now)
    return read_days(keeper, entry.eaten_on)


def judge_written(keeper: Keeper, day: date, now: datetime | None) -> Days:
    """What was written just now on `day`, judged: raised, or recorded where the day is over a week ago.

    Raises DayFull, so that what was added goes back.
    """
    if keeper.today(now) - day <= alerts.HISTORY_AFTER:
        return raise_found(keeper, day, now)
    days = _read_full(keeper, day)
    alerts.record_history(person=keeper.person, findings=days.findings, day=day, now=now)
    return days


def _read_full(keeper: Keeper, day: date) -> Days:
    days = read_days(keeper, day)
    if len(days.entries) > MOST_ENTRIES:
        raise DayFull(day)
    return days


def raise_found(keeper: Keeper, day: date, now: datetime | None) -> Days:
    """Raise what the rules find on `day`, and what they find today about sums that `day` is part of.

    Raises DayFull, so that what was added goes back.
    """
    days = _read_full(keeper, day)
    alerts.raise_for(person=keeper.person, findings=days.findings, day=day, now=now)
    today = keeper.today(now)
    if day < today < day + timedelta(days=CAUTION_DAYS):
        raise_sums(keeper, today, now)
    return days


def raise_sums(keeper: Keeper, day: date, now: datetime | None) -> None:
    """Raise what the rules find on `day` about sums, of whichever days they are."""
    found = read_days(keeper, day, days=CAUTION_DAYS).findings
    sums = [finding for finding in found if finding.item_key is None]
    alerts.raise_for(person=keeper.person, findings=sums, day=day, now=now)
