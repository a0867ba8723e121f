"""Cautions that need a person's attention, with what was known and shown when they were raised."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Alert(models.Model):
    """A finding of the rules that was raised for a person and stays until they answered it.

    cause: what raised it, e.g. "K-02:natto"; at most one open alert per person, code and cause. What is
    found of a day that was over a week ago when it was logged is kept as history and was never open.
    closed_by, reason: the clinician who closed it, None once their account is gone, and why in their words.
    inputs: the numbers and names the rule used, as strings. wording: the words as they were shown.
    entry_key: the diary entry that raised it, where one did; `AlertEntry` holds later ones.
    """

    class Level(models.TextChoices):
        CAUTION = "CAUTION", _("Caution")
        CALL_FIRST = "CALL_FIRST", _("Call first")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        SPOKEN = "spoken", _("Spoken to the team")
        CLOSED = "closed", _("Closed by a clinician")
        REPLACED = "replaced", _("Replaced by a later caution")
        WITHDRAWN = "withdrawn", _("Withdrawn: what raised it is gone")
        HISTORY = "history", _("Found later, about a day over a week before")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alerts")
    code = models.CharField(max_length=8)
    level = models.CharField(max_length=10, choices=Level)
    cause = models.CharField(max_length=120)
    day = models.DateField()
    entry_key = models.UUIDField(null=True)
    rule_set = models.CharField(max_length=20)
    inputs = models.JSONField(default=dict)
    wording = models.TextField()
    raised_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(null=True)
    spoken_on = models.DateField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="closed_alerts"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-raised_at"]
        indexes = [models.Index(fields=["person", "state", "day"], name="alerts_alert_open_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code", "cause"], condition=Q(state="open"), name="alerts_alert_one_open"
            ),
            models.CheckConstraint(
                name="alerts_alert_level_is_known", condition=Q(level__in=["CAUTION", "CALL_FIRST"])
            ),
            models.CheckConstraint(
                name="alerts_alert_state_is_known",
                condition=Q(
                    state__in=[
                        "open",
                        "acknowledged",
                        "spoken",
                        "closed",
                        "replaced",
                        "withdrawn",
                        "history",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="alerts_alert_answer_has_a_time",
                condition=Q(state="open", answered_at__isnull=True)
                | (~Q(state="open") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="alerts_alert_spoken_has_a_date",
                condition=(Q(state="spoken") & Q(spoken_on__isnull=False))
                | (~Q(state="spoken") & Q(spoken_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="alerts_alert_closed_has_a_reason",
                condition=(Q(state="closed") & ~Q(reason=""))
                | (~Q(state="closed") & Q(reason="", closed_by__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.state}"


ANSWERED = (Alert.State.ACKNOWLEDGED, Alert.State.SPOKEN, Alert.State.CLOSED)  # by a person


class AlertEntry(models.Model):
    """A further diary entry that met the same cause while its alert was open; it raised no second one."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="further_entries")
    entry_key = models.UUIDField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "alert entries"
        constraints = [
            models.UniqueConstraint(fields=["alert", "entry_key"], name="alerts_alertentry_once_per_alert")
        ]

    def __str__(self):
        return f"entry of alert {self.alert_id}"
