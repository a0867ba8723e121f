"""What the public lists, orders and counts read: the values of the foods that can be found."""

from django.db import models
from django.db.models import Q


class ListedValue(models.Model):
    """One value of one findable food; and for each food one row more, whose nutrient is "".

    A copy, written by `foods.listed_values` in the transaction that changes a food and by nothing else. A
    list of half a million foods would otherwise join food, revision, values and portions on each view.

    state, amount: as at the value; both empty where nutrient is "". A value of state "unknown" has no row.
    in_portion: amount times the grams of the food's first portion, or 100; None for an amount not above 0.
    release: None for what curators published. is_branded: a branded product of an imported table.
    """

    food = models.ForeignKey("foods.Food", on_delete=models.CASCADE, related_name="+", db_index=False)
    nutrient = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=12, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    in_portion = models.DecimalField(max_digits=23, decimal_places=6, null=True)
    basis = models.CharField(max_length=8)
    category = models.CharField(max_length=40)
    release = models.ForeignKey(
        "foods.SourceRelease", on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    is_branded = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["food", "nutrient"], name="foods_listedvalue_once_per_food"),
        ]
        indexes = [
            # An order is read from its top; a count reads one of these from end to end, and no table.
            models.Index(
                fields=["nutrient", "basis", "-amount", "category", "state"], name="foods_listed_amount"
            ),
            models.Index(
                fields=["nutrient", "basis", "-in_portion", "category", "state"],
                condition=Q(in_portion__isnull=False),
                name="foods_listed_portion",
            ),
            # Branded products are most of the rows, and most pages leave them out.
            models.Index(
                fields=["nutrient", "basis", "-amount", "category", "state"],
                condition=Q(is_branded=False),
                name="foods_listed_unbranded",
            ),
            models.Index(
                fields=["nutrient", "basis", "-in_portion", "category", "state"],
                condition=Q(is_branded=False, in_portion__isnull=False),
                name="foods_listed_unbr_portion",
            ),
            models.Index(
                fields=["release", "basis", "nutrient", "state"],
                name="foods_listed_coverage",
            ),
        ]

    def __str__(self):
        return f"{self.food_id} {self.nutrient} {self.amount}"
