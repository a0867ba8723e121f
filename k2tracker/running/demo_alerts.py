"""Cautions of the demo person on warfarin in every state, each raised by a rule on what their record holds.

Written once, after the rest of the account. What lies weeks back was raised then; the answers are of today,
since nobody answers in the past.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from k2tracker.alerts import actions as alerts
from k2tracker.alerts.models import Alert
from k2tracker.diary.actions import change_entry
from k2tracker.diary.days import Keeper, find_on, keeper_of, read_days
from k2tracker.labs.actions import Told, correct_result
from k2tracker.labs.models import LabResult

TYPED_WRONG = Decimal("7.2")


def answer_alerts(user, clinician, now: datetime) -> None:
    """Answer what the medicines of the list called for, mistype one INR and one amount, and correct them."""
    keeper = keeper_of(user)
    spoken, read, closed = _about_new_medicines(keeper, now)
    alerts.record_spoken(by=user, alert=spoken, on=spoken.day + timedelta(days=1))
    alerts.acknowledge(by=user, alert=read)
    alerts.close(by=clinician, alert=closed, reason="Course over; INR checked in that week, dose unchanged.")
    _mistype_inr(user)
    _mistype_amount(user, now)


def _about_new_medicines(keeper: Keeper, now: datetime) -> list[Alert]:
    """A caution about each medicine that shifts the balance, the latest first, as of the day it was new."""
    today = keeper.today(now)
    raised = []
    for medicine in keeper.told.medicines:
        day = medicine.started_on
        if day is None or day >= today:
            continue
        found = find_on(keeper, read_days(keeper, day, days=1).logs, day)
        about_it = [one for one in found if one.code == "K-09" and one.product == medicine.name]
        raised += alerts.raise_for(person=keeper.person, findings=about_it, day=day, now=now - (today - day))
    return sorted(raised, key=lambda alert: alert.day, reverse=True)


def _mistype_inr(user) -> None:
    """An INR typed with its digits changed round, and put right: what it called for is withdrawn."""
    result = user.lab_results.standing().filter(kind=LabResult.Kind.INR, value=Decimal("2.7")).first()
    if result is None:
        return
    right = Told(
        kind=result.kind,
        taken_on=result.taken_on,
        value=Decimal("2.7"),
        specimen=result.specimen,
        laboratory=result.laboratory,
    )
    for value in (TYPED_WRONG, right.value):
        result = correct_result(
            by=user, key=result.key, told=replace(right, value=value), seen_version=result.version
        )


def _mistype_amount(user, now: datetime) -> None:
    """Two capsules typed where one was taken: the caution about two gives way to one about one."""
    alert = user.alerts.filter(code="K-01", state=Alert.State.OPEN, entry_key__isnull=False).first()
    if alert is None:
        return
    entry = user.entries.select_related("food").get(key=alert.entry_key)
    for quantity in (entry.quantity * 2, entry.quantity):
        portion = entry.food.portions.filter(name=entry.portion_name).first()
        change_entry(
            by=user,
            entry=entry,
            quantity=quantity,
            portion=portion,
            meal=entry.meal,
            eaten_at=entry.eaten_at,
            note=entry.note,
            now=now,
        )
