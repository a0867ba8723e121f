"""A person's recipe: a food of their own whose composition follows from what goes in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Recipe(models.Model):
    """What one batch of a recipe yields: its weight, or a number of portions, or both.

    Without a weight the batch weighs what went in; cooking losses and retention are left out, and said so.
    """

    food = models.OneToOneField("foods.Food", on_delete=models.CASCADE, related_name="recipe")
    yield_grams = models.DecimalField(_("weight when ready"), max_digits=9, decimal_places=3, null=True)
    yield_portions = models.DecimalField(_("portions"), max_digits=6, decimal_places=2, null=True)

    class Meta:
        verbose_name = _("recipe")
        verbose_name_plural = _("recipes")
        constraints = [
            models.CheckConstraint(
                name="foods_recipe_yields_something",
                condition=(Q(yield_grams__isnull=True) | Q(yield_grams__gt=0))
                & (Q(yield_portions__isnull=True) | Q(yield_portions__gt=0)),
            ),
        ]

    def __str__(self):
        return f"recipe of {self.food_id}"


class Ingredient(models.Model):
    """One food or product of a recipe in one amount, with the composition it had when the recipe was saved.

    quantity: how many of the portion, or of grams where `portion_name` is empty (units of a product).
    """

    recipe = models.ForeignKey(Recipe, on_delete=models.CASCADE, related_name="ingredients")
    food = models.ForeignKey("foods.Food", on_delete=models.RESTRICT, related_name="+")
    revision = models.ForeignKey("foods.Revision", on_delete=models.RESTRICT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    quantity = models.DecimalField(max_digits=9, decimal_places=3)
    portion_name = models.CharField(max_length=80, blank=True)
    grams = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    units = models.DecimalField(max_digits=9, decimal_places=3, null=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("ingredient")
        verbose_name_plural = _("ingredients")
        constraints = [
            models.CheckConstraint(name="foods_ingredient_quantity_is_positive", condition=Q(quantity__gt=0)),
            models.CheckConstraint(
                name="foods_ingredient_has_grams_or_units",
                condition=Q(grams__gt=0, units__isnull=True) | Q(grams__isnull=True, units__gt=0),
            ),
        ]

    def __str__(self):
        return f"{self.quantity} of {self.food_id}"
