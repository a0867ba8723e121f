"""MK-7 intake smoothed by its half-life: a model of a log, not a blood level.

Each day keeps a share of the day before and adds the rest of its own intake:
s = 0.7830 * s_yesterday + 0.2170 * today. The factor is what 24 hours leave of a half-life of 68 (Schurgers
2007, Blood 109:3279). After seven days it holds 82 % of a new steady intake, after fourteen 97 %.

A day that does not know its MK-7 is no day of 0. It adds nothing to what is sure and takes its share from
what is known, so that every day has two figures: `at_least`, which only grows by what was known, and
`value`, the same over the known share alone. `value` is None while known days hold less than 80 % of the
weight: at the beginning of a log, for which nothing before it is known, and after a gap of days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext

from .day_sums import DaySums
from .design_values import KNOWN_SHARE, MK7_HALF_LIFE_HOURS
from .intake import DayLog
from .scoring import Coverage

_PLACES = Decimal("0.0001")
_DIGITS = 40  # enough that a year of days rounds nothing that is shown


def _kept_a_day() -> Decimal:
    with localcontext(prec=_DIGITS):
        return (Decimal("0.5") ** (Decimal(24) / MK7_HALF_LIFE_HOURS)).quantize(_PLACES)


KEPT_A_DAY = _kept_a_day()  # 0.7830
ADDED_A_DAY = 1 - KEPT_A_DAY  # 0.2170


@dataclass(frozen=True, slots=True)
class Smoothed:
    """One day of the model, µg a day. known_share: 0 to 1, the weight of the days that are known."""

    day: date
    at_least: Decimal
    known_share: Decimal
    value: Decimal | None


def known_mk7(logs: Mapping[date, DayLog]) -> dict[date, Decimal | None]:
    """Each logged day's MK-7 in µg; None where too little of the day is known for it to stand for the day."""
    days = DaySums.of(logs)
    enough = (Coverage.COMPLETE, Coverage.PARTIAL)
    return {
        day: days.intake(day, "menaquinone_7").known
        if days.coverage(day, "menaquinone_7") in enough
        else None
        for day in days
    }


def smooth(mk7: Mapping[date, Decimal | None], first: date, last: date) -> tuple[Smoothed, ...]:
    """The model for every day from `first` to `last`.

    mk7: µg of the days that know it (`known_mk7`); None or a missing day is an unknown one. Days before
    `first` count as unknown: begin two weeks before the first day that is shown.
    """
    at_least = weight = Decimal(0)
    found = []
    with localcontext(prec=_DIGITS):
        enough = Decimal(KNOWN_SHARE.numerator) / KNOWN_SHARE.denominator
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            amount = mk7.get(day)
            at_least, weight = at_least * KEPT_A_DAY, weight * KEPT_A_DAY
            if amount is not None:
                at_least += ADDED_A_DAY * amount
                weight += ADDED_A_DAY
            value = at_least / weight if weight >= enough else None
            found.append(Smoothed(day, at_least, weight, value))
    return tuple(found)
