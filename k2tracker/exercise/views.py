"""A person's exercise: the page of it with the form, one activity, the switch of the weekly line."""

import uuid
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from k2tracker.profiles.clock import today
from k2tracker.profiles.forms import EARLIEST_YEAR
from k2tracker.profiles.permissions import onboarded_required
from k2tracker.profiles.queries import profile_of

from . import actions, presenters, queries
from .forms import ActivityForm, key_of
from .permissions import own_activity_or_404

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
@onboarded_required
def activity_list(request):
    """What was done, the newest first, with the form for more. ?day= names the day it begins with."""
    days = _days_of(request.user)
    key = (key_of(request.POST) if request.method == "POST" else None) or uuid.uuid4()
    form = ActivityForm(request.POST or None, initial={"done_on": _asked_day(request, days["today"])}, **days)
    if form.is_valid():
        made = actions.add_activity(by=request.user, key=key, told=form.told)
        if form.told.is_what(made):
            messages.success(request, _("The exercise is saved."))
        elif made.deleted_at is not None:
            messages.info(request, _("This form was saved before, and what it said was deleted since."))
        else:
            messages.info(request, _("This form was saved before. It can be changed here."))
            return redirect("exercise:change", key)
        return redirect("exercise:list")
    page = Paginator(queries.activities_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    shows_week = queries.shows_week(request.user)
    context = {
        "form": form,
        "key": key,
        "today": days["today"],
        "page_obj": page,
        "rows": [presenters.row_of(one) for one in page.object_list],
        "week": presenters.week_line(queries.week_told(request.user, days["today"]), days["today"])
        if shows_week
        else None,
    }
    return render(request, "exercise/list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@onboarded_required
def change(request, key: uuid.UUID):
    """One activity: change it, or delete it."""
    activity = own_activity_or_404(request.user, key)
    if activity.deleted_at is not None:
        messages.info(request, _("It is deleted already."))
        return redirect("exercise:list")
    names = ("kind", "minutes", "done_on", "is_vigorous", "strengthens")
    form = ActivityForm(
        request.POST or None,
        initial={name: getattr(activity, name) for name in names},
        **_days_of(request.user),
    )
    if form.is_valid():
        actions.change_activity(by=request.user, key=key, told=form.told)
        messages.success(request, _("The exercise is saved."))
        return redirect("exercise:list")
    context = {"form": form, "row": presenters.row_of(activity)}
    return render(request, "exercise/change.html", context, status=422 if form.errors else 200)


@require_POST
@onboarded_required
def delete(request, key: uuid.UUID):
    """Take an activity out of the log."""
    own_activity_or_404(request.user, key)
    actions.delete_activity(by=request.user, key=key)
    messages.success(request, _("The exercise is deleted."))
    return redirect("exercise:list")


@require_POST
@onboarded_required
def week_line(request):
    """Switch the weekly line on or off."""
    wanted = request.POST.get("shows_week")
    if wanted in ("on", "off"):
        actions.show_week(by=request.user, wanted=wanted == "on")
    return redirect("exercise:list")


def _days_of(person) -> dict[str, date]:
    """The days between which something can have been done."""
    profile = profile_of(person)
    born_on = date(profile.birth_year or EARLIEST_YEAR, profile.birth_month or 1, 1)
    return {"today": today(profile), "born_on": born_on}


def _asked_day(request, day: date) -> date:
    """The day that the address names, or `day` where it names none that has come."""
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return day
    return min(asked, day)
