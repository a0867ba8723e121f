"""The one thing that stands in for a value: whether an assumption is in use."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .. import actions
from ..models import Assumption
from .lists import FoodModelAdmin


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
