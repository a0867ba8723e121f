"""Keeping the conditions that rules ask about.

One condition holds once on a day, and of the stages of kidney disease one holds at a time. A later stage ends
an earlier one that was still open.
"""

import uuid
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction

from k2tracker.profiles.signals import answers_changed

from .models import ConditionPeriod
from .permissions import check_may_change

ONE_DAY = timedelta(days=1)


class OverlapError(ValueError):
    """The same condition, or another stage of kidney disease, stands on the list for some of these days."""

    def __init__(self, other: ConditionPeriod):
        super().__init__("days overlap")
        self.other = other


@transaction.atomic
def add_condition(*, by, key: uuid.UUID, kind: str, from_on: date | None, to_on: date | None):
    """Put a condition on the list; a second press of the form with this key finds it. Raises OverlapError."""
    _lock(by)
    key = uuid.uuid5(key, kind)
    condition = by.conditions.filter(key=key).first() or ConditionPeriod(person=by, key=key, kind=kind)
    condition.from_on, condition.to_on = from_on, to_on
    _keep(by, condition)


@transaction.atomic
def change_condition(*, by, condition: ConditionPeriod, kind: str, from_on: date | None, to_on: date | None):
    """Correct a condition or its days. Raises OverlapError."""
    check_may_change(by, condition)
    _lock(by)
    condition.kind, condition.from_on, condition.to_on = kind, from_on, to_on
    _keep(by, condition)


@transaction.atomic
def remove_condition(*, by, condition: ConditionPeriod):
    """Take a condition off the list, as if it had never been there."""
    check_may_change(by, condition)
    _lock(by)
    condition.delete()
    answers_changed.send(sender=ConditionPeriod, person=by)


def _lock(person):
    """Let one request at a time change the conditions: two stages must not both find the days free."""
    get_user_model().objects.select_for_update().only("pk").get(pk=person.pk)


def _keep(person, condition: ConditionPeriod):
    for other in person.conditions.exclude(pk=condition.pk):
        is_alike = other.kind == condition.kind or (other.is_of_the_kidneys and condition.is_of_the_kidneys)
        if not is_alike or not _share_a_day(other, condition):
            continue
        if other.kind == condition.kind or not _goes_before(other, condition):
            raise OverlapError(other)
        other.to_on = condition.from_on - ONE_DAY
        other.save(update_fields=["to_on"])
    condition.save()
    answers_changed.send(sender=ConditionPeriod, person=person)


def _share_a_day(one: ConditionPeriod, other: ConditionPeriod) -> bool:
    return (one.from_on or date.min) <= (other.to_on or date.max) and (other.from_on or date.min) <= (
        one.to_on or date.max
    )


def _goes_before(earlier: ConditionPeriod, later: ConditionPeriod) -> bool:
    """Whether the earlier stage was open and began first: the later one ends it."""
    return (
        earlier.to_on is None and later.from_on is not None and (earlier.from_on or date.min) < later.from_on
    )
