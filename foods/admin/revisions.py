"""Revisions and values across foods: to read, since what is published never changes, and to bring back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ..curation import drafts
from ..curation.checks import exact, exact_range, short
from ..curation.content import content_of
from ..curation.difference import differences
from ..models import FoodNutrient, Revision
from ..permissions import DRAFT
from ..search import find
from .lists import FoodModelAdmin, ReadOnly

MOST_FOUND = 150
REASON_SHOWN = 90  # characters in the list; the page has all of it


class _StandingFilter(admin.SimpleListFilter):
    """How a revision stands."""

    title, parameter_name = gettext_lazy("how it stands"), "standing"

    def lookups(self, request, model_admin):
        return [
            ("published", gettext_lazy("published")),
            ("submitted", gettext_lazy("waiting for approval")),
            ("open", gettext_lazy("being worked on")),
            ("declined", gettext_lazy("declined")),
        ]

    def queryset(self, request, queryset):
        undecided = queryset.filter(published_at__isnull=True, declined_at__isnull=True)
        return {
            "published": queryset.filter(published_at__isnull=False),
            "submitted": undecided.filter(submitted_at__isnull=False),
            "open": undecided.filter(submitted_at__isnull=True),
            "declined": queryset.filter(declined_at__isnull=False),
        }.get(self.value(), queryset)


@admin.register(Revision)
class RevisionAdmin(ReadOnly, FoodModelAdmin):
    """Every revision there is, with its values, what it changed and who stands for it."""

    list_display = ["food", "number", "published_at", "kind", "why"]
    list_filter = [_StandingFilter, "is_correction", "assumption_group"]
    list_select_related = ["food"]
    list_per_page = 50
    ordering = ["-pk"]
    search_fields = ["food__name"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(food__owner__isnull=True)

    def get_search_results(self, request, queryset, search_term):
        return _of_foods_found(queryset, "food__in", search_term), False

    @admin.display(description=gettext_lazy("it says"), ordering="is_correction")
    def kind(self, revision):
        return _("correction") if revision.is_correction else _("better data")

    @admin.display(description=gettext_lazy("reason"), ordering="reason")
    def why(self, revision):
        return Truncator(revision.reason).chars(REASON_SHOWN)

    def get_urls(self):
        restore = self.admin_site.admin_view(require_POST(self.restore))
        return [
            path("<int:revision_id>/restore/", restore, name="foods_revision_restore"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        revision = self.get_object(request, object_id)
        about = {} if revision is None else self._about(revision)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **about})

    def _about(self, revision):
        before = (
            Revision.objects.published()
            .filter(food=revision.food_id, number__lt=revision.number)
            .order_by("-number")
            .first()
        )
        values = FoodNutrient.objects.filter(revision=revision).select_related("source", "donor_source")
        return {
            "title": _("Revision %(number)s of %(food)s")
            % {"number": revision.number, "food": revision.food.name},
            "subtitle": None,
            "revision": revision,
            "food": revision.food,
            "before": before,
            "changes": differences(content_of(before), content_of(revision)) if before else [],
            "values": values.order_by("pk"),
            "stands": revision.food.revision_id == revision.pk,
        }

    def restore(self, request, revision_id):
        """A new draft with this revision's content."""
        if not request.user.has_perm(DRAFT):
            raise PermissionDenied
        revision = self.get_queryset(request).filter(pk=revision_id).select_related("food").first()
        if revision is None:
            raise Http404
        try:
            drafts.restore(revision=revision, by=request.user)
        except drafts.DraftError as error:
            messages.error(request, str(error))
            return redirect("admin:foods_revision_change", revision.pk)
        messages.success(request, _("The old values are a draft now. Give the reason and submit it."))
        return redirect("admin:foods_food_draft", revision.food_id)


@admin.register(FoodNutrient)
class FoodNutrientAdmin(ReadOnly, FoodModelAdmin):
    """Values across foods: the list that shows what is borrowed, assumed or without a source."""

    list_display = ["food", "of", "amount_words", "range_words", "samples", "state", "source", "donor"]
    list_filter = ["state", "nutrient", "source"]
    list_select_related = ["revision__food", "source"]
    list_per_page = 50
    ordering = ["-pk"]
    search_fields = ["revision__food__name"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(revision__food__owner__isnull=True)

    def get_search_results(self, request, queryset, search_term):
        return _of_foods_found(queryset, "revision__published_as__in", search_term), False

    @admin.display(description=gettext_lazy("food"), ordering="revision__food__name")
    def food(self, value):
        return value.revision.food

    @admin.display(description=gettext_lazy("nutrient"), ordering="nutrient")
    def of(self, value):
        return short(value.nutrient)

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def amount_words(self, value):
        return _("unknown") if value.amount is None else exact(value.amount, value.nutrient)

    @admin.display(description=gettext_lazy("range"))
    def range_words(self, value):
        return (
            ""
            if value.low is None and value.high is None
            else exact_range(value.low, value.high, value.nutrient)
        )

    @admin.display(description=gettext_lazy("samples"), ordering="n")
    def samples(self, value):
        return f"n = {value.n}" if value.n else ""  # SR28 writes 0 where it did not count

    @admin.display(description=gettext_lazy("donor"), ordering="donor_food_id")
    def donor(self, value):
        return value.donor_food_id


def _of_foods_found(queryset, lookup, search_term):
    term = search_term.replace("\0", " ").strip()
    if not term:
        return queryset
    return queryset.filter(**{lookup: [match.food.id for match in find(term)[:MOST_FOUND]]})
