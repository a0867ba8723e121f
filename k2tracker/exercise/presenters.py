"""Exercise in words: the rows of the log, and the weekly line against its targets.

A day without an entry is unknown: nobody told what was done on it, so that the week's sums hold at least.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.profiles.presenters import day_text
from k2tracker.web.numbers import NO_BREAK_SPACE
from nutrients import exercise
from nutrients.design_values import EXERCISE_MINUTES_A_WEEK, EXERCISE_STRENGTH_DAYS_A_WEEK
from nutrients.exercise import WEIGHT_BEARING, exercise_week

from .models import Activity

DAYS = 7


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity in words. not_counted: why its minutes are not weight-bearing, or ""."""

    key: str
    name: str
    day: str
    minutes: str
    how: str
    not_counted: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    """The seven days up to one. minutes, strength, points: None where nothing was told of any of them.

    unknown: how many days hold no entry, in words, or "".
    """

    minutes: str | None
    strength: str | None
    points: str | None
    unknown: str
    targets: str


def row_of(activity: Activity) -> ActivityRow:
    """One row of the log."""
    how = [
        _("vigorous") if activity.is_vigorous else "",
        _("strengthening") if activity.strengthens or activity.kind == Activity.Kind.LIFTING else "",
    ]
    return ActivityRow(
        key=str(activity.key),
        name=activity.get_kind_display(),
        day=day_text(activity.done_on),
        minutes=minutes_text(activity.minutes),
        how=", ".join(word for word in how if word),
        not_counted="" if exercise.Kind(activity.kind) in WEIGHT_BEARING else _("not weight-bearing"),
    )


def minutes_text(minutes: int) -> str:
    """An amount of time: "45 min"."""
    return (_("%(count)s min") % {"count": minutes}).replace(" ", NO_BREAK_SPACE)


def week_line(activities: tuple[exercise.Activity, ...], last: date) -> WeekLine:
    """The weekly line of the seven days up to `last`, in words."""
    week = exercise_week(activities, last)
    unknown = DAYS - len({one.day for one in activities})
    return WeekLine(
        minutes=None if week is None else _least(minutes_text(week.minutes), unknown),
        strength=None if week is None else _least(_days_text(week.strength_days), unknown),
        points=None if week is None else _least(str(int(week.score)), unknown),
        unknown=_unknown_text(unknown),
        targets=_("%(minutes)s and strengthening on %(days)s")
        % {
            "minutes": minutes_text(EXERCISE_MINUTES_A_WEEK),
            "days": _days_text(EXERCISE_STRENGTH_DAYS_A_WEEK),
        },
    )


def _least(amount: str, unknown_days: int) -> str:
    return _("at least %(amount)s") % {"amount": amount} if unknown_days else amount


def _days_text(days: int) -> str:
    text = ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    return text.replace(" ", NO_BREAK_SPACE)


def _unknown_text(days: int) -> str:
    if not days:
        return ""
    return ngettext(
        "%(count)s of the 7 days has no entry: what was done on it is unknown, not 0.",
        "%(count)s of the 7 days have no entry: what was done on them is unknown, not 0.",
        days,
    ) % {"count": days}
