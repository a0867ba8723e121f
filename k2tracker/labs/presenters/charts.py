"""The two charts: INR over the person's own range, and 25(OH)D over the levels of the chosen body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.labs.control import range_on, range_stretches, vka_stretches
from k2tracker.labs.drawing import Plot, Point, Span, plot
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.profiles.presenters import day_text
from k2tracker.profiles.queries import VkaHistory
from k2tracker.web.numbers import rounded
from nutrients.design_values import MAX_INR_GAP_DAYS
from nutrients.labs import BODIES, NMOL, in_unit

from .results import is_outside, judged, range_text, value_text

SHOWN_DAYS = timedelta(days=365)  # a chart holds the year up to the latest result; the table holds them all
MOST_IN_WORDS = 6
LEAST_INR_END = Decimal(4)
# Ends and steps of the 25(OH)D scale: enough for the levels that bodies name, and rounder than the values.
LEAST_END = {NMOL: Decimal(150), "ng/mL": Decimal(60)}
STEP = {NMOL: Decimal(50), "ng/mL": Decimal(20)}
MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and what stands below it. unit: of its scale, "" for none. note: what is left out."""

    plot: Plot
    unit: str
    band: str
    has_period: bool = False
    note: str = ""


def inr_chart(results: Sequence[LabResult], ranges: Sequence[InrRange], history: VkaHistory) -> Chart | None:
    """The INR of the year up to the latest result; None without any. results: those that count, by day."""
    shown = _of_a_year(results)
    if not shown:
        return None
    points = [
        Point(one.taken_on, one.value, value_text(one), is_out=is_outside(one, ranges)) for one in shown
    ]
    low = min(Decimal(1), *(one.value for one in shown)).to_integral_value(rounding="ROUND_FLOOR")
    tops = [one.value for one in shown] + [one.high for one in ranges]
    high = max(LEAST_INR_END, *tops).to_integral_value(rounding="ROUND_CEILING")
    latest = range_on(ranges, shown[-1].taken_on)
    return Chart(
        plot=plot(
            points,
            title=_inr_sentence(shown, ranges),
            low=low,
            high=high,
            step=Decimal(1) if high - low <= MOST_STEPS else Decimal(2) if high <= 12 else Decimal(5),
            bands=[Span(first, last, one.low, one.high) for one, (first, last) in range_stretches(ranges)],
            periods=[Span(first, last) for first, last in vka_stretches(history)],
            longest_gap=MAX_INR_GAP_DAYS,
        ),
        unit="",
        band=_("your range %(range)s") % {"range": range_text(latest)} if latest else "",
        has_period=any(
            first <= shown[-1].taken_on and last >= shown[0].taken_on
            for first, last in vka_stretches(history)
        ),
        note=_left_out(results, shown),
    )


def vitamin_d_chart(results: Sequence[LabResult], body: str) -> Chart | None:
    """25(OH)D of the year up to the latest result, in its unit; None without any. results: as above."""
    shown = _of_a_year(results)
    if not shown:
        return None
    unit = shown[-1].unit
    points = [
        Point(
            one.taken_on,
            in_unit(one.value, one.unit, unit),
            _number(in_unit(one.value, one.unit, unit)),
            is_out=judged(one, body).place in ("below", "over"),
        )
        for one in shown
    ]
    enough = BODIES[body].enough
    bands, named = [], ""
    if enough is not None:
        low = enough.low.in_unit(unit)
        high = None if enough.high is None else enough.high.in_unit(unit)
        bands = [Span(date.min, date.max, low, high)]
        named = _("%(body)s: %(range)s") % {"body": BODIES[body].name, "range": _levels(low, high, unit)}
    step = STEP[unit]
    highest = max(LEAST_END[unit], *(point.value for point in points))
    while highest > step * MOST_STEPS:
        step *= 2
    return Chart(
        plot=plot(
            points,
            title=_vitamin_d_sentence(points, unit, named),
            low=Decimal(0),
            high=(highest / step).to_integral_value(rounding="ROUND_CEILING") * step,
            step=step,
            bands=bands,
        ),
        unit=unit,
        band=named,
        note=_left_out(results, shown),
    )


def _of_a_year(results: Sequence[LabResult]) -> list[LabResult]:
    if not results:
        return []
    return [one for one in results if results[-1].taken_on - one.taken_on <= SHOWN_DAYS]


def _left_out(results, shown) -> str:
    count = len(results) - len(shown)
    if not count:
        return ""
    return ngettext(
        "The chart holds one year; %(count)s earlier result is in the table alone.",
        "The chart holds one year; %(count)s earlier results are in the table alone.",
        count,
    ) % {"count": count}


def _inr_sentence(shown: list[LabResult], ranges: Sequence[InrRange]) -> str:
    said = [_("INR: %(results)s.") % {"results": _latest(_pairs((value_text(r), r.taken_on) for r in shown))}]
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


def _vitamin_d_sentence(points: list[Point], unit: str, named: str) -> str:
    said = [
        _("25(OH)D in %(unit)s: %(results)s.")
        % {"unit": unit, "results": _latest(_pairs((point.label, point.on) for point in points))}
    ]
    if named:
        said.append(_("Band: %(band)s.") % {"band": named})
    return " ".join(said)


def _pairs(values) -> list[str]:
    return [_("%(value)s on %(day)s") % {"value": value, "day": day_text(day)} for value, day in values]


def _latest(said: list[str]) -> str:
    """The latest of many in words; all of a few."""
    left = len(said) - MOST_IN_WORDS
    words = ", ".join(said[-MOST_IN_WORDS:])
    if left <= 0:
        return words
    return ngettext(
        "%(count)s earlier result, then %(results)s", "%(count)s earlier results, then %(results)s", left
    ) % {"count": left, "results": words}


def _levels(low: Decimal, high: Decimal | None, unit: str) -> str:
    if high is None:
        return _("%(low)s %(unit)s or more") % {"low": _number(low), "unit": unit}
    return _("%(low)s to %(high)s %(unit)s") % {"low": _number(low), "high": _number(high), "unit": unit}


def _number(value: Decimal) -> str:
    return f"{rounded(value, 1).normalize():f}"
