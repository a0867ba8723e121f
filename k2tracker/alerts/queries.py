"""A person's alerts, the most urgent first."""

from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from .models import Alert

SHOWN = (Alert.State.OPEN, Alert.State.ACKNOWLEDGED, Alert.State.SPOKEN)


def _urgent_first(alerts: QuerySet) -> QuerySet:
    urgency = Case(
        When(level=Alert.Level.CALL_FIRST, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return alerts.order_by(urgency, "-raised_at", "-pk")


def open_alerts(person) -> list[Alert]:
    """What the person has not answered yet, of whatever day. One query."""
    return list(_urgent_first(person.alerts.filter(state=Alert.State.OPEN)))


def alerts_on(person, day: date) -> list[Alert]:
    """What was raised about one local day and still holds: not withdrawn, not replaced. One query."""
    return list(_urgent_first(person.alerts.filter(day=day, state__in=SHOWN)))


def past_alerts(person) -> QuerySet:
    """What the person has answered, and what fell away, the latest first."""
    return person.alerts.exclude(state=Alert.State.OPEN).order_by("-raised_at", "-pk")
