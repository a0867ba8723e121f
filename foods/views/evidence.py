"""The evidence behind one value of one food: public, like the value."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from nutrients.nutrient import NUTRIENTS

from .. import categories
from ..composition import Donor, compositions
from ..derivations import read_derivation
from ..models import Source
from ..presenters.evidence import evidence, past_lines
from ..presenters.food import assumed_lines, concerns_vka, donor_line
from ..presenters.references import References, keys_in
from ..queries.evidence import value_history
from ..queries.page import assumptions_of, end_of_merge, foods_of, foods_seen_by, marks_of


@login_not_required
@require_safe
def food_evidence(request, slug, nutrient):
    """One value: amount, kind, source, method, number of samples, and what stood there before."""
    if nutrient not in NUTRIENTS:
        raise Http404
    food = get_object_or_404(
        foods_seen_by(request.user).select_related("revision__release__source"), slug=slug
    )
    if food.merged_into_id is not None:
        return redirect("foods:evidence", end_of_merge(food).slug, nutrient)
    composition = compositions([food.revision_id])[food.revision_id]
    value = composition.values.get(nutrient)
    assumptions = [row for row in assumptions_of(composition) if row.nutrient == nutrient]
    keys = [row.source.key for row in assumptions]
    if value is not None:
        donor_key = value.donor.source_key if value.donor else None
        keys = [key for key in (value.source_key, donor_key) if key] + keys + keys_in(value.note)
    sources = Source.objects.filter(key__in=set(keys)).in_bulk(field_name="key")
    references = References.to(keys, sources)
    donors = foods_of(_donors(value))
    shown = evidence(composition, nutrient, donors)
    history = past_lines(nutrient, value_history(food, nutrient))
    marks = marks_of([food]).get(food.pk, ())
    return render(
        request,
        "foods/food_evidence.html",
        {
            "food": food,
            "category": categories.label(food.category),
            "evidence": shown,
            "source": references.get(value.source_key) if value else None,
            "references": references,
            "reference_food": donor_line(_worked_out_from(value), donors),
            "assumed": assumed_lines(composition, assumptions, references),
            "standing": history[0],
            "earlier": history[1:],
            "concerns_vka": concerns_vka(composition, marks),
            "is_natto_family": "natto_family" in marks,
        },
    )


def _donors(value) -> list[Donor]:
    """The foods of other sources that a value names: the one it was taken from, and that one's own."""
    named = [] if value is None else [value.donor, _worked_out_from(value)]
    return [donor for donor in named if donor is not None]


def _worked_out_from(value) -> Donor | None:
    number = read_derivation(value.derivation).reference_ndb if value else ""
    key = (value.donor.source_key if value.donor else value.source_key) if number else None
    return Donor(key, number) if key else None
