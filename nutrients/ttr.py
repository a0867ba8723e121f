"""Time in therapeutic range by linear interpolation of the INR.

Source: Rosendaal, Cannegieter, van der Meer, Briët 1993, Thromb Haemost 69:236-239. It describes how a drug
was controlled; it says nothing about food, and little when tests are few.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from .design_values import MAX_INR_GAP_DAYS


@dataclass(frozen=True, slots=True)
class InrResult:
    """An INR on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class TimeInRange:
    """percent: 0 to 100, exact. days: those assessed. Pairs of neighbouring results were used or skipped."""

    percent: Fraction
    days: int
    pairs_used: int
    pairs_skipped: int


def time_in_range(
    results: Iterable[InrResult], low: Decimal, high: Decimal, *, max_gap_days: int = MAX_INR_GAP_DAYS
) -> TimeInRange | None:
    """The share of days in [low, high], both limits included; None without a usable pair of results.

    results: those of the time on the drug, in the order they were entered: of two on one day the later
    counts. A pair further apart than `max_gap_days` is left out of both sides.
    """
    by_day = {result.on: Fraction(result.value) for result in results}
    ordered = sorted(by_day.items())
    in_range, assessed, used, skipped = Fraction(0), 0, 0, 0
    for (first_on, first), (second_on, second) in pairwise(ordered):
        days = (second_on - first_on).days
        if days > max_gap_days:
            skipped += 1
            continue
        used += 1
        assessed += days
        in_range += days * _share_in_range(first, second, Fraction(low), Fraction(high))
    if not used:
        return None
    return TimeInRange(100 * in_range / assessed, assessed, used, skipped)


def _share_in_range(first: Fraction, second: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """The share of the straight way from one value to the other that lies in [low, high]."""
    if first == second:
        return Fraction(low <= first <= high)
    bottom, top = min(first, second), max(first, second)
    overlap = min(top, high) - max(bottom, low)
    return max(Fraction(0), overlap) / (top - bottom)
