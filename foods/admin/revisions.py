"""Revisions and values across foods: to read, since what is published never changes."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import FoodNutrient, Revision
from .lists import FoodModelAdmin, ReadOnly


class ValueInline(ReadOnly, admin.TabularInline):
    model = FoodNutrient
    fields = [
        "nutrient",
        "amount",
        "low",
        "high",
        "n",
        "state",
        "source",
        "donor_food_id",
        "derivation",
        "note",
    ]


@admin.register(Revision)
class RevisionAdmin(ReadOnly, FoodModelAdmin):
    list_display = ["food", "number", "published_at", "reason"]
    list_filter = ["assumption_group"]
    list_select_related = ["food"]
    search_fields = ["food__name", "food__slug"]
    inlines = [ValueInline]


@admin.register(FoodNutrient)
class FoodNutrientAdmin(ReadOnly, FoodModelAdmin):
    """Values across foods: the list that shows what is borrowed, assumed or without a source."""

    list_display = ["food", "nutrient", "amount", "low", "high", "n", "state", "source", "donor_food_id"]
    list_filter = ["state", "nutrient", "source"]
    list_select_related = ["revision__food", "source"]
    search_fields = ["revision__food__name", "revision__food__slug"]

    @admin.display(description=_("food"), ordering="revision__food__name")
    def food(self, value):
        return value.revision.food
