"""Writing down results and ranges. Each write waits for the one before it: a double press finds it done.

Whatever the rules look at lets those who judge by it know, inside the transaction.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from k2tracker.profiles.signals import answers_changed

from .models import InrRange, LabResult, LabSettings


class ChangedMeanwhileError(ValueError):
    """Another window changed the result after this one had shown it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says of one result. value: with the decimals that the report prints."""

    kind: str
    taken_on: date
    value: Decimal
    unit: str = ""
    specimen: str = ""
    laboratory: str = ""
    note: str = ""

    @property
    def fields(self) -> dict:
        """The columns that a version keeps."""
        return {
            "kind": self.kind,
            "taken_on": self.taken_on,
            "value": self.value,
            "decimals": max(0, -self.value.as_tuple().exponent),
            "unit": self.unit,
            "specimen": self.specimen,
            "laboratory": self.laboratory,
            "note": self.note,
        }

    def is_what(self, result: LabResult) -> bool:
        """Whether a version says exactly this."""
        return all(getattr(result, name) == value for name, value in self.fields.items())


@transaction.atomic
def add_result(*, by, key: UUID, told: Told) -> LabResult:
    """Keep a new result of the person's own. A key that was used already changes nothing: what it made is
    returned as it stands."""
    _lock(by)
    made = by.lab_results.filter(key=key, is_current=True).first()
    if made is not None:
        return made
    result = LabResult.objects.create(person=by, key=key, **told.fields)
    answers_changed.send(sender=LabResult, person=by)
    return result


@transaction.atomic
def correct_result(*, by, key: UUID, told: Told, seen_version: int) -> LabResult:
    """Add a version that says what the report says; the old one stays in the history.

    seen_version: the version that the person corrected. Raises ChangedMeanwhileError where that is not the
    latest one any more, unless the latest says the same.
    """
    _lock(by)
    current = by.lab_results.get(key=key, is_current=True)
    if told.is_what(current):
        return current
    if current.version != seen_version:
        raise ChangedMeanwhileError(f"version {seen_version} is {current.version} by now")
    return _next_version(current, is_wrong=current.is_wrong, **told.fields)


@transaction.atomic
def mark_result(*, by, key: UUID, is_wrong: bool) -> LabResult:
    """Mark a result as wrong, so that it counts nowhere, or say that it was right after all."""
    _lock(by)
    current = by.lab_results.get(key=key, is_current=True)
    if current.is_wrong == is_wrong:
        return current
    return _next_version(current, is_wrong=is_wrong)


@transaction.atomic
def tell_range(*, by, key: UUID, low: Decimal, high: Decimal, from_on: date) -> InrRange:
    """Keep the range of the person's clinic letter from a day on. A key used already changes nothing."""
    _lock(by)
    told, is_new = by.inr_ranges.get_or_create(
        key=key, defaults={"low": low, "high": high, "from_on": from_on}
    )
    if is_new:
        answers_changed.send(sender=InrRange, person=by)
    return told


@transaction.atomic
def take_range_back(*, by, key: UUID) -> InrRange:
    """Say that a range was typed wrong: the one before it holds on."""
    _lock(by)
    told = by.inr_ranges.get(key=key)
    if told.taken_back_at is None:
        told.taken_back_at = timezone.now()
        told.save(update_fields=["taken_back_at"])
        answers_changed.send(sender=InrRange, person=by)
    return told


def set_next_inr(*, by, on: date | None) -> None:
    """Note the day of the next INR test; None: none is known."""
    LabSettings.objects.update_or_create(person=by, defaults={"next_inr_on": on})


def choose_body(*, by, body: str) -> None:
    """Choose whose levels a 25(OH)D result is compared with."""
    LabSettings.objects.update_or_create(person=by, defaults={"vitamin_d_body": body})


def _next_version(current: LabResult, **changes) -> LabResult:
    kept = {
        name: getattr(current, name)
        for name in (
            "kind",
            "taken_on",
            "value",
            "decimals",
            "unit",
            "specimen",
            "laboratory",
            "note",
            "entered_at",
        )
    }
    current.is_current = False
    current.save(update_fields=["is_current"])
    version = LabResult.objects.create(
        person=current.person, key=current.key, version=current.version + 1, **(kept | changes)
    )
    answers_changed.send(sender=LabResult, person=current.person)
    return version


def _lock(person):
    """Let one request at a time change what this person wrote down."""
    get_user_model().objects.select_for_update().only("pk").get(pk=person.pk)
