"""A person's answers about vitamin K antagonists, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from k2tracker.web.numbers import NO_BREAK_SPACE
from nutrients.anticoagulants import recognise

from .actions import ONE_DAY, first_free_day
from .models import VkaPeriod
from .queries import VkaHistory

Status = VkaPeriod.Status


@dataclass(frozen=True)
class PeriodRow:
    """One period in words. meaning: what follows from it for the K2 lines."""

    days: str
    answer: str
    meaning: str
    is_current: bool


@dataclass(frozen=True)
class FormPair:
    """Two forms on one page, as the summary of their errors reads them."""

    first: object
    second: object

    def visible_fields(self) -> list:
        return [*self.first.visible_fields(), *self.second.visible_fields()]


def day_text(day: date) -> str:
    """A date as people read it, kept on one line: "22 November 2026"."""
    return date_format(day, "j F Y").replace(" ", NO_BREAK_SPACE)


def period_rows(history: VkaHistory, today: date) -> list[PeriodRow]:
    """The history in words, the latest answer first."""
    now = history.on(today)
    return [
        PeriodRow(
            days=_days(period),
            answer=_answer(period),
            meaning=_meaning(period),
            is_current=period is now,
        )
        for period in reversed(history.periods)
    ]


def still_counts(history: VkaHistory, today: date) -> str:
    """That a vitamin K antagonist which was stopped counts today, and until when; "" where none does."""
    period = history.on(today)
    if period is None or period.status != Status.STOPPED or not history.is_active_on(today):
        return ""
    last = day_text(first_free_day(period.drug, period.from_on) - ONE_DAY)
    if not period.drug:
        return _("The vitamin K antagonist counts as taken until %(day)s, while it can still act.") % {
            "day": last
        }
    said = _("Your %(drug)s counts as taken until %(day)s, while it can still act.")
    return said % {"drug": period.drug, "day": last}


def _days(period: VkaPeriod) -> str:
    if period.from_on is None and period.to_on is None:
        return _("All days")
    if period.from_on is None:
        return _("Until %(day)s") % {"day": day_text(period.to_on)}
    if period.to_on is None:
        return _("From %(day)s") % {"day": day_text(period.from_on)}
    return _("%(first)s to %(last)s") % {"first": day_text(period.from_on), "last": day_text(period.to_on)}


def _answer(period: VkaPeriod) -> str:
    drug = {"drug": period.drug}
    match period.status:
        case Status.YES:
            return _("Yes: %(drug)s") % drug if period.drug else _("Yes, name not given")
        case Status.STOPPED:
            return _("Stopped: %(drug)s") % drug if period.drug else _("Stopped, name not given")
        case Status.NOT_SURE:
            return _("Not sure")
    return _("No, but %(drug)s") % drug if period.drug else _("No")


def _meaning(period: VkaPeriod) -> str:
    match period.status:
        case Status.YES:
            return _("The K2 lines are paused.")
        case Status.NOT_SURE:
            return _("Counts as yes until it is clear: the K2 lines are paused.")
        case Status.STOPPED:
            last = first_free_day(period.drug, period.from_on) - ONE_DAY
            return _("Counts as taken until %(day)s, while it can still act.") % {"day": day_text(last)}
    medicine = recognise(period.drug) if period.drug else None
    if medicine is not None and medicine.is_doac:
        return _("No vitamin K interaction is known for it. The K2 lines are not paused.")
    return _("The K2 lines are not paused.")
