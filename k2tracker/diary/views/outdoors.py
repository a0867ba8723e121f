"""Time outdoors of a day. It is kept as time and never turned into vitamin D."""

from datetime import date

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from k2tracker.diary import actions
from k2tracker.diary.forms import OutdoorsForm
from k2tracker.diary.queries import NO_MARKS, marks_between
from k2tracker.profiles.presenters import day_text

from .rendering import diary_view, to_day


@require_http_methods(["GET", "POST"])
@diary_view
def outdoors(request, keeper, day: date):
    """The minutes outdoors of a day: a page of its own, which works without a script."""
    keeper.check_day(day)
    marks = marks_between(keeper.person, day, day).get(day, NO_MARKS)
    sent = request.POST if request.method == "POST" else None
    form = OutdoorsForm(sent, initial={"minutes": marks.outdoors_minutes})
    if form.is_valid():
        actions.tell_outdoors(
            by=request.user, person=keeper.person, day=day, minutes=form.cleaned_data["minutes"]
        )
        return to_day(day)
    context = {"form": form, "day": day, "day_text": day_text(day)}
    return render(request, "diary/outdoors.html", context, status=422 if form.errors else 200)
