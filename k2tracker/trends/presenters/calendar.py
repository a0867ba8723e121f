"""The calendar of day scores: a number or a word in every day, each day a link to its diary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from k2tracker.profiles.presenters import day_text
from k2tracker.web.numbers import score_text
from nutrients.day_sums import DaySums
from nutrients.scoring import LINE_CODES, DayScore

from ..queries import Months

OPEN_MONTHS = 4  # 90 days can lie in four months; of a year the others are folded
STEPS = ((100, "full"), (75, "high"), (50, "middle"), (25, "low"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One day. kind: how its ground is drawn; shown: the number or word in it; words: all, read aloud."""

    number: int
    url: str
    kind: str
    shown: str
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """weeks: rows of seven from Monday; None where the month or the window has no such day."""

    name: str
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """months: the latest first; earlier: those that are folded. weekdays: short and long."""

    months: tuple[Month, ...]
    earlier: tuple[Month, ...]
    weekdays: tuple[tuple[str, str], ...]
    scored: str


def day_urls(days: Sequence[date]) -> dict[date, str]:
    """The address of each day's diary; of the others it is the first one's with another date."""
    first = reverse("diary:day", args=[days[0]])
    return {day: first.replace(days[0].isoformat(), day.isoformat()) for day in days}


def calendar_of(months: Months, urls: Mapping[date, str]) -> Calendar:
    """The months of the window, the latest first. urls: see `day_urls`."""
    scores = [months.scores[day] for day in months.days]
    by_month = [list(group) for _key, group in groupby(scores, key=lambda one: (one.day.year, one.day.month))]
    found = tuple(
        Month(date_format(group[0].day, "F Y"), _weeks(group, months.logs, urls))
        for group in reversed(by_month)
    )
    monday = date(2024, 1, 1)
    return Calendar(
        months=found[:OPEN_MONTHS],
        earlier=found[OPEN_MONTHS:],
        weekdays=tuple(
            (date_format(day, "D"), date_format(day, "l"))
            for day in (monday + timedelta(days=offset) for offset in range(7))
        ),
        scored=_("%(scored)s of %(days)s days have a score")
        % {
            "scored": sum(one.score is not None for one in scores),
            "days": len(scores),
        },
    )


def _weeks(
    scores: Sequence[DayScore], logs: DaySums, urls: Mapping[date, str]
) -> tuple[tuple[Cell | None, ...], ...]:
    cells: list[Cell | None] = [None] * scores[0].day.weekday()
    cells += [_cell(score, logs, urls) for score in scores]
    cells += [None] * (-len(cells) % 7)
    return tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))


def _cell(score: DayScore, logs: DaySums, urls: Mapping[date, str]) -> Cell:
    kind, shown, said = _said(score, logs)
    return Cell(
        number=score.day.day,
        url=urls[score.day],
        kind=kind,
        shown=shown,
        words=f"{day_text(score.day)}: {said}",
    )


def _said(score: DayScore, logs: DaySums) -> tuple[str, str, str]:
    lines = _("%(scored)s of %(all)s lines") % {"scored": score.lines_scored, "all": len(LINE_CODES)}
    if not logs.is_logged(score.day):
        return "none", _("no log"), _("no log")
    if score.score is None:
        return "open", _("open"), _("open, too little known to score, %(lines)s") % {"lines": lines}
    kind = next((name for least, name in STEPS if score.score >= least), "least")
    number = score_text(score.score)
    return kind, number, _("score %(score)s, %(lines)s") % {"score": number, "lines": lines}
