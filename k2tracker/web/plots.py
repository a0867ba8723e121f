"""Amounts over time: bars, lines, dots and shaded periods over one axis of days, drawn by the server.

A `Lane` is described by dates and numbers and becomes a `Drawing`: every x is a percentage of the width and
every y a pixel, so that the drawing fits any column and its text keeps its size. Bars and lines lie in a box
1000 wide that is stretched. What is unknown is drawn open: a dashed line goes on where more may be, and fills
the height where nothing is known. Lanes with one axis stand under each other.

Limits: it judges nothing, the caller says what kind a bar or a dot is; scales are linear; amounts past the
end of a scale stop there, with a mark.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from django.utils.formats import date_format

from .charts import ROUND_ENDS
from .numbers import NO_BREAK_SPACE, number, rounded

TOP, AXIS_ROOM = 10, 20  # px above the scale, and below its base line for the dates
STRETCHED = 1000  # the width of the box that bars and lines lie in
BAR_SHARE = Fraction(3, 4)  # of a day's room; the rest keeps neighbours apart
SHORT_DASH = 9  # px above a bar: some more may be
LABEL_HEIGHT = 13  # px between two labels of a scale
MOST_TICKS = 5
NARROW_LABEL = Decimal(8)  # % of the width at either end where a label may not be centred

Number = Decimal | Fraction | int


class Open(StrEnum):
    """What of a bar is not known."""

    NOTHING = ""
    MORE = "more"  # the bar is a minimum
    ANY = "any"  # it could be any amount above the bar


@dataclass(frozen=True, slots=True)
class Bar:
    """Days with an amount. parts: (kind, amount) from the base up; empty for an unknown amount."""

    first: date
    last: date
    parts: tuple[tuple[str, Number], ...] = ()
    open: Open = Open.NOTHING


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included, that something holds for. low, high: its ends on the scale, None: none."""

    first: date
    last: date
    low: Number | None = None
    high: Number | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Points in time; None is a gap. kind: "mean", "base" or "joined"."""

    kind: str
    points: tuple[tuple[date, Number | None], ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One result: its number as shown, and whether it lies outside its band."""

    on: date
    value: Number
    text: str
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that happened on a day: a mark with a short text through the lane."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last`, both included, over the whole width."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def left(self, day: date) -> Fraction:
        """Where a day begins, in % of the width; days outside stop at the frame."""
        return self._share((day - self.first).days)

    def right(self, day: date) -> Fraction:
        """Where a day ends; also of the last day that there is."""
        return self._share((day - self.first).days + 1)

    def _share(self, days: int) -> Fraction:
        return Fraction(100 * min(max(days, 0), self.days), self.days)

    def middle(self, first: date, last: date | None = None) -> Fraction:
        """The middle of a day, or of the days from `first` to `last`."""
        return (self.left(first) + self.right(last or first)) / 2

    def ticks(self) -> list[date]:
        """At most five days with a label: Mondays, first days of months, or of every few months."""
        inside = [self.first + timedelta(days=offset) for offset in range(self.days)]
        if self.days <= 45:
            found = [day for day in inside if day.weekday() == 0]
        else:
            found = [day for day in inside if day.day == 1]
        return found[:: -(-len(found) // MOST_TICKS)] if found else []


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One scale over the days of `axis`.

    title: the result in a sentence, read aloud in place of the drawing. low, high: the ends of the scale.
    marks: amounts labelled on the scale, the most important first. missing: days without a log. gaps: days
    for which a line has no figure. dates: whether days are labelled below; lanes above others leave it to the
    last. height: px of the scale.
    """

    title: str
    axis: Axis
    high: Number
    low: Number = 0
    marks: tuple[Number, ...] = ()
    bars: tuple[Bar, ...] = ()
    missing: tuple[Span, ...] = ()
    bands: tuple[Span, ...] = ()
    shades: tuple[Span, ...] = ()
    gaps: tuple[Span, ...] = ()
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    flags: tuple[Flag, ...] = ()
    dates: bool = True
    height: int = 84


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; top, bottom, left: whether an edge is drawn there."""

    x: str
    width: str
    right: str
    y: str
    height: str
    bottom: str
    has_top: bool
    has_bottom: bool
    has_left: bool


@dataclass(frozen=True, slots=True)
class Path:
    kind: str
    d: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot or a label."""

    x: str
    y: str
    text: str = ""
    text_y: str = ""
    anchor: str = "middle"
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A lane as its template draws it. whole: px, the dates included; base, top: px, of the scale."""

    title: str
    whole: int
    base: int
    top: int
    scale: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    shades: tuple[Box, ...]
    bands: tuple[Box, ...]
    gaps: tuple[Box, ...]
    bars: tuple[Path, ...]
    opens: str
    lines: tuple[Path, ...]
    missing: tuple[str, ...]
    cuts: tuple[str, ...]
    dots: tuple[Mark, ...]
    flags: tuple[Mark, ...]

    @property
    def missing_y(self) -> int:
        return self.base - 4

    @property
    def tick_end(self) -> int:
        return self.base + 4


def draw(lane: Lane) -> Drawing:
    """Where each part of `lane` goes."""
    axis, base = lane.axis, TOP + lane.height
    low, span = Fraction(lane.low), Fraction(lane.high) - Fraction(lane.low)

    def y(value: Number) -> Fraction:
        share = min(max((Fraction(value) - low) / span, Fraction(0)), Fraction(1))
        return base - lane.height * share

    def box(one: Span) -> Box:
        left, right = axis.left(one.first), axis.right(one.last)
        top = y(one.high) if one.high is not None else Fraction(TOP)
        bottom = y(one.low) if one.low is not None else Fraction(base)
        return Box(
            x=_percent(left),
            width=_percent(right - left),
            right=_percent(right),
            y=_px(top),
            height=_px(bottom - top),
            bottom=_px(bottom),
            has_top=one.high is not None and one.high <= lane.high,
            has_bottom=one.low is not None and lane.low < one.low <= lane.high,
            has_left=one.first > axis.first,
        )

    return Drawing(
        title=lane.title,
        whole=base + (AXIS_ROOM if lane.dates else 0),
        base=base,
        top=TOP,
        scale=_scale(lane.marks, y),
        ticks=_ticks(axis, base) if lane.dates else (),
        shades=tuple(box(one) for one in _seen(lane.shades, axis)),
        bands=tuple(box(one) for one in _seen(lane.bands, axis)),
        gaps=tuple(box(one) for one in _seen(lane.gaps, axis)),
        bars=_bars(lane, y),
        opens="".join(_opening(bar, axis, y) for bar in lane.bars if bar.open is not Open.NOTHING),
        lines=tuple(Path(line.kind, _path(line.points, axis, y)) for line in lane.lines),
        missing=tuple(_percent(axis.middle(one.first, one.last)) for one in lane.missing),
        cuts=tuple(
            _percent(axis.middle(bar.first, bar.last))
            for bar in lane.bars
            if sum(amount for _kind, amount in bar.parts) > lane.high
        ),
        dots=_dots(lane.dots, axis, y),
        flags=_flags(lane.flags, axis),
    )


def runs(days: Iterable[tuple[date, object]]) -> list[tuple[object, date, date]]:
    """Neighbouring days that share a value, as (value, first, last); days with None are left out."""
    found = []
    for value, group in groupby(days, key=lambda pair: pair[1]):
        if value is not None:
            inside = [day for day, _value in group]
            found.append((value, inside[0], inside[-1]))
    return found


def round_end(least: Number) -> Decimal:
    """The end of a scale that reads well and lies at `least` or above it; at least 1."""
    needed = max(Fraction(least), Fraction(1))
    power = Decimal(10) ** (len(str(int(needed))) - 1)
    return next(end * power for end in ROUND_ENDS if Fraction(end * power) >= needed)


def _seen(spans: Sequence[Span], axis: Axis) -> list[Span]:
    return [one for one in spans if one.first <= axis.last and one.last >= axis.first]


def _bars(lane: Lane, y) -> tuple[Path, ...]:
    """One path for each kind, in the order in which the kinds first appear."""
    paths: dict[str, list[str]] = {}
    for bar in lane.bars:
        left, width = _room(bar, lane.axis)
        below = Fraction(0)
        for kind, amount in bar.parts:
            bottom, top = y(below), y(below + Fraction(amount))
            below += Fraction(amount)
            if top < bottom:
                paths.setdefault(kind, []).append(
                    f"M{_px(left)} {_px(bottom)}V{_px(top)}h{_px(width)}V{_px(bottom)}z"
                )
    return tuple(Path(kind, "".join(parts)) for kind, parts in paths.items())


def _room(bar: Bar, axis: Axis) -> tuple[Fraction, Fraction]:
    """Left end and width of a bar in the stretched box."""
    left, right = axis.left(bar.first), axis.right(bar.last)
    width = (right - left) * BAR_SHARE
    return _stretched((left + right - width) / 2), _stretched(width)


def _opening(bar: Bar, axis: Axis, y) -> str:
    x = _stretched(axis.middle(bar.first, bar.last))
    start = y(sum(Fraction(amount) for _kind, amount in bar.parts))
    end = Fraction(TOP) if bar.open is Open.ANY else max(start - SHORT_DASH, Fraction(0))
    return f"M{_px(x)} {_px(start)}V{_px(end)}"


def _path(points, axis: Axis, y) -> str:
    """The line; lifted at each gap. A point with a gap on both sides is drawn as a stroke of no length, which
    round caps make a dot."""
    parts, is_down = [], False
    for day, value in points:
        if value is None:
            is_down = False
            continue
        at = f"{_px(_stretched(axis.middle(day)))} {_px(y(value))}"
        parts.append(f"L{at}" if is_down else f"M{at}L{at}")
        is_down = True
    return "".join(parts)


def _dots(dots: Sequence[Dot], axis: Axis, y) -> tuple[Mark, ...]:
    """The dots, with their numbers as far as there is room: the latest first of all."""
    marks, free_to = [], Fraction(200)
    for dot in reversed(dots):
        at, height = axis.middle(dot.on), y(dot.value)
        has_room = free_to - at >= 10
        free_to = at if has_room else free_to
        # above the dot, or below it where the frame ends
        text_y = height - 9 if height - 9 > TOP else height + 18
        marks.append(
            Mark(
                _percent(at),
                _px(height),
                dot.text if has_room else "",
                _px(text_y),
                _anchor(at),
                dot.is_out,
            )
        )
    return tuple(reversed(marks))


def _flags(flags: Sequence[Flag], axis: Axis) -> tuple[Mark, ...]:
    return tuple(Mark(_percent(axis.middle(flag.on)), str(TOP), flag.text) for flag in flags)


def _scale(marks: Sequence[Number], y) -> tuple[Mark, ...]:
    """The labels of a scale that have room, the most important first."""
    kept: dict[Fraction, Mark] = {}
    for amount in marks:
        height = y(amount)
        if all(abs(height - other) >= LABEL_HEIGHT for other in kept):
            kept[height] = Mark("30", _px(height + 4), number(amount))
    return tuple(kept[height] for height in sorted(kept))


def _ticks(axis: Axis, base: int) -> tuple[Mark, ...]:
    style = "j M" if axis.days <= 200 else "M"  # a year holds each month once
    return tuple(
        Mark(
            _percent(axis.left(day)),
            str(base + AXIS_ROOM - 5),
            date_format(day, style).replace(" ", NO_BREAK_SPACE),
            anchor=_anchor(axis.left(day)),
        )
        for day in axis.ticks()
    )


def _anchor(at: Fraction) -> str:
    return "start" if at < NARROW_LABEL else "end" if at > 100 - NARROW_LABEL else "middle"


def _stretched(percent: Fraction) -> Fraction:
    return percent * STRETCHED / 100


def _px(value: Number) -> str:
    return f"{rounded(value, 2).normalize():f}"


def _percent(value: Number) -> str:
    return f"{_px(value)}%"
