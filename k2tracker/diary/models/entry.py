"""What a person logged."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet):
    def standing(self):
        """Entries that were not deleted."""
        return self.filter(deleted_at__isnull=True)


class Entry(models.Model):
    """One food or product, in one amount, on one of a person's local days.

    `key` is made by the client before it sends the form, so that a second press or a retry finds the entry
    it made the first time. The entry keeps its weight (or its number of units) and points at the immutable
    revision it was logged with. Deleting marks the row, so that it can be undone.
    quantity: how many of the portion, or of grams where `portion_name` is empty.
    """

    class Meal(models.TextChoices):
        BREAKFAST = "breakfast", _("Breakfast")
        LUNCH = "lunch", _("Lunch")
        DINNER = "dinner", _("Dinner")
        SNACK = "snack", _("Snack")
        SUPPLEMENTS = "supplements", _("Supplements")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entries")
    key = models.UUIDField()
    eaten_on = models.DateField()
    eaten_at = models.TimeField(null=True)
    time_zone = models.CharField(max_length=64)
    meal = models.CharField(max_length=12, choices=Meal)
    food = models.ForeignKey("foods.Food", on_delete=models.RESTRICT, related_name="+")
    revision = models.ForeignKey("foods.Revision", on_delete=models.RESTRICT, related_name="+")
    quantity = models.DecimalField(max_digits=9, decimal_places=3)
    portion_name = models.CharField(max_length=80, blank=True)
    grams = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    units = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["eaten_on", "created_at", "pk"]
        indexes = [
            models.Index(fields=["person", "eaten_on"], name="diary_entry_day"),
            models.Index(
                fields=["person", "eaten_on", "food"],
                condition=Q(deleted_at__isnull=True),
                name="diary_entry_habit",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="diary_entry_key_once_per_person"),
            models.CheckConstraint(
                name="diary_entry_meal_is_known",
                condition=Q(meal__in=["breakfast", "lunch", "dinner", "snack", "supplements"]),
            ),
            models.CheckConstraint(name="diary_entry_quantity_is_positive", condition=Q(quantity__gt=0)),
            models.CheckConstraint(
                name="diary_entry_has_grams_or_units",
                condition=Q(grams__gt=0, units__isnull=True) | Q(grams__isnull=True, units__gt=0),
            ),
        ]

    def __str__(self):
        return f"entry {self.pk}"
