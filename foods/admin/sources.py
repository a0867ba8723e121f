"""Where values come from, which editions were loaded, and what is assumed for a source's categories."""

from django import forms
from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ..categories import label
from ..curation.bulk import switch_categories
from ..models import Source, SourceCategory, SourceRelease
from .lists import FoodModelAdmin, ReadOnly

WORDS_SHOWN = 60  # characters of the excluded words in the list; the page has all of them


@admin.register(Source)
class SourceAdmin(ReadOnly, FoodModelAdmin):
    list_display = ["key", "citation", "identifier", "licence"]
    search_fields = ["key", "citation", "identifier"]


@admin.register(SourceRelease)
class SourceReleaseAdmin(ReadOnly, FoodModelAdmin):
    """Each run of an import that ended: what it loaded, under which licence, and how many foods it met."""

    list_display = [
        "source",
        "name",
        "version",
        "released_on",
        "licence",
        "loaded_at",
        "created",
        "changed",
        "unchanged",
        "rejected",
    ]
    list_filter = ["source"]
    list_select_related = ["source"]
    ordering = ["-pk"]


class SourceCategoryForm(forms.ModelForm):
    """An assumption is in use only where there is one."""

    def clean(self):
        data = super().clean()
        if data.get("is_in_use") and not data.get("assumption_group"):
            self.add_error("is_in_use", _("Choose an assumption group first."))
        return data


@admin.register(SourceCategory)
class SourceCategoryAdmin(FoodModelAdmin):
    """Categories of sources: curators review the proposed assumption group, then put it in use."""

    form = SourceCategoryForm
    list_display = ["name", "source", "category_words", "assumption_group", "use", "but_for"]
    list_filter = ["is_in_use", "assumption_group", "source"]
    list_select_related = ["source"]
    search_fields = ["name", "code"]
    fields = ["source", "code", "name", "category_words", "assumption_group", "excluded_words", "is_in_use"]
    readonly_fields = ["source", "code", "name", "category_words"]
    actions = ["switch_on", "switch_off"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("assumptions"), ordering="is_in_use")
    def use(self, row):
        return _("in use") if row.is_in_use else _("not in use")

    @admin.display(description=_("but for foods named"))
    def but_for(self, row):
        return Truncator(row.excluded_words).chars(WORDS_SHOWN)

    @admin.display(description=_("category here"), ordering="category")
    def category_words(self, row):
        return label(row.category)

    @admin.action(description=_("Use the assumptions of the chosen categories"), permissions=["change"])
    def switch_on(self, request, queryset):
        self._switch(request, queryset, is_in_use=True)

    @admin.action(description=_("Leave the assumptions of the chosen categories out"), permissions=["change"])
    def switch_off(self, request, queryset):
        self._switch(request, queryset, is_in_use=False)

    def _switch(self, request, queryset, *, is_in_use):
        changed = switch_categories(by=request.user, categories=queryset, is_in_use=is_in_use)
        self.message_user(request, _("%(count)s changed.") % {"count": len(changed)})
