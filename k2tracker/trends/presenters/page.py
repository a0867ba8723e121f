"""The page of trends: which sections a person has, the words in their heads, and the rows of their tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from k2tracker.diary.presenters.score import what_pauses
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.medicines.queries import DoseNoteTold
from k2tracker.profiles.presenters import day_text
from k2tracker.web.numbers import NO_BREAK_SPACE
from nutrients.labs import Kind
from nutrients.scoring import K2, VITAMIN_D, LineState

from ..queries import Months
from . import results as lab
from .calendar import Calendar, calendar_of, day_urls
from .lines import FOUR_WEEKS, MOST_DAY_BARS, WEEK, LineTrend, codes_shown, line_trend, mean_figure
from .smoothed import SmoothedTrend, smoothed_trend
from .values import Slot, slots_of
from .vitamin_k import Amount, VitaminK, mk7_amount, vitamin_k


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a day with the address of its diary, or a week with none."""

    name: str
    url: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template shows; a section that a person has no use for is None.

    by_week: bars stand for weeks. rolling: "7-day mean". paused: why K2 has no line, "" where it has.
    is_empty: no day is logged. needs_profile: a line has no target for want of an age or a sex.
    """

    period: str
    logged: str
    by_week: bool
    rolling: str
    paused: str
    is_empty: bool
    needs_profile: bool
    has_shade: bool
    lines: tuple[LineTrend, ...]
    lines_table: Table
    smoothed: SmoothedTrend
    smoothed_table: Table
    mk7: Amount | None
    mk7_table: Table | None
    calendar: Calendar
    vitamin_k: VitaminK | None
    vitamin_k_table: Table | None
    inr: lab.Results | None
    earlier_inr: str
    notes: tuple[lab.Note, ...]
    vitamin_d: LineTrend | None
    levels: lab.Results | None
    earlier_level: str


def page_of(
    months: Months,
    *,
    results: Sequence[LabResult],
    body: str,
    ranges: Sequence[InrRange],
    notes: Sequence[DoseNoteTold],
) -> Page:
    """The page of a window. results: of it and of the time before, the earliest first."""
    by_week = len(months.days) > MOST_DAY_BARS
    slots = slots_of(months.days, by_week=by_week)
    rolls = FOUR_WEEKS if by_week else WEEK
    lines = tuple(line_trend(code, months, slots, rolls) for code in codes_shown(months))
    smoothed = smoothed_trend(months, slots)
    mk7 = mk7_amount(months, slots) if months.is_paused else None
    told, flags = lab.notes_of(notes)
    inr = levels = stable = None
    if months.is_on_vka or months.on_vka:
        inr = lab.inr_results(results, ranges, months, flags)
        stable = vitamin_k(months, slots, flags, dates=inr is None)
    levels = lab.vitamin_d_results(results, body, months)
    names = [_slot_name(slot) for slot in slots]
    days = day_urls(months.days)
    urls = ["" if by_week else days[slot.first] for slot in slots]
    logged = sum(months.logs.is_logged(day) for day in months.days)
    mean = Column(rolls.words, "")

    def table(columns: Sequence[Column], cells: Sequence[tuple[str, ...]]) -> Table:
        rows = zip(names, urls, cells, strict=True)
        return Table(tuple(columns), tuple(Row(*row) for row in reversed(list(rows))))

    return Page(
        period=_period(months),
        logged=_("%(logged)s of %(days)s days logged") % {"logged": logged, "days": len(months.days)},
        by_week=by_week,
        rolling=rolls.words,
        paused=_paused(months),
        is_empty=logged == 0,
        needs_profile=any(
            line.state is LineState.NEEDS_PROFILE for line in months.scores[months.last].lines.values()
        ),
        has_shade=bool(months.on_vka),
        lines=lines,
        lines_table=table(
            [column for line in lines for column in (Column(line.name, line.unit), mean)],
            [
                tuple(
                    text
                    for line in lines
                    for text in (line.values[place].words, mean_figure(line.means[place]))
                )
                for place in range(len(slots))
            ],
        ),
        smoothed=smoothed,
        smoothed_table=table(
            [
                Column(_("Smoothed"), "µg"),
                Column(_("At least"), "µg"),
                Column(_("Weight of known days"), ""),
            ],
            smoothed.rows,
        ),
        mk7=mk7,
        mk7_table=table([Column(_("MK-7"), "µg"), mean], mk7.rows) if mk7 else None,
        calendar=calendar_of(months, days),
        vitamin_k=stable,
        vitamin_k_table=table(
            [
                Column(_("K1"), "µg"),
                Column(_("MK-4"), "µg"),
                Column(_("Other MK"), "µg"),
                Column(_("7-day mean"), "µg"),
                Column(_("28 days before"), "µg"),
            ],
            stable.rows,
        )
        if stable
        else None,
        inr=inr,
        earlier_inr=lab.earlier_words(results, Kind.INR, months),
        notes=told if stable else (),
        vitamin_d=next((line for line in lines if line.code == VITAMIN_D), None),
        levels=levels,
        earlier_level=lab.earlier_words(results, Kind.VITAMIN_D, months),
    )


def _slot_name(slot: Slot) -> str:
    if slot.first == slot.last:
        return day_text(slot.first)
    return _("%(first)s to %(last)s") % {"first": _short(slot.first), "last": day_text(slot.last)}


def _short(day) -> str:
    return date_format(day, "j M").replace(" ", NO_BREAK_SPACE)


def _period(months: Months) -> str:
    return _("%(first)s to %(last)s") % {"first": day_text(months.first), "last": day_text(months.last)}


def _paused(months: Months) -> str:
    if not months.is_paused:
        return ""
    if not months.is_on_vka:
        return _("K2 and D3 with K2 have no line here until the question about anticoagulants is answered.")
    if months.scores[months.last].lines[K2].state is not LineState.PAUSED:
        return _("K2 and D3 with K2 have no line here; each day shows them against your clinic’s range.")
    said = _("K2 and D3 with K2 are paused while %(drug)s is in your profile.")
    return said % {"drug": what_pauses(months.now)}
