"""The one thing that stands in for a value: whether an assumption is in use."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .. import actions
from ..curation.checks import exact_range, short
from ..models import Assumption
from .lists import FoodModelAdmin


@admin.register(Assumption)
class AssumptionAdmin(FoodModelAdmin):
    """Assumptions: figures and reasons come from the reviewed file, curators decide whether one is in use."""

    list_display = ["group", "of", "is_assumed", "is_active", "source"]
    list_filter = ["is_active", "group"]
    list_select_related = ["source"]
    fields = ["group", "of", "is_assumed", "reason", "source", "is_active"]
    readonly_fields = ["group", "of", "is_assumed", "reason", "source"]
    actions = ["switch_on", "switch_off"]

    @admin.display(description=_("nutrient"), ordering="nutrient")
    def of(self, assumption):
        return short(assumption.nutrient)

    @admin.display(description=_("assumed, per 100 g"), ordering="high")
    def is_assumed(self, assumption):
        return exact_range(assumption.low, assumption.high, assumption.nutrient)

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
