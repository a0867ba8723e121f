"""From results to where the parts of their chart are drawn: dots in time, over bands and shaded periods.

Every x is a percentage of the width and every y a pixel, so that the drawing fits any column and its text
keeps its size; the line alone lies in a box of its own that is stretched. It judges nothing: callers say
which dots lie outside. Limits: one axis of days, one linear scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.utils.formats import date_format

from k2tracker.web.numbers import NO_BREAK_SPACE, rounded

TOP, BOTTOM, HEIGHT = 16, 156, 180  # px: the scale runs from BOTTOM up to TOP, the dates stand below
EDGE = Decimal(4)  # % of the width that stays free on both sides of the first and last dot
LABEL_ROOM = Decimal(13)  # % between two labelled dots, so that "124.8" fits on a phone
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Point:
    """A result: its day, its value on the scale, the number as shown, whether it lies outside its band."""

    on: date
    value: Decimal
    label: str
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included, that something holds for; low, high: its ends on the scale, None: none."""

    first: date
    last: date
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. has_bottom, has_top: whether an edge is drawn there."""

    x: str
    width: str
    right: str
    y: str
    height: str
    bottom: str
    has_bottom: bool = False
    has_top: bool = False
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot, or a label of an axis."""

    x: str
    y: str
    text: str = ""
    text_y: str = ""
    anchor: str = "middle"
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as its template draws it. title: the result in a sentence."""

    title: str
    bands: tuple[Box, ...]
    periods: tuple[Box, ...]
    path: str
    dots: tuple[Mark, ...]
    scale: tuple[Mark, ...]
    dates: tuple[Mark, ...]
    height: int = HEIGHT
    bottom: int = BOTTOM
    top: int = TOP


def plot(
    points: Sequence[Point],
    *,
    title: str,
    low: Decimal,
    high: Decimal,
    step: Decimal,
    bands: Sequence[Span] = (),
    periods: Sequence[Span] = (),
    longest_gap: int | None = None,
) -> Plot:
    """The chart of at least one point, the earliest first, on a scale from `low` to `high`.

    longest_gap: days beyond which two neighbours are not joined; None: all are.
    """
    first, last = points[0].on, points[-1].on
    if first == last:
        first, last = first - timedelta(days=15), last + timedelta(days=15)

    def x(day: date) -> Decimal:
        share = Decimal((day - first).days) / (last - first).days
        return EDGE + (100 - 2 * EDGE) * share

    def y(value: Decimal) -> Decimal:
        share = (min(max(value, low), high) - low) / (high - low)
        return BOTTOM - (BOTTOM - TOP) * share

    def box(span: Span) -> Box:
        left = x(span.first) if span.first > first else Decimal(0)
        right = x(span.last) if span.last < last else Decimal(100)
        bottom = y(span.low if span.low is not None else low)
        top = y(span.high if span.high is not None else high)
        return Box(
            _percent(left),
            _percent(right - left),
            _percent(right),
            _px(top),
            _px(bottom - top),
            _px(bottom),
            has_bottom=span.low is not None,
            has_top=span.high is not None,
            has_left=span.first > first,
        )

    def seen(span: Span) -> bool:
        return span.first <= last and span.last >= first

    return Plot(
        title=title,
        bands=tuple(box(span) for span in bands if seen(span)),
        periods=tuple(box(span) for span in periods if seen(span)),
        path=_path(points, x, y, longest_gap),
        dots=_dots(points, x, y),
        scale=tuple(
            Mark("30", _px(y(tick) + 4), f"{tick.normalize():f}") for tick in _ticks(low, high, step)
        ),
        dates=_dates(first, last, x),
    )


def _path(points, x, y, longest_gap) -> str:
    """The line in a box 1000 wide: lifted where two neighbours are too far apart to say anything between."""
    parts = [f"M{_px(x(points[0].on) * 10)} {_px(y(points[0].value))}"]
    for before, after in pairwise(points):
        joined = longest_gap is None or (after.on - before.on).days <= longest_gap
        parts.append(f"{'L' if joined else 'M'}{_px(x(after.on) * 10)} {_px(y(after.value))}")
    return "".join(parts)


def _dots(points, x, y) -> tuple[Mark, ...]:
    """The dots, with their numbers as far as there is room: the latest first of all."""
    marks, free_to = [], Decimal(200)
    for point in reversed(points):
        at, height = x(point.on), y(point.value)
        has_room = free_to - at >= LABEL_ROOM
        if has_room:
            free_to = at
        anchor = "start" if at < 8 else "end" if at > 92 else "middle"
        text = point.label if has_room else ""
        marks.append(Mark(_percent(at), _px(height), text, _px(height - 10), anchor, point.is_out))
    return tuple(reversed(marks))


def _ticks(low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
    count = int((high - low) / step)
    return [low + step * number for number in range(count + 1)]


def _dates(first: date, last: date, x) -> tuple[Mark, ...]:
    """The first, the middle and the last day under the axis."""
    style = "j M" if last - first <= YEAR and first.year == last.year else "M Y"
    days = (first, first + (last - first) / 2, last)
    return tuple(
        Mark(
            _percent(x(day)),
            str(HEIGHT - 6),
            date_format(day, style).replace(" ", NO_BREAK_SPACE),
            anchor=anchor,
        )
        for day, anchor in zip(days, ("start", "middle", "end"), strict=True)
    )


def _px(number: Decimal) -> str:
    return f"{rounded(number, 2).normalize():f}"


def _percent(number: Decimal) -> str:
    return f"{_px(number)}%"
