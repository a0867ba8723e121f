"""Laboratory results and dose-change notes on the time axis of what was eaten.

A result is a dot on its day; nothing is said of the days between. The band is the person's own range, or the
levels that the chosen body calls enough, by its name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.labs.control import range_on, range_stretches
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.labs.presenters.results import is_outside, judged, value_text
from k2tracker.labs.presenters.results import range_text as inr_range_text
from k2tracker.medicines.queries import DoseNoteTold
from k2tracker.profiles.presenters import day_text
from k2tracker.web.numbers import range_text, rounded
from k2tracker.web.plots import Axis, Dot, Drawing, Flag, Lane, Line, Span, draw, round_end
from nutrients.design_values import MAX_INR_GAP_DAYS
from nutrients.labs import BODIES, Kind, in_unit

from ..queries import Months
from .lines import shades_of

LEAST_INR_END = Decimal(4)
LEAST_LEVEL_END = {"nmol/L": Decimal(120), "ng/mL": Decimal(50)}


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a window. band: in words, "" for none. rows: (day, value, what is said)."""

    drawing: Drawing
    unit: str
    band: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A dose-change note: its mark in the chart, and its words as they were typed."""

    mark: str
    day: str
    name: str
    words: str


def notes_of(notes: Sequence[DoseNoteTold]) -> tuple[tuple[Note, ...], tuple[Flag, ...]]:
    """The notes in words, and their marks, by number in the order of days."""
    told = tuple(
        Note(str(place), day_text(note.on), note.name, note.words)
        for place, note in enumerate(notes, start=1)
    )
    return told, tuple(Flag(note.on, str(place)) for place, note in enumerate(notes, start=1))


def inr_results(
    results: Sequence[LabResult], ranges: Sequence[InrRange], months: Months, flags: tuple[Flag, ...]
) -> Results | None:
    """The INR of the window; None without a result in it. results: of any kind, the earliest first."""
    found = _inside(results, Kind.INR, months)
    if not found:
        return None
    out = [is_outside(one, ranges) for one in found]
    spans = [Span(first, last, one.low, one.high) for one, (first, last) in range_stretches(ranges)]
    latest = range_on(ranges, found[-1].taken_on)
    low = min(Decimal(1), *(one.value for one in found)).to_integral_value(rounding="ROUND_FLOOR")
    tops = [one.value for one in found] + [one.high for one in ranges]
    high = max(LEAST_INR_END, *tops).to_integral_value(rounding="ROUND_CEILING")
    ends = [] if latest is None else [latest.low, latest.high]
    lane = Lane(
        title=_inr_title(found, out, latest),
        axis=Axis(months.first, months.last),
        low=low,
        high=high,
        marks=(*ends, low, high),
        height=110,
        bands=tuple(spans),
        shades=shades_of(months),
        lines=(Line("joined", _joined([(one.taken_on, one.value) for one in found], MAX_INR_GAP_DAYS)),),
        dots=tuple(
            Dot(one.taken_on, one.value, value_text(one), is_out)
            for one, is_out in zip(found, out, strict=True)
        ),
        flags=flags,
    )
    return Results(
        drawing=draw(lane),
        unit="",
        band=_("your range %(range)s") % {"range": inr_range_text(latest)} if latest else "",
        rows=tuple(
            (day_text(one.taken_on), value_text(one), _place_words(one, ranges, is_out))
            for one, is_out in zip(found, out, strict=True)
        ),
    )


def vitamin_d_results(results: Sequence[LabResult], body: str, months: Months) -> Results | None:
    """25(OH)D of the window in the unit of its latest result; None without a result in it."""
    found = _inside(results, Kind.VITAMIN_D, months)
    if not found:
        return None
    unit = found[-1].unit
    values = [in_unit(one.value, one.unit, unit) for one in found]
    said = [judged(one, body) for one in found]
    enough = BODIES[body].enough
    low = high = None
    if enough is not None:
        low = enough.low.in_unit(unit)
        high = None if enough.high is None else enough.high.in_unit(unit)
    end = round_end(max([LEAST_LEVEL_END[unit], *(value * Decimal("1.1") for value in values)]))
    ends = [one for one in (low, high) if one is not None and one <= end]
    lane = Lane(
        title=_levels_title(found),
        axis=Axis(months.first, months.last),
        high=end,
        marks=(Decimal(0), *ends, end),
        height=110,
        bands=() if low is None else (Span(months.first, months.last, low, high),),
        shades=shades_of(months),
        lines=(Line("joined", tuple(zip((one.taken_on for one in found), values, strict=True))),),
        dots=tuple(
            Dot(one.taken_on, value, f"{rounded(value)}", judgement.place in ("below", "over"))
            for one, value, judgement in zip(found, values, said, strict=True)
        ),
    )
    named = ""
    if low is not None:
        named = _("%(body)s: %(range)s") % {"body": BODIES[body].name, "range": _levels(low, high, unit)}
    return Results(
        drawing=draw(lane),
        unit=unit,
        band=named,
        rows=tuple(
            (
                day_text(one.taken_on),
                value_text(one),
                f"{_(judgement.words)} ({judgement.body})" if judgement.body else _(judgement.words),
            )
            for one, judgement in zip(found, said, strict=True)
        ),
    )


def earlier_words(results: Sequence[LabResult], kind: Kind, months: Months) -> str:
    """The latest result before a window that has none, in words; "" where there is none either."""
    before = [one for one in results if one.kind == kind and one.taken_on < months.first]
    if not before:
        return ""
    return _("The latest result, %(value)s of %(day)s, lies before this time.") % {
        "value": value_text(before[-1]),
        "day": day_text(before[-1].taken_on),
    }


def _inside(results: Sequence[LabResult], kind: Kind, months: Months) -> list[LabResult]:
    return [one for one in results if one.kind == kind and months.first <= one.taken_on <= months.last]


def _joined(points: list[tuple[date, Decimal]], longest: int) -> tuple[tuple[date, Decimal | None], ...]:
    """The points, with a gap between two that lie too far apart to say anything of the days between."""
    found: list[tuple[date, Decimal | None]] = []
    for day, value in points:
        if found and (day - found[-1][0]).days > longest:
            found.append((day, None))
        found.append((day, value))
    return tuple(found)


def _place_words(one: LabResult, ranges: Sequence[InrRange], is_out: bool) -> str:
    on_day = range_on(ranges, one.taken_on)
    if on_day is None:
        return _("no range told for this day")
    if not is_out:
        return _("inside %(range)s") % {"range": inr_range_text(on_day)}
    return _("outside %(range)s") % {"range": inr_range_text(on_day)}


def _inr_title(found: list[LabResult], out: list[bool], latest: InrRange | None) -> str:
    said = ngettext(
        "INR: %(n)s result, the latest %(value)s on %(day)s.",
        "INR: %(n)s results, the latest %(value)s on %(day)s.",
        len(found),
    ) % {"n": len(found), "value": value_text(found[-1]), "day": day_text(found[-1].taken_on)}
    if latest is None:
        return said
    return f"{said} " + _("%(out)s outside your range, now %(range)s.") % {
        "out": sum(out),
        "range": inr_range_text(latest),
    }


def _levels_title(found: list[LabResult]) -> str:
    return ngettext(
        "25(OH)D: %(n)s result, the latest %(value)s on %(day)s.",
        "25(OH)D: %(n)s results, the latest %(value)s on %(day)s.",
        len(found),
    ) % {"n": len(found), "value": value_text(found[-1]), "day": day_text(found[-1].taken_on)}


def _levels(low: Decimal, high: Decimal | None, unit: str) -> str:
    return range_text(rounded(low), None if high is None else rounded(high), unit)
