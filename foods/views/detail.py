"""The page of one food: public, so that anyone can check a number."""

from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .. import categories
from ..composition import compositions
from ..models import Assumption, Food, Source
from ..presenters import food as food_page
from ..presenters.form_bars import form_bars
from ..presenters.found import portion_words
from ..presenters.references import References, cited_keys


@login_not_required
@require_safe
def food_detail(request, slug):
    """What one food holds, with the source of every value."""
    food = get_object_or_404(
        Food.objects.select_related("revision").filter(revision__isnull=False), slug=slug
    )
    composition = compositions([food.revision_id])[food.revision_id]
    portions = list(food.portions.all())
    chosen = _chosen_portion(portions, request.GET.get("portion"))
    assumptions = list(
        Assumption.objects.filter(group=composition.assumption_group, is_active=True).select_related("source")
    )
    keys = cited_keys(composition, [row.source.key for row in assumptions])
    sources = Source.objects.filter(key__in=set(keys)).in_bulk(field_name="key")
    references = References.to(keys, sources)
    marks = list(food.marks.values_list("mark", flat=True))
    return render(
        request,
        "foods/food_detail.html",
        {
            "food": food,
            "category": categories.label(food.category),
            "aliases": list(food.aliases.values_list("text", flat=True)),
            "portions": [(portion, portion_words(portion), portion == chosen) for portion in portions],
            "chosen": chosen,
            "chosen_words": portion_words(chosen) if chosen else "",
            "lines": food_page.lines(composition, _factor(food, chosen), references),
            "bars": form_bars(composition),
            "known_k2": food_page.known_k2(composition),
            "composition": composition,
            "k2_notes": composition.k2_note.split("\n") if composition.k2_note else [],
            "assumed": food_page.assumed_lines(composition, assumptions, references),
            "references": references,
            "limit_notice": food_page.limit_notice(composition),
            "concerns_vka": food_page.concerns_vka(composition, marks),
            "is_natto_family": "natto_family" in marks,
        },
    )


def _chosen_portion(portions, name):
    by_name = {portion.name: portion for portion in portions}
    return by_name.get(name) or (portions[0] if portions else None)


def _factor(food, portion) -> Decimal | None:
    """How many times the composition's basis the portion is; None where that would say nothing new."""
    if food.is_supplement or portion is None or portion.grams is None:
        return None
    return portion.grams / 100
