"""Counts for the curators' first page: how much of the food table is known, and how."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from nutrients.intake import State

from ..models import STATES, Assumption, Food, FoodNutrient, Source
from ..queries.kept import kept

FORMS_WATCHED = ("phylloquinone", "menaquinone_4", "menaquinone_7")


@dataclass(frozen=True, slots=True)
class FoodCounts:
    """Bare counts. by_state and unknown_by_form: words -> count; others: what the hook adds, never a name."""

    foods: int
    values: int
    by_state: Mapping[str, int]
    unknown_by_form: Mapping[str, int]
    sources: int
    assumptions_in_use: int
    others: Mapping[str, int]


def food_counts() -> FoodCounts:
    """Counts over published compositions. Seven queries, and those of the hook; over a large database the
    three that read every value are kept for some minutes.

    `settings.FOODS_OTHER_COUNTS` may name a callable without arguments that returns further counts (people,
    entries) as words -> number; foods itself knows neither.
    """
    foods, per_state, known = kept("curators' counts", _of_published)
    hook = getattr(settings, "FOODS_OTHER_COUNTS", None)
    return FoodCounts(
        foods=foods,
        values=sum(number for state, number in per_state.items() if state != State.UNKNOWN.value),
        by_state={
            str(words): per_state[code]
            for code, words in STATES
            if code in per_state and code != State.UNKNOWN.value
        },
        unknown_by_form={
            form: foods - known.get(code, 0)
            for code, form in zip(FORMS_WATCHED, (_("K1"), _("MK-4"), _("MK-7")), strict=True)
        },
        sources=Source.objects.count(),
        assumptions_in_use=Assumption.objects.filter(is_active=True).count(),
        others=import_string(hook)() if hook else {},
    )


def _of_published() -> tuple[int, dict[str, int], dict[str, int]]:
    """(foods, values by state, known values by form watched)."""
    published = FoodNutrient.objects.filter(revision__published_as__is_retired=False)
    return (
        Food.objects.published().count(),
        dict(published.values_list("state").annotate(Count("pk")).order_by()),
        dict(
            published.filter(nutrient__in=FORMS_WATCHED, amount__isnull=False)
            .values_list("nutrient")
            .annotate(Count("pk"))
            .order_by()
        ),
    )
