"""Where the labels of a bullet graph go, so that none covers another on the narrowest screen.

The browser lays the graph out, so the server can only reckon: it assumes the narrowest chart and letters of
one width. On wider screens the labels merely stand further apart.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from .numbers import NO_BREAK_SPACE

NARROWEST_CHART = Decimal(276)  # px: a sheet on a 320 px screen, less gutters and padding
LETTER = Decimal("6.7")  # px: a figure or letter of 12 px text, a little generous
GAP = Decimal(6)  # px between two labels
ANCHORS = (("middle", Decimal("0.5")), ("end", Decimal(1)), ("start", Decimal(0)))


@dataclass(frozen=True)
class Label:
    """Text below the track. at: share of the width; row: 0 or 1 from the top.

    kind: "limit", "value" or plain. is_end: the end of the scale; has_unit: the text names the unit.
    """

    at: Decimal
    text: str
    kind: str = ""
    has_tick: bool = True
    is_end: bool = False
    has_unit: bool = False
    anchor: str = "middle"
    row: int = 0

    @property
    def x(self) -> str:
        return f"{(self.at * 100).quantize(Decimal('0.01')).normalize():f}%"

    @property
    def y(self) -> int:
        return 46 + 14 * self.row

    @property
    def tick(self) -> str | None:
        """Where a tick joins the label to the track; none at the ends and under a line of its own."""
        return self.x if self.has_tick and 0 < self.at < 1 else None


def place(wanted: list[Label], unit: str) -> tuple[tuple[Label, ...], int]:
    """The labels that fit, left to right, and the number of rows they take.

    wanted: most needed first. A label that fits in neither row is left out: its line is drawn all the same,
    and its amount is in the words beside the graph. The unit stands with the end of the scale or, where
    there is no room for that and no limit names it, with the label furthest right.
    """
    placed = _placed([_with_unit(label, unit) if label.is_end else label for label in wanted])
    if not any(label.has_unit for label in placed):
        inner = [label for label in wanted if not label.is_end]
        furthest = max(label.at for label in inner)
        placed = _placed([_with_unit(label, unit) if label.at == furthest else label for label in inner])
    rows = 1 + max(label.row for label in placed)
    return tuple(sorted(placed, key=lambda label: label.at)), rows


def _with_unit(label: Label, unit: str) -> Label:
    return replace(label, text=f"{label.text}{NO_BREAK_SPACE}{unit}", has_unit=True)


def _placed(wanted: list[Label]) -> list[Label]:
    taken: list[list[tuple[Decimal, Decimal]]] = [[], []]
    spots = (_spot(label, taken) for label in wanted)
    return [spot for spot in spots if spot is not None]


def _spot(label: Label, taken: list[list[tuple[Decimal, Decimal]]]) -> Label | None:
    """The label at the first free place of its own, which is then taken; None where there is none."""
    width = (len(label.text) * LETTER + GAP) / NARROWEST_CHART
    if label.at == 0:
        anchors = (("start", Decimal(0)),)
    elif label.is_end:
        anchors = (("end", Decimal(1)),)
    else:
        anchors = ANCHORS
    for row in (0,) if label.is_end else (0, 1):
        for anchor, before in anchors:
            left = label.at - width * before
            right = left + width
            if left < 0 or right > 1:
                continue
            if all(right <= start or left >= stop for start, stop in taken[row]):
                taken[row].append((left, right))
                return replace(label, anchor=anchor, row=row)
    return None
