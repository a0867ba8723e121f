"""The food database as curators see it: everything to read, and one switch, whether an assumption is in use.

Published values are immutable, so nothing here edits them. No model that knows a person is registered.
"""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from . import actions
from .models import (
    Assumption,
    Food,
    FoodAlias,
    FoodMark,
    FoodNutrient,
    Portion,
    Revision,
    Source,
    SourceRelease,
)

admin.site.site_header = admin.site.site_title = _("k2tracker curation")
admin.site.index_title = _("Foods, values and sources")


# What a value that cannot be looked up raises: while the query is made, and only when it runs.
UNREADABLE = (ValueError, TypeError, LookupError, OverflowError, DatabaseError)


class FoodChangeList(ChangeList):
    """A list that leads back to the whole of it, whatever an address asks to filter by.

    Django does so for values that it cannot read itself; here the query runs before the list is made, since
    some values (a pattern that is none) only the database refuses, and a NUL only PostgreSQL.
    """

    def get_queryset(self, request, **kwargs):
        if any("\0" in value for _name, values in request.GET.lists() for value in values):
            raise IncorrectLookupParameters
        try:
            with transaction.atomic():
                found = super().get_queryset(request, **kwargs)
                found.exists()
        except UNREADABLE as error:
            raise IncorrectLookupParameters from error
        return found


class FoodModelAdmin(admin.ModelAdmin):
    """What the admins here share."""

    def get_changelist(self, request, **kwargs):
        return FoodChangeList

    def response_action(self, request, queryset):
        try:
            return super().response_action(request, queryset)
        except (
            ValueError,
            OverflowError,
        ) as error:  # a chosen row that is no number: no form of ours sent it
            raise BadRequest from error


class ReadOnly:
    """Mixin of admins and inlines that only show."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


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


@admin.register(Source)
class SourceAdmin(ReadOnly, FoodModelAdmin):
    list_display = ["key", "citation", "identifier", "licence"]
    search_fields = ["key", "citation", "identifier"]


@admin.register(SourceRelease)
class SourceReleaseAdmin(ReadOnly, FoodModelAdmin):
    list_display = ["source", "loaded_at", "digest"]
    list_select_related = ["source"]


@admin.register(Assumption)
class AssumptionAdmin(FoodModelAdmin):
    """Assumptions: figures and reasons come from the reviewed file, curators decide whether one is in use."""

    list_display = ["group", "nutrient", "low", "high", "is_active", "source"]
    list_filter = ["is_active", "group"]
    list_select_related = ["source"]
    fields = ["group", "nutrient", "low", "high", "reason", "source", "is_active"]
    readonly_fields = ["group", "nutrient", "low", "high", "reason", "source"]
    actions = ["switch_on", "switch_off"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Use the chosen assumptions"), permissions=["change"])
    def switch_on(self, request, queryset):
        self._switch(request, queryset, is_active=True)

    @admin.action(description=_("Leave the chosen assumptions out"), permissions=["change"])
    def switch_off(self, request, queryset):
        self._switch(request, queryset, is_active=False)

    def _switch(self, request, queryset, *, is_active):
        changed = actions.switch_assumptions(by=request.user, assumptions=queryset, is_active=is_active)
        self.message_user(request, _("%(count)s changed.") % {"count": len(changed)})
