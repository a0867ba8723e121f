"""What people choose to narrow and to order the food list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nutrients.nutrient import MENAQUINONES, NUTRIENTS

from .categories import CATEGORIES
from .queries.listing import Filters
from .queries.ranking import PER, PER_HUNDRED_GRAMS
from .search import LONGEST_QUERY

VITAMIN_K = ("phylloquinone", "dihydrophylloquinone", *MENAQUINONES)


def _named(codes):
    return [(code, _(NUTRIENTS[code].name)) for code in codes]


ORDERS = [
    ("", _("Name")),
    (_("Amount of a form of vitamin K"), _named(VITAMIN_K)),
    (_("Amount of another nutrient"), _named(code for code in NUTRIENTS if code not in VITAMIN_K)),
]


class FoodListForm(forms.Form):
    """The filters and the order of `/foods/`; all of them can be left out."""

    q = forms.CharField(label=_("Name"), required=False, max_length=LONGEST_QUERY)
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[("", _("All categories")), *CATEGORIES.items()]
    )
    nutrient = forms.ChoiceField(label=_("Order by"), required=False, choices=ORDERS)
    per = forms.ChoiceField(label=_("Ordered amounts"), required=False, choices=list(PER.items()))
    known = forms.BooleanField(label=_("MK-4 and MK-7 both known"), required=False)
    measured = forms.BooleanField(label=_("Measured values only"), required=False)
    curated = forms.BooleanField(label=_("Curated foods only"), required=False)
    branded = forms.BooleanField(label=_("Branded products too"), required=False)
    all = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def asked(self) -> dict:
        """Arguments for `list_foods` and `rank_foods`; a filter that cannot be read narrows nothing."""
        if not self.is_valid():
            return {}
        typed = self.cleaned_data
        return {
            "filters": Filters(
                category=typed["category"],
                only_known=typed["known"],
                only_measured=typed["measured"],
                only_curated=typed["curated"],
                with_branded=typed["branded"],
            ),
            "query": typed["q"],
            "show_hidden": typed["all"],
        }

    @property
    def nutrient_chosen(self) -> str:
        """The nutrient whose amount orders the list; "" for the order of names."""
        return self.cleaned_data["nutrient"] if self.is_valid() else ""

    @property
    def per_chosen(self) -> str:
        """A key of PER."""
        return (self.cleaned_data["per"] if self.is_valid() else "") or PER_HUNDRED_GRAMS
