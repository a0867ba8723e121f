"""What a line says of one day, and of the days of a week together.

A day that does not know its amount has none here: it is "unknown", and in no mean. A week is the mean of the
days that count, and says nothing with fewer than four of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _

from k2tracker.diary.presenters.line_words import K2_LINES
from k2tracker.web.numbers import number
from nutrients.day_sums import DaySums
from nutrients.design_values import MINIMUM_DAYS
from nutrients.scoring import ABOVE, BELOW, D3_WITH_K2, Coverage, LineScore, LineState, Target, coverage

ENOUGH_IN_A_WEEK = MINIMUM_DAYS[7]


class Known(StrEnum):
    """How much of a line a day, or a week, knows."""

    FULLY = "fully"
    AT_LEAST = "at_least"  # a minimum that stands for the day
    PARTLY = "partly"  # a minimum that says too little to stand for the day
    UNKNOWN = "unknown"
    TOO_FEW = "too_few"  # a week with too few days that count
    NOT_LOGGED = "not_logged"
    NOT_ASKED = "not_asked"  # a day without a vitamin D supplement, for "D3 with K2"


class Place(StrEnum):
    """Where an amount lies; the value is the kind of its bar. FREE: there is no target to lie in."""

    FREE = "free"
    WITHIN = "within"
    OUTSIDE = "outside"
    OVER = "over"  # over an upper limit


COUNTING = frozenset({Known.FULLY, Known.AT_LEAST})
EMPTY = frozenset({Known.NOT_LOGGED, Known.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class Value:
    """amount: what is known, None: nothing is. days: of a week, those that count. is_judged: has a score."""

    known: Known
    amount: Decimal | Fraction | None = None
    place: Place = Place.FREE
    days: int = 1
    is_judged: bool = False

    @property
    def counts(self) -> bool:
        return self.known in COUNTING

    @property
    def words(self) -> str:
        """The value as a table says it, without its unit."""
        match self.known:
            case Known.FULLY:
                return shown(self.amount)
            case Known.AT_LEAST | Known.PARTLY:
                return _("at least %(amount)s") % {"amount": shown(self.amount)}
            case Known.UNKNOWN:
                return _("unknown")
            case Known.TOO_FEW:
                return _("too few days known")
            case Known.NOT_ASKED:
                return _("no vitamin D supplement")
        return _("no log")


@dataclass(frozen=True, slots=True)
class Slot:
    """What one bar stands for: a day, or the days of a week, of which the window may hold only some."""

    first: date
    last: date
    is_week: bool = False

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=offset) for offset in range((self.last - self.first).days + 1)]


NOT_LOGGED = Value(Known.NOT_LOGGED)


def shown(amount: Decimal | Fraction) -> str:
    """An amount without its unit; a mean is rounded once, here."""
    return number(as_decimal(amount))


def as_decimal(amount: Decimal | Fraction) -> Decimal:
    if isinstance(amount, Fraction):
        return Decimal(amount.numerator) / Decimal(amount.denominator)
    return amount


def slots_of(days: Sequence[date], *, by_week: bool) -> list[Slot]:
    """A slot for every day, or for every week from Monday to Sunday; those at both ends can be shorter."""
    if not by_week:
        return [Slot(day, day) for day in days]
    found, start = [], days[0]
    for day in days:
        if day.weekday() == 6 or day == days[-1]:
            found.append(Slot(start, day, is_week=True))
            start = day + timedelta(days=1)
    return found


def day_value(line: LineScore, logs: DaySums, day: date) -> Value:
    """What one line says of a day."""
    if line.intake is None:
        return NOT_LOGGED
    if line.code == D3_WITH_K2 and line.state is LineState.NOT_APPLICABLE:
        return Value(Known.NOT_ASKED)
    if line.state is LineState.SCORED:
        known = Known.AT_LEAST if line.minimum else Known.FULLY
        return Value(known, line.amount, place_of_band(line), is_judged=True)
    if line.state is not LineState.UNKNOWN:  # shown, not judged: paused, or no target
        covered = coverage(logs[day], line.intake)
        if covered in (Coverage.COMPLETE, Coverage.PARTIAL):
            known = Known.FULLY if covered is Coverage.COMPLETE else Known.AT_LEAST
            return Value(known, line.intake.known)
    if line.amount is None or line.amount == 0:  # "at least 0" would read like none
        return Value(Known.UNKNOWN)
    return Value(Known.PARTLY, line.amount)


def place_of_band(line: LineScore) -> Place:
    if line.band == BELOW:
        return Place.OUTSIDE
    if line.band == ABOVE:
        return Place.OUTSIDE if line.code in K2_LINES else Place.OVER
    return Place.WITHIN


def slot_value(slot: Slot, values: Mapping[date, Value], target: Target | None, code: str) -> Value:
    """What a line says of a slot. target: what a week's mean is held against; None: nothing."""
    if not slot.is_week:
        return values[slot.first]
    inside = [values[day] for day in slot.days]
    counting = [value for value in inside if value.counts]
    if len(counting) < ENOUGH_IN_A_WEEK:
        if all(value.known is Known.NOT_LOGGED for value in inside):
            return NOT_LOGGED
        if all(value.known in EMPTY for value in inside):
            return Value(Known.NOT_ASKED)
        return Value(Known.TOO_FEW, days=len(counting))
    amount = mean(value.amount for value in counting)
    known = Known.AT_LEAST if any(value.known is Known.AT_LEAST for value in counting) else Known.FULLY
    return Value(known, amount, _place_of_mean(amount, target, code), days=len(counting))


def _place_of_mean(amount: Fraction, target: Target | None, code: str) -> Place:
    if target is None:
        return Place.FREE
    if amount < target.low:
        return Place.OUTSIDE
    if target.high is not None and amount > target.high:
        return Place.OUTSIDE if code in K2_LINES else Place.OVER
    return Place.WITHIN


def mean(amounts: Iterable[Decimal]) -> Fraction:
    """The mean of at least one day's amount; exact as long as the decimal context holds their sum."""
    found = list(amounts)
    return Fraction(sum(found)) / len(found)


def rolling(amounts: Mapping[date, Decimal | None], day: date, *, days: int, enough: int) -> Fraction | None:
    """The mean of the `days` days up to `day` that have an amount; None with fewer than `enough`."""
    found = [amounts.get(day - timedelta(days=back)) for back in range(days)]
    known = [amount for amount in found if amount is not None]
    return mean(known) if len(known) >= enough else None
