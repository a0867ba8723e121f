"""Reviewed assumptions that stand in where no source has a value."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Assumption(models.Model):
    """For foods of a category without a value of `nutrient`: an interval per 100 g, with its reason.

    Never stored as a source's value; a curator can switch it off.
    """

    category = models.CharField(_("category"), max_length=40)
    nutrient = models.CharField(max_length=30)
    low = models.DecimalField(max_digits=14, decimal_places=6)
    high = models.DecimalField(max_digits=14, decimal_places=6)
    reason = models.TextField(_("reason"))
    source = models.ForeignKey("foods.Source", on_delete=models.PROTECT, related_name="assumptions")
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["category", "nutrient"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "nutrient"], name="foods_assumption_one_per_category_and_nutrient"
            ),
            models.CheckConstraint(
                name="foods_assumption_range_is_ordered", condition=Q(low__gte=0) & Q(low__lte=F("high"))
            ),
        ]

    def __str__(self):
        return f"{self.category}: {self.nutrient} {self.low}–{self.high}"
