"""A person's days as the engine sees them: logs, scores and findings of a window that ends on one day.

Each day is judged with what was true of the person on that day, so a day inside a vitamin K antagonist
period stays paused from whatever date it is looked at, and its cautions are its own. Scores are a pure
function of what they are made from; a worker keeps the latest, by exactly that. Limits: nothing is worded or
rounded here.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from foods.composition import Assumptions, Composition, active_assumptions, compositions, item
from k2tracker.profiles.clock import today
from k2tracker.profiles.models import Profile
from k2tracker.profiles.queries import VkaHistory, profile_of, subject_on, vka_history
from nutrients.cautions import Finding, find_cautions
from nutrients.intake import DayLog, Item
from nutrients.scoring import DayScore, score_day
from nutrients.subject import Subject

from .queries import (
    NO_MARKS,
    NOTHING_NAMED,
    Logged,
    Marks,
    Naming,
    entries_between,
    marks_between,
    naming_of,
)

WINDOW_DAYS = 30
CAUTION_DAYS = 7  # the longest window a caution looks back over
KEPT_SCORES = 1000  # about 6 MB a worker: the last month of some thirty people
KEPT_ITEMS = 1000  # about 7 MB a worker
EARLIEST = date(1900, 1, 1)


class DayOutside(ValueError):
    """A diary has no such day: it lies before the person's birth, or has not come yet."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whose diary it is, and what the rules may know of them."""

    person: object
    profile: Profile
    history: VkaHistory

    def subject(self, day: date) -> Subject:
        """The person as the rules see them on that day."""
        return subject_on(self.profile, self.history, day)

    def shown_subject(self, day: date, now: Subject, today: date) -> Subject:
        """The person as pages score that day: while K2 is paused today, it is paused on every day looked at,
        so that no target or points of another time nudge anybody. now: the subject of `today`."""
        then = self.subject(day)
        if then.k2_is_paused(day) or not now.k2_is_paused(today):
            return then
        return replace(then, vka=now.vka, vka_drug=now.vka_drug, vka_stopped_on=now.vka_stopped_on)

    def today(self, now: datetime | None = None) -> date:
        return today(self.profile, now)

    def first_day(self) -> date:
        """The first day of the month of birth, where it is known."""
        if self.profile.birth_year is None:
            return EARLIEST
        return date(self.profile.birth_year, self.profile.birth_month, 1)

    def last_day(self, now: datetime | None = None) -> date:
        """Tomorrow: whoever travels east is there before their clock's zone is changed."""
        return self.today(now) + timedelta(days=1)

    def check_day(self, day: date, now: datetime | None = None) -> None:
        """Raises DayOutside where the diary has no such day."""
        if not self.first_day() <= day <= self.last_day(now):
            raise DayOutside(day.isoformat())


def keeper_of(person) -> Keeper:
    """The keeper of a diary. Two queries, one where the profile was read before."""
    return Keeper(person, profile_of(person), vka_history(person))


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a window that ends on `on`.

    rows: entries by day, days without any left out. subject: as the day is shown, see `Keeper`.
    logs: the last `CAUTION_DAYS` days. scores: every day of the window. findings: cautions of `on`, the
    gravest first as the engine gives them.
    """

    keeper: Keeper
    on: date
    rows: Mapping[date, tuple[Logged, ...]]
    marks: Mapping[date, Marks]
    subject: Subject
    logs: Mapping[date, DayLog]
    scores: Mapping[date, DayScore]
    findings: tuple[Finding, ...]

    @property
    def entries(self) -> tuple[Logged, ...]:
        return self.rows.get(self.on, ())

    @property
    def log(self) -> DayLog:
        return self.logs[self.on]

    @property
    def score(self) -> DayScore:
        return self.scores[self.on]

    @property
    def marks_of_day(self) -> Marks:
        return self.marks.get(self.on, NO_MARKS)

    @property
    def vka_is_active(self) -> bool:
        return self.subject.vka_is_active(self.on)


class _MadeFrom(NamedTuple):
    """All that a day's score follows from; which entry an amount came from is no part of it."""

    day: date
    subject: Subject
    marks: Marks
    entries: tuple
    assumptions: frozenset


class _Kept:
    """What this process worked out last, each by all that it was made from.

    A composition counts as itself, not by its revision's id: after a rollback the id can come again with
    other content, the object cannot.
    """

    def __init__(self, limit: int):
        self._limit, self._found, self._lock = limit, OrderedDict(), threading.Lock()

    def get(self, made_from: tuple, make: Callable, *, of: tuple[Composition, ...]):
        """What `make` returns, made once. of: the compositions that `made_from` names by their `id`, held so
        that no other takes their place."""
        with self._lock:
            found = self._found.get(made_from)
            if found is not None:
                self._found.move_to_end(made_from)
                return found[0]
        made = make()
        with self._lock:
            self._found[made_from] = (made, of)
            while len(self._found) > self._limit:
                self._found.popitem(last=False)
        return made


_scores, _items = _Kept(KEPT_SCORES), _Kept(KEPT_ITEMS)


def read_days(keeper: Keeper, on: date, *, days: int = WINDOW_DAYS, logs_of: int = CAUTION_DAYS) -> Days:
    """The `days` days up to `on`. Three queries, two more while a vitamin K antagonist is active (names and
    marks, which only those rules look at), and two for compositions that this process has not seen."""
    first = on - timedelta(days=days - 1)
    rows: dict[date, list[Logged]] = {}
    for row in entries_between(keeper.person, first, on):
        rows.setdefault(row.eaten_on, []).append(row)
    by_day = {day: tuple(entries) for day, entries in rows.items()}
    marks = marks_between(keeper.person, first, on)
    assumptions = active_assumptions()
    known = compositions({row.revision_id for entries in by_day.values() for row in entries})
    today_here = keeper.today()
    now = keeper.subject(today_here)
    naming = NOTHING_NAMED
    if keeper.subject(on).vka_is_active(on):
        naming = naming_of({row.food_id for row in by_day.get(on, ())})

    stamp = _stamp(assumptions)

    def log_of(day, names=NOTHING_NAMED):
        return _log(day, by_day.get(day, ()), marks.get(day, NO_MARKS), known, assumptions, names, stamp)

    logs, scores, subjects = {}, {}, {}
    for offset in range(days):
        day = on - timedelta(days=offset)
        subjects[day] = keeper.shown_subject(day, now, today_here)
        if offset < logs_of:
            logs[day] = log_of(day, naming if day == on else NOTHING_NAMED)
        if day not in by_day and day not in marks:
            scores[day] = score_day(None, subjects[day], day)
            continue
        made_from = _MadeFrom(
            day,
            subjects[day],
            marks.get(day, NO_MARKS),
            tuple((id(known[row.revision_id]), row.grams, row.units) for row in by_day.get(day, ())),
            stamp,
        )
        scores[day] = _scores.get(
            made_from,
            lambda day=day, made=made_from: score_day(logs.get(day) or log_of(day), made.subject, day),
            of=tuple(known[row.revision_id] for row in by_day.get(day, ())),
        )
    findings = find_cautions(keeper.subject(on), logs, on)
    if subjects[on].k2_is_paused(on):
        findings = [finding for finding in findings if finding.code != "CA-INFO"]  # it would be a nudge
    return Days(
        keeper=keeper,
        on=on,
        rows=MappingProxyType(by_day),
        marks=MappingProxyType(marks),
        subject=subjects[on],
        logs=MappingProxyType(logs),
        scores=MappingProxyType(scores),
        findings=tuple(findings),
    )


def _log(day, entries, marks, known, assumptions, naming, stamp) -> DayLog:
    items = tuple(_item(row, known[row.revision_id], assumptions, naming, stamp) for row in entries)
    return DayLog(day, items, complete=marks.is_complete, sun=marks.had_sun)


def _item(row: Logged, composition: Composition, assumptions: Assumptions, naming: Naming, stamp) -> Item:
    names, marks = naming.names.get(row.food_id, ()), naming.marks.get(row.food_id, frozenset())
    made_from = (id(composition), row.slug, row.name, row.grams, row.units, names, marks, stamp)

    def make() -> Item:
        return item(
            composition,
            slug=row.slug,
            name=row.name,
            names=names,
            marks=marks,
            grams=row.grams,
            units=row.units,
            assumptions=assumptions,
        )

    return replace(_items.get(made_from, make, of=(composition,)), key=row.key)


def _stamp(assumptions: Assumptions) -> frozenset:
    """The assumptions in use, as part of what a score is made from."""
    return _one_of_each(
        frozenset(
            (group, nutrient, interval.low, interval.high)
            for group, intervals in assumptions.by_group.items()
            for nutrient, interval in intervals.items()
        )
    )


@lru_cache(maxsize=8)
def _one_of_each(stamp: frozenset) -> frozenset:
    """The first stamp of this content: one object compares with itself at once."""
    return stamp
