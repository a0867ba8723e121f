"""The last seven and thirty days, from days that were already scored.

A window ends on the chosen day, that day included. Whether a page shows a K2 window while its last day is
paused is the page's choice: here each day counts as it was scored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .design_values import MINIMUM_DAYS, ROLLING_DAYS
from .scoring import K2, LINE_CODES, DayScore, range_score, weighted_mean


@dataclass(frozen=True, slots=True)
class WindowLine:
    """A line's mean over the days of the window that have a score for it; `days` says how many those are."""

    code: str
    score: Fraction
    days: int


@dataclass(frozen=True, slots=True)
class WindowScore:
    """A window of `days` calendar days.

    lines: those with enough days. counted: days with a score for each line, enough or not ("3 of 7 days").
    score: mean of `lines`, None without any.
    """

    days: int
    lines: Mapping[str, WindowLine]
    counted: Mapping[str, int]
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class Rolling:
    """The weekly average of MK-7 and its score by the same range as a day's.

    mean: µg a day over the `days` that count, to the digits of the decimal context; exact_mean without loss.
    """

    mean: Decimal
    exact_mean: Fraction
    score: Fraction
    band: str
    days: int


def window(day_scores: Mapping[date, DayScore], on: date, days: int = 7) -> WindowScore:
    """The window of 7 or 30 days that ends on `on`. Raises KeyError for another length.

    Its score is the mean over lines, each of them a mean over days: a line that seldom applies counts as
    much as any.
    """
    enough = MINIMUM_DAYS[days]
    inside = _inside(day_scores, on, days)
    scores = {
        code: [day.lines[code].score for day in inside if day.lines[code].score is not None]
        for code in LINE_CODES
    }
    lines = {
        code: WindowLine(code, sum(found) / Fraction(len(found)), len(found))
        for code, found in scores.items()
        if len(found) >= enough
    }
    return WindowScore(
        days=days,
        lines=lines,
        counted={code: len(found) for code, found in scores.items()},
        score=weighted_mean(lines.values()) if lines else None,
    )


def k2_rolling(day_scores: Mapping[date, DayScore], on: date) -> Rolling | None:
    """The weekly average of MK-7 over the days that the K2 line of the 7-day window counts.

    None with fewer than the window needs. MK-7 stays in the blood for days, so that an even week matters
    more than an even day; the daily line is what the article asks for literally. Days that were judged by
    another range than the latest of them, as before a clinician's plan began, are left out.
    """
    scored = [day for day in _inside(day_scores, on, ROLLING_DAYS) if day.lines[K2].score is not None]
    if not scored:
        return None
    target = max(scored, key=lambda day: day.day).lines[K2].target
    amounts = [day.lines[K2].amount for day in scored if day.lines[K2].target == target]
    if len(amounts) < MINIMUM_DAYS[ROLLING_DAYS]:
        return None
    total = sum(amounts)
    exact = Fraction(total) / len(amounts)
    # The mean is compared through the sum, which is exact where the division may not be.
    score, band = range_score(
        total, target.low * len(amounts), target.high * len(amounts), taper=target.is_of_plan
    )
    return Rolling(total / len(amounts), exact, score, band, len(amounts))


def _inside(day_scores, on, days) -> list[DayScore]:
    return [score for day, score in day_scores.items() if 0 <= (on - day).days < days]
