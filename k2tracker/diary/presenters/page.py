"""The day page: its title, its week, and the parts that the other modules prepare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foods.naming import Naming
from k2tracker.alerts.models import Alert
from k2tracker.diary.days import Days
from k2tracker.diary.logged import Logged
from k2tracker.diary.models import Entry
from k2tracker.diary.queries import FirstPortion, Marks, Shortcut
from k2tracker.web.numbers import score_text
from nutrients.scoring import LINE_CODES, WITHIN, DayScore, LineState

from .cautions import Cautions, cautions_of
from .entries import Entries, Problem, entries_of
from .gap import gap_text
from .quick import Quick, offers_everything, offers_low_vitamin_k, quick_of
from .score import ScoreCard, score_card, what_pauses

STRIP_DAYS = 7


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip. pips: one for each line, True where it is within. spoken: the result in words."""

    url: str
    weekday: str
    number: int
    pips: tuple[bool, ...]
    score: str
    spoken: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DayHead:
    """Where the reader is, and the ways to other days. next_url "": there is no later day yet."""

    weekday: str
    date_text: str
    title: str
    is_today: bool
    iso: str
    previous_url: str
    previous_name: str
    next_url: str
    next_name: str
    earliest: str
    latest: str
    strip: tuple[StripDay, ...]


@dataclass(frozen=True, slots=True)
class Toast:
    """A piece of news, with the act that takes it back where there is one."""

    text: str
    action_url: str = ""
    action_label: str = ""


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything on a person's day. gap: what lines are short of, "" for none and on a day that is over."""

    head: DayHead
    cautions: Cautions
    quick: Quick
    entries: Entries
    marks: Marks
    score: ScoreCard
    gap: str


def day_page(
    days: Days,
    *,
    today: date,
    alerts: Iterable[Alert],
    shortcuts: list[Shortcut],
    portions: Mapping[int, FirstPortion],
    naming: Naming,
    problem: Problem | None = None,
) -> DayPage:
    """The page of `days.on`. naming: marks of what may be suggested; read while an antagonist is active."""
    offers, left_out = offers_everything, ""
    if days.vka_is_active:
        offers = offers_low_vitamin_k(_suggestible(days, shortcuts), portions, naming)
        left_out = _(
            "Foods high in vitamin K are left out here while %(drug)s is in your profile. "
            "The box above finds every food. There is no need to avoid vegetables; steady is what counts."
        ) % {"drug": what_pauses(days.subject)}
    return DayPage(
        head=day_head(days, today),
        cautions=cautions_of(days, alerts),
        quick=quick_of(days, shortcuts, portions, offers=offers, left_out=left_out),
        entries=entries_of(
            days, favourites=[one.food_id for one in shortcuts], offers=offers, problem=problem
        ),
        marks=days.marks_of_day,
        score=score_card(days),
        gap=gap_text(days) if days.on >= today else "",
    )


def suggestible_foods(days: Days, shortcuts: Iterable[Shortcut]) -> set[int]:
    """The foods that chips and repeated meals may name."""
    return {row.food_id for row in _suggestible(days, shortcuts)}


def _suggestible(days: Days, shortcuts: Iterable[Shortcut]) -> list[Logged | Shortcut]:
    return [*(row for rows in days.rows.values() for row in rows), *shortcuts]


def day_head(days: Days, today: date) -> DayHead:
    """Title and ways of a day."""
    on, keeper = days.on, days.keeper
    before, after = on - timedelta(days=1), on + timedelta(days=1)
    day_format = "j F" if on.year == today.year else "j F Y"
    return DayHead(
        weekday=date_format(on, "l"),
        date_text=date_format(on, day_format).replace(" ", "\u00a0"),
        title=_("Today") if on == today else date_format(on, "l, j F Y"),
        is_today=on == today,
        iso=on.isoformat(),
        previous_url=reverse("diary:day", args=[before]) if before >= keeper.first_day() else "",
        previous_name=date_format(before, "l, j F"),
        next_url=reverse("diary:day", args=[after]) if after <= today else "",
        next_name=date_format(after, "l, j F"),
        earliest=keeper.first_day().isoformat(),
        latest=(today + timedelta(days=1)).isoformat(),
        strip=tuple(
            _strip_day(days.scores[day], day, on)
            for day in (on - timedelta(days=back) for back in range(STRIP_DAYS - 1, -1, -1))
        ),
    )


def _strip_day(score: DayScore, day: date, on: date) -> StripDay:
    lines = [score.lines[code] for code in LINE_CODES]
    if all(line.state is not LineState.SCORED for line in lines):
        is_logged = bool(score.intakes)
        shown = "" if is_logged else pgettext("a day without a log", "no log")
        spoken = _("not enough to score") if is_logged else _("not logged")
    elif score.score is None:
        shown, spoken = "", _("not enough to score")
    else:
        shown = score_text(score.score)
        spoken = _("score %(score)s, %(scored)s of %(all)s lines") % {
            "score": shown,
            "scored": score.lines_scored,
            "all": len(lines),
        }
    return StripDay(
        url=reverse("diary:day", args=[day]),
        weekday=date_format(day, "D"),
        number=day.day,
        pips=tuple(line.band == WITHIN for line in lines),
        score=shown,
        spoken=spoken,
        is_current=day == on,
    )


def meal_at(hour: int) -> Entry.Meal:
    """The meal to preselect at an hour of the person's clock."""
    if 4 <= hour < 11:
        return Entry.Meal.BREAKFAST
    if 11 <= hour < 15:
        return Entry.Meal.LUNCH
    if 17 <= hour < 22:
        return Entry.Meal.DINNER
    return Entry.Meal.SNACK
