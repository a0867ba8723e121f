"""The scores of the last seven and thirty days. No window of a K2 line while K2 is paused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from k2tracker.web.numbers import display, score_text
from nutrients.scoring import K2, LINE_CODES, DayScore, LineState, weighted_mean
from nutrients.windows import Rolling, WindowScore, k2_rolling, window

from .line_words import K2_LINES, line_name


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One line over seven and thirty days; text for each, whether or not there were days enough."""

    name: str
    week: str
    month: str


@dataclass(frozen=True, slots=True)
class Windows:
    """The scores of the last seven and thirty days. habit and average: K2 alone, None while it is paused."""

    week: str
    month: str
    rows: tuple[WindowRow, ...]
    habit: str | None
    average: str | None


def windows_of(scores: Mapping[date, DayScore], on: date) -> Windows:
    """The windows that end on `on`. scores: of every day of the last thirty."""
    is_paused = scores[on].lines[K2].state is LineState.PAUSED
    codes = [code for code in LINE_CODES if not (is_paused and code in K2_LINES)]
    week, month = window(scores, on, 7), window(scores, on, 30)
    return Windows(
        week=_window_score(week, codes),
        month=_window_score(month, codes),
        rows=tuple(
            WindowRow(line_name(code), _window_line(week, code), _window_line(month, code)) for code in codes
        ),
        habit=None if is_paused else _window_line(week, K2),
        average=None if is_paused else _average(k2_rolling(scores, on)),
    )


def _window_score(window_score: WindowScore, codes: list[str]) -> str:
    lines = [line for code, line in window_score.lines.items() if code in codes]
    return score_text(weighted_mean(lines)) if lines else _("not enough data")


def _window_line(window_score: WindowScore, code: str) -> str:
    line = window_score.lines.get(code)
    days = {"counted": window_score.counted[code], "days": window_score.days}
    if line is None:
        return _("not enough data, %(counted)s of %(days)s days") % days
    return _("%(score)s, %(counted)s of %(days)s days") % {
        "score": score_text(line.score),
        **days,
    }


def _average(rolling: Rolling | None) -> str:
    if rolling is None:
        return _("not enough data")
    return _("%(mean)s a day, score %(score)s") % {
        "mean": display(_rounded_mean(rolling.exact_mean), "µg"),
        "score": score_text(rolling.score),
    }


def _rounded_mean(mean: Fraction) -> Decimal:
    return Decimal(mean.numerator) / Decimal(mean.denominator)
