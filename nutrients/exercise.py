"""Weight-bearing exercise of a week: a line of its own, off by default and never part of the day's score.

The article sets no amount. Targets are those of WHO 2020 for adults (from memory): 150 minutes of moderate
activity a week, a minute of vigorous activity counting as two, and muscle strengthening on two days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from .design_values import EXERCISE_MINUTES_A_WEEK, EXERCISE_STRENGTH_DAYS_A_WEEK


class Kind(StrEnum):
    WALKING = "walking"
    RUNNING = "running"
    STAIRS = "stairs"
    DANCING = "dancing"
    JUMPING = "jumping"
    RACKET_OR_BALL = "racket_or_ball"
    LIFTING = "lifting"
    SWIMMING = "swimming"
    CYCLING = "cycling"
    OTHER = "other"


# Activities in which bones carry the body against the ground, or a weight.
WEIGHT_BEARING = frozenset(Kind) - {Kind.SWIMMING, Kind.CYCLING, Kind.OTHER}


@dataclass(frozen=True, slots=True)
class Activity:
    """Something done on a day. strengthens: it trained the muscles; lifting always does."""

    day: date
    kind: Kind
    minutes: int
    is_vigorous: bool = False
    strengthens: bool = False


@dataclass(frozen=True, slots=True)
class ExerciseWeek:
    """The seven days up to one. minutes: weight-bearing, as moderate ones. score: 0 to 100, exact."""

    minutes: int
    strength_days: int
    score: Fraction


def exercise_week(activities: Iterable[Activity], on: date) -> ExerciseWeek | None:
    """The week's line; None where nothing was told of the seven days: that is no week of 0."""
    week = [one for one in activities if 0 <= (on - one.day).days < 7]
    if not week:
        return None
    minutes = sum(one.minutes * (2 if one.is_vigorous else 1) for one in week if one.kind in WEIGHT_BEARING)
    strength_days = len({one.day for one in week if one.strengthens or one.kind is Kind.LIFTING})
    score = 50 * min(Fraction(1), Fraction(minutes, EXERCISE_MINUTES_A_WEEK)) + 50 * min(
        Fraction(1), Fraction(strength_days, EXERCISE_STRENGTH_DAYS_A_WEEK)
    )
    return ExerciseWeek(minutes, strength_days, score)
