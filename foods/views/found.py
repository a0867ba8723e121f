"""Food search: the diary's, so it needs a sign-in."""

from datetime import date

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from ..presenters.found import hits_as_json, options
from ..search import reader_for, search


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
