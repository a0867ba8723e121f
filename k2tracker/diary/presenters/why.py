"""Why a number is what it is: a line's entries with portions, values, states and sources, down to its sum."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from foods.composition import Composition
from k2tracker.diary.days import Days
from k2tracker.diary.logged import Logged
from k2tracker.diary.measures import amount_text
from k2tracker.web.numbers import display, range_text, score_text
from nutrients.intake import Amount, Intake, Item, State
from nutrients.nutrient import NUTRIENTS
from nutrients.scoring import (
    D3_WITH_K2,
    K2,
    LINE_CODES,
    MAGNESIUM,
    OTHER_MENAQUINONES,
    VITAMIN_D,
    LineScore,
    LineState,
    information_lines,
)

from .line_words import K2_LINES, UNITS, coverage_text, is_something_known, line_name

# The nutrients whose amounts a line adds up.
NUTRIENTS_OF = {
    K2: ("menaquinone_7",),
    VITAMIN_D: ("vitamin_d",),
    D3_WITH_K2: ("menaquinone_7",),
    MAGNESIUM: ("magnesium",),
    "calcium": ("calcium",),
    "menaquinone_4": ("menaquinone_4",),
    "other_menaquinones": OTHER_MENAQUINONES,
    "phylloquinone": ("phylloquinone",),
}
# How a value is known, as the badge's edge says it.
BADGES = {
    State.MEASURED: "measured",
    State.CALCULATED: "calculated",
    State.LABEL: "label",
    State.BORROWED: "borrowed",
    State.ASSUMED: "assumed",
    State.UNSTATED: "published",
    State.TRACE: "published",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One value of one entry. text and per_basis None: unknown. source None: nothing was published.

    correction: what stands in a correction that the entry does not count, or "".
    """

    nutrient: str
    text: str | None
    likely: str
    per_basis: str | None
    state: str
    badge: str
    source: str | None
    correction: str


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One entry and what it brought to the line."""

    name: str
    food_url: str
    entry_url: str
    amount: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """steps: from the sum to the points, one sentence each."""

    code: str
    name: str
    rows: tuple[WhyRow, ...]
    has_forms: bool
    total: str | None
    is_minimum: bool
    steps: tuple[str, ...]


def why_line(
    code: str,
    days: Days,
    known: Mapping[int, Composition],
    citations: Mapping[str, str],
    assumed: Mapping[tuple[str, str], str],
    corrected: Callable[[int, str], str],
) -> Why | None:
    """What stands behind a line of the day, or a line of information; None where there is no such line.

    known: compositions by revision. citations: each source's citation by its key. assumed: what stands
    behind an assumption, by group and nutrient. corrected: what to say of one value,
    of a revision and a nutrient, that was corrected since; else "".
    """
    if code not in NUTRIENTS_OF:
        return None
    rows = tuple(
        _row(row, eaten, known[row.revision_id], NUTRIENTS_OF[code], citations, assumed, corrected)
        for row, eaten in zip(days.entries, days.log.items, strict=True)
    )
    line = days.score.lines[code] if code in LINE_CODES else None
    intake = line.intake if line is not None else _information_intake(code, days)
    unit = NUTRIENTS[NUTRIENTS_OF[code][0]].unit
    is_known = intake is not None and is_something_known(intake)
    return Why(
        code=code,
        name=line_name(code),
        rows=rows,
        has_forms=len(NUTRIENTS_OF[code]) > 1,
        total=display(intake.known, unit) if is_known else None,
        is_minimum=intake is not None and intake.unknown_items > 0,
        steps=tuple(_steps(line, intake, unit)),
    )


def sources_named(days: Days, known: Mapping[int, Composition]) -> set[str]:
    """The keys of all sources behind the day's values."""
    return {
        value.source_key
        for row in days.entries
        for value in known[row.revision_id].values.values()
        if value.source_key is not None
    }


def _information_intake(code: str, days: Days) -> Intake | None:
    return next(
        (line.intake for line in information_lines(days.log, days.subject) if line.code == code), None
    )


def _row(row: Logged, eaten: Item, composition: Composition, codes, citations, assumed, corrected) -> WhyRow:
    return WhyRow(
        name=row.name,
        food_url=reverse("foods:detail", args=[row.slug]),
        entry_url=reverse("diary:entry", args=[row.key]),
        amount=amount_text(quantity=row.quantity, portion_name=row.portion_name, grams=row.grams),
        parts=tuple(
            _part(code, eaten.amounts.get(code), row.grams, composition, citations, assumed, corrected)
            for code in codes
            if len(codes) == 1 or code in eaten.amounts
        ),
    )


def _sure_part(amount: Amount | None, unit: str) -> str | None:
    """The lower end of an unknown amount, where it says more than 0."""
    if amount is None or not amount.low:
        return None
    return _("at least %(amount)s") % {"amount": display(amount.low, unit)}


def _part(
    code: str,
    amount: Amount | None,
    grams: Decimal | None,
    composition: Composition,
    citations,
    assumed,
    corrected,
) -> Part:
    nutrient = NUTRIENTS[code]
    value = composition.values.get(code)
    state = State.UNKNOWN if amount is None or amount.value is None else amount.state
    is_known = amount is not None and amount.value is not None
    likely = ""
    if is_known and amount.low is not None and amount.high is not None and amount.low != amount.high:
        likely = range_text(amount.low, amount.high, nutrient.unit)
    published = None if value is None else value.amount.value
    per_basis = None
    if published is not None:
        shown = {"amount": display(published, nutrient.unit)}
        per_basis = (
            _("%(amount)s per unit") % shown if composition.is_per_unit else _("%(amount)s per 100 g") % shown
        )
    if published is None and state is State.ASSUMED:
        interval = range_text(amount.low * 100 / grams, amount.high * 100 / grams, nutrient.unit)
        per_basis = _("Assumed %(range)s per 100 g") % {"range": interval}
        source = assumed.get((composition.assumption_group, code))
    elif published is None:
        source = None
    else:
        source = citations.get(value.source_key, value.source_key)
    return Part(
        nutrient=nutrient.short,
        text=display(amount.value, nutrient.unit) if is_known else _sure_part(amount, nutrient.unit),
        likely=likely,
        per_basis=per_basis,
        state=state_name(state),
        badge=BADGES.get(state, "unknown"),
        source=source,
        correction=corrected(composition.revision_id, code),
    )


def state_name(state: State) -> str:
    """How a value is known, in a word."""
    return {
        State.MEASURED: _("measured"),
        State.CALCULATED: _("calculated"),
        State.LABEL: _("label"),
        State.BORROWED: _("borrowed"),
        State.ASSUMED: _("assumed"),
        State.UNSTATED: _("published, kind not stated"),
        State.TRACE: _("trace"),
        State.UNKNOWN: _("unknown"),
        State.NOT_ON_LABEL: _("not on the label"),
    }[state]


def _steps(line: LineScore | None, intake: Intake | None, unit: str):
    if intake is not None and intake.items:
        yield coverage_text(intake)
        if intake.low != intake.high:
            yield _("From the lowest to the highest likely values: %(range)s.") % {
                "range": range_text(intake.low, intake.high, unit)
            }
        if intake.unknown_items:
            yield _("What has no value can only add.")
    if line is None:
        yield _("This line is shown and not scored.")
        return
    if line.state is LineState.PAUSED:
        yield _("The line is paused: it has no target and no points.")
        return
    target = line.target
    if target is not None:
        yield _target_words(line, target, unit)
        if target.upper_level is not None:
            yield _("Upper limit %(amount)s: %(source)s.") % {
                "amount": display(target.upper_level, unit),
                "source": target.upper_source,
            }
    if line.supplemental is not None and line.supplemental.items:
        yield _("From supplements, which alone count towards the upper limit: %(amount)s.") % {
            "amount": display(line.supplemental.known, unit)
        }
    if line.score is not None:
        yield _("Points of the line: %(points)s of 100.") % {"points": score_text(line.score)}
    elif line.state is LineState.UNKNOWN:
        yield _("Too little is known for points.")


def _target_words(line: LineScore, target, unit: str) -> str:
    amounts = {"range": range_text(target.low, target.high, UNITS[line.code]), "source": target.source}
    if target.is_of_plan:
        return _("Your clinic’s range %(range)s, from the plan that holds this day.") % amounts
    if line.code in K2_LINES:
        return _("Target %(range)s: the article “%(source)s”.") % amounts
    return _("Target %(range)s (%(kind)s): %(source)s.") % {**amounts, "kind": target.kind}
