"""Whether a person's vitamin K was steady: the last week against the four weeks before it (K-05, K-05b).

Vitamin K here is phylloquinone, MK-4 and the other menaquinones without MK-7, which has rules of its own. A
day is known where phylloquinone is (`DaySums.knows_vitamin_k`); the other forms add what is known of them. A
change is told from known days, and that nothing changed from complete ones alone. It describes a log, never
an INR, and with gaps it never says that anything is steady.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .day_sums import DaySums
from .design_values import (
    STABILITY_BASELINE_DAYS,
    STABILITY_BASELINE_FLOOR_UG,
    STABILITY_BASELINE_MINIMUM,
    STABILITY_CALL_FALL_SHARE,
    STABILITY_CALL_RISE_SHARE,
    STABILITY_CALL_UG,
    STABILITY_CAUTION_SHARE,
    STABILITY_CAUTION_UG,
    STABILITY_RECENT_DAYS,
    STABILITY_RECENT_MINIMUM,
)
from .intake import DayLog
from .levels import CALL_FIRST, CAUTION, INFO
from .scoring import Coverage


class Verdict(StrEnum):
    RISE = "rise"
    FALL = "fall"
    WITHIN = "within"  # no change that a rule speaks of
    GAPS = "gaps"  # too little is logged to tell


@dataclass(frozen=True, slots=True)
class DayOfVitaminK:
    """A day's known vitamin K without MK-7, in µg. is_known: it counts; is_complete: nothing is missing."""

    day: date
    amount: Decimal
    is_known: bool
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Stability:
    """The week up to `on` beside the 28 days before it.

    recent, baseline: mean µg a day over the known days; None without any. change: recent - baseline.
    share: the change against the baseline, or against 20 µg where the baseline is lower.
    level: None where the verdict is "within"; INFO with gaps.
    """

    on: date
    recent: Fraction | None
    baseline: Fraction | None
    change: Fraction | None
    share: Fraction | None
    recent_known: int
    recent_complete: int
    baseline_known: int
    baseline_complete: int
    verdict: Verdict
    level: str | None


def stability(logs: Mapping[date, DayLog], on: date) -> Stability:
    """Judge the week up to `on`. logs: the days from 34 before it; a missing one is a day without a log."""
    days = DaySums.of(logs)
    recent = [day_of(days, on - timedelta(days=back)) for back in range(STABILITY_RECENT_DAYS)]
    baseline = [
        day_of(days, on - timedelta(days=STABILITY_RECENT_DAYS + back))
        for back in range(STABILITY_BASELINE_DAYS)
    ]
    recent_mean, baseline_mean = _mean(recent), _mean(baseline)
    change = share = None
    if recent_mean is not None and baseline_mean is not None:
        change = recent_mean - baseline_mean
        share = change / max(baseline_mean, Fraction(STABILITY_BASELINE_FLOOR_UG))
    counts = {
        "recent_known": sum(one.is_known for one in recent),
        "recent_complete": sum(one.is_complete for one in recent),
        "baseline_known": sum(one.is_known for one in baseline),
        "baseline_complete": sum(one.is_complete for one in baseline),
    }
    verdict, level = Verdict.GAPS, INFO
    if _is_enough(counts["recent_known"], counts["baseline_known"]):
        level = level_of_change(change, share)
        if level is not None:
            verdict = Verdict.RISE if change > 0 else Verdict.FALL
        elif _is_enough(counts["recent_complete"], counts["baseline_complete"]):
            verdict = Verdict.WITHIN
        else:
            level = INFO
    return Stability(
        on=on,
        recent=recent_mean,
        baseline=baseline_mean,
        change=change,
        share=share,
        verdict=verdict,
        level=level,
        **counts,
    )


def day_of(days: DaySums, day: date) -> DayOfVitaminK:
    """What a day tells of its vitamin K without MK-7. A page draws its days from this."""
    return DayOfVitaminK(
        day=day,
        amount=days.vitamin_k(day),
        is_known=days.knows_vitamin_k(day),
        is_complete=days.coverage(day, "phylloquinone") is Coverage.COMPLETE,
    )


def level_of_change(change: Fraction, share: Fraction) -> str | None:
    """How much a change matters; the ends of each band belong to it. Both have the sign of the change."""
    call_share = STABILITY_CALL_RISE_SHARE if change > 0 else STABILITY_CALL_FALL_SHARE
    if abs(share) >= call_share and abs(change) >= STABILITY_CALL_UG:
        return CALL_FIRST
    if abs(share) >= STABILITY_CAUTION_SHARE and abs(change) >= STABILITY_CAUTION_UG:
        return CAUTION
    return None


def _is_enough(recent: int, baseline: int) -> bool:
    return recent >= STABILITY_RECENT_MINIMUM and baseline >= STABILITY_BASELINE_MINIMUM


def _mean(days: list[DayOfVitaminK]) -> Fraction | None:
    known = [one.amount for one in days if one.is_known]
    return Fraction(sum(known)) / len(known) if known else None
