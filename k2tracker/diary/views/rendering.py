"""A day as an answer: the whole page, or the parts of it that a change touches.

Both come from the same partials. The fragment carries each part under its own id, to be swapped in its place,
so that what is being typed in the log box stays.
"""

from datetime import date
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from foods.naming import NOTHING_NAMED, Naming
from k2tracker.cabinet.queries import uses_on
from k2tracker.diary.actions import NotLogged, Outcome
from k2tracker.diary.days import MOST_ENTRIES, DayFull, DayOutside, Days, Keeper, keeper_of, read_days
from k2tracker.diary.models import Entry
from k2tracker.diary.presenters.entries import Problem
from k2tracker.diary.presenters.page import DayPage, Toast, day_page, suggestible_foods
from k2tracker.diary.presenters.quick import usual_of
from k2tracker.diary.presenters.repricing import banner_text
from k2tracker.diary.queries import (
    alerts_for,
    first_portions,
    marks_of,
    shortcuts_of,
)
from k2tracker.diary.repricing.queries import foods_waiting
from k2tracker.profiles.permissions import onboarded_required


def diary_view(view):
    """A view of the reader's own diary: gets their `keeper`; a day that the diary has not is a clear 404."""

    @onboarded_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        keeper = keeper_of(request.user)
        try:
            return view(request, keeper, *args, **kwargs)
        except DayOutside:
            return _outside(request, keeper, kwargs["day"])
        except DayFull as error:
            text = _("A day holds %(most)s entries at most; nothing was added.") % {"most": MOST_ENTRIES}
            return show_day(request, read_days(keeper, error.day), toast=Toast(text))
        except NotLogged as error:
            raise Http404 from error

    return checked


def _outside(request, keeper: Keeper, day: date) -> HttpResponse:
    context = {"day": day, "is_future": day > keeper.today(), "today_url": reverse("diary:today")}
    return render(request, "diary/day_outside.html", context, status=404)


def build_page(days: Days, *, problem: Problem | None = None) -> DayPage:
    """The page of `days.on`. Two queries, one more while a vitamin K antagonist is active, and one more for
    favourites that were not logged in the window."""
    person = days.keeper.person
    shortcuts = shortcuts_of(person)
    naming = NOTHING_NAMED
    if days.vka_is_active:
        naming = Naming({}, marks_of(suggestible_foods(days, shortcuts)))
    tried = {row.food_id for rows in days.rows.values() for row in rows}
    untried = {one.food_id for one in shortcuts} - tried
    return day_page(
        days,
        today=days.keeper.today(),
        alerts=alerts_for(person, days.on),
        shortcuts=shortcuts,
        portions=first_portions(untried),
        naming=naming,
        problem=problem,
    )


def show_day(
    request,
    days: Days,
    *,
    toast: Toast | None = None,
    problem: Problem | None = None,
) -> HttpResponse:
    """The day as it stands: a fragment for htmx, else the whole page; 422 with a problem."""
    context = {
        "page": build_page(days, problem=problem),
        "corrected": banner_text(foods_waiting(days.keeper.person)),
        "usual": usual_of(days, uses_on(days.keeper.person, days.on)),
        "toast": toast,
        "is_fragment": bool(request.htmx),
    }
    template = "diary/_day_fragment.html" if request.htmx else "diary/day.html"
    response = render(request, template, context, status=200 if problem is None else 422)
    patch_vary_headers(response, ["HX-Request"])
    return response


def to_day(day: date, **news) -> HttpResponse:
    """A redirect to a day. news: what has been done to which entry, for the toast there."""
    query = "&".join(f"{name}={key}" for name, key in news.items())
    address = reverse("diary:day", args=[day])
    return redirect(f"{address}?{query}" if query else address)


def lead_to(request, address: str) -> HttpResponse:
    """A redirect that the browser follows as a whole page, whoever asked."""
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def to_caution(request, entry: Entry) -> HttpResponse:
    """To what is to be known of an entry that asks for a call first."""
    return lead_to(request, reverse("diary:caution", args=[entry.key]))


def after_log(request, outcome: Outcome, toast: Toast, *, done: str = "logged") -> HttpResponse:
    """Where a saved entry leads: to its caution where it has one, else back to the day.

    done: "logged" or "restored"."""
    entry = outcome.entry
    if outcome.call_first and entry.deleted_at is None:
        return to_caution(request, entry)
    if request.htmx:
        return show_day(request, outcome.days, toast=toast)
    return to_day(entry.eaten_on, **{done if entry.deleted_at is None else "deleted": entry.key})
