"""Up to four foods side by side. The address holds which, so that it can be passed on and needs no script."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..composition import compositions
from ..models import Food
from ..presenters.compared import comparison
from ..presenters.comparing import MOST_COMPARED, compare_url
from ..queries.page import end_of_merge, marks_of
from ..queries.ranking import PER_PORTION, first_portions
from .chosen import asked_slugs, foods_by_slug

LONGEST_SHOWN = 80  # letters of an address that nobody knows


@login_not_required
@require_safe
def food_compare(request):
    """The foods of the address, per 100 g or per usual portion. What cannot be shown is said."""
    slugs = asked_slugs(request)
    found = foods_by_slug(slugs, request.user)
    merged = [end_of_merge(found[slug]).pk for slug in slugs if slug in found]
    rows = Food.objects.select_related("revision__release__source").in_bulk(merged)
    fitting = [rows[food_id] for food_id in dict.fromkeys(merged)]
    foods = fitting[:MOST_COMPARED]
    per_portion = request.GET.get("per") == PER_PORTION
    shown = [food.slug for food in foods]
    return render(
        request,
        "foods/food_compare.html",
        {
            "table": comparison(
                foods,
                compositions(food.revision_id for food in foods),
                per_portion=per_portion,
                portions=first_portions(foods),
                marks=marks_of(foods),
            ),
            "chosen": shown,
            "unknown": [slug.replace("\0", "")[:LONGEST_SHOWN] for slug in slugs if slug not in found],
            "left_out": [food.name for food in fitting[MOST_COMPARED:]],
            "most": MOST_COMPARED,
            "has_room": len(foods) < MOST_COMPARED,
            "per_portion": per_portion,
            "per_100g_url": compare_url(shown),
            "per_portion_url": compare_url(shown, per=PER_PORTION),
        },
    )
