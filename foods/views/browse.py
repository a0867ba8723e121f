"""The food list: public, so that anyone can look around."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..composition import compositions
from ..forms import FoodListForm
from ..models import Food
from ..presenters.listed import list_rows
from ..queries.listing import list_foods
from ..search import reader_for

PER_PAGE = 40


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
