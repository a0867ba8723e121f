"""MK-7 smoothed by its half-life: a line where enough days are known, and a gap where they are not.

No target stands beside it: the article's range is about what a day holds, not about this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from k2tracker.web.numbers import display
from k2tracker.web.plots import Axis, Dot, Drawing, Lane, Line, Span, draw, round_end, runs
from nutrients.scoring import K2
from nutrients.smoothing import Smoothed, smooth

from ..queries import Months, days_between
from .lines import shades_of
from .values import Known, Slot, day_value, shown

PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class SmoothedTrend:
    """latest: "78 µg a day", or why there is no figure. rows: of the table, by slot."""

    latest: str
    drawing: Drawing
    rows: tuple[tuple[str, str, str], ...]


def smoothed_trend(months: Months, slots: Sequence[Slot]) -> SmoothedTrend:
    """The model over the window; it begins with the days before it."""
    before = days_between(months.earliest, months.last)
    values = {day: day_value(months.scores[day].lines[K2], months.logs, day) for day in before}
    known = {day: value.amount for day, value in values.items() if value.counts}
    found = {one.day: one for one in smooth(known, months.earliest, months.last)}
    of_slots = [found[slot.last] for slot in slots]
    shown_values = [found[day].value for day in months.days]
    highest = max((value for value in shown_values if value is not None), default=Decimal(0))
    high = round_end(highest * Decimal("1.1"))
    lane = Lane(
        title=_title(found[months.last], sum(value is None for value in shown_values), len(months.days)),
        axis=Axis(months.first, months.last),
        high=high,
        marks=(Decimal(0), high, high / 2),
        height=130,
        missing=tuple(
            Span(slot.first, slot.last)
            for slot in slots
            if all(values[day].known is Known.NOT_LOGGED for day in slot.days)
        ),
        shades=shades_of(months),
        gaps=tuple(
            Span(first, last)
            for _is_gap, first, last in runs(
                (day, True if found[day].value is None else None) for day in months.days
            )
        ),
        lines=(Line("mean", tuple((day, found[day].value) for day in months.days)),),
        dots=_last_dot(found[months.last]),
    )
    return SmoothedTrend(
        latest=_latest(found[months.last]),
        drawing=draw(lane),
        rows=tuple(
            (
                shown(one.value) if one.value is not None else _("too few days known"),
                shown(one.at_least),
                f"{int(one.known_share * PERCENT)}\u00a0%",
            )
            for one in of_slots
        ),
    )


def _last_dot(one: Smoothed) -> tuple[Dot, ...]:
    return () if one.value is None else (Dot(one.day, one.value, shown(one.value)),)


def _latest(one: Smoothed) -> str:
    if one.value is None:
        return _("too few days known for a figure today")
    return _("%(amount)s a day today") % {"amount": display(one.value, "µg")}


def _title(latest: Smoothed, gaps: int, days: int) -> str:
    said = _("MK-7, smoothed intake, a model and not a blood level: %(latest)s.") % {
        "latest": _latest(latest)
    }
    if not gaps:
        return said
    more = _("%(gaps)s of %(days)s days have no figure: too few days before them are known.")
    return f"{said} {more % {'gaps': gaps, 'days': days}}"
