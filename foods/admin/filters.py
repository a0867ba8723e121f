"""How the list of foods is narrowed. No choice is found by looking through all foods."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from ..categories import CATEGORIES
from ..models import STATES, Food, FoodMark, FoodNutrient, Revision, Source

MANY = 200_000  # values


class _Choices(admin.SimpleListFilter):
    """A filter whose values are known; one that is not among them leaves the list whole."""

    def queryset(self, request, queryset):
        if self.value() not in {str(value) for value, _words in self.lookup_choices}:
            return queryset
        return self.narrowed(queryset, self.value())


class CategoryFilter(_Choices):
    title, parameter_name = _("category"), "category"

    def lookups(self, request, model_admin):
        return list(CATEGORIES.items())

    def narrowed(self, foods, value):
        return foods.filter(category=value)


def _with_value(foods, **conditions):
    """Foods with such a published value. What is rare is looked up and the foods by it; what most foods have
    is met soon by going through the foods: either way round takes seconds for the other kind."""
    values = FoodNutrient.objects.filter(**conditions).order_by()
    if values[:MANY].count() == MANY:
        return foods.filter(Exists(values.filter(revision=OuterRef("revision_id"))))
    return foods.filter(revision__in=values.values("revision"))


class StateFilter(_Choices):
    """Foods of whose published values one is known in this way."""

    title, parameter_name = _("state of a value"), "state"

    def lookups(self, request, model_admin):
        return STATES

    def narrowed(self, foods, value):
        return _with_value(foods, state=value)


class SourceFilter(_Choices):
    """Foods of which a published value rests on this source."""

    title, parameter_name = _("source of a value"), "value_source"

    def lookups(self, request, model_admin):
        return [(str(pk), key) for pk, key in Source.objects.values_list("pk", "key")]

    def narrowed(self, foods, value):
        return _with_value(foods, source=int(value))


class FoodSourceFilter(_Choices):
    """Foods that a source listed; only sources that list foods are choices."""

    title, parameter_name = _("table the food is from"), "source"

    def lookups(self, request, model_admin):
        listing = Source.objects.filter(Exists(Food.objects.filter(source=OuterRef("pk"), owner=None)))
        return [(str(pk), key) for pk, key in listing.values_list("pk", "key")]

    def narrowed(self, foods, value):
        return foods.filter(source=int(value))


class MarkFilter(_Choices):
    title, parameter_name = _("mark"), "mark"

    def lookups(self, request, model_admin):
        return FoodMark.Mark.choices

    def narrowed(self, foods, value):
        return foods.filter(pk__in=FoodMark.objects.filter(mark=value).order_by().values("food"))


class OriginFilter(_Choices):
    """Whether curators wrote what is published, or an import did."""

    title, parameter_name = _("who made the values"), "origin"

    def lookups(self, request, model_admin):
        return [
            ("curated", _("curators")),
            ("imported", _("an import")),
            ("represented", _("an import, shown as a curated food")),
        ]

    def narrowed(self, foods, value):
        if value == "represented":
            return foods.filter(represented_by__isnull=False)
        if value == "curated":
            return foods.filter(revision__in=Revision.objects.filter(release=None).order_by().values("pk"))
        return foods.filter(revision__release__isnull=False)


class DraftFilter(_Choices):
    title, parameter_name = _("draft"), "draft"

    def lookups(self, request, model_admin):
        return [("open", _("being worked on")), ("submitted", _("waiting for approval"))]

    def narrowed(self, foods, value):
        waits = Revision.objects.filter(
            published_at__isnull=True,
            declined_at__isnull=True,
            submitted_at__isnull=value == "open",
        )
        return foods.filter(pk__in=waits.order_by().values("food"))
