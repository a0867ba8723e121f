"""Foods as curators see them: the list with the fast search, and the page of one food.

Foods that people keep for themselves are not here: what somebody suggests reaches curators by the work list.
"""

from django.contrib import admin, messages
from django.db.models import Case, IntegerField, Q, Value, When
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..barcodes import gtin_of
from ..categories import label
from ..curation import drafts, identity
from ..models import Food, FoodAlias, FoodBarcode, FoodNutrient, Portion, Revision, Source
from ..permissions import CHANGE_FOOD
from ..search import find
from .bulk import BulkPages
from .drafts import DraftPages
from .filters import (
    CategoryFilter,
    DraftFilter,
    FoodSourceFilter,
    MarkFilter,
    OriginFilter,
    SourceFilter,
    StateFilter,
)
from .food_forms import BarcodeForm, FoodForm, LabelledFormSet, PortionForm, PortionFormSet
from .lists import FoodModelAdmin

MOST_FOUND = 150
MOST_REVISIONS = 50


class AliasInline(admin.TabularInline):
    model = FoodAlias
    formset = LabelledFormSet
    fields = ["text", "split"]
    readonly_fields = ["split"]
    extra = 1

    @admin.display(description=_("another food?"))
    def split(self, alias):
        if alias.pk is None:
            return ""
        address = reverse("curation:split", args=[alias.pk])
        return format_html('<a href="{}">{}</a>', address, _("Split off"))


class PortionInline(admin.TabularInline):
    model = Portion
    form, formset = PortionForm, PortionFormSet
    extra = 1


class BarcodeInline(admin.TabularInline):
    model = FoodBarcode
    form, formset = BarcodeForm, LabelledFormSet
    extra = 1


def _named(term: str) -> list[int]:
    """The ids of the foods that this is the address, the number or the barcode of. Each by an index."""
    sources = Source.objects.values_list("pk", flat=True)
    named = [
        Q(slug=term),
        Q(ndb_number=term.zfill(5)),
        Q(source__in=list(sources), source_food_id=term),
    ]
    found = [pk for one in named for pk in Food.objects.filter(one).values_list("pk", flat=True)[:MOST_FOUND]]
    if (gtin := gtin_of(term)) is not None:
        found += FoodBarcode.objects.filter(gtin=gtin).values_list("food", flat=True)[:MOST_FOUND]
    return found


@admin.register(Food)
class FoodAdmin(DraftPages, BulkPages, FoodModelAdmin):
    form = FoodForm
    list_display = ["name", "brand", "category_words", "counted", "published", "retired"]
    list_filter = [
        CategoryFilter,
        StateFilter,
        SourceFilter,
        FoodSourceFilter,
        MarkFilter,
        OriginFilter,
        DraftFilter,
        "is_retired",
    ]
    list_select_related = ["revision"]
    list_per_page = 50
    empty_value_display = ""  # a cell with nothing in it takes no room on a phone
    ordering = ["-pk"]  # the index of the key: sorting half a million names would hold up the first page
    search_fields = ["slug", "source_food_id", "ndb_number"]
    search_help_text = _("Name, other name, barcode, NDB number or address of the food")
    inlines = [AliasInline, PortionInline, BarcodeInline]
    readonly_fields = ["slug", "source", "source_food_id", "ndb_number"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(owner__isnull=True)

    def get_search_results(self, request, queryset, search_term):
        """What the public search finds, best first; and by number or address what that one does not list.

        Retired foods are in nobody's search: while the list shows only those, any part of a name finds one.
        """
        term = search_term.replace("\0", " ").strip()
        if not term:
            return queryset, False
        best = list(dict.fromkeys([*_named(term), *(match.food.id for match in find(term)[:MOST_FOUND])]))
        fits = Q(pk__in=best)
        if request.GET.get("is_retired__exact") == "1" or request.GET.get("origin") == "represented":
            fits |= Q(name__icontains=term)
        found = queryset.filter(fits)
        if "o" not in request.GET:
            places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(best)]
            last = Value(len(best))
            rank = Case(*places, default=last, output_field=IntegerField()) if places else last
            found = found.order_by(rank, "name", "pk")
        return found, False

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["name", "brand", "category", "basis", "marks"]})]
        return [
            (_("What it is called"), {"fields": ["name", "brand", "category", "marks"]}),
            (_("Where it is from"), {"fields": ["slug", "source", "source_food_id", "ndb_number"]}),
        ]

    def get_inlines(self, request, obj):
        return self.inlines if obj is not None else []

    def has_add_permission(self, request):
        return request.user.has_perm(CHANGE_FOOD)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            identity.add_food(food=obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        identity.settle(food=form.instance, marks=form.cleaned_data["marks"])

    def response_add(self, request, obj, post_url_continue=None):
        """A new food has no values yet: lead to them."""
        messages.success(request, _("%(food)s is added. Enter its values.") % {"food": obj.name})
        return redirect("admin:foods_food_values", obj.pk)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Foods"), **(extra_context or {})})

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(
            request, form_url, {"show_save_and_add_another": False, **(extra_context or {})}
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        about = {"show_save_and_add_another": False, **self._about(request, object_id)}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **about})

    def _about(self, request, object_id):
        """What the page of a food says beside its form: draft, values and revisions. None for no food."""
        food = self.get_object(request, object_id)
        if food is None:
            return {}
        values = FoodNutrient.objects.filter(revision=food.revision_id).select_related("source")
        revisions = Revision.objects.filter(food=food).select_related("made_by", "decided_by")
        return {
            "title": food.name,
            "subtitle": None,
            "food": food,
            "draft": drafts.open_draft(food),
            "values": values.order_by("pk"),
            "revisions": revisions.order_by("-number")[:MOST_REVISIONS],
        }

    @admin.display(description=_("category"), ordering="category")
    def category_words(self, food):
        return label(food.category)

    @admin.display(description=_("counted"))
    def counted(self, food):
        return _("per unit") if food.is_supplement else _("per 100 g")

    @admin.display(description=_("retired"))
    def retired(self, food):
        return _("retired") if food.is_retired else ""

    @admin.display(description=_("published"))
    def published(self, food):
        if food.revision is None:
            return _("no values yet")
        return _("revision %(number)s") % {"number": food.revision.number}
