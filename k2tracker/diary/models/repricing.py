"""Offers of corrected values for what a person logged before, and what became of their entries."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RepriceOffer(models.Model):
    """A correction of a food, offered to one person who logged that food with earlier values.

    `revision` is the corrected composition, `food` the food it is of. Entries of any earlier composition of
    that food are concerned, also where the food has become part of another one since. A newer correction
    takes the place of an offer that waits.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for an answer")
        ACCEPTED = "accepted", _("Counted anew")
        KEPT = "kept", _("Kept as it was")
        REPLACED = "replaced", _("Replaced by a newer correction")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reprice_offers"
    )
    food = models.ForeignKey("foods.Food", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("foods.Revision", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "revision"], name="diary_repriceoffer_once_per_person"),
            models.UniqueConstraint(
                fields=["person", "food"],
                condition=Q(state="waiting"),
                name="diary_repriceoffer_one_waits_per_food",
            ),
            models.CheckConstraint(
                name="diary_repriceoffer_waits_until_answered",
                condition=Q(state="waiting", answered_at__isnull=True)
                | Q(state__in=["accepted", "kept", "replaced"], answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"offer {self.pk}"


class RepricedEntry(models.Model):
    """An entry that counts an accepted correction, and the composition it was logged with."""

    offer = models.ForeignKey(RepriceOffer, on_delete=models.CASCADE, related_name="repriced")
    entry = models.ForeignKey("diary.Entry", on_delete=models.CASCADE, related_name="repriced")
    revision = models.ForeignKey("foods.Revision", on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "entry"], name="diary_repricedentry_once_per_offer")
        ]

    def __str__(self):
        return f"repriced entry {self.entry_id}"
