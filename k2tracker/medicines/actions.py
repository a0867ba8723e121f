"""Keeping the medicine list, and with it the answer about vitamin K antagonists.

That answer has one truth, the dated history in the profile. Whoever confirms or ends a vitamin K antagonist
here says it there, in the same transaction; the row on the list has no days of its own.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction

from k2tracker.profiles.actions import VkaAnswer, answer_vka, answer_vka_days, correct_vka
from k2tracker.profiles.clock import today
from k2tracker.profiles.models import VkaPeriod
from k2tracker.profiles.queries import profile_of, vka_history
from k2tracker.profiles.signals import answers_changed

from .models import DoseNote, Medicine
from .permissions import check_may_change
from .queries import is_vka, span_of, unlisted_vka

Status = VkaPeriod.Status


class AlreadyListedError(ValueError):
    """The vitamin K antagonist is on the list already: two rows would show the same days."""

    def __init__(self, name: str):
        super().__init__("listed already")
        self.name = name


class StartNeededError(ValueError):
    """Another answer holds today, so the day must be known from which this one does."""


class LaterAnswerError(ValueError):
    """The profile holds an answer from a later day on, which this one would undo."""

    def __init__(self, day: date | None):
        super().__init__("a later answer stands")
        self.day = day


class NotTakenError(ValueError):
    """What was to be stopped is not taken, as the answers in the profile have it."""


@dataclass(frozen=True, slots=True)
class MedicineTold:
    """What a person typed, and the generic name they confirmed ("" for none).

    started_on, stopped_on: as in `Medicine`; for a vitamin K antagonist they go to the profile.
    """

    name: str
    drug: str = ""
    started_on: date | None = None
    stopped_on: date | None = None
    dose: str = ""


@transaction.atomic
def add_medicine(*, by, key: uuid.UUID, told: MedicineTold) -> Medicine:
    """Put a medicine on the list. key: of the form, which may be sent again, as it was or corrected.

    A second press finds the medicine there; another name typed on the same form is another medicine.
    Raises AlreadyListedError, StartNeededError or LaterAnswerError for a vitamin K antagonist.
    """
    _lock(by)
    key = uuid.uuid5(key, told.name)
    medicine = by.medicines.filter(key=key).first() or Medicine(person=by, key=key)
    _keep(by, medicine, told)
    return medicine


@transaction.atomic
def change_medicine(*, by, medicine: Medicine, told: MedicineTold):
    """Correct what the list says of a medicine. Raises as `add_medicine` does."""
    check_may_change(by, medicine)
    _lock(by)
    _keep(by, medicine, told)


@transaction.atomic
def stop_medicine(*, by, medicine: Medicine, stopped_on: date):
    """Record the last day a medicine was taken; of a vitamin K antagonist, in the profile.

    Raises NotTakenError or LaterAnswerError for a vitamin K antagonist.
    """
    check_may_change(by, medicine)
    _lock(by)
    if is_vka(medicine.drug):
        history = vka_history(by)
        span = span_of(history, medicine.drug)
        if span is not None and span.last_on == stopped_on:
            return  # a second press
        if span is None or span.last_on is not None:
            raise NotTakenError
        if history.current.from_on is not None and stopped_on < history.current.from_on:
            raise LaterAnswerError(history.current.from_on)
        answer_vka(by=by, answer=VkaAnswer(Status.STOPPED, medicine.drug, stopped_on), from_on=None)
        return
    medicine.stopped_on = stopped_on
    medicine.save(update_fields=["stopped_on"])
    answers_changed.send(sender=Medicine, person=by)


@transaction.atomic
def remove_medicine(*, by, medicine: Medicine):
    """Take a medicine off the list, its notes with it, as if it had never been there.

    An answer about vitamin K antagonists stays in the profile.
    """
    check_may_change(by, medicine)
    _lock(by)
    medicine.delete()
    answers_changed.send(sender=Medicine, person=by)


@transaction.atomic
def list_vka_of_profile(*, by, key: uuid.UUID) -> Medicine | None:
    """Put the vitamin K antagonist that the profile names on the list, to keep words with it.

    None where there is none, or where it is there already.
    """
    _lock(by)
    span = unlisted_vka(vka_history(by), list(by.medicines.all()))
    if span is None:
        return None
    told_on = today(profile_of(by))
    return Medicine.objects.create(person=by, key=key, name=span.drug, drug=span.drug, entered_on=told_on)


@transaction.atomic
def add_note(*, by, medicine: Medicine, key: uuid.UUID, on: date, words: str) -> DoseNote:
    """Keep a dose change in words; a second press of the form with this key finds it. No rule reads it."""
    check_may_change(by, medicine)
    _lock(by)
    key = uuid.uuid5(key, f"{on} {words}")
    return DoseNote.objects.get_or_create(medicine=medicine, key=key, defaults={"on": on, "words": words})[0]


def remove_note(*, by, note: DoseNote):
    """Take a dose-change note away."""
    check_may_change(by, note.medicine)
    note.delete()


def _lock(person):
    """Let one request at a time change the list: a double press waits and then finds it done."""
    get_user_model().objects.select_for_update().only("pk").get(pk=person.pk)


def _keep(person, medicine: Medicine, told: MedicineTold):
    """Save a medicine as told; where it is a vitamin K antagonist newly confirmed, the answer with it."""
    was, medicine.drug = medicine.drug, told.drug
    if medicine.pk is None or was != told.drug:
        medicine.entered_on = today(profile_of(person))
    medicine.name, medicine.dose = told.name, told.dose
    if not is_vka(told.drug):
        medicine.started_on, medicine.stopped_on = told.started_on, told.stopped_on
        medicine.save()
        answers_changed.send(sender=Medicine, person=person)
        return
    medicine.started_on = medicine.stopped_on = None
    if was == told.drug:
        medicine.save()
        return
    other = person.medicines.filter(drug=told.drug).exclude(pk=medicine.pk).first()
    if other is not None:
        raise AlreadyListedError(other.name)
    medicine.save()
    if not _record(person, told):
        answers_changed.send(sender=Medicine, person=person)


def _record(person, told: MedicineTold) -> bool:
    """Say in the profile that a vitamin K antagonist is or was taken; False where it says so already."""
    current = vka_history(person).current
    is_known = current is not None and current.status == Status.YES and current.drug == told.drug
    answers = [] if is_known else _start(current, told)
    if told.stopped_on is not None:
        begun_on = told.started_on if answers else current.from_on
        if begun_on is not None and told.stopped_on < begun_on:
            raise LaterAnswerError(begun_on)
        answers.append((VkaAnswer(Status.STOPPED, told.drug, told.stopped_on), None))
    if answers:
        answer_vka_days(by=person, answers=answers)
    elif not is_known:
        correct_vka(by=person, answer=VkaAnswer(Status.YES, told.drug))
    return bool(answers) or not is_known


def _start(current: VkaPeriod | None, told: MedicineTold) -> list[tuple[VkaAnswer, date | None]]:
    """The answers that begin a vitamin K antagonist; none where one without a name only gets its name."""
    begun = (VkaAnswer(Status.YES, told.drug), told.started_on)
    if current is None:
        # A first answer holds for every day. Nobody said what was taken before the first day: not sure.
        return [begun] if told.started_on is None else [(VkaAnswer(Status.NOT_SURE), None), begun]
    if told.started_on is not None:
        if current.from_on is not None and told.started_on < current.from_on:
            raise LaterAnswerError(current.from_on)
        return [begun]
    is_nameless = current.status == Status.NOT_SURE or (current.status == Status.YES and not current.drug)
    if not is_nameless:
        raise StartNeededError
    return []
