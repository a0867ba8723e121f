"""A person's alerts, the most urgent first."""

from collections.abc import Collection
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from .models import Alert


def _urgent_first(alerts: QuerySet) -> QuerySet:
    urgency = Case(
        When(level=Alert.Level.CALL_FIRST, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return alerts.order_by(urgency, "-raised_at", "-pk")


def open_alerts(person) -> list[Alert]:
    """What the person has not answered yet, of whatever day. One query."""
    return list(_urgent_first(person.alerts.filter(state=Alert.State.OPEN)))


def past_alerts(person) -> QuerySet:
    """What the person has answered, and what fell away, the latest first."""
    return person.alerts.exclude(state=Alert.State.OPEN).order_by("-raised_at", "-pk")


def matters_of(person, codes: Collection[str], day: date | None = None) -> set[tuple[str, str]]:
    """(code, cause) of the person's alerts of these rules, but for those that fell away. One query.

    day: only of that day.
    """
    standing = person.alerts.exclude(state__in=[Alert.State.WITHDRAWN, Alert.State.REPLACED])
    if day is not None:
        standing = standing.filter(day=day)
    return set(standing.filter(code__in=codes).values_list("code", "cause"))
