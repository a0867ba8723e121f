"""Drawing over time: whatever the amounts, all of it lies in its frame, in the order of days."""

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k2tracker.web.plots import Axis, Bar, Dot, Flag, Lane, Line, Open, Span, draw, round_end, runs

FIRST = date(2026, 1, 1)
AMOUNTS = st.decimals(min_value=0, max_value=5000, places=2)
OFFSETS = st.integers(min_value=-400, max_value=800)
NUMBERS = re.compile(r"-?[\d.]+")


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


@st.composite
def lanes(draw_from):
    days = draw_from(st.integers(min_value=1, max_value=400))
    width = draw_from(st.sampled_from([1, 7]))
    high = draw_from(st.decimals(min_value=1, max_value=500, places=1))
    inside = st.integers(min_value=0, max_value=days - 1)
    bars = []
    for start in range(0, days, width):
        amount = draw_from(st.none() | AMOUNTS)
        opening = draw_from(st.sampled_from(Open))
        parts = () if amount is None else (("within", amount), ("outside", amount))
        bars.append(Bar(day(start), day(min(start + width, days) - 1), parts, opening))
        if len(bars) > 12:
            break
    spans = draw_from(st.lists(st.tuples(OFFSETS, st.integers(0, 300), AMOUNTS, AMOUNTS), max_size=3))
    on = draw_from(st.lists(inside, max_size=5, unique=True))
    return Lane(
        title="",
        axis=Axis(FIRST, day(days - 1)),
        high=high,
        marks=(Decimal(0), high, high / 2),
        bars=tuple(bars),
        bands=tuple(
            Span(day(start), day(start + length), min(low, top), max(low, top))
            for start, length, low, top in spans
        ),
        shades=tuple(Span(day(start), day(start + length)) for start, length, _low, _top in spans),
        missing=tuple(Span(day(offset), day(offset)) for offset in on),
        lines=(Line("mean", tuple((day(offset), draw_from(st.none() | AMOUNTS)) for offset in sorted(on))),),
        dots=tuple(Dot(day(offset), draw_from(AMOUNTS), "") for offset in sorted(on)),
        flags=tuple(Flag(day(offset), "1") for offset in sorted(on)),
    )


def percents(*texts: str) -> list[float]:
    return [float(text.removesuffix("%")) for text in texts]


@given(lanes())
def test_everything_lies_in_its_frame(lane):
    drawing = draw(lane)
    for path in (*drawing.bars, *drawing.lines):
        for command, numbers in re.findall(r"([MLVhz])([^MLVhz]*)", path.d):
            found = [float(number) for number in NUMBERS.findall(numbers)]
            if command in "ML":
                assert 0 <= found[0] <= 1000
                assert drawing.top <= found[1] <= drawing.base
            if command == "V":
                assert drawing.top <= found[0] <= drawing.base
    for x, start, end in re.findall(r"M([\d.]+) ([\d.]+)V([\d.]+)", drawing.opens):
        assert 0 <= float(x) <= 1000
        assert 0 <= float(end) <= float(start) <= drawing.base
    for box in (*drawing.bands, *drawing.shades):
        left, width, right = percents(box.x, box.width, box.right)
        assert 0 <= left <= right <= 100
        assert left + width == pytest.approx(right, abs=0.02)
        assert drawing.top <= float(box.y) <= float(box.bottom) <= drawing.base
    for x in percents(*drawing.missing, *drawing.cuts, *(mark.x for mark in (*drawing.dots, *drawing.flags))):
        assert 0 < x < 100
    assert all(drawing.top <= float(dot.y) <= drawing.base for dot in drawing.dots)


@given(lanes())
def test_days_keep_their_order(lane):
    drawing = draw(lane)
    for path in drawing.bars:
        starts = [float(x) for x in re.findall(r"M([\d.]+)", path.d)]
        assert starts == sorted(set(starts))
    dots = percents(*(dot.x for dot in drawing.dots))
    assert dots == sorted(dots)


@given(low=AMOUNTS, more=AMOUNTS)
def test_more_is_never_drawn_lower(low, more):
    bars = (Bar(FIRST, FIRST, (("a", low),)), Bar(day(1), day(1), (("b", low + more),)))
    drawing = draw(Lane(title="", axis=Axis(FIRST, day(1)), high=Decimal(500), bars=bars))
    tops = {path.kind: float(re.search(r"V([\d.]+)h", path.d).group(1)) for path in drawing.bars}

    assert tops.get("b", drawing.base) <= tops.get("a", drawing.base)


def test_an_amount_past_the_end_of_the_scale_is_marked():
    bars = (Bar(FIRST, FIRST, (("a", Decimal(10)),)), Bar(day(1), day(1), (("a", Decimal("10.01")),)))

    assert draw(Lane(title="", axis=Axis(FIRST, day(1)), high=Decimal(10), bars=bars)).cuts == ("75%",)


def test_a_line_is_lifted_at_a_gap():
    points = tuple((day(offset), value) for offset, value in enumerate([1, 2, None, 3]))
    lane = Lane(title="", axis=Axis(FIRST, day(3)), high=4, lines=(Line("mean", points),))

    assert re.sub(r"[\d. ]+", "", draw(lane).lines[0].d) == "MLLML"


def test_a_span_without_an_end_reaches_to_the_frame():
    lane = Lane(title="", axis=Axis(FIRST, day(9)), high=1, bands=(Span(date.min, date.max, 0, 1),))
    (box,) = draw(lane).bands

    assert (box.x, box.right, box.has_left) == ("0%", "100%", False)


@pytest.mark.parametrize(
    ("least", "end"),
    [(0, 1), (Fraction(1, 3), 1), (1, 1), (Fraction(101, 100), "1.2"), (99, 100), (101, 120), (1201, 1500)],
)
def test_scales_end_at_round_numbers(least, end):
    assert round_end(least) == Decimal(end)


def test_runs_join_neighbours_that_are_alike():
    pairs = [(day(offset), value) for offset, value in enumerate("aab")] + [(day(3), None), (day(4), "b")]

    assert runs(pairs) == [
        ("a", day(0), day(1)),
        ("b", day(2), day(2)),
        ("b", day(4), day(4)),
    ]
