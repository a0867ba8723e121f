"""Cautions that follow from a diary: raised after a write, and held against what is found after a correction.

The rules are `nutrients.cautions`, the life of a caution is `k2tracker.alerts`, what was told beside the log
comes with the keeper; here stands only which days to ask them about. Everything runs inside the transaction
of the write.
"""

import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from k2tracker.alerts import actions as alerts
from k2tracker.alerts.models import Alert
from k2tracker.alerts.queries import matters_of
from k2tracker.profiles.models import Profile
from k2tracker.profiles.queries import profile_of, vka_history
from nutrients.cautions import DAYS_READ, RULE_SET, RULES, Finding
from nutrients.day_sums import DaySums

from .days import MOST_ENTRIES, DayFull, Days, Keeper, find_on, read_days
from .models import Entry

NO_LOGS = DaySums({})
FoundOn = Callable[[date], Iterable[Finding]]  # what the rules find on a day
SUM_RULES = frozenset(code for code, rule in RULES.items() if rule.days_read > 1)
RESULT_RULES = frozenset({"K-10", "K-11", "D-03", "D-04"})  # those that hold a laboratory result


def held_keeper(person) -> Keeper:
    """The keeper of a diary as it stands, which nobody changes before the transaction ends. Three queries.

    Every write that is judged begins with it, before it touches a row of the person's own.
    """
    alerts.hold(person)
    return Keeper(person, Profile.objects.get(person=person), vka_history(person))


def judge_what_is_stale(keeper: Keeper, now: datetime | None = None) -> None:
    """Judge the last days again where they were last judged by something else than holds now.

    Nobody wrote anything then: a product of the cabinet was corrected, a plan or a wash-out has ended,
    another day has begun, the rules are others. Pages that show what is open begin with it; what it reads
    where nothing is stale, the keeper keeps.
    """
    if keeper.profile.judged_as != _standpoint(keeper, now):
        judge_lately(person=keeper.person, now=now)


def _standpoint(keeper: Keeper, now: datetime | None) -> str:
    """A digest of all but the log that the last days are judged by."""
    today = keeper.today(now)
    judged_by = (RULE_SET, today.isoformat(), repr(keeper.subject(today)), keeper.told_digest)
    return sha256("|".join(judged_by).encode()).hexdigest()


@transaction.atomic
def judge_lately(*, person, now: datetime | None = None) -> None:
    """Judge the last days again, after an answer changed that the rules rest on, or what else was told.

    Raises what the rules now find of the entries and results of the days that still ask for an answer, and of
    today's sums and what is told today; records what is found of older results; and holds every open caution,
    and those recorded of results, against what is found of them now.
    """
    profile = profile_of(person)
    if profile is None or profile.onboarded_at is None:
        return
    keeper = held_keeper(person)
    Profile.objects.filter(person=person).update(judged_as=_standpoint(keeper, now))
    today, last = keeper.today(now), keeper.last_day(now)
    first = today - alerts.HISTORY_AFTER
    judged = (last - first).days + 1
    logs = read_days(keeper, last, days=1, judged=judged).logs
    for offset in reversed(range(judged)):
        day = last - timedelta(days=offset)
        found = find_on(keeper, logs, day)
        of_the_day = [finding for finding in found if finding.is_of_its_day or day == today]
        if day == first and of_the_day:  # whoever answered on that day may have done so a full week ago
            known = matters_of(person, {finding.code for finding in of_the_day}, day=day)
            of_the_day = [finding for finding in of_the_day if (finding.code, finding.cause) not in known]
        alerts.raise_for(person=person, findings=of_the_day, day=day, now=now)
    _judge_results(keeper, first - timedelta(days=1), now)
    _hold_against_findings(
        keeper, now, states=[Alert.State.OPEN], only=lambda alert: not _is_of_a_result(alert)
    )


def _is_of_a_result(alert: Alert) -> bool:
    return alert.cause.endswith(alert.day.isoformat())


def _judge_results(keeper: Keeper, until: date, now: datetime | None) -> None:
    """Hold the open and recorded cautions of results against what is found of them, and record what those up
    to `until` call for.

    A result is judged by itself, so no log is read, however many wait for an answer.
    """

    def found_on(day: date) -> list[Finding]:
        return [finding for finding in find_on(keeper, NO_LOGS, day) if finding.is_of_its_day]

    alerts.judge_again(
        person=keeper.person,
        findings_on=found_on,
        only=_is_of_a_result,
        now=now,
    )
    known = matters_of(keeper.person, RESULT_RULES)
    days = {result.on for result in (*keeper.told.inr, *keeper.told.vitamin_d) if result.on <= until}
    for day in sorted(days):
        new = [finding for finding in found_on(day) if (finding.code, finding.cause) not in known]
        if new:  # without a savepoint for each of many results
            alerts.record_history(person=keeper.person, findings=new, day=day, now=now)


def judge_again(keeper: Keeper, day: date, now: datetime | None) -> None:
    """Hold open cautions of `day`, and of the days whose sums it is part of, against what is found now.

    Today's sums are raised then: what was open for another day may have spoken for them too, and a day that
    has no entries any more counts in no mean.
    """
    _hold_against_findings(keeper, now, since=day, until=day + timedelta(days=DAYS_READ - 1))
    raise_sums(keeper, keeper.today(now), now)


def _hold_against_findings(keeper: Keeper, now: datetime | None, **which) -> None:
    """Hold the open and recorded cautions of all days, or of those between `since` and `until`, against what
    is found."""
    others = alerts.judge_again(
        person=keeper.person,
        findings_on=lambda day: read_days(keeper, day, days=1).findings,
        now=now,
        **which,
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
    days = _read_full(keeper, day)
    found = {day: days.findings}

    def found_on(one: date) -> tuple[Finding, ...]:
        if one not in found:
            found[one] = read_days(keeper, one, days=1).findings
        return found[one]

    _hold_open_sums(keeper, day, now, found_on)
    if keeper.today(now) - day <= alerts.HISTORY_AFTER:
        alerts.raise_for(person=keeper.person, findings=days.findings, day=day, now=now)
    else:
        alerts.record_history(person=keeper.person, findings=days.findings, day=day, now=now)
    _raise_todays_sums(keeper, day, now, found_on)
    return days


def _hold_open_sums(keeper: Keeper, day: date, now: datetime | None, found_on: FoundOn) -> None:
    """Hold open cautions about sums that `day` is part of against what is found: more in the log can take
    away what they say, as a tablet that is logged late does. Before anything is raised, so that no new matter
    is taken for one that is about to go."""
    others = alerts.judge_again(
        person=keeper.person,
        findings_on=found_on,
        since=day,
        until=day + timedelta(days=DAYS_READ - 1),
        states=[Alert.State.OPEN],
        only=lambda alert: alert.code in SUM_RULES,
        now=now,
    )
    if others:
        raise_for_entries(keeper, others, now)


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
    _raise_todays_sums(keeper, day, now, lambda one: read_days(keeper, one, days=1).findings)
    return days


def _raise_todays_sums(keeper: Keeper, day: date, now: datetime | None, found_on: FoundOn) -> None:
    """Raise what the rules find today about sums, where `day` is part of them and another day."""
    today = keeper.today(now)
    if day < today < day + timedelta(days=keeper.days_read(today)):
        _raise_sums_of(keeper, today, now, found_on)


def raise_sums(keeper: Keeper, day: date, now: datetime | None) -> None:
    """Raise what the rules find on `day` about sums, of whichever days they are; record it of a day that is
    over a week ago."""
    _raise_sums_of(keeper, day, now, lambda one: read_days(keeper, one, days=1).findings)


def _raise_sums_of(keeper: Keeper, day: date, now: datetime | None, found_on: FoundOn) -> None:
    sums = [finding for finding in found_on(day) if finding.item_key is None]
    is_old = keeper.today(now) - day > alerts.HISTORY_AFTER
    keep = alerts.record_history if is_old else alerts.raise_for
    keep(person=keeper.person, findings=sums, day=day, now=now)
