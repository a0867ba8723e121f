"""Recording what a person said: who they are, and each answer about vitamin K antagonists.

The answers form a history without overlaps. A new answer closes the period before it; a correction takes
the last answer back first, as if it had never been given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from .clock import day_of
from .models import Profile, VkaPeriod
from .queries import VkaHistory, vka_history
from .signals import answers_changed

ONE_DAY = timedelta(days=1)
Status = VkaPeriod.Status


class WashoutNotOverError(ValueError):
    """A "no" was to begin while the rules still count the earlier vitamin K antagonist as active."""

    def __init__(self, free_on: date):
        super().__init__(f"active until {free_on}")
        self.free_on = free_on


@dataclass(frozen=True, slots=True)
class VkaAnswer:
    """One answer. drug: a generic name, or "" where none is known; stopped_on: with status "stopped" only."""

    status: str
    drug: str = ""
    stopped_on: date | None = None


@transaction.atomic
def save_profile(*, by, profile: Profile, guardian_confirmed: bool) -> Profile:
    """Keep what a person said of themselves; the first time, with the moment it was said.

    guardian_confirmed: somebody said to be the parent or guardian. The moment is recorded once, and is
    dropped when the person turns out to need no guardian.
    """
    now = timezone.now()
    profile.person = by
    if not guardian_confirmed:
        profile.guardian_confirmed_at = None
    elif profile.guardian_confirmed_at is None:
        profile.guardian_confirmed_at = now
    if profile.onboarded_at is None:
        profile.onboarded_at = now
    profile.save()
    answers_changed.send(sender=Profile, person=by)
    return profile


@transaction.atomic
def onboard(*, by, profile: Profile, guardian_confirmed: bool, answer: VkaAnswer | None) -> Profile:
    """Save the first profile, and the first answer about vitamin K antagonists where one was given.

    answer: None leaves the question open, and the K2 lines wait for it.
    """
    _lock(by)
    profile = save_profile(by=by, profile=profile, guardian_confirmed=guardian_confirmed)
    if answer is not None and not by.vka_periods.exists():  # a second press of the button
        answer_vka(by=by, answer=answer, from_on=None)
    return profile


@transaction.atomic
def answer_vka(*, by, answer: VkaAnswer, from_on: date | None):
    """Record a new answer from a day on; what was said of that day and of later days gives way.

    from_on: not used for the first answer, which holds as far back as the log goes, nor for "stopped",
    which begins on the day it names. A "no" that names another anticoagulant waits until the vitamin K
    antagonist has left. Raises WashoutNotOverError for a bare "no" that would begin before that.
    """
    _lock(by)
    _replace(by, _with_answer(vka_history(by).periods, answer, from_on))


@transaction.atomic
def answer_vka_days(*, by, answers: Sequence[tuple[VkaAnswer, date | None]]):
    """Record several answers, each from its day on, as one: nobody judges by a part of them.

    They are taken back together. Raises WashoutNotOverError as `answer_vka` does.
    """
    _lock(by)
    periods = vka_history(by).periods
    for answer, from_on in answers:
        periods = _with_answer(periods, answer, from_on)
    recorded_at = timezone.now()
    for period in periods:
        if period.pk is None:
            period.recorded_at = recorded_at
    _replace(by, periods)


@transaction.atomic
def correct_vka(*, by, answer: VkaAnswer):
    """Replace the last answer by another one, from the day on which the last one began.

    Raises WashoutNotOverError as `answer_vka` does.
    """
    _lock(by)
    periods = vka_history(by).periods
    begun_on = next((period.from_on for period in _last_answer(periods)), None)
    _replace(by, _with_answer(_without_last_answer(periods), answer, begun_on))


@transaction.atomic
def take_back_vka(*, by, recorded_at: datetime) -> bool:
    """Undo the last answer: the one before it is open again; without one the question is unanswered.

    recorded_at: the moment of the answer that is meant, so that a second press takes back nothing more.
    Returns whether it was the last answer, and so was taken back.
    """
    _lock(by)
    periods = vka_history(by).periods
    if recorded_at != last_recorded_at(periods):
        return False
    _replace(by, _without_last_answer(periods))
    return True


def last_recorded_at(periods) -> datetime | None:
    """When the last answer was given; None without one."""
    return max((period.recorded_at for period in periods), default=None)


def first_free_day(drug: str, stopped_on: date) -> date:
    """The first day on which a vitamin K antagonist stopped on a day no longer counts."""
    history = VkaHistory((VkaPeriod(status=Status.STOPPED, drug=drug, from_on=stopped_on),))
    day = stopped_on
    while history.is_active_on(day):
        day += ONE_DAY
    return day


def _lock(person):
    """Let one request at a time change what this person said: a double press waits and then finds it done."""
    get_user_model().objects.select_for_update().only("pk").get(pk=person.pk)


def _last_answer(periods) -> list[VkaPeriod]:
    last = last_recorded_at(periods)
    return [period for period in periods if period.recorded_at == last]


def _without_last_answer(periods) -> list[VkaPeriod]:
    last = _last_answer(periods)
    left = [period for period in periods if period not in last]
    if left:
        left[-1].to_on = None
    return left


def _ended_before(periods, day: date) -> list[VkaPeriod]:
    """The periods up to the day before `day`."""
    kept = [period for period in periods if period.from_on is None or period.from_on < day]
    for period in kept:
        if period.to_on is None or period.to_on >= day:
            period.to_on = day - ONE_DAY
    return kept


def _with_answer(periods, answer: VkaAnswer, from_on: date | None) -> list[VkaPeriod]:
    """The history with one more answer at its end. Raises WashoutNotOverError."""
    recorded_at = timezone.now()

    def period(status, since, until=None, drug=answer.drug):
        return VkaPeriod(status=status, drug=drug, from_on=since, to_on=until, recorded_at=recorded_at)

    if answer.status == Status.STOPPED:
        since = answer.stopped_on
        # Whoever has stopped took it before: the first answer says so of every earlier day.
        before = _ended_before(periods, since) or [period(Status.YES, None, since - ONE_DAY)]
        if before[-1].status == Status.NO:
            before = _doubted(before, period)
        # A stop without a name is one of what was taken: how long it goes on acting depends on that.
        return [*before, period(Status.STOPPED, since, drug=answer.drug or before[-1].drug)]
    if not periods:
        return [period(answer.status, None)]
    before = _ended_before(periods, from_on)
    if answer.status != Status.NO:
        return [*before, period(answer.status, from_on)]
    free_on = max((_free_day_of(earlier) for earlier in before), default=from_on)
    if free_on <= from_on:
        return [*before, period(Status.NO, from_on)]
    if not answer.drug:
        raise WashoutNotOverError(free_on)
    if before[-1].status == Status.YES:
        before.append(period(Status.STOPPED, from_on, drug=before[-1].drug))
    before[-1].to_on = free_on - ONE_DAY
    return [*before, period(Status.NO, free_on)]


def _doubted(periods, period) -> list[VkaPeriod]:
    """The periods, of which the last one is a "no" that somebody who stopped later contradicts.

    Nobody said when they began to take it. Where days lie between the "no" and the stop, the "no" holds until
    the day it was given, and those days are not sure, which counts as taken. Where none do, it never held.
    """
    *before, said_no = periods
    given_on = day_of(said_no.person.profile, said_no.recorded_at)
    if given_on < (said_no.from_on or date.min) or given_on >= said_no.to_on:
        return [*before, period(Status.NOT_SURE, said_no.from_on, said_no.to_on, drug="")]
    doubted = period(Status.NOT_SURE, given_on + ONE_DAY, said_no.to_on, drug="")
    said_no.to_on = given_on
    return [*before, said_no, doubted]


def _free_day_of(period: VkaPeriod) -> date:
    """The first day after a closed period on which what was taken in it no longer counts."""
    if period.status == Status.YES:
        return first_free_day(period.drug, period.to_on + ONE_DAY)
    if period.status == Status.STOPPED:
        return first_free_day(period.drug, period.from_on)
    return date.min


def _replace(person, periods):
    """Make `periods` the whole history of the person, and let those who judge by it know."""
    person.vka_periods.all().delete()
    for period in periods:
        period.pk = None
        period.person = person
    VkaPeriod.objects.bulk_create(periods)
    answers_changed.send(sender=VkaPeriod, person=person)
