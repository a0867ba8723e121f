"""What a person said of a whole day, and the foods they want at hand."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Day(models.Model):
    """A person's marks on one local day. No row: neither mark is set.

    outdoors_minutes: time outdoors, None where it was not told. It is kept as time: how much vitamin D sun
    makes cannot be known from it, and nothing turns it into an amount.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    is_complete = models.BooleanField(default=False)
    had_sun = models.BooleanField(default=False)
    outdoors_minutes = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="diary_day_once_per_person"),
            models.CheckConstraint(
                name="diary_day_outdoors_fits_a_day",
                condition=Q(outdoors_minutes=None) | Q(outdoors_minutes__lte=24 * 60),
            ),
        ]

    def __str__(self):
        return f"day {self.pk}"


class Favourite(models.Model):
    """A food that a person wants one tap away."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourites")
    food = models.ForeignKey("foods.Food", on_delete=models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "food"], name="diary_favourite_once_per_person")
        ]

    def __str__(self):
        return f"favourite {self.pk}"
