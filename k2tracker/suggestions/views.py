"""Ways to close the gaps of a day: a page, and the same as a fragment for the page of the day."""

from datetime import date

from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from k2tracker.diary.days import read_days
from k2tracker.diary.presenters.gap import gaps_of_day
from k2tracker.diary.presenters.page import day_head
from k2tracker.diary.reading import reader_for
from k2tracker.diary.views.rendering import diary_view

from .choosing import BEST_ALONE, MOST_SHOWN, choose
from .presenters import suggestions_of
from .queries import suggestible_foods


@require_safe
@diary_view
def gap(request, keeper, day: date):
    """What would bring the lines of a day to their targets; as a fragment, the best of each group."""
    keeper.check_day(day)
    days = read_days(keeper, day)
    chosen, unwanted = [], frozenset()
    if gaps_of_day(days):
        unwanted = reader_for(request.user).unwanted_marks
        logged = {row.food_id for rows in days.rows.values() for row in rows}
        foods = suggestible_foods(keeper.person, logged)
        chosen = choose(days, foods, unwanted, most=BEST_ALONE if request.htmx else MOST_SHOWN)
    context = {
        "suggestions": suggestions_of(days, chosen, has_unwanted=bool(unwanted)),
        "head": day_head(days, keeper.today()),
        "is_fragment": bool(request.htmx),
    }
    template = "suggestions/_gap.html" if request.htmx else "suggestions/gap.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
