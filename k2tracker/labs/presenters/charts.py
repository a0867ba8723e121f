"""The two charts: INR over the person's own range, and 25(OH)D over the levels of the chosen body.

A lane can stand on any axis of days; the charts of this room hold the year up to the latest result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.labs.control import range_on, range_stretches, vka_stretches
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.profiles.presenters import day_text
from k2tracker.profiles.queries import VkaHistory
from k2tracker.web.numbers import range_text as span_text
from k2tracker.web.numbers import rounded
from k2tracker.web.plots import Axis, Dot, Drawing, Lane, Line, Span, draw, round_end
from nutrients.design_values import MAX_INR_GAP_DAYS
from nutrients.labs import BODIES, NG, NMOL, in_unit

from .results import is_outside, judged, range_text, value_text

SHOWN_DAYS = timedelta(days=365)  # a chart holds the year up to the latest result; the table holds them all
LEAST_DAYS = 28
HEIGHT = 140
MOST_IN_WORDS = 6
LEAST_INR_END = Decimal(4)
# The scale of 25(OH)D ends here at the least, so that the levels bodies name have room.
LEAST_END = {NMOL: Decimal(150), NG: Decimal(60)}
ROOM_BEYOND = Decimal("1.1")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and what stands below it. unit: of its scale, "" for none. note: what is left out."""

    drawing: Drawing
    unit: str
    band: str
    has_period: bool = False
    note: str = ""


def inr_chart(results: Sequence[LabResult], ranges: Sequence[InrRange], history: VkaHistory) -> Chart | None:
    """The INR of the year up to the latest result; None without any. results: those that count, by day."""
    shown = _of_a_year(results)
    if not shown:
        return None
    axis = _axis_of(shown)
    shades = _inside(axis, [Span(first, last) for first, last in vka_stretches(history)])
    latest = range_on(ranges, shown[-1].taken_on)
    return Chart(
        drawing=draw(inr_lane(shown, ranges, axis, shades)),
        unit="",
        band=_("your range %(range)s") % {"range": range_text(latest)} if latest else "",
        has_period=bool(shades),
        note=_left_out(results, shown),
    )


def vitamin_d_chart(results: Sequence[LabResult], body: str) -> Chart | None:
    """25(OH)D of the year up to the latest result, in its unit; None without any. results: as above."""
    shown = _of_a_year(results)
    if not shown:
        return None
    unit = shown[-1].unit
    return Chart(
        drawing=draw(vitamin_d_lane(shown, body, _axis_of(shown))),
        unit=unit,
        band=band_words(body, unit),
        note=_left_out(results, shown),
    )


def inr_lane(
    results: Sequence[LabResult], ranges: Sequence[InrRange], axis: Axis, shades: tuple[Span, ...] = ()
) -> Lane:
    """At least one INR on an axis, by day. Two that lie too far apart for the days between are not joined."""
    low = min(Decimal(1), *(one.value for one in results)).to_integral_value(rounding="ROUND_FLOOR")
    tops = [one.value for one in results] + [one.high for one in ranges]
    high = max(LEAST_INR_END, *tops).to_integral_value(rounding="ROUND_CEILING")
    latest = range_on(ranges, results[-1].taken_on)
    ends = () if latest is None else (latest.low, latest.high)
    points: list[tuple[date, Decimal | None]] = []
    for one in results:
        if points and (one.taken_on - points[-1][0]).days > MAX_INR_GAP_DAYS:
            points.append((one.taken_on, None))
        points.append((one.taken_on, one.value))
    return Lane(
        title=_inr_sentence(results, ranges),
        axis=axis,
        low=low,
        high=high,
        marks=(*ends, low, high),
        height=HEIGHT,
        bands=_inside(
            axis, [Span(first, last, one.low, one.high) for one, (first, last) in range_stretches(ranges)]
        ),
        shades=shades,
        lines=(Line("joined", tuple(points)),),
        dots=tuple(Dot(one.taken_on, one.value, value_text(one), is_outside(one, ranges)) for one in results),
    )


def vitamin_d_lane(
    results: Sequence[LabResult], body: str, axis: Axis, shades: tuple[Span, ...] = ()
) -> Lane:
    """At least one 25(OH)D on an axis, by day, in the unit of the latest."""
    unit = results[-1].unit
    values = [in_unit(one.value, one.unit, unit) for one in results]
    low, high = _enough(body, unit)
    end = round_end(max(LEAST_END[unit], *(value * ROOM_BEYOND for value in values)))
    return Lane(
        title=_vitamin_d_sentence(results, values, body),
        axis=axis,
        high=end,
        marks=(Decimal(0), *(level for level in (low, high) if level is not None), end),
        height=HEIGHT,
        bands=() if low is None else (Span(axis.first, axis.last, low, high),),
        shades=shades,
        lines=(
            Line("joined", tuple((one.taken_on, value) for one, value in zip(results, values, strict=True))),
        ),
        dots=tuple(
            Dot(one.taken_on, value, _number(value), judged(one, body).place in ("below", "over"))
            for one, value in zip(results, values, strict=True)
        ),
    )


def _of_a_year(results: Sequence[LabResult]) -> list[LabResult]:
    return [one for one in results if results[-1].taken_on - one.taken_on <= SHOWN_DAYS]


def _axis_of(shown: Sequence[LabResult]) -> Axis:
    """The days of the results, with a margin in which the first and the last number have room."""
    first, last = shown[0].taken_on, shown[-1].taken_on
    margin = timedelta(days=max(LEAST_DAYS, (last - first).days) // 20 + 1)
    return Axis(min(first, last - timedelta(days=LEAST_DAYS)) - margin, last + margin)


def _inside(axis: Axis, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans as far as they lie on the axis: some have no beginning, or no end."""
    return tuple(
        Span(max(one.first, axis.first), min(one.last, axis.last), one.low, one.high)
        for one in spans
        if one.first <= axis.last and one.last >= axis.first
    )


def _left_out(results, shown) -> str:
    count = len(results) - len(shown)
    if not count:
        return ""
    return ngettext(
        "The chart holds one year; %(count)s earlier result is in the table alone.",
        "The chart holds one year; %(count)s earlier results are in the table alone.",
        count,
    ) % {"count": count}


def _inr_sentence(shown: Sequence[LabResult], ranges: Sequence[InrRange]) -> str:
    said = [_("INR: %(results)s.") % {"results": _latest([(value_text(r), r.taken_on) for r in shown])}]
    judged_ones = [one for one in shown if range_on(ranges, one.taken_on) is not None]
    if judged_ones:
        within = sum(not is_outside(one, ranges) for one in judged_ones)
        said.append(
            ngettext(
                "%(within)s of %(count)s result that has a range lies within it.",
                "%(within)s of %(count)s results that have a range lie within it.",
                len(judged_ones),
            )
            % {"within": within, "count": len(judged_ones)}
        )
    return " ".join(said)


def _vitamin_d_sentence(shown: Sequence[LabResult], values: Sequence[Decimal], body: str) -> str:
    unit = shown[-1].unit
    pairs = [(_number(value), one.taken_on) for one, value in zip(shown, values, strict=True)]
    said = [_("25(OH)D in %(unit)s: %(results)s.") % {"unit": unit, "results": _latest(pairs)}]
    if named := band_words(body, unit):
        said.append(_("Band: %(band)s.") % {"band": named})
    return " ".join(said)


def _latest(pairs: Sequence[tuple[str, date]]) -> str:
    """The latest of many in words; all of a few."""
    said = [_("%(value)s on %(day)s") % {"value": value, "day": day_text(day)} for value, day in pairs]
    left = len(said) - MOST_IN_WORDS
    words = ", ".join(said[-MOST_IN_WORDS:])
    if left <= 0:
        return words
    return ngettext(
        "%(count)s earlier result, then %(results)s", "%(count)s earlier results, then %(results)s", left
    ) % {"count": left, "results": words}


def _enough(body: str, unit: str) -> tuple[Decimal | None, Decimal | None]:
    """The ends of what a body calls enough, in a unit; None where it names no such end."""
    enough = BODIES[body].enough
    if enough is None:
        return None, None
    return enough.low.in_unit(unit), None if enough.high is None else enough.high.in_unit(unit)


def band_words(body: str, unit: str) -> str:
    """What the body calls enough, by its name: "EFSA 2016: 50 nmol/L or more"; "" where it names nothing."""
    low, high = _enough(body, unit)
    if low is None:
        return ""
    return _("%(body)s: %(range)s") % {"body": BODIES[body].name, "range": span_text(low, high, unit)}


def _number(value: Decimal) -> str:
    return f"{rounded(value, 1).normalize():f}"
