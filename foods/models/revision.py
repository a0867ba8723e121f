"""Published composition: immutable revisions and their values."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nutrients.intake import State
from nutrients.nutrient import NUTRIENTS

STATES = [(state.value, state.value) for state in State]


class Revision(models.Model):
    """A food's composition as published once; log entries point at it and nothing ever changes it."""

    food = models.ForeignKey("foods.Food", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["food", "number"]
        constraints = [
            models.UniqueConstraint(fields=["food", "number"], name="foods_revision_numbered_once_per_food")
        ]

    def __str__(self):
        return f"{self.food_id} r{self.number}"


class FoodNutrient(models.Model):
    """One value of one revision: amount per 100 g or per unit, in the nutrient's own unit.

    A missing row is unknown as well; a row with state "unknown" can hold a note or a range.
    low and high bound this nutrient alone. `donor_*` names the food of another source it came from.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="values")
    nutrient = models.CharField(max_length=30, choices=[(code, n.name) for code, n in NUTRIENTS.items()])
    amount = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    low = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    n = models.PositiveIntegerField(_("number of samples"), null=True)
    state = models.CharField(max_length=12, choices=STATES)
    source = models.ForeignKey("foods.Source", on_delete=models.PROTECT, null=True, related_name="values")
    donor_source = models.ForeignKey("foods.Source", on_delete=models.PROTECT, null=True, related_name="+")
    donor_food_id = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "nutrient"], name="foods_foodnutrient_one_value_each"
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_nutrient_is_known", condition=Q(nutrient__in=list(NUTRIENTS))
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_unknown_has_no_amount",
                condition=Q(state__in=["unknown", "not_on_label"], amount__isnull=True)
                | (~Q(state__in=["unknown", "not_on_label"]) & Q(amount__isnull=False)),
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_value_has_a_source",
                condition=Q(amount__isnull=True) | Q(source__isnull=False),
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_amount_is_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_range_is_ordered",
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
            ),
        ]

    def __str__(self):
        return f"{self.nutrient} {self.amount}"
