"""What curators do to the foods they ticked in the list: one page that asks, then one step."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from ..curation import bulk, merging
from ..models import Food
from .food_forms import BulkForm, RetireForm

UNPROCESSABLE = 422


class BulkPages:
    """Mixin of the foods' admin: the actions of its list."""

    actions = ["change_together", "retire_together"]

    @admin.action(description=_("Change category, brand or marks"), permissions=["change"])
    def change_together(self, request, queryset):
        return self._asked(request, queryset, BulkForm, "change_together", self._change)

    @admin.action(description=_("Retire"), permissions=["merge"])
    def retire_together(self, request, queryset):
        return self._asked(request, queryset, RetireForm, "retire_together", self._retire)

    def has_merge_permission(self, request):
        return request.user.has_perm("foods.merge_food")

    def _asked(self, request, queryset, form_class, action, act):
        """Ask first; act when the page that asks is sent. What was ticked goes along as hidden fields."""
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[: bulk.MOST_AT_ONCE + 1])
        if len(ids) > bulk.MOST_AT_ONCE:
            words = _("Choose at most %(most)s foods at once.") % {"most": bulk.MOST_AT_ONCE}
            messages.error(request, words)
            return None
        form = form_class(request.POST if "sure" in request.POST else None)
        if form.is_bound and form.is_valid():
            act(request, ids, form)
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": self.get_action(action)[2],
            "action": action,
            "action_field": ACTION_CHECKBOX_NAME,
            "ids": ids,
            "examples": Food.objects.filter(pk__in=ids[:12]).values_list("name", flat=True),
            "more": max(len(ids) - 12, 0),
            "form": form,
        }
        status = UNPROCESSABLE if form.errors else 200
        return TemplateResponse(request, "admin/foods/food/together.html", context, status=status)

    def _change(self, request, ids, form):
        changed = bulk.change_foods(by=request.user, foods=ids, **form.changes())
        messages.success(request, _("Foods changed: %(count)s.") % {"count": changed})

    def _retire(self, request, ids, form):
        try:
            with transaction.atomic():
                for food in Food.objects.filter(pk__in=ids):
                    merging.retire(by=request.user, food=food, reason=form.cleaned_data["reason"])
        except merging.NotRetired as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Foods retired: %(count)s.") % {"count": len(ids)})
