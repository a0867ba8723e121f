"""How much is known, as a page shows it: a table a group, a row a nutrient, and a bar of shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from nutrients.intake import State
from nutrients.nutrient import NUTRIENTS

from ..queries.coverage import CURATED_FOODS, CURATED_PRODUCTS, Coverage
from .kinds import BADGES, STATE_WORDS, full_name
from .references import source_name

# The columns, from what says most about a food to what says nothing.
ORDER = (
    State.MEASURED,
    State.CALCULATED,
    State.LABEL,
    State.UNSTATED,
    State.BORROWED,
    State.ASSUMED,
    State.TRACE,
    State.NOT_ON_LABEL,
    State.UNKNOWN,
)
# The parts of the bar: found in this very food, got in another way, no value.
FOUND = {State.MEASURED, State.TRACE, State.LABEL}
NO_VALUE = {State.UNKNOWN, State.NOT_ON_LABEL}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a row's bar. start, width: share of it as SVG takes them."""

    css_class: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A nutrient of a group. counts: of foods, in the order of the table's columns; known: with any value."""

    name: str
    counts: list[int]
    known: int
    shares: list[Share]


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """A group of foods. columns: (words, badge) of the kinds that occur in it."""

    anchor: str
    title: str
    foods: int
    columns: list[tuple[str, str]]
    rows: list[CoverageRow]


def coverage_tables(groups: Iterable[Coverage]) -> list[CoverageTable]:
    """The groups as tables; a kind that no value of a group has gets no column."""
    return [_table(group) for group in groups if group.foods]


def _table(group: Coverage) -> CoverageTable:
    counts = {code: group.kinds.get(code, {State.UNKNOWN: group.foods}) for code in NUTRIENTS}
    states = [state for state in ORDER if any(row.get(state, 0) for row in counts.values())]
    return CoverageTable(
        anchor=f"group-{group.group}",
        title=_title(group.group),
        foods=group.foods,
        columns=[(str(STATE_WORDS[state]), BADGES[state]) for state in states],
        rows=[
            CoverageRow(
                name=full_name(code),
                counts=[row.get(state, 0) for state in states],
                known=sum(count for state, count in row.items() if state not in NO_VALUE),
                shares=_shares(row, group.foods),
            )
            for code, row in counts.items()
        ],
    )


def _title(group: str) -> str:
    if group == CURATED_FOODS:
        return _("Curated foods, per 100 g")
    if group == CURATED_PRODUCTS:
        return _("Curated products, per unit")
    return _("Imported: %(table)s") % {"table": source_name(group)}


def _shares(row, foods) -> list[Share]:
    found = sum(count for state, count in row.items() if state in FOUND)
    other = sum(count for state, count in row.items() if state not in FOUND | NO_VALUE)
    shares, start = [], 0
    for css_class, count in (("share-found", found), ("share-other", other)):
        if count:
            shares.append(Share(css_class, _percent(start, foods), _percent(count, foods)))
        start += count
    return shares


def _percent(count, foods) -> str:
    return f"{(Decimal(count) / foods * 100).quantize(Decimal('0.01'))}%"
