"""What a day's lines are short of, and how much of it one portion of a food surely brings.

Pure arithmetic over a scored day. Nothing is known here of what a person likes or logs, and nothing says that
anybody should eat: whoever shows it leaves out what is not for its reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .cautions import Finding
from .circumstances import MAGNESIUM_BUILDS_UP, Condition
from .day_sums import DaySums
from .intake import NOTHING, Amount, DayLog, Item, Origin, State
from .levels import LEVELS
from .nutrient import NUTRIENTS
from .reference_intakes import reference
from .scoring import BELOW, D3_WITH_K2, K2, MAGNESIUM, VITAMIN_D, DayScore, LineScore, LineState
from .subject import Subject

NUTRIENT_OF = {K2: "menaquinone_7", VITAMIN_D: "vitamin_d", MAGNESIUM: "magnesium"}
ALL_OF_IT = Fraction(1)


@dataclass(frozen=True, slots=True)
class Gap:
    """A line below its target. short: in the nutrient's unit, from what is known of the day.

    is_at_most: something logged has no value of it, so less may be missing. also: lines that the same amount
    brings to their target.
    """

    line: str
    nutrient: str
    short: Decimal
    is_at_most: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """One portion against a gap. sure: what it brings at least; share: of the gap, from above 0 to 1."""

    item: Item
    sure: Decimal
    share: Fraction


def gaps_of(
    score: DayScore, *, had_sun: bool = False, conditions: frozenset[Condition] = frozenset()
) -> tuple[Gap, ...]:
    """The lines of a day below target, in their order; a day without a log lacks all of each.

    A line without a target of its own (paused, not applicable, without profile) has no gap, and none has one
    by a clinic's plan: a plan is not there to be filled up. had_sun: what sun made of vitamin D is unknown,
    so nothing can be said to be missing. conditions: those of the day; with kidney disease no table says how
    much magnesium is missing.
    """
    found = []
    for code, nutrient in NUTRIENT_OF.items():
        line = score.lines[code]
        if not _is_short(line) or (code == VITAMIN_D and had_sun):
            continue
        if code == MAGNESIUM and conditions & MAGNESIUM_BUILDS_UP:
            continue
        known = NOTHING if line.intake is None else line.intake.known
        also = (D3_WITH_K2,) if code == K2 and _is_short(score.lines[D3_WITH_K2]) else ()
        is_at_most = line.intake is not None and line.intake.unknown_items > 0
        found.append(Gap(code, nutrient, line.target.low - known, is_at_most, also))
    return tuple(found)


def _is_short(line: LineScore) -> bool:
    if line.target is None or line.target.is_of_plan:
        return False
    if line.state is LineState.SCORED:
        return line.band == BELOW
    return line.state in (LineState.UNKNOWN, LineState.NOT_LOGGED)


def closings(gap: Gap, portions: Iterable[Item]) -> list[Closing]:
    """The portions that surely bring something, those that close most of the gap first.

    Of those that close as much, the one that brings least beyond it, then by name.
    """
    found = []
    for item in portions:
        sure = sure_amount(item.amounts.get(gap.nutrient))
        if sure is not None and sure > 0:
            found.append(Closing(item, sure, min(ALL_OF_IT, Fraction(sure) / Fraction(gap.short))))
    return sorted(found, key=lambda one: (-one.share, one.sure, one.item.names, one.item.food))


def sure_amount(amount: Amount | None) -> Decimal | None:
    """What an amount is at least: the lower end of its range. None where nothing was measured or stated;
    an assumption is no statement."""
    if amount is None or amount.state is State.ASSUMED:
        return None
    return amount.at_least if amount.low is None else amount.low


def passes_a_limit(logs: DaySums, on: date, item: Item, subject: Subject) -> bool:
    """Whether the day with this portion would lie above an upper limit to which the portion adds something.

    The portion counts with the upper end of its range. Magnesium is held against the limit for supplements.
    """
    for nutrient in NUTRIENTS:
        most = _most(item.amounts.get(nutrient))
        if most <= 0:
            continue
        limit = reference(nutrient, "UL", subject)
        if limit is not None and logs.intake(on, nutrient).known + most > limit.amount:
            return True
        limit = reference(nutrient, "UL_supplemental", subject)
        if limit is not None and item.origin is Origin.SUPPLEMENT:
            taken = logs.intake(on, nutrient, supplements=True).known
            if taken + most > limit.amount:
                return True
    return False


def _most(amount: Amount | None) -> Decimal:
    if amount is None:
        return NOTHING
    known = [one for one in (amount.high, amount.at_least) if one is not None]
    return max(known, default=NOTHING)


def with_portion(logs: DaySums, on: date, item: Item) -> DaySums:
    """The logs as if the portion had been logged on the day."""
    log = logs.get(on) or DayLog(on)
    return logs.with_log(replace(log, items=(*log.items, item)))


def is_worse(after: Iterable[Finding], before: Iterable[Finding]) -> bool:
    """Whether a finding is new, or for the same cause graver than it was or about a larger amount."""
    known: dict[str, tuple[int, Decimal]] = {}
    for one in before:
        known[one.cause] = max(_gravity(one), known.get(one.cause, _gravity(one)))
    return any(one.cause not in known or _gravity(one) > known[one.cause] for one in after)


def _gravity(finding: Finding) -> tuple[int, Decimal]:
    return -LEVELS.index(finding.level), Decimal(finding.params.get("x", "0"))
