"""How closely one day followed the article's checklist. Not a health score, and never a place for safety:
cautions are found apart, in `cautions.py`.

Scores are exact Fractions from 0 to 100; they are rounded where they are shown. `design_values.py` holds our
own numbers and `reference_intakes.py` those of the bodies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .checklist import ARTICLE_TITLE
from .circumstances import PermittedSources, Plan
from .design_values import (
    K2_SCORED_FROM_AGE,
    KNOWN_SHARE,
    LINE_WEIGHTS,
    MINIMUM_LINES_FOR_A_DAY,
    MK7_HIGH_UG,
    MK7_LOW_UG,
)
from .intake import NOTHING, DayLog, Intake, Item, Origin, only_supplements, sum_intake
from .nutrient import MENAQUINONES
from .reference_intakes import Reference, recommended, reference
from .subject import Subject

K2, VITAMIN_D, D3_WITH_K2, MAGNESIUM = "k2", "vitamin_d", "d3_with_k2", "magnesium"
LINE_CODES = (K2, VITAMIN_D, D3_WITH_K2, MAGNESIUM)
BELOW, WITHIN, ABOVE = "below", "within", "above"
PLAN = "plan"  # the kind of a target that a clinician's plan sets
FULL, NO_POINTS = Fraction(100), Fraction(0)


class LineState(StrEnum):
    SCORED = "scored"
    PAUSED = "paused"  # a vitamin K antagonist is active, or the question is unanswered
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_LOGGED = "not_logged"
    NEEDS_PROFILE = "needs_profile"


class Coverage(StrEnum):
    """How much of a nutrient a day knows."""

    NOT_LOGGED = "not_logged"  # nothing logged and not marked complete
    COMPLETE = "complete"  # every item known, or marked complete without any
    PARTIAL = "partial"  # some unknown; the known sum is a minimum that stands for the day
    PARTIAL_LOW = "partial_low"  # too much unknown for that


@dataclass(frozen=True, slots=True)
class Target:
    """What a line is judged by, in the nutrient's unit. None in a bound: there is none, or none is set.

    kind: "checklist" (the article's own figure), "plan" (the range of the person's clinic), "RDA" or "AI".
    upper_level: the body's upper limit; for magnesium it counts supplements alone.
    """

    low: Decimal
    high: Decimal | None
    upper_level: Decimal | None
    kind: str
    source: str
    upper_source: str | None

    @property
    def is_of_plan(self) -> bool:
        """Whether pages have to call it "your clinic's range" and not the article's."""
        return self.kind == PLAN


@dataclass(frozen=True, slots=True)
class LineScore:
    """One line of one day.

    score and band: None unless state is "scored". amount: the known sum, None where nothing is known; with
    `minimum` it is a minimum ("at least"). target: None while paused, not applicable or without profile.
    intake: coverage, range and unknown items behind the amount; None where the day has no log.
    supplemental: for magnesium, the part that the upper limit counts.
    """

    code: str
    state: LineState
    score: Fraction | None = None
    band: str | None = None
    amount: Decimal | None = None
    minimum: bool = False
    target: Target | None = None
    intake: Intake | None = None
    supplemental: Intake | None = None


@dataclass(frozen=True, slots=True)
class DayScore:
    """A day's lines by code, and their mean where enough of them have a score.

    intakes: the sums behind the lines, by nutrient; empty without a log.
    """

    day: date
    lines: Mapping[str, LineScore]
    score: Fraction | None
    lines_scored: int
    intakes: Mapping[str, Intake]


@dataclass(frozen=True, slots=True)
class InformationLine:
    """A sum that is shown and not scored, with a reference for orientation where one exists.

    code: "calcium", "menaquinone_4", "other_menaquinones" or "phylloquinone".
    """

    code: str
    intake: Intake
    reference: Reference | None
    upper_level: Reference | None


def range_score(
    amount: Decimal, low: Decimal, high: Decimal | None, *, taper: bool = False
) -> tuple[Fraction, str]:
    """Points and band of an amount against a range whose both ends belong to it.

    Below: in proportion. Above `high`: all points, or with `taper` fewer, down to none at twice `high`.
    """
    if amount < low:
        return _percent(amount, low), BELOW
    if high is None or amount <= high:
        return FULL, WITHIN
    if not taper:
        return FULL, ABOVE
    if not high:
        return NO_POINTS, ABOVE
    return max(NO_POINTS, 2 * FULL - _percent(amount, high)), ABOVE


def _percent(part: Decimal, whole: Decimal) -> Fraction:
    part_over, part_under = part.as_integer_ratio()
    whole_over, whole_under = whole.as_integer_ratio()
    return Fraction(100 * part_over * whole_under, part_under * whole_over)


def coverage(log: DayLog | None, intake: Intake | None) -> Coverage:
    """How much the day knows of the nutrient of `intake`."""
    if not is_logged(log) or intake is None:
        return Coverage.NOT_LOGGED
    if intake.known_items == intake.items:
        return Coverage.COMPLETE
    if intake.known_items * KNOWN_SHARE.denominator >= intake.items * KNOWN_SHARE.numerator:
        return Coverage.PARTIAL
    return Coverage.PARTIAL_LOW


def is_logged(log: DayLog | None) -> bool:
    """Whether the day says anything: an entry, or that there was nothing to log."""
    return log is not None and (bool(log.items) or log.complete)


K2_TARGET = Target(MK7_LOW_UG, MK7_HIGH_UG, None, "checklist", ARTICLE_TITLE, None)
D3_WITH_K2_TARGET = Target(MK7_LOW_UG, None, None, "checklist", ARTICLE_TITLE, None)


def plan_target(plan: Plan | None) -> Target | None:
    """What MK-7 is scored by under a clinician's plan in force; None where the plan opens no way to it.

    A plan needs a band for MK-7 and a source that it permits. Unlike the article's 100 µg, the upper end of
    a clinic's band is a limit: points fall above it.
    """
    if plan is None or plan.mk7 is None or plan.sources is PermittedSources.NONE:
        return None
    return Target(plan.mk7.low, plan.mk7.high, None, PLAN, "", None)


def score_day(log: DayLog | None, subject: Subject, on: date, plan: Plan | None = None) -> DayScore:
    """Score one day. log: None for a day without a log. on: the day whose VKA status counts.

    Pages pass the subject of that very day and the day itself, so that a day inside a VKA period stays
    paused and age is that of the day. The score command judges all days on one date. plan: the one in force
    on the day (`Circumstances.plan_on`); its band takes the place of the article's range, and the line's
    target says so.
    """
    items = log.items if is_logged(log) else ()
    intakes: dict[str, Intake] = {}
    if is_logged(log):
        intakes = {
            nutrient: sum_intake(items, nutrient) for nutrient in ("menaquinone_7", "vitamin_d", "magnesium")
        }
    mk7 = intakes.get("menaquinone_7")
    lines = {
        K2: _k2(log, subject, on, mk7, plan),
        VITAMIN_D: _vitamin_d(log, subject, intakes.get("vitamin_d")),
        D3_WITH_K2: _d3_with_k2(log, subject, on, mk7, items, plan),
        MAGNESIUM: _magnesium(log, subject, intakes.get("magnesium"), items),
    }
    scored = [line for line in lines.values() if line.score is not None]
    return DayScore(
        day=log.day if log is not None else on,
        lines=lines,
        score=weighted_mean(scored) if len(scored) >= MINIMUM_LINES_FOR_A_DAY else None,
        lines_scored=len(scored),
        intakes=intakes,
    )


def weighted_mean(lines) -> Fraction:
    """The mean of scored lines (anything with `code` and `score`) by their weights. Needs at least one."""
    weights = sum(LINE_WEIGHTS[line.code] for line in lines)
    return sum(LINE_WEIGHTS[line.code] * line.score for line in lines) / Fraction(weights)


def _k2_target(subject, on, plan, usual: Target) -> Target | None:
    """What the K2 lines are judged by on the day; None while they are paused."""
    return plan_target(plan) if subject.k2_is_paused(on) else usual


def _k2(log, subject, on, mk7, plan) -> LineScore:
    target = _k2_target(subject, on, plan, K2_TARGET)
    if target is None:
        return _unscored(K2, LineState.PAUSED, mk7)
    if subject.age is None:
        return _unscored(K2, LineState.NEEDS_PROFILE, mk7)
    if subject.age < K2_SCORED_FROM_AGE:
        return _unscored(K2, LineState.NOT_APPLICABLE, mk7)
    return _judged(K2, log, mk7, target, taper=target.is_of_plan)


def _vitamin_d(log, subject, intake) -> LineScore:
    if subject.age is None:
        return _unscored(VITAMIN_D, LineState.NEEDS_PROFILE, intake)
    low = recommended("vitamin_d", subject)
    if low is None:  # under one year
        return _unscored(VITAMIN_D, LineState.NOT_APPLICABLE, intake)
    upper = reference("vitamin_d", "UL", subject)
    target = Target(
        low=low.amount,
        high=upper.amount if upper else None,
        upper_level=upper.amount if upper else None,
        kind=low.kind,
        source=low.source,
        upper_source=upper.source if upper else None,
    )
    if log is not None and log.sun and (intake is None or intake.known < low.amount):
        return _unscored(VITAMIN_D, LineState.UNKNOWN, intake, target)
    return _judged(VITAMIN_D, log, intake, target, taper=True)


def _d3_with_k2(log, subject, on, mk7, items, plan) -> LineScore:
    target = _k2_target(subject, on, plan, D3_WITH_K2_TARGET)
    if target is None:
        return _unscored(D3_WITH_K2, LineState.PAUSED, mk7)
    if not any(_is_vitamin_d_supplement(item) for item in items):
        return _unscored(D3_WITH_K2, LineState.NOT_APPLICABLE, mk7)
    if subject.age is None:
        return _unscored(D3_WITH_K2, LineState.NEEDS_PROFILE, mk7)
    if subject.age < K2_SCORED_FROM_AGE:
        return _unscored(D3_WITH_K2, LineState.NOT_APPLICABLE, mk7)
    return _judged(D3_WITH_K2, log, mk7, target, taper=target.is_of_plan)


def _is_vitamin_d_supplement(item: Item) -> bool:
    if item.origin is not Origin.SUPPLEMENT:
        return False
    amount = item.amounts.get("vitamin_d")
    return amount is not None and amount.value is not None and amount.value > 0


def _magnesium(log, subject, intake, items) -> LineScore:
    supplemental = sum_intake(only_supplements(items), "magnesium") if intake is not None else None
    if subject.age is None or subject.sex is None:
        return _unscored(MAGNESIUM, LineState.NEEDS_PROFILE, intake, supplemental=supplemental)
    low = recommended("magnesium", subject)
    if low is None:  # under one year
        return _unscored(MAGNESIUM, LineState.NOT_APPLICABLE, intake, supplemental=supplemental)
    upper = reference("magnesium", "UL_supplemental", subject)
    target = Target(
        low=low.amount,
        high=None,
        upper_level=upper.amount if upper else None,
        kind=low.kind,
        source=low.source,
        upper_source=upper.source if upper else None,
    )
    line = _judged(MAGNESIUM, log, intake, target, supplemental=supplemental)
    if line.score is None or upper is None or supplemental.known <= upper.amount:
        return line
    tapered, _ = range_score(supplemental.known, NOTHING, upper.amount, taper=True)
    return LineScore(
        code=MAGNESIUM,
        state=LineState.SCORED,
        score=min(line.score, tapered),
        band=ABOVE,
        amount=line.amount,
        minimum=line.minimum,
        target=target,
        intake=intake,
        supplemental=supplemental,
    )


def _judged(code, log, intake, target, *, taper=False, supplemental=None) -> LineScore:
    """The line by its range, or why the day cannot be judged by it."""
    covered = coverage(log, intake)
    if covered is Coverage.NOT_LOGGED:
        return _unscored(code, LineState.NOT_LOGGED, intake, target, supplemental=supplemental)
    if covered is Coverage.PARTIAL_LOW and intake.known < target.low:
        return _unscored(code, LineState.UNKNOWN, intake, target, supplemental=supplemental)
    score, band = range_score(intake.known, target.low, target.high, taper=taper)
    return LineScore(
        code=code,
        state=LineState.SCORED,
        score=score,
        band=band,
        amount=intake.known,
        minimum=covered is not Coverage.COMPLETE,
        target=target,
        intake=intake,
        supplemental=supplemental,
    )


def _unscored(code, state, intake, target=None, *, supplemental=None) -> LineScore:
    something_is_known = intake is not None and (
        intake.known_items > 0 or intake.items == 0 or intake.known > 0
    )
    return LineScore(
        code=code,
        state=state,
        amount=intake.known if something_is_known else None,
        minimum=intake is not None and intake.unknown_items > 0,
        target=target,
        intake=intake,
        supplemental=supplemental,
    )


def information_lines(log: DayLog | None, subject: Subject) -> tuple[InformationLine, ...]:
    """What the day holds of calcium, MK-4, the other menaquinones and phylloquinone; () without a log.

    Shown, never scored. The vitamin K reference is left out while K2 is paused: no target is shown then.
    """
    if not is_logged(log):
        return ()
    vitamin_k = None if subject.k2_is_paused(log.day) else recommended("vitamin_k", subject)
    return (
        InformationLine(
            "calcium",
            sum_intake(log.items, "calcium"),
            recommended("calcium", subject),
            reference("calcium", "UL", subject),
        ),
        InformationLine("menaquinone_4", sum_intake(log.items, "menaquinone_4"), None, None),
        InformationLine("other_menaquinones", _sum_other_menaquinones(log.items), None, None),
        InformationLine("phylloquinone", sum_intake(log.items, "phylloquinone"), vitamin_k, None),
    )


OTHER_MENAQUINONES = tuple(code for code in MENAQUINONES if code not in ("menaquinone_4", "menaquinone_7"))


# What an item must have values of to count as known. No source in use lists MK-11 to MK-13; where one states
# the forms, it leaves nothing unspecified. What is given of them is added all the same.
EXPECTED_MENAQUINONES = frozenset(f"menaquinone_{length}" for length in (5, 6, 8, 9, 10))


def _sum_other_menaquinones(items) -> Intake:
    """One sum over several forms. What is known of an item is added; it counts as known only where all of
    `EXPECTED_MENAQUINONES` are, so the sum is "at least" as long as one of them is missing."""
    total = low = high = NOTHING
    known_items = assumed_items = 0
    unknown_keys = []
    for item in items:
        forms = {
            code: intake
            for code in OTHER_MENAQUINONES
            if code in item.amounts
            for intake in [sum_intake((item,), code)]
        }
        total += sum(form.known for form in forms.values())
        low += sum(form.low for form in forms.values())
        high += sum(form.high for form in forms.values())
        if {code for code, form in forms.items() if form.known_items} >= EXPECTED_MENAQUINONES:
            known_items += 1
            assumed_items += any(form.assumed_items for form in forms.values())
        else:
            unknown_keys.append(item.key)
    return Intake(
        "other_menaquinones", total, low, high, known_items, len(items), tuple(unknown_keys), assumed_items
    )
