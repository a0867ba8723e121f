"""The lines of the checklist over time: bars in their target band, a rolling mean, days within in words.

While K2 is paused today its lines are not among them; `vitamin_k` shows MK-7 as an amount alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.diary.presenters.line_words import K2_LINES, UNITS, line_name
from k2tracker.profiles.presenters import day_text
from k2tracker.web.charts import BREAK_BEYOND
from k2tracker.web.numbers import display, range_text
from k2tracker.web.plots import Axis, Bar, Drawing, Lane, Line, Open, Span, draw, round_end, runs
from nutrients.scoring import D3_WITH_K2, K2, LINE_CODES, Target

from ..queries import Months, days_between
from .values import Known, Place, Slot, Value, as_decimal, day_value, rolling, shown, slot_value

# Beyond so many days, bars stand for weeks: a day would be thinner than a line.
MOST_DAY_BARS = 120
OPENINGS = {
    Known.AT_LEAST: Open.MORE,
    Known.PARTLY: Open.ANY,
    Known.UNKNOWN: Open.ANY,
    Known.TOO_FEW: Open.ANY,
}


@dataclass(frozen=True, slots=True)
class Rolling:
    """Over how many days the mean line runs, and how many of them must count."""

    days: int
    enough: int

    @property
    def words(self) -> str:
        return _("%(days)s-day mean") % {"days": self.days}


WEEK, FOUR_WEEKS = Rolling(7, 4), Rolling(28, 14)


@dataclass(frozen=True, slots=True)
class LineTrend:
    """One line's chart. within: "21 of 25", "" where nothing is judged; within_words: what of.

    target: "Target 320 mg or more", with the earlier ones that held on days of it, "" while there is none.
    note: what is open, in words. values, means: by slot.
    """

    code: str
    name: str
    unit: str
    within: str
    within_words: str
    target: str
    note: str
    drawing: Drawing
    values: tuple[Value, ...]
    means: tuple[Fraction | None, ...]


def codes_shown(months: Months) -> list[str]:
    """The lines with a chart among the checklist's: while K2 is paused today, none of K2's."""
    return [code for code in LINE_CODES if not (months.is_paused and code in K2_LINES)]


def line_trend(code: str, months: Months, slots: Sequence[Slot], rolls: Rolling) -> LineTrend:
    """The chart of one line, and what its table says."""
    before = days_between(months.earliest, months.last)
    values = {day: day_value(months.scores[day].lines[code], months.logs, day) for day in before}
    targets = {day: months.scores[day].lines[code].target for day in months.days}
    latest = next((target for day in reversed(months.days) if (target := targets[day])), None)
    if code == D3_WITH_K2:  # days without a supplement leave no hole in the band, as long as K2 has one
        targets |= {day: latest for day in months.days if months.scores[day].lines[K2].target is not None}
    of_slots = tuple(slot_value(slot, values, targets[slot.last], code) for slot in slots)
    amounts = {day: value.amount for day, value in values.items() if value.counts}
    means = tuple(rolling(amounts, slot.last, days=rolls.days, enough=rolls.enough) for slot in slots)
    inside = [values[day] for day in months.days]
    within, within_words = _within(inside, latest)
    name, unit = line_name(code), UNITS[code]
    target = _target_words(code, runs(targets.items())) if latest else ""
    note = open_words(inside)
    lane = amounts_lane(
        title=" ".join(part for part in (_title(name, within, within_words, target), note) if part),
        axis=Axis(months.first, months.last),
        slots=slots,
        values=of_slots,
        means=means,
        targets=targets,
        shades=shades_of(months),
    )
    return LineTrend(
        code=code,
        name=name,
        unit=_("µg MK-7") if code == D3_WITH_K2 else unit,
        within=within,
        within_words=within_words,
        target=target,
        note=" ".join(part for part in (note, cut_words(lane, unit)) if part),
        drawing=draw(lane),
        values=of_slots,
        means=means,
    )


def amounts_lane(
    *,
    title: str,
    axis: Axis,
    slots: Sequence[Slot],
    values: Sequence[Value],
    means: Sequence[Fraction | None],
    targets: Mapping[date, Target | None],
    shades: tuple[Span, ...],
    **more,
) -> Lane:
    """Bars of one amount with their mean, on the targets that held on each day."""
    held = runs((day, target) for day, target in targets.items())
    high = scale_end([value.amount for value in values], [target for target, _first, _last in held])
    marks = [Decimal(0)]
    for target, _first, _last in reversed(held):
        marks += [end for end in (target.low, target.high) if end is not None and end <= high]
    return Lane(
        title=title,
        axis=axis,
        high=high,
        marks=(*marks, high),
        bars=tuple(bar for slot, value in zip(slots, values, strict=True) if (bar := _bar(slot, value))),
        missing=tuple(
            Span(slot.first, slot.last)
            for slot, value in zip(slots, values, strict=True)
            if value.known is Known.NOT_LOGGED
        ),
        bands=tuple(Span(first, last, target.low, target.high) for target, first, last in held),
        shades=shades,
        lines=(Line("mean", tuple((slot.last, mean) for slot, mean in zip(slots, means, strict=True))),),
        **more,
    )


def _bar(slot: Slot, value: Value) -> Bar | None:
    if value.known in (Known.NOT_LOGGED, Known.NOT_ASKED):
        return None
    opening = OPENINGS.get(value.known, Open.NOTHING)
    if value.amount is None:
        return Bar(slot.first, slot.last, (), opening)
    kind = "open" if value.known is Known.PARTLY else str(value.place)
    return Bar(slot.first, slot.last, ((kind, value.amount),), opening)


def scale_end(amounts: Sequence[Decimal | Fraction | None], targets: Sequence[Target]) -> Decimal:
    """A round end that holds most amounts and the targets; what lies far beyond both stops at the end."""
    known = sorted(Fraction(amount) for amount in amounts if amount is not None)
    needs = [Fraction(1)]
    usual = known[(len(known) - 1) * 19 // 20] if known else Fraction(0)
    for target in targets:
        needs.append(Fraction(target.low) * Fraction(13, 10))
        # an upper end far above all that was eaten would press the bars flat
        if target.high is not None and target.high <= 2 * max(Fraction(target.low), usual):
            needs.append(Fraction(target.high) * Fraction(11, 10))
    most = known[-1] if known else Fraction(0)
    limit = Fraction(BREAK_BEYOND) * max(*needs, usual)
    needs.append((most if most <= limit else usual) * Fraction(21, 20))
    return round_end(max(needs))


def shades_of(months: Months) -> tuple[Span, ...]:
    """The days that count as on a vitamin K antagonist."""
    found = runs((day, True if day in months.on_vka else None) for day in months.days)
    return tuple(Span(first, last) for _active, first, last in found)


def cut_words(lane: Lane, unit: str) -> str:
    """What reaches past the end of the scale; "" for nothing."""
    highest = max((sum(amount for _kind, amount in bar.parts) for bar in lane.bars), default=Decimal(0))
    if highest <= lane.high:
        return ""
    return _("The highest, %(amount)s, reaches past the scale.") % {
        "amount": display(as_decimal(highest), unit)
    }


def open_words(values: Sequence[Value]) -> str:
    """How many days are open, and in which way; "" for none."""
    counts = {known: sum(value.known is known for value in values) for known in Known}
    parts = []
    if counts[Known.AT_LEAST]:
        parts.append(_("%(n)s partly known (at least)") % {"n": counts[Known.AT_LEAST]})
    unknown = counts[Known.PARTLY] + counts[Known.UNKNOWN]
    if unknown:
        parts.append(_("%(n)s unknown") % {"n": unknown})
    if counts[Known.NOT_ASKED]:
        parts.append(_("%(n)s without a vitamin D supplement") % {"n": counts[Known.NOT_ASKED]})
    if counts[Known.NOT_LOGGED]:
        parts.append(_("%(n)s without a log") % {"n": counts[Known.NOT_LOGGED]})
    if not parts:
        return ""
    return _("Of %(days)s days: %(parts)s.") % {"days": len(values), "parts": ", ".join(parts)}


def _within(values: Sequence[Value], target: Target | None) -> tuple[str, str]:
    judged = [value for value in values if value.is_judged]
    if not judged:
        known = sum(value.counts for value in values)
        if target is None:
            return str(known), _("of %(days)s days known") % {"days": len(values)}
        return "", _("no day scored")
    within = sum(value.place is Place.WITHIN for value in judged)
    return str(within), ngettext(
        "of %(days)s scored day within", "of %(days)s scored days within", len(judged)
    ) % {"days": len(judged)}


def _target_words(code: str, held: Sequence[tuple[Target, date, date]]) -> str:
    """The latest target, and until when another one held: a target changes with age."""
    *earlier, (latest, _first, _last) = held
    amount = {"range": range_text(latest.low, latest.high, UNITS[code])}
    words = _("Article %(range)s") % amount if code in K2_LINES else _("Target %(range)s") % amount
    for target, _first, last in reversed(earlier):
        if target != latest:
            until = {"range": range_text(target.low, target.high, UNITS[code]), "day": day_text(last)}
            words += _("; until %(day)s %(range)s") % until
    return words


def _title(name: str, within: str, within_words: str, target: str) -> str:
    said = " ".join(part for part in (within, within_words) if part)
    if target:
        return _("%(name)s a day: %(within)s. %(target)s.") % {
            "name": name,
            "within": said,
            "target": target,
        }
    return _("%(name)s a day: %(within)s.") % {"name": name, "within": said}


def mean_words(mean: Fraction | None, unit: str) -> str:
    """A mean with its unit, or that there is none."""
    return _("too few days known") if mean is None else display(as_decimal(mean), unit)


def mean_figure(mean: Fraction | None) -> str:
    return _("too few days") if mean is None else shown(mean)
