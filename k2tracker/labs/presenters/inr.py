"""A person's INR range, the time in it, and the next test, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.labs.control import Control, WhyNot, controls, range_stretches
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.profiles.presenters import day_text
from k2tracker.profiles.queries import VkaHistory
from k2tracker.web.numbers import NO_BREAK_SPACE, rounded
from nutrients.design_values import MAX_INR_GAP_DAYS
from nutrients.ttr import InrResult

from .results import range_text

SOON_WEEKS = (1, 2, 4, 6)  # intervals at which clinics often test; each is one tap


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A range in words. days: which it holds for; is_now: it holds today."""

    inr_range: InrRange
    text: str
    days: str
    source: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class ControlRow:
    """The time in one range. percent: "76.3 %", or "" where `why_not` says why there is none.

    basis: the number of results, pairs and days, which stands beside every figure.
    """

    range: str
    days: str
    percent: str
    basis: str
    why_not: str


@dataclass(frozen=True, slots=True)
class NextInr:
    """The next test. text: "" where none is noted. choices: (ISO day, words) of the days one tap sets."""

    text: str
    is_past: bool
    choices: tuple[tuple[str, str], ...]


def range_rows(ranges: Sequence[InrRange], today: date) -> list[RangeRow]:
    """The standing ranges, the latest first; one that another from the same day replaced says so."""
    rows = []
    holding = {one.pk: span for one, span in range_stretches(ranges)}
    for one in sorted(ranges, key=lambda one: (one.from_on, one.recorded_at), reverse=True):
        span = holding.get(one.pk)
        rows.append(
            RangeRow(
                inr_range=one,
                text=range_text(one),
                days=_days(*span) if span else _("Replaced by a later one from the same day"),
                source=one.get_source_display(),
                is_now=span is not None and span[0] <= today <= span[1],
            )
        )
    return rows


def control_rows(
    results: Sequence[LabResult], ranges: Sequence[InrRange], history: VkaHistory
) -> list[ControlRow]:
    """The time in each range, the latest first. results: INR in the order of entry."""
    found = controls([InrResult(one.taken_on, one.value) for one in results], ranges, history)
    return [_control_row(one) for one in found]


def next_inr(on: date | None, today: date) -> NextInr:
    choices = []
    for weeks in SOON_WEEKS:
        day = today + timedelta(weeks=weeks)
        words = ngettext("In %(count)s week", "In %(count)s weeks", weeks) % {"count": weeks}
        choices.append((day.isoformat(), words))
    return NextInr(day_text(on) if on else "", on is not None and on < today, tuple(choices))


def _control_row(control: Control) -> ControlRow:
    time = control.time
    first, last = control.inr_range.from_on, control.until or date.max
    return ControlRow(
        range=range_text(control.inr_range),
        days=_days(first, last),
        percent=""
        if time is None
        else f"{number_format(rounded(time.percent, 1), decimal_pos=1)}{NO_BREAK_SPACE}%",
        basis=_basis(control),
        why_not=_why_not(control.why_not),
    )


def _basis(control: Control) -> str:
    results = ngettext("%(count)s result", "%(count)s results", control.results) % {"count": control.results}
    if control.time is None:
        return results
    time = control.time
    used = ngettext("%(count)s pair used", "%(count)s pairs used", time.pairs_used) % {
        "count": time.pairs_used
    }
    skipped = ngettext(
        "%(count)s pair skipped (more than %(days)s days apart)",
        "%(count)s pairs skipped (more than %(days)s days apart)",
        time.pairs_skipped,
    ) % {"count": time.pairs_skipped, "days": MAX_INR_GAP_DAYS}
    days = ngettext("%(count)s day", "%(count)s days", time.days) % {"count": time.days}
    return ", ".join((results, used, skipped, days))


def _why_not(why: WhyNot | None) -> str:
    match why:
        case WhyNot.NO_RESULT:
            return _(
                "It cannot be computed: no result lies on a day with this range on which your profile says "
                "that you take a vitamin K antagonist."
            )
        case WhyNot.ONE_RESULT:
            return _("It cannot be computed from one result: it needs two, at most %(days)s days apart.") % {
                "days": MAX_INR_GAP_DAYS
            }
        case WhyNot.NO_PAIR:
            return _(
                "It cannot be computed: no two neighbouring results are at most %(days)s days apart."
            ) % {"days": MAX_INR_GAP_DAYS}
    return ""


def _days(first: date, last: date) -> str:
    if last == date.max:
        return _("From %(day)s") % {"day": day_text(first)}
    return _("%(first)s to %(last)s") % {"first": day_text(first), "last": day_text(last)}
