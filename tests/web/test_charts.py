"""The bullet graph: what it draws and what it says, state by state."""

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template

from k2tracker.web.bullet_drawing import draw
from k2tracker.web.charts import BulletGraph, State

MK7 = {"name": "MK-7", "unit": "µg", "target_low": Decimal(50), "target_high": Decimal(100)}
VITAMIN_D = {
    "name": "Vitamin D",
    "unit": "µg",
    "target_low": Decimal(15),
    "target_high": Decimal(100),
    "limit": Decimal(100),
}
MAGNESIUM = {
    "name": "Magnesium",
    "unit": "mg",
    "target_low": Decimal(320),
    "limit": Decimal(350),
    "limit_is_supplemental": True,
}


def svg(graph):
    """The graph as the pages get it, parsed."""
    html = Template("{% load k2 %}{% bullet graph %}").render(Context({"graph": graph}))
    return ET.fromstring(html)  # noqa: S314


def parts(graph, name):
    """The drawn elements of one class."""
    return [e for e in svg(graph).iter() if e.get("class") == f"bullet-{name}"]


def share(text):
    return Decimal(text.removesuffix("%"))


STATES = [
    (
        "below",
        BulletGraph(state=State.BELOW, value=Decimal(31), **MK7),
        "MK-7: 31 micrograms. Below, 19\u00a0µg to go. Target 50 to 100 micrograms.",
    ),
    (
        "below, range reaches the target",
        BulletGraph(state=State.BELOW, value=Decimal(44), low=Decimal(40), high=Decimal(66), **MK7),
        "MK-7: 44 micrograms, likely 40 to 66. Below, may be within. Target 50 to 100 micrograms.",
    ),
    (
        "below, items unknown",
        BulletGraph(state=State.BELOW, value=Decimal(31), low=Decimal(20), unknown_items=3, items=15, **MK7),
        "MK-7: at least 31 micrograms, likely 20 to 31 from what is known. Below, may be within: 3 items "
        "unknown. Target 50 to 100 micrograms.",
    ),
    (
        "within",
        BulletGraph(state=State.WITHIN, value=Decimal(76), no_limit_set=True, **MK7),
        "MK-7: 76 micrograms. Within target. Target 50 to 100 micrograms. No upper limit has been set.",
    ),
    (
        "within on a minimum",
        BulletGraph(state=State.WITHIN, value=Decimal(76), unknown_items=1, items=6, **MK7),
        "MK-7: at least 76 micrograms. Within target, at least 76\u00a0µg. Target 50 to 100 micrograms.",
    ),
    (
        "above",
        BulletGraph(state=State.ABOVE, value=Decimal(128), **MK7),
        "MK-7: 128 micrograms. Above the target, by 28\u00a0µg. Target 50 to 100 micrograms.",
    ),
    (
        "over",
        BulletGraph(state=State.OVER, value=Decimal(112), unknown_items=1, items=3, **VITAMIN_D),
        "Vitamin D: at least 112 micrograms. Over the upper limit, by at least 12\u00a0µg. "
        "Target 15 to 100 micrograms. Upper limit 100 micrograms.",
    ),
    (
        "over, by the supplements alone",
        BulletGraph(state=State.OVER, value=Decimal(500), supplement=Decimal(400), **MAGNESIUM),
        "Magnesium: 500 milligrams, 400 from supplements and 100 from food. "
        "Over the upper limit, by 50\u00a0mg. Target 320 milligrams or more. "
        "Upper limit for supplements 350 milligrams.",
    ),
    (
        "unknown",
        BulletGraph(state=State.UNKNOWN, unknown_items=4, items=4, **MK7),
        "MK-7. Unknown: 0 of 4 items have a value. Target 50 to 100 micrograms.",
    ),
    (
        "paused",
        BulletGraph(state=State.PAUSED, value=Decimal(46), drug="warfarin", **MK7),
        "MK-7: 46 micrograms. Paused while warfarin is in your profile.",
    ),
    (
        "information",
        BulletGraph(
            name="Calcium",
            unit="mg",
            state=State.INFORMATION,
            value=Decimal(796),
            reference=Decimal(1200),
            reference_label="RDA",
        ),
        "Calcium: 796 milligrams. Shown, not scored. Reference RDA 1,200 milligrams, not scored.",
    ),
    (
        "nothing logged",
        BulletGraph(state=State.EMPTY, **MK7),
        "MK-7. Nothing logged yet. Target 50 to 100 micrograms.",
    ),
]


@pytest.mark.parametrize(("graph", "said"), [(g, s) for _, g, s in STATES], ids=[i for i, _, _ in STATES])
def test_title_says_the_result_in_words(graph, said):
    drawing = svg(graph)
    assert (drawing.get("role"), drawing.find("title").text) == ("img", said)


@pytest.mark.parametrize(
    ("state", "value", "words"),
    [
        (State.BELOW, "0.06", "Below, 49.94\u00a0µg to go"),
        (State.BELOW, "49.999", "Below, under 0.01\u00a0µg to go"),
        (State.ABOVE, "120.4", "Above the target, by 20\u00a0µg"),
    ],
    ids=["finer than the target", "shown alike", "coarser than its rest"],
)
def test_distance_adds_up_with_the_amounts_as_shown(state, value, words):
    assert BulletGraph(state=state, value=Decimal(value), **MK7).words == words


def test_value_lies_in_the_target_it_is_within():
    graph = BulletGraph(state=State.WITHIN, value=Decimal(76), **MK7)
    (bean,), (band,) = parts(graph, "bean"), parts(graph, "band")
    left = share(band.get("x"))
    assert left < share(bean.get("cx")) < left + share(band.get("width"))


def test_target_without_an_upper_end_has_one_edge_and_reaches_the_end():
    graph = BulletGraph(state=State.BELOW, value=Decimal(200), name="Mg", unit="mg", target_low=Decimal(320))
    (band,) = parts(graph, "band")
    assert len(parts(graph, "edge")) == 1
    assert share(band.get("x")) + share(band.get("width")) == 100


def test_paused_line_draws_no_target():
    graph = BulletGraph(state=State.PAUSED, value=Decimal(46), drug="warfarin", **MK7)
    assert parts(graph, "band") == parts(graph, "edge") == []
    assert len(parts(graph, "bean")) == 1


def test_unknown_is_a_gap_without_a_bean():
    graph = BulletGraph(state=State.UNKNOWN, unknown_items=4, items=4, **MK7)
    assert (len(parts(graph, "gap")), parts(graph, "bean")) == (1, [])


def test_zero_is_a_bean_at_the_start_and_not_a_gap():
    graph = BulletGraph(state=State.BELOW, value=Decimal(0), **MK7)
    (bean,) = parts(graph, "bean")
    assert (bean.get("cx"), parts(graph, "gap")) == ("0%", [])


def test_supplements_are_solid_and_food_open():
    graph = BulletGraph(state=State.WITHIN, value=Decimal(400), supplement=Decimal(100), **MAGNESIUM)
    (solid,), (food,) = parts(graph, "bar"), parts(graph, "bar-food")
    assert solid.get("width") == food.get("x")
    assert share(food.get("width")) == 3 * share(solid.get("width"))


def test_limit_of_all_sources_is_hatched_beyond():
    drawing = svg(BulletGraph(state=State.WITHIN, value=Decimal(38), **VITAMIN_D))
    hatched = [e for e in drawing.iter() if e.get("fill") == "url(#hatch-brick)"]
    assert [share(e.get("x")) + share(e.get("width")) for e in hatched] == [100]


def test_limit_of_supplements_is_not_hatched():
    drawing = svg(BulletGraph(state=State.WITHIN, value=Decimal(400), supplement=Decimal(0), **MAGNESIUM))
    assert not [e for e in drawing.iter() if e.get("fill")]


def test_known_range_ends_in_a_cap_on_each_side():
    graph = BulletGraph(state=State.WITHIN, value=Decimal(76), low=Decimal(70), high=Decimal(88), **MK7)
    (left,) = parts(graph, "whisker-inner")
    assert len(left.findall("line")) == len(parts(graph, "whisker")) == 2
    assert parts(graph, "more") == []


def test_unknown_items_open_the_range_to_the_right():
    graph = BulletGraph(
        state=State.BELOW, value=Decimal(44), high=Decimal(48), unknown_items=1, items=2, **MK7
    )
    drawing = draw(graph)
    assert drawing.arrow == drawing.high
    assert len(parts(graph, "more")) == 1


def test_value_past_a_given_scale_stops_at_its_end_and_shows_it():
    graph = BulletGraph(state=State.ABOVE, value=Decimal(900), high=Decimal(1200), scale=Decimal(600), **MK7)
    (bean,) = parts(graph, "bean")
    assert (bean.get("cx"), len(parts(graph, "past"))) == ("100%", 1)


def test_value_far_beyond_its_target_leaves_the_target_readable():
    graph = BulletGraph(state=State.ABOVE, value=Decimal(998), **MK7)
    drawing = draw(graph)
    (band,) = parts(graph, "band")
    assert share(band.get("width")) > 10
    assert [label.text for label in drawing.labels] == ["0", "50", "100", "998\u00a0µg"]
    assert share(drawing.edges[1]) < share(drawing.break_x) < share(drawing.bean)
    assert graph.sentence.endswith("The value is drawn beyond a break in the scale.")


def test_value_within_reach_of_its_target_has_an_unbroken_scale():
    graph = BulletGraph(state=State.ABOVE, value=Decimal(250), **MK7)
    assert draw(graph).break_x is None
    assert parts(graph, "break") == []


def test_range_of_a_value_beyond_the_break_is_drawn_as_far_as_the_scale_goes():
    reaching = BulletGraph(state=State.ABOVE, value=Decimal(998), low=Decimal(82), high=Decimal(1034), **MK7)
    beyond = BulletGraph(state=State.ABOVE, value=Decimal(998), low=Decimal(900), **MK7)
    assert share(draw(reaching).low) < share(draw(reaching).break_x)
    assert (draw(reaching).high, draw(beyond).low) == (None, None)


@pytest.mark.parametrize("value", ["0.3", "7", "320", "99999"])
def test_scale_leaves_room_beyond_any_value(value):
    graph = BulletGraph(name="MK-4", unit="µg", state=State.INFORMATION, value=Decimal(value))
    assert Decimal(value) < graph.end


@pytest.mark.parametrize(
    "graph",
    [
        BulletGraph(state=State.ABOVE, value=Decimal(320), **MK7),
        BulletGraph(state=State.WITHIN, value=Decimal(400), supplement=Decimal(100), **MAGNESIUM),
        BulletGraph(state=State.OVER, value=Decimal(112), **VITAMIN_D),
        BulletGraph(state=State.OVER, value=Decimal(1250), **VITAMIN_D),
    ],
    ids=["beyond a break", "limit beside the target", "limit near the end", "limit before a break"],
)
def test_no_label_covers_another_on_the_narrowest_chart(graph):
    width, letter = 276, 6.2
    spans = {}
    for label in draw(graph).labels:
        size = len(label.text) * letter
        left = float(label.at) * width - {"start": 0, "middle": size / 2, "end": size}[label.anchor]
        spans.setdefault(label.row, []).append((left, left + size))
    for row in spans.values():
        row.sort()
        assert all(one[1] < other[0] for one, other in pairwise(row))


def test_each_scale_names_its_unit():
    for _, graph, _ in STATES:
        assert any(label.text.endswith(graph.unit) or "suppl." in label.text for label in draw(graph).labels)


def test_drawing_keeps_to_the_content_security_policy():
    for _, graph, _ in STATES:
        html = Template("{% load k2 %}{% bullet graph %}").render(Context({"graph": graph}))
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script|data:", html)
