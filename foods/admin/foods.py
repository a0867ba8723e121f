"""Foods as curators see them."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from ..models import Food, FoodAlias, FoodMark, FoodNutrient, Portion
from .lists import FoodModelAdmin, ReadOnly


class AliasInline(ReadOnly, admin.TabularInline):
    model = FoodAlias
    fields = ["text"]


class MarkInline(ReadOnly, admin.TabularInline):
    model = FoodMark
    fields = ["mark"]


class PortionInline(ReadOnly, admin.TabularInline):
    model = Portion
    fields = ["name", "grams", "is_estimate", "note"]


@admin.register(Food)
class FoodAdmin(ReadOnly, FoodModelAdmin):
    list_display = ["name", "category", "basis", "revision", "is_retired"]
    list_filter = ["category", "basis", "is_retired", "marks__mark"]
    list_select_related = ["revision"]
    search_fields = ["name", "slug", "aliases__text"]
    fields = ["name", "slug", "category", "basis", "source", "source_food_id", "revision", "published_values"]
    readonly_fields = ["published_values"]
    inlines = [PortionInline, AliasInline, MarkInline]

    @admin.display(description=_("published values"))
    def published_values(self, food):
        """The values of the published revision, as a table."""
        values = (
            FoodNutrient.objects.filter(revision=food.revision_id).select_related("source").order_by("pk")
        )
        return render_to_string("admin/foods/_published_values.html", {"values": values})
