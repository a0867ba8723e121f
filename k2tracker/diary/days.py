"""A person's days as the engine sees them: logs, scores and findings of a window that ends on one day.

Each day is judged with what was true of the person on that day, so a day inside a vitamin K antagonist
period stays paused from whatever date it is looked at, and its cautions are its own. Scores are a pure
function of what they are made from; a worker keeps the latest, by exactly that. Limits: nothing is worded or
rounded here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from types import MappingProxyType
from uuid import UUID

from foods.composition import Assumptions, Composition, active_assumptions, compositions, item
from foods.naming import NOTHING_NAMED, Naming, naming_of
from k2tracker.profiles.clock import today
from k2tracker.profiles.models import Profile
from k2tracker.profiles.queries import VkaHistory, profile_of, subject_on, vka_history
from nutrients.cautions import DAYS_READ, Finding, find_cautions
from nutrients.circumstances import Circumstances, Condition, Plan
from nutrients.day_sums import DaySums, SummedDay
from nutrients.intake import DayLog, Item
from nutrients.scoring import DayScore, score_day
from nutrients.subject import Subject

from .kept import Kept
from .logged import Logged, entries_between, forget_days
from .queries import NO_MARKS, Marks, marks_between
from .told import Told, forget_told, told_by

WINDOW_DAYS = 30
CAUTION_DAYS = 7  # so far back sums are held against upper limits, and what was logged is judged again
# In entries, at fifteen a day: the scores of the last month of some thirty people, about 6 MB a worker, and
# the logs of the last week of some forty, about 4 MB. Items are foods in an amount, about 7 MB.
KEPT_SCORES, KEPT_LOGS, KEPT_ITEMS = 15_000, 4_500, 1_000
EARLIEST = date(1900, 1, 1)
MOST_ENTRIES = 300  # in one day


class DayOutside(ValueError):
    """A diary has no such day: it lies before the person's birth, or has not come yet."""


class DayFull(Exception):
    """A day would hold more than `MOST_ENTRIES`: no log of a day, and every page would wait for it."""

    def __init__(self, day: date):
        super().__init__(day.isoformat())
        self.day = day


@dataclass(frozen=True)
class Keeper:
    """Whose diary it is, and what the rules may know of them. What they keep beside the log is read when it
    is asked for first: most that is shown of a diary needs none of it."""

    person: object
    profile: Profile
    history: VkaHistory

    @cached_property
    def _told(self) -> Told:
        return told_by(self.person, self.history)

    @property
    def told(self) -> Circumstances:
        """What the rules may look at beside the log."""
        return self._told.circumstances

    @property
    def told_digest(self) -> str:
        """Another one where what the rules may look at is another."""
        return self._told.digest

    @property
    def shows_exercise(self) -> bool:
        """Whether they switched the weekly line on, which no rule looks at."""
        return self._told.shows_exercise

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

    def shown_plan(self, day: date, today: date) -> Plan | None:
        """The clinic's plan that pages score that day by: none once no plan is in force today."""
        if not self.told.plans or self.told.plan_on(today, self.subject(today)) is None:
            return None
        return self.told.plan_on(day, self.subject(day))

    def days_read(self, day: date) -> int:
        """How many days of the log the rules look at to judge that day, itself included."""
        return DAYS_READ if self.subject(day).vka_is_active(day) else CAUTION_DAYS

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
    """The keeper of a diary. Two queries, or one where the profile was read before."""
    return Keeper(person, profile_of(person), vka_history(person))


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a window that ends on `on`.

    rows, notes: entries by day, and what was noted beside them, see `LoggedDays`. subject: as the day is
    shown, see `Keeper`. logs: the days that rules look at. scores: every day of the window. findings:
    cautions of `on`, the gravest first as the engine gives them.
    """

    keeper: Keeper
    on: date
    rows: Mapping[date, tuple[Logged, ...]]
    notes: Mapping[UUID, str]
    marks: Mapping[date, Marks]
    subject: Subject
    logs: DaySums
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

    @property
    def conditions(self) -> frozenset[Condition]:
        return self.keeper.told.conditions_on(self.on)


_scores, _logs, _items = Kept(KEPT_SCORES), Kept(KEPT_LOGS), Kept(KEPT_ITEMS)


def forget_everything() -> None:
    """Let go of whatever this process keeps of anybody's log."""
    for kept in (_scores, _logs, _items):
        kept.forget()
    forget_days()
    forget_told()


def read_days(
    keeper: Keeper, on: date, *, days: int = WINDOW_DAYS, logs_of: int = 0, judged: int = 1
) -> Days:
    """The `days` days up to `on`, with the logs that the rules need to judge the last `judged` of them, and
    of `logs_of` days at least.

    Three queries, two more while a vitamin K antagonist is active (names and marks, which only those rules
    look at), and two for compositions that this process has not seen.
    """
    reach = [keeper.days_read(on - timedelta(days=back)) for back in range(judged)]
    looks_at_names = DAYS_READ in reach
    logs_of = max(logs_of, max(reach) + judged - 1)
    first = on - timedelta(days=max(days, logs_of) - 1)
    by_day, notes = entries_between(keeper.person, first, on)
    marks = marks_between(keeper.person, first, on)
    assumptions = active_assumptions()
    known = compositions({row.revision_id for entries in by_day.values() for row in entries})
    today_here = keeper.today()
    now = keeper.subject(today_here)
    naming = NOTHING_NAMED
    if looks_at_names:
        naming = naming_of({row.food_id for entries in by_day.values() for row in entries})

    stamp = _stamp(assumptions)
    logs, scores, subject = {}, {}, None
    for offset in range(max(days, logs_of)):
        day = on - timedelta(days=offset)
        shown = keeper.shown_subject(day, now, today_here)
        plan = keeper.shown_plan(day, today_here)
        if offset == 0:
            subject = shown
        if day not in by_day and day not in marks:
            if offset < days:
                scores[day] = score_day(None, shown, day, plan)
            if offset < logs_of:
                logs[day] = SummedDay(DayLog(day))
            continue
        source = _Source(day, by_day.get(day, ()), marks.get(day, NO_MARKS), known, assumptions, stamp)
        if offset < logs_of:
            logs[day] = source.summed(naming)
        if offset < days:
            scores[day] = source.score(shown, plan, logs.get(day))
    sums = DaySums(logs)
    findings = find_on(keeper, sums, on)
    if subject.k2_is_paused(on):
        findings = [finding for finding in findings if finding.code != "CA-INFO"]  # it would be a nudge
    return Days(
        keeper=keeper,
        on=on,
        rows=MappingProxyType(by_day),
        notes=MappingProxyType(notes),
        marks=MappingProxyType(marks),
        subject=subject,
        logs=sums,
        scores=MappingProxyType(scores),
        findings=tuple(findings),
    )


def find_on(keeper: Keeper, logs: DaySums, day: date) -> list[Finding]:
    """What the rules find on one of the days that `logs` was read for, the gravest first."""
    week = (day - timedelta(days=back) for back in range(CAUTION_DAYS)) if keeper.told.plans else ()
    subjects = {one: keeper.subject(one) for one in week}
    return find_cautions(keeper.subject(day), logs, day, subjects, keeper.told)


class _Source:
    """One day's entries, marks and values: what its log and its score are made from, beside the names that
    rules look at and the person that it is scored for."""

    def __init__(self, day, rows, marks, known, assumptions, stamp):
        self.day, self.rows, self.marks, self.assumptions, self.stamp = day, rows, marks, assumptions, stamp
        self.compositions = tuple(known[row.revision_id] for row in rows)
        self.held = (rows, *self.compositions)
        self.made_from = (day, tuple(map(id, self.held)), marks, stamp)

    def summed(self, naming: Naming) -> SummedDay:
        """The day's log as the rules read it, with the sums that they asked of it before."""
        named = tuple(naming.of(row.food_id) for row in self.rows)
        return _logs.get(
            (self.made_from, named),
            lambda: SummedDay(self._log(naming)),
            of=self.held,
            weight=len(self.held),
        )

    def score(self, subject: Subject, plan: Plan | None, summed: SummedDay | None) -> DayScore:
        """summed: the day's, where it was made already."""
        return _scores.get(
            (self.made_from, subject, plan),
            lambda: score_day(summed.log if summed else self._log(NOTHING_NAMED), subject, self.day, plan),
            of=self.held,
            weight=len(self.held),
        )

    def _log(self, naming: Naming) -> DayLog:
        items = tuple(
            self._item(row, composition, naming)
            for row, composition in zip(self.rows, self.compositions, strict=True)
        )
        return DayLog(self.day, items, complete=self.marks.is_complete, sun=self.marks.had_sun)

    def _item(self, row: Logged, composition: Composition, naming: Naming) -> Item:
        names, marks = naming.of(row.food_id)
        made_from = (id(composition), row.slug, row.name, row.grams, row.units, names, marks, self.stamp)

        def make() -> Item:
            return item(
                composition,
                slug=row.slug,
                name=row.name,
                names=names,
                marks=marks,
                grams=row.grams,
                units=row.units,
                assumptions=self.assumptions,
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
