"""The food list, by name or by the amount of one nutrient: public, so that anyone can look around."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nutrients.nutrient import NUTRIENTS

from ..composition import compositions
from ..forms import VITAMIN_K, FoodListForm
from ..models import Food
from ..presenters.comparing import compare_url
from ..presenters.kinds import full_name
from ..presenters.listed import list_rows, order_links, ranked_rows
from ..queries.listing import MOST_LISTED, MOST_MATCHES, list_foods
from ..queries.page import marks_of
from ..queries.ranking import MOST_RANKED, PER, PER_PORTION, first_portions, rank_foods
from ..search import reader_for
from .chosen import chosen_foods

PER_PAGE = 40
SAID_ELSEWHERE = {"q", "nutrient", "per", "all"}  # the page shows them without its filters being open


@login_not_required
@require_safe
def food_list(request):
    """Foods by name, by fit or by amount, narrowed by what was asked for."""
    form = FoodListForm(request.GET)
    chosen = chosen_foods(request)
    asked = request.GET.copy()
    for name in list(asked):
        if name not in {*form.fields, "food"} or not asked[name]:
            del asked[name]
    page_query = asked.urlencode()
    context = {
        "form": form,
        "chosen": chosen,
        "compare_url": compare_url([food.slug for food in chosen]),
        "is_narrowed": any(name in form.fields for name in asked),
        "is_filtered": any(name in form.fields and name not in SAID_ELSEWHERE for name in asked),
        "orders": order_links(form.nutrient_chosen, [food.slug for food in chosen]),
        "page_query": f"{page_query}&" if page_query else "",
        "branded_query": f"{page_query}&branded=on" if page_query else "branded=on",
        "show_hidden_query": f"{page_query}&all=on" if page_query else "all=on",
    }
    if form.nutrient_chosen:
        return render(request, "foods/food_ranking.html", context | _ranked(request, form, chosen))
    return render(request, "foods/food_list.html", context | _by_name(request, form, chosen))


def _by_name(request, form, chosen) -> dict:
    found = list_foods(**form.asked(), reader=reader_for(request.user))
    page_obj = Paginator(found.food_ids, PER_PAGE).get_page(request.GET.get("page"))
    foods = _foods_of(page_obj)
    return {
        "rows": list_rows(
            foods, compositions(food.revision_id for food in foods), [food.slug for food in chosen]
        ),
        "total": found.total,
        "hidden": found.hidden,
        "is_cut": found.is_cut,
        "branded_left_out": found.branded_left_out,
        "most": MOST_MATCHES if form.asked().get("query") else MOST_LISTED,
        "page_obj": page_obj,
    }


def _ranked(request, form, chosen) -> dict:
    nutrient, per = form.nutrient_chosen, form.per_chosen
    ranking = rank_foods(nutrient, per, **form.asked(), reader=reader_for(request.user))
    page_obj = Paginator(ranking.food_ids, PER_PAGE).get_page(request.GET.get("page"))
    foods = _foods_of(page_obj)
    rows = ranked_rows(
        foods,
        compositions(food.revision_id for food in foods),
        nutrient=nutrient,
        per=per,
        portions=first_portions(foods),
        marks=marks_of(foods),
        first=page_obj.start_index(),
        chosen=[food.slug for food in chosen],
    )
    without_per = request.GET.copy()
    for name in ("per", "page"):
        without_per.pop(name, None)
    return {
        "rows": rows,
        "ranking": ranking,
        "hidden": ranking.hidden,
        "branded_left_out": ranking.branded_left_out,
        "most": MOST_RANKED,
        "page_obj": page_obj,
        "nutrient_name": full_name(nutrient),
        "unit": NUTRIENTS[nutrient].unit,
        "is_vitamin_k": nutrient in VITAMIN_K,
        "is_per_portion": per == PER_PORTION,
        "per_links": [
            (words, f"?{without_per.urlencode()}&per={code}", code == per) for code, words in PER.items()
        ],
    }


def _foods_of(page_obj: Page) -> Sequence[Food]:
    """The foods of one page, in its order. One query."""
    ids = list(page_obj.object_list)
    foods = Food.objects.select_related("revision__release__source").in_bulk(ids)
    return [foods[food_id] for food_id in ids if food_id in foods]
