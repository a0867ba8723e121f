"""Time in therapeutic range of one person: over which days, by which range, and why not where there is none.

Results outside the time on a vitamin K antagonist are left out, and each range is used for its own days only.
A pair of results that reaches from one range or one time on the medicine into another is in neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import zip_longest

from k2tracker.profiles.models import VkaPeriod
from k2tracker.profiles.queries import VkaHistory
from nutrients.ttr import InrResult, TimeInRange, time_in_range

from .models import InrRange

ONE_DAY = timedelta(days=1)
Stretch = tuple[date, date]


class WhyNot(StrEnum):
    """Why no time in range can be computed."""

    NO_RESULT = "no_result"  # none on a day that has both the medicine and the range
    ONE_RESULT = "one_result"
    NO_PAIR = "no_pair"  # every pair of neighbours is too far apart, or reaches over an end


@dataclass(frozen=True, slots=True)
class Control:
    """The time in one range. results: days with a result that counted. time None: `why_not` says why."""

    inr_range: InrRange
    until: date | None
    results: int
    time: TimeInRange | None
    why_not: WhyNot | None = None


def vka_stretches(history: VkaHistory) -> list[Stretch]:
    """The days on a vitamin K antagonist, from the first to the last of each time; one answer that follows
    another without a day between is the same time. Days that are "not sure" are not among them."""
    stretches: list[Stretch] = []
    for period in history.periods:
        if period.status != VkaPeriod.Status.YES:
            continue
        first, last = period.from_on or date.min, period.to_on or date.max
        if stretches and stretches[-1][1] != date.max and stretches[-1][1] + ONE_DAY == first:
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((first, last))
    return stretches


def range_stretches(ranges: Sequence[InrRange]) -> list[tuple[InrRange, Stretch]]:
    """Each range with its days, the earliest first; of two from one day the later typed holds."""
    by_day = {one.from_on: one for one in sorted(ranges, key=lambda one: (one.from_on, one.recorded_at))}
    standing = list(by_day.values())
    following = [one.from_on - ONE_DAY for one in standing[1:]]
    return [(one, (one.from_on, end)) for one, end in zip_longest(standing, following, fillvalue=date.max)]


def range_on(ranges: Sequence[InrRange], day: date) -> InrRange | None:
    """The range that holds on a day; None before the first."""
    for one, (first, last) in range_stretches(ranges):
        if first <= day <= last:
            return one
    return None


def controls(results: Iterable[InrResult], ranges: Sequence[InrRange], history: VkaHistory) -> list[Control]:
    """The time in each range, the latest range first. results: in the order of entry."""
    by_day = {result.on: result for result in results}
    on_vka = vka_stretches(history)
    found = []
    for inr_range, (first, last) in reversed(range_stretches(ranges)):
        parts = [
            [one for day, one in sorted(by_day.items()) if max(first, since) <= day <= min(last, until)]
            for since, until in on_vka
        ]
        count = sum(len(part) for part in parts)
        timed = [time_in_range(part, inr_range.low, inr_range.high) for part in parts]
        time = _together([one for one in timed if one is not None])
        why_not = None
        if time is None:
            why_not = {0: WhyNot.NO_RESULT, 1: WhyNot.ONE_RESULT}.get(count, WhyNot.NO_PAIR)
        found.append(Control(inr_range, None if last == date.max else last, count, time, why_not))
    return found


def _together(times: list[TimeInRange]) -> TimeInRange | None:
    """Several times on the medicine as one: their days added up."""
    days = sum(one.days for one in times)
    if not days:
        return None
    in_range = sum((one.percent * one.days for one in times), Fraction(0))
    return TimeInRange(
        in_range / days,
        days,
        sum(one.pairs_used for one in times),
        sum(one.pairs_skipped for one in times),
    )
