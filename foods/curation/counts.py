"""Counts for the curators' first page: how much of the food table is known, and how."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from nutrients.intake import State

from ..models import STATES, Assumption, ListedValue, Source

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
    """Counts over the findable foods. Three queries, and those of the hook.

    `settings.FOODS_OTHER_COUNTS` may name a callable without arguments that returns further counts (people,
    entries) as words -> number; foods itself knows neither.
    """
    foods, per_state, known = _of_listed()
    hook = getattr(settings, "FOODS_OTHER_COUNTS", None)
    return FoodCounts(
        foods=foods,
        values=sum(per_state.values()),
        by_state={str(words): per_state[code] for code, words in STATES if code in per_state},
        unknown_by_form={
            form: foods - known[code]
            for code, form in zip(FORMS_WATCHED, (_("K1"), _("MK-4"), _("MK-7")), strict=True)
        },
        sources=Source.objects.count(),
        assumptions_in_use=Assumption.objects.filter(is_active=True).count(),
        others=import_string(hook)() if hook else {},
    )


def _of_listed() -> tuple[int, Counter[str], Counter[str]]:
    """(foods, values by state, foods by form whose amount is known). One query."""
    foods, by_state, known = 0, Counter(), Counter()
    # Grouped as an index holds them, so that it is read from end to end and nothing is sorted.
    grouped = ListedValue.objects.order_by().values_list("release", "basis", "nutrient", "state")
    for _release, _basis, nutrient, state, number in grouped.annotate(Count("pk")):
        if nutrient == "":
            foods += number
            continue
        by_state[state] += number
        if state != State.NOT_ON_LABEL.value:
            known[nutrient] += number
    return foods, by_state, known
