"""From a bullet graph's numbers to where its parts are drawn.

Every x is a percentage of the width, so that the drawing fits any column. Amounts past the end of a scale
that several graphs share stop there, and the drawing says so; a value that would squeeze its own target
stands beyond a break, with its number below it.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .bullet_labels import Label, place
from .charts import BulletGraph, State
from .numbers import display, number, rounded

COMPACT_HEIGHT, BAR_HEIGHT, ROW_HEIGHT = 24, 36, 14  # px
# Shares of the width where a scale has a break: its end, the break, and the value with room for an arrow.
END_OF_BROKEN, BREAK, BEYOND_BREAK = Decimal("0.8"), Decimal("0.85"), Decimal("0.92")


@dataclass(frozen=True)
class Drawing:
    """A graph as its template draws it: every x is a percentage of the width; None is not drawn."""

    title: str
    height: int
    band_x: str | None = None
    band_width: str | None = None
    edges: tuple[str, ...] = ()
    limit: str | None = None
    hatch_width: str | None = None
    reference: str | None = None
    bar: str | None = None
    food_x: str | None = None
    food_width: str | None = None
    bean: str | None = None
    low: str | None = None
    high: str | None = None
    arrow: str | None = None
    is_gap: bool = False
    is_past_scale: bool = False
    break_x: str | None = None
    labels: tuple[Label, ...] = ()
    ticks: tuple[str, ...] = ()


def draw(graph: BulletGraph) -> Drawing:
    """Where each part of `graph` goes. Amounts past the end of the scale stop there, or stand beyond its
    break."""
    end = graph.end

    def share(amount):
        if not graph.is_broken:
            return min(max(amount / end, Decimal(0)), Decimal(1))
        return BEYOND_BREAK if amount > end else max(amount / end, Decimal(0)) * END_OF_BROKEN

    parts = {}
    if graph.has_target:
        low = share(graph.target_low)
        high = Decimal(1) if graph.target_high is None else share(graph.target_high)
        parts["band_x"], parts["band_width"] = _percent(low), _percent(high - low)
        # Where the target ends at the upper limit, the limit's own line is its edge.
        ends_at_limit = graph.target_high is None or graph.target_high == graph.limit
        parts["edges"] = (_percent(low),) if ends_at_limit else (_percent(low), _percent(high))
    if graph.limit is not None:
        parts["limit"] = _percent(share(graph.limit))
        if not graph.limit_is_supplemental:
            parts["hatch_width"] = _percent(1 - share(graph.limit))
    if graph.reference is not None:
        parts["reference"] = _percent(share(graph.reference))
    if graph.has_value:
        parts |= _value_parts(graph, share)
    labels, rows = ((), 0) if graph.compact else place(*_labels(graph, share))
    return Drawing(
        title=graph.sentence,
        height=COMPACT_HEIGHT if graph.compact else BAR_HEIGHT + ROW_HEIGHT * rows,
        is_gap=graph.state is State.UNKNOWN,
        is_past_scale=graph.has_value and graph.value > end and not graph.is_broken,
        break_x=_percent(BREAK) if graph.is_broken else None,
        labels=labels,
        ticks=() if graph.compact else tuple(label.tick for label in labels if label.tick),
        **parts,
    )


def _value_parts(graph: BulletGraph, share) -> dict[str, str]:
    """Bar, bean and whisker. The whisker's left half lies on the bar, its right half beyond the bean."""
    at = share(graph.value)
    parts = {"bean": _percent(at)}
    if graph.supplement is None:
        parts["bar"] = _percent(at)
    else:
        solid = share(graph.supplement)
        parts["bar"], parts["food_x"], parts["food_width"] = (
            _percent(solid),
            _percent(solid),
            _percent(at - solid),
        )
    if graph.low is not None and graph.low < graph.value and share(graph.low) < at:
        parts["low"] = _percent(share(graph.low))
    reach = at
    if graph.high is not None and graph.high > graph.value and not graph.is_broken:
        reach = share(graph.high)
        parts["high"] = _percent(reach)
    if graph.is_minimum:
        parts["arrow"] = _percent(reach)
    return parts


def _labels(graph: BulletGraph, share) -> tuple[list[Label], str]:
    """The labels below the track, most needed first, and their unit."""
    labels = [Label(Decimal(0), "0")]
    if graph.has_target:
        labels.append(Label(share(graph.target_low), number(graph.target_low)))
        if graph.target_high is not None and graph.target_high != graph.limit:
            labels.append(Label(share(graph.target_high), number(graph.target_high)))
    if graph.limit is not None:
        words = _("limit %(amount)s suppl.") if graph.limit_is_supplemental else _("limit %(amount)s")
        text = words % {"amount": display(graph.limit, graph.unit)}
        labels.append(Label(share(graph.limit), text, kind="limit", has_tick=False, has_unit=True))
    if graph.reference is not None:
        text = f"{graph.reference_label} {number(graph.reference)}".strip()
        labels.append(Label(share(graph.reference), text, has_tick=False))
    last = graph.value if graph.is_broken else graph.end
    labels.append(Label(Decimal(1), number(last), kind="value" if graph.is_broken else "", is_end=True))
    return labels, graph.unit


def _percent(share: Decimal) -> str:
    return f"{rounded(share * 100, 2).normalize():f}%"
