"""The medicine list and the conditions in words."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from k2tracker.profiles.models import VkaPeriod
from k2tracker.profiles.presenters import day_text
from k2tracker.profiles.queries import VkaHistory
from nutrients.recognition import names_vitamin_k

from . import queries
from .models import ConditionPeriod, DoseNote, Medicine
from .wording import conditions_asked, named

Status = VkaPeriod.Status


@dataclass(frozen=True, slots=True)
class NoteRow:
    key: uuid.UUID
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class MedicineRow:
    """A medicine in words. what: its generic name and kind, or what else rules go by, or "" where none looks.

    days: since when, until when. disagreement: what the profile says where it says something else, or "".
    is_vka: its days stand in the profile. is_taken: today. may_stop: no last day is known.
    """

    key: uuid.UUID
    name: str
    what: str
    days: str
    dose: str
    notes: tuple[NoteRow, ...]
    is_vka: bool
    is_taken: bool
    may_stop: bool
    disagreement: str


@dataclass(frozen=True, slots=True)
class MedicineList:
    """taken: now; earlier: until a day before today; differing: the profile says something else.

    unlisted: the vitamin K antagonist that only the profile names, with its kind, or "". vka_answered:
    whether the profile has an answer that holds today.
    """

    taken: tuple[MedicineRow, ...]
    differing: tuple[MedicineRow, ...]
    earlier: tuple[MedicineRow, ...]
    unlisted: str
    unlisted_days: str
    vka_answered: bool


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition on the list. name: with the stage, of kidney disease."""

    key: uuid.UUID
    name: str
    days: str


@dataclass(frozen=True, slots=True)
class ConditionGroup:
    """A condition that is asked for, why, and what the person told of it."""

    name: str
    why: str
    told: tuple[ConditionRow, ...]


def medicine_list(person, history: VkaHistory, today: date) -> MedicineList:
    """The page's list. Two queries; `history` is read by the caller."""
    medicines = queries.medicines_with_notes(person)
    rows = [row_of(medicine, history, today) for medicine in medicines]
    unlisted = queries.unlisted_vka(history, medicines)
    return MedicineList(
        taken=tuple(row for row in rows if row.is_taken and not row.disagreement),
        differing=tuple(row for row in rows if row.disagreement),
        earlier=tuple(row for row in rows if not row.is_taken),
        unlisted=named(unlisted.drug) if unlisted else "",
        unlisted_days=days_text(unlisted.from_on, unlisted.last_on) if unlisted else "",
        vka_answered=history.on(today) is not None,
    )


def row_of(medicine: Medicine, history: VkaHistory, today: date) -> MedicineRow:
    """One medicine in words; reads its notes, and nothing more."""
    is_vka = queries.is_vka(medicine.drug)
    span = queries.span_of(history, medicine.drug) if is_vka else None
    if is_vka:
        first, last = (span.from_on, span.last_on) if span else (None, None)
    else:
        first, last = medicine.started_on, medicine.stopped_on
    return MedicineRow(
        key=medicine.key,
        name=medicine.name,
        what=_what(medicine),
        days="" if is_vka and span is None else days_text(first, last),
        dose=medicine.dose,
        notes=tuple(note_row(note) for note in medicine.dose_notes.all()),
        is_vka=is_vka,
        is_taken=last is None or last >= today,
        may_stop=last is None and not (is_vka and span is None),
        disagreement=_disagreement(history, today) if is_vka and span is None else "",
    )


def _what(medicine: Medicine) -> str:
    if medicine.drug:
        return named(medicine.drug)
    return (
        _("By its name a vitamin K product: the cautions look at it.")
        if names_vitamin_k(medicine.name)
        else ""
    )


def note_row(note: DoseNote) -> NoteRow:
    return NoteRow(note.key, day_text(note.on), note.words)


def condition_groups(told: list[ConditionPeriod]) -> list[ConditionGroup]:
    """Every condition that is asked for, with what the person told of it."""
    return [
        ConditionGroup(
            asked.name, asked.why, tuple(_condition_row(one) for one in told if one.kind in asked.kinds)
        )
        for asked in conditions_asked()
    ]


def days_text(first: date | None, last: date | None) -> str:
    """Days in words, both ends included; None: open at that end."""
    if first is None and last is None:
        return _("All days of the log")
    if first is None:
        return _("Until %(day)s") % {"day": day_text(last)}
    if last is None:
        return _("Since %(day)s") % {"day": day_text(first)}
    if first == last:
        return day_text(first)
    return _("%(first)s to %(last)s") % {"first": day_text(first), "last": day_text(last)}


def _condition_row(condition: ConditionPeriod) -> ConditionRow:
    return ConditionRow(
        condition.key, condition.get_kind_display(), days_text(condition.from_on, condition.to_on)
    )


def _disagreement(history: VkaHistory, today: date) -> str:
    """What the profile answers in place of this medicine."""
    period = history.on(today)
    if period is None:
        return _("Your profile has no answer for today.")
    match period.status:
        case Status.YES if period.drug:
            return _("Your profile says: %(drug)s.") % {"drug": period.drug}
        case Status.YES:
            return _("Your profile says: yes, without a name.")
        case Status.NOT_SURE:
            return _("Your profile says: not sure.")
        case Status.STOPPED:
            return _("Your profile says: stopped.")
    return _("Your profile says: no.")
