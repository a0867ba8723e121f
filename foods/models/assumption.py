"""Reviewed assumptions that stand in where no source has a value."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AssumptionGroup(models.TextChoices):
    """Foods alike enough that one interval can be assumed for those without a value.

    Finer than the categories, since those put fermented and fresh side by side. A food outside every group
    (fermented, cured, canned, mixed) keeps its unknowns.
    """

    UNFERMENTED_PLANT = "unfermented_plant", _("Unfermented plant food")
    FRESH_MEAT = "fresh_meat", _("Fresh meat")
    FRESH_POULTRY = "fresh_poultry", _("Fresh poultry")
    FRESH_FISH = "fresh_fish", _("Fresh fish")
    MILK = "milk", _("Milk and cream, not fermented")
    EGG = "egg", _("Hen's egg")
    BUTTER = "butter", _("Butter")


class Assumption(models.Model):
    """For foods of a group without a value of `nutrient`: an interval per 100 g, with its reason.

    Never stored as a source's value; a curator can switch it off.
    """

    group = models.CharField(_("group"), max_length=20, choices=AssumptionGroup)
    nutrient = models.CharField(_("nutrient"), max_length=30)
    low = models.DecimalField(_("low"), max_digits=14, decimal_places=6)
    high = models.DecimalField(_("high"), max_digits=14, decimal_places=6)
    reason = models.TextField(_("reason"))
    source = models.ForeignKey("foods.Source", on_delete=models.PROTECT, related_name="assumptions")
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["group", "nutrient"]
        verbose_name = _("assumption")
        verbose_name_plural = _("assumptions")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "nutrient"], name="foods_assumption_one_per_group_and_nutrient"
            ),
            models.CheckConstraint(
                name="foods_assumption_group_is_known", condition=Q(group__in=AssumptionGroup.values)
            ),
            models.CheckConstraint(
                name="foods_assumption_range_is_ordered", condition=Q(low__gte=0) & Q(low__lte=F("high"))
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.nutrient} {self.low.normalize():f}–{self.high.normalize():f}"
