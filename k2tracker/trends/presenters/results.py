"""Laboratory results and dose-change notes on the time axis of what was eaten.

A result is a dot on its day; nothing is said of the days between. The band is the person's own range, or the
levels that the chosen body calls enough, by its name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.labs.control import range_on
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.labs.presenters.charts import band_words, inr_lane, vitamin_d_lane
from k2tracker.labs.presenters.results import is_outside, judged, range_text, value_text
from k2tracker.medicines.queries import DoseNoteTold
from k2tracker.profiles.presenters import day_text
from k2tracker.web.plots import Axis, Drawing, Flag, draw
from nutrients.labs import Kind

from ..queries import Months
from .lines import shades_of

HEIGHT = 110  # of a lane that stands under another one


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
    latest = range_on(ranges, found[-1].taken_on)
    lane = replace(
        inr_lane(found, ranges, Axis(months.first, months.last), shades_of(months)),
        title=_inr_title(found, out, latest),
        height=HEIGHT,
        flags=flags,
    )
    return Results(
        drawing=draw(lane),
        unit="",
        band=_("your range %(range)s") % {"range": range_text(latest)} if latest else "",
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
    said = [judged(one, body) for one in found]
    lane = replace(
        vitamin_d_lane(found, body, Axis(months.first, months.last), shades_of(months)),
        title=_levels_title(found),
        height=HEIGHT,
    )
    return Results(
        drawing=draw(lane),
        unit=unit,
        band=band_words(body, unit),
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


def _place_words(one: LabResult, ranges: Sequence[InrRange], is_out: bool) -> str:
    on_day = range_on(ranges, one.taken_on)
    if on_day is None:
        return _("no range told for this day")
    if not is_out:
        return _("inside %(range)s") % {"range": range_text(on_day)}
    return _("outside %(range)s") % {"range": range_text(on_day)}


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
        "range": range_text(latest),
    }


def _levels_title(found: list[LabResult]) -> str:
    return ngettext(
        "25(OH)D: %(n)s result, the latest %(value)s on %(day)s.",
        "25(OH)D: %(n)s results, the latest %(value)s on %(day)s.",
        len(found),
    ) % {"n": len(found), "value": value_text(found[-1]), "day": day_text(found[-1].taken_on)}
