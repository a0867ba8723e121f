"""What waits for a curator: what people sent in, and what curators have looked at and left as it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """What a person sent to the curators: a food of their own for everybody, or that a figure looks wrong.

    Curators see food, words and figures, never who sent it. closed_at None: it waits.
    """

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", _("suggested for everybody")
        REPORT = "report", _("looks wrong")

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken up")
        LEFT = "left", _("left as it is")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    food = models.ForeignKey("foods.Food", on_delete=models.CASCADE, related_name="notices")
    revision = models.ForeignKey("foods.Revision", on_delete=models.CASCADE, related_name="+")
    nutrient = models.CharField(_("nutrient"), max_length=30, blank=True)
    text = models.CharField(_("what was said"), max_length=500, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="food_notices", editable=False
    )
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=5, choices=Outcome, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.CheckConstraint(
                name="foods_notice_closed_has_an_outcome",
                condition=Q(closed_at__isnull=True, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
            ),
            models.UniqueConstraint(
                fields=["kind", "food", "nutrient", "sent_by"],
                condition=Q(closed_at__isnull=True),
                name="foods_notice_open_once_per_person",
            ),
        ]

    def __str__(self):
        return f"{self.kind} of {self.food_id}"


class Dismissal(models.Model):
    """A finding of the work list that a curator has looked at and left, with the reason.

    fingerprint: what was found, so that the same food comes back when the figures become others.
    """

    check_code = models.CharField(_("check"), max_length=30)
    food = models.ForeignKey("foods.Food", on_delete=models.CASCADE, related_name="dismissals")
    nutrient = models.CharField(_("nutrient"), max_length=30, blank=True)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=300)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    dismissed_at = models.DateTimeField(_("dismissed"), auto_now_add=True)

    class Meta:
        ordering = ["-dismissed_at"]
        verbose_name = _("finding left as it is")
        verbose_name_plural = _("findings left as they are")
        constraints = [
            models.UniqueConstraint(
                fields=["check_code", "food", "nutrient", "fingerprint"], name="foods_dismissal_once"
            ),
        ]

    def __str__(self):
        return f"{self.check_code} of {self.food_id}"
