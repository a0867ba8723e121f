"""Food search, the food list and the page of one food.

List and page are public, so that anyone can check a number; search is the diary's and needs a sign-in.
"""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from . import categories
from .composition import compositions
from .forms import FoodListForm
from .models import Assumption, Food, Source
from .presenters import food as food_page
from .presenters.form_bars import form_bars
from .presenters.found import hits_as_json, options, portion_words
from .presenters.listed import list_rows
from .presenters.references import References, cited_keys
from .queries import list_foods
from .search import reader_for, search

PER_PAGE = 40


@require_safe
def food_search(request):
    """Foods that fit `q`: JSON for programs, options for the log box, a page for everybody else."""
    query = request.GET.get("q", "")
    hits = search(query, reader=reader_for(request.user))
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        response = JsonResponse(hits_as_json(hits))
    else:
        day = _day(request.GET.get("day", ""))
        context = {
            "options": options(hits, day),
            "query": query.replace("\0", "").strip(),
            "day": day,
        }
        template = "foods/_search_options.html" if request.htmx else "foods/food_search.html"
        response = render(request, template, context)
    patch_vary_headers(response, ["Accept", "HX-Request"])
    return response


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # a day that cannot be read: the amount form falls back to today


@login_not_required
@require_safe
def food_list(request):
    """All foods, by name or by fit, narrowed by what was asked for."""
    form = FoodListForm(request.GET)
    found = list_foods(reader=reader_for(request.user), **form.filters())
    page_obj = Paginator(found.food_ids, PER_PAGE).get_page(request.GET.get("page"))
    foods = Food.objects.in_bulk(page_obj.object_list)
    ordered = [foods[food_id] for food_id in page_obj.object_list]
    known = compositions(food.revision_id for food in ordered)
    asked = {name: value for name, value in request.GET.items() if name in form.fields and value}
    return render(
        request,
        "foods/food_list.html",
        {
            "form": form,
            "rows": list_rows(ordered, known),
            "total": len(found.food_ids),
            "hidden": found.hidden,
            "show_hidden_query": urlencode({**asked, "all": "on"}),
            "is_narrowed": bool(asked),
            "page_obj": page_obj,
            "page_query": f"{urlencode(asked)}&" if asked else "",
        },
    )


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
