"""A person's log over months: each day's log and score, read with as few columns as they are made from.

A year is some six thousand entries. Of each only the composition and the amount count here, so the database
hands over each day as one text of those, and what is eaten in one amount is scaled once. Nothing is kept in
the process: it would push out what the day pages need all the time. Limits: cautions are not looked for, and
items have neither names nor keys, and no other nutrients than the charts'.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models.functions import JSONArray

from foods.composition import Composition, active_assumptions, compositions, item
from k2tracker.diary.days import Keeper
from k2tracker.diary.logged import THOUSANDTH, JSONList
from k2tracker.diary.queries import NO_MARKS, marks_between
from nutrients.day_sums import WITHOUT_MK7, DaySums
from nutrients.design_values import STABILITY_BASELINE_DAYS, STABILITY_RECENT_DAYS
from nutrients.intake import DayLog, Item
from nutrients.scoring import DayScore, score_day
from nutrients.subject import Subject

# Before the first day that is shown: what its week, its baseline and its smoothed intake rest on.
DAYS_BEFORE = STABILITY_RECENT_DAYS + STABILITY_BASELINE_DAYS
NUTRIENTS = frozenset({"menaquinone_7", "vitamin_d", "magnesium", *WITHOUT_MK7})


@dataclass(frozen=True, slots=True)
class Months:
    """The days from `first` to `last`, and `DAYS_BEFORE` before them.

    logs: every day of both. scores: every day of both, as pages show them while K2 is paused today.
    on_vka: the days from `first` on which the rules count a vitamin K antagonist as active. is_paused: no K2
    target may be shown today; now: the person as the rules see them then.
    """

    first: date
    last: date
    logs: DaySums
    scores: Mapping[date, DayScore]
    on_vka: frozenset[date]
    is_paused: bool
    is_on_vka: bool
    now: Subject

    @property
    def days(self) -> list[date]:
        return days_between(self.first, self.last)

    @property
    def earliest(self) -> date:
        return self.first - timedelta(days=DAYS_BEFORE)


def days_between(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def read_months(keeper: Keeper, *, days: int) -> Months:
    """The `days` days up to today. Three queries, and two for compositions that this process has not seen."""
    today = keeper.today()
    first = today - timedelta(days=days - 1)
    inside = days_between(first - timedelta(days=DAYS_BEFORE), today)
    items = _items_by_day(keeper.person, inside[0], today)
    marks = marks_between(keeper.person, inside[0], today)
    now = keeper.subject(today)
    logs, scores = {}, {}
    for day in inside:
        subject = keeper.shown_subject(day, now, today)
        if day in items or day in marks:
            of_day = marks.get(day, NO_MARKS)
            logs[day] = DayLog(day, items.get(day, ()), complete=of_day.is_complete, sun=of_day.had_sun)
        scores[day] = score_day(logs.get(day), subject, day, keeper.shown_plan(day, today))
    return Months(
        first=first,
        last=today,
        logs=DaySums.of(logs),
        scores=scores,
        on_vka=frozenset(day for day in inside if day >= first and keeper.subject(day).vka_is_active(day)),
        is_paused=now.k2_is_paused(today),
        is_on_vka=now.vka_is_active(today),
        now=now,
    )


def _items_by_day(person, first: date, last: date) -> dict[date, tuple[Item, ...]]:
    days = (
        person.entries.standing()
        .filter(eaten_on__range=(first, last))
        .order_by("eaten_on")
        .values_list("eaten_on")
        .annotate(entries=JSONList(JSONArray("revision_id", "grams", "units")))
    )
    rows = {day: [tuple(row) for row in json.loads(text, parse_float=Decimal)] for day, text in days}
    read = compositions({revision for entries in rows.values() for revision, _grams, _units in entries})
    known = {revision: _of_what_counts(composition) for revision, composition in read.items()}
    assumptions = active_assumptions()
    made: dict[tuple, Item] = {}
    for row in {row for entries in rows.values() for row in entries}:
        revision, grams, units = row
        made[row] = item(
            known[revision],
            slug="",
            name="",
            grams=_amount(grams),
            units=_amount(units),
            assumptions=assumptions,
        )
    return {day: tuple(made[row] for row in entries) for day, entries in rows.items()}


def _of_what_counts(composition: Composition) -> Composition:
    """The composition without the nutrients that no chart is about: scaling them is most of the work."""
    values = {code: value for code, value in composition.values.items() if code in NUTRIENTS}
    return replace(composition, values=values)


def _amount(number: int | Decimal | None) -> Decimal | None:
    """Grams or units, to the three decimals that entries keep."""
    return None if number is None else Decimal(number).quantize(THOUSANDTH)
