"""How much of the database is known, nutrient by nutrient."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..presenters.covered import coverage_tables
from ..queries.coverage import coverage


@login_not_required
@require_safe
def food_coverage(request):
    """For each nutrient, how many foods have a value of each kind, and how many have none."""
    return render(request, "foods/food_coverage.html", {"tables": coverage_tables(coverage())})
