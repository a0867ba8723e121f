"""What people type to narrow the food list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .categories import CATEGORIES
from .search import LONGEST_QUERY


class FoodListForm(forms.Form):
    """The filters of `/foods/`; all of them can be left out."""

    q = forms.CharField(label=_("Name"), required=False, max_length=LONGEST_QUERY)
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[("", _("All categories")), *CATEGORIES.items()]
    )
    known = forms.BooleanField(label=_("MK-4 and MK-7 both known"), required=False)
    measured = forms.BooleanField(label=_("Measured values only"), required=False)
    all = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def filters(self) -> dict:
        """Arguments for `list_foods`; a filter that cannot be read narrows nothing."""
        if not self.is_valid():
            return {}
        typed = self.cleaned_data
        return {
            "query": typed["q"],
            "category": typed["category"],
            "only_known": typed["known"],
            "only_measured": typed["measured"],
            "show_hidden": typed["all"],
        }
