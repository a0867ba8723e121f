"""The page of one food: public, so that anyone can check a number; a food somebody added is theirs alone."""

from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .. import categories
from ..composition import compositions
from ..models import Source
from ..presenters import food as food_page
from ..presenters.alike import alike_lines
from ..presenters.comparing import compare_url
from ..presenters.form_bars import form_bars
from ..presenters.found import portion_words
from ..presenters.history import version_lines
from ..presenters.references import References, cited_keys
from ..queries import page as queries
from ..search import reader_for


@login_not_required
@require_safe
def food_detail(request, slug):
    """What one food holds, with the source of every value."""
    food = get_object_or_404(
        queries.foods_seen_by(request.user).select_related("revision__release__source", "represented_by"),
        slug=slug,
    )
    if food.merged_into_id is not None:
        # Not for good: a curator can take a merge back, and browsers never ask again after a 301.
        return redirect("foods:detail", queries.end_of_merge(food).slug)
    composition = compositions([food.revision_id])[food.revision_id]
    portions = list(food.portions.all())
    chosen = _chosen_portion(portions, request.GET.get("portion"))
    assumptions = queries.assumptions_of(composition)
    keys = cited_keys(composition, [row.source.key for row in assumptions])
    sources = Source.objects.filter(key__in=set(keys)).in_bulk(field_name="key")
    references = References.to(keys, sources)
    donors = queries.donor_foods(composition)
    alike = queries.foods_alike(food, composition)
    marks = queries.marks_of([food, *alike])
    reader = reader_for(request.user)
    # To somebody on a vitamin K antagonist nothing is suggested that would open a caution.
    is_kept_back = reader is not None and reader.sees_cautioned_last
    versions, version_count = queries.versions(food, composition)
    return render(
        request,
        "foods/food_detail.html",
        {
            "food": food,
            "is_own": food.owner_id is not None,
            "release": food.revision.release,
            "records_behind": queries.records_behind(food),
            "category": categories.label(food.category),
            "aliases": list(food.aliases.values_list("text", flat=True)),
            "portions": [(portion, portion_words(portion), portion == chosen) for portion in portions],
            "chosen": chosen,
            "chosen_words": portion_words(chosen) if chosen else "",
            "lines": food_page.lines(food, composition, _factor(food, chosen), references, donors),
            "bars": form_bars(composition),
            "known_k2": food_page.known_k2(composition),
            "composition": composition,
            "k2_notes": composition.k2_note.split("\n") if composition.k2_note else [],
            "assumed": food_page.assumed_lines(composition, assumptions, references),
            "references": references,
            "limit_notice": food_page.limit_notice(composition),
            "concerns_vka": food_page.concerns_vka(composition, marks.get(food.pk, ())),
            "is_natto_family": "natto_family" in marks.get(food.pk, ()),
            "alike": alike_lines(food, alike, marks, with_cautioned=not is_kept_back),
            "versions": version_lines(versions),
            "version_count": version_count,
            "compare_url": compare_url([food.slug]),
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
