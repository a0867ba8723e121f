"""What a person told of medicines and conditions, as the rules and the pages read it.

The days of a vitamin K antagonist are those of the dated history in the profile and of nothing else.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from k2tracker.profiles.models import VkaPeriod
from k2tracker.profiles.queries import VkaHistory, vka_history
from nutrients.circumstances import Condition, ConditionHeld, MedicineTaken
from nutrients.medicines import MEDICINE_OF

from .models import ConditionPeriod, DoseNote, Medicine

ONE_DAY = timedelta(days=1)
Status = VkaPeriod.Status


@dataclass(frozen=True, slots=True)
class VkaSpan:
    """Days on which one vitamin K antagonist was taken. from_on None: for as long as the log goes back.

    last_on: the last day it was taken; None: still.
    """

    drug: str
    from_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True)
class DoseNoteTold:
    """A dose-change note. name: the medicine's as it was typed; words: nothing reads them."""

    on: date
    name: str
    words: str


def medicines_told(person, history: VkaHistory | None = None) -> tuple[MedicineTaken, ...]:
    """Everything the person takes or took, in two queries; one where `history`, their answers, was read.

    A medicine named only in the answer about vitamin K antagonists is among it; one on the list that the
    answer does not know of is not.
    """
    listed = list(person.medicines.all())
    history = history or vka_history(person)
    names = {medicine.drug: medicine.name for medicine in reversed(listed) if medicine.drug}
    own = (
        MedicineTaken(
            medicine.name,
            medicine.drug or None,
            medicine.started_on,
            medicine.stopped_on,
            medicine.entered_on,
        )
        for medicine in listed
        if not is_vka(medicine.drug)
    )
    antagonists = (
        MedicineTaken(names.get(span.drug, span.drug), span.drug, span.from_on, span.last_on)
        for span in vka_spans(history)
    )
    named_beside_no = (
        MedicineTaken(period.drug, period.drug, period.from_on, period.to_on)
        for period in history.periods
        if period.status == Status.NO and period.drug and period.drug not in names
    )
    return (*own, *antagonists, *named_beside_no)


def conditions_told(person) -> tuple[ConditionHeld, ...]:
    """The person's conditions, in one query."""
    return tuple(
        ConditionHeld(Condition(period.kind), period.from_on, period.to_on)
        for period in person.conditions.all()
    )


def dose_notes(person, first: date, last: date) -> tuple[DoseNoteTold, ...]:
    """The dose-change notes from `first` to `last`, both included, the earliest first; in one query."""
    notes = DoseNote.objects.filter(medicine__person=person, on__range=(first, last))
    return tuple(
        DoseNoteTold(note.on, note.medicine.name, note.words)
        for note in notes.select_related("medicine").order_by("on", "pk")
    )


def medicines_with_notes(person) -> list[Medicine]:
    """The list as its page shows it, each with its notes; in two queries."""
    return list(person.medicines.prefetch_related("dose_notes"))


def own_medicine(person, key) -> Medicine:
    """The person's medicine with this key. Raises Medicine.DoesNotExist."""
    return person.medicines.get(key=key)


def own_condition(person, key) -> ConditionPeriod:
    """The person's condition with this key. Raises ConditionPeriod.DoesNotExist."""
    return person.conditions.get(key=key)


def is_gone(model: type[Medicine | ConditionPeriod], key) -> bool:
    """Whether nobody has this key: what it named was removed. Another person's is not gone."""
    return not model.objects.filter(key=key).exists()


def is_vka(drug: str) -> bool:
    """Whether a confirmed generic name ("" for none) is one of a vitamin K antagonist."""
    return drug in MEDICINE_OF and MEDICINE_OF[drug].is_vka


def vka_spans(history: VkaHistory) -> tuple[VkaSpan, ...]:
    """The days each named vitamin K antagonist was taken, the earliest first.

    A stop belongs to what was taken until then; where only the stop has a name, the unsure days before it do.
    """
    spans: list[VkaSpan] = []
    before: VkaPeriod | None = None
    for period in history.periods:
        if period.status == Status.YES and period.drug:
            if spans and before.drug == period.drug and before.status == Status.YES:
                spans[-1] = VkaSpan(period.drug, spans[-1].from_on, period.to_on)
            else:
                spans.append(VkaSpan(period.drug, period.from_on, period.to_on))
        elif period.status == Status.STOPPED and is_vka(period.drug):
            if before is not None and before.status == Status.YES and before.drug == period.drug:
                spans[-1] = VkaSpan(period.drug, spans[-1].from_on, period.from_on)
            else:
                was_open = before is not None and before.status in {Status.YES, Status.NOT_SURE}
                begun_on = before.from_on if was_open else period.from_on
                spans.append(VkaSpan(period.drug, begun_on, period.from_on))
        before = period
    return tuple(spans)


def span_of(history: VkaHistory, drug: str) -> VkaSpan | None:
    """The latest days of this vitamin K antagonist; None where the answers never name it."""
    return next((span for span in reversed(vka_spans(history)) if span.drug == drug), None)


def unlisted_vka(history: VkaHistory, medicines: list[Medicine]) -> VkaSpan | None:
    """The vitamin K antagonist of the answers that is taken now and is not on the list; None without one."""
    span = next(reversed(vka_spans(history)), None)
    is_open = span is not None and span.last_on is None
    return span if is_open and span.drug not in {medicine.drug for medicine in medicines} else None
