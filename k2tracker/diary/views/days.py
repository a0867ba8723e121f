"""The day page, the marks of a day, and what stands behind a number."""

import uuid
from datetime import date

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foods.composition import active_assumptions, compositions, in_groups
from k2tracker.cabinet.queries import uses_on
from k2tracker.diary import actions
from k2tracker.diary.days import Days, read_days
from k2tracker.diary.forms import DayForm
from k2tracker.diary.judging import judge_what_is_stale
from k2tracker.diary.presenters.page import Toast, day_head
from k2tracker.diary.presenters.quick import left_out_of
from k2tracker.diary.presenters.repricing import correction_words
from k2tracker.diary.presenters.toasts import deleted_toast, entry_toast, repeated_toast, supplements_toast
from k2tracker.diary.presenters.why import sources_named, why_line
from k2tracker.diary.queries import (
    assumptions_behind,
    citations_of,
    entry_of,
    repeated_entries,
    supplement_entries,
)
from k2tracker.diary.repricing.queries import corrections_of

from .rendering import diary_view, show_day, to_day


@require_safe
@diary_view
def today(request, keeper):
    """The reader's local day, or the one they asked for in the date field."""
    if "day" in request.GET:
        form = DayForm(request.GET)
        if form.is_valid():
            return redirect("diary:day", form.cleaned_data["day"])
        toast = Toast(form.errors["day"][0])
        return show_day(request, read_days(keeper, keeper.today()), toast=toast)
    judge_what_is_stale(keeper)
    return show_day(request, read_days(keeper, keeper.today()))


@require_safe
@diary_view
def day_page(request, keeper, day: date):
    """One day of the diary."""
    keeper.check_day(day)
    judge_what_is_stale(keeper)
    days = read_days(keeper, day)
    return show_day(request, days, toast=_news(request, days))


def _news(request, days: Days) -> Toast | None:
    """The toast about what was just done, for a page that was reached by a redirect."""
    for name in ("logged", "changed", "restored"):
        key = _uuid(request.GET.get(name, ""))
        for row in days.entries if key else ():
            if row.key == key:
                return entry_toast(name, row)
    key = _uuid(request.GET.get("repeated", ""))
    if key and (again := repeated_entries(days.keeper.person, days.on, key)):
        return repeated_toast(days.on, key, len(again))
    key = _uuid(request.GET.get("supplements", ""))
    if key:
        person = days.keeper.person
        logged = [entry.food.name for entry in supplement_entries(person, days.on, key)]
        return supplements_toast(days.on, key, logged, left_out_of(uses_on(person, days.on), person, days.on))
    key = _uuid(request.GET.get("deleted", ""))
    entry = entry_of(days.keeper.person, key) if key else None
    return deleted_toast(entry) if entry is not None and entry.deleted_at is not None else None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@require_POST
@diary_view
def marks(request, keeper, day: date):
    """Set or clear "I logged everything" and "sun" of a day."""
    wanted = {
        name: request.POST[name] == "on"
        for name in ("is_complete", "had_sun")
        if request.POST.get(name) in ("on", "off")
    }
    actions.mark_day(by=request.user, person=keeper.person, day=day, **wanted)
    if not request.htmx:
        return to_day(day)
    return show_day(request, read_days(keeper, day))


@require_safe
@diary_view
def why(request, keeper, day: date, line: str):
    """What a line of the day adds up from: a fragment for htmx, else a page of its own."""
    keeper.check_day(day)
    days = read_days(keeper, day)
    found = compositions({row.revision_id for row in days.entries})
    known = in_groups(found, active_assumptions())
    groups = {composition.assumption_group for composition in known.values()}
    corrections = corrections_of(keeper.person, known.keys())
    shown = why_line(
        line,
        days,
        known,
        citations_of(sources_named(days, known)),
        assumptions_behind(groups),
        lambda revision_id, code: correction_words(code, corrections.get(revision_id)),
    )
    if shown is None:
        raise Http404(_("There is no such line."))
    context = {"why": shown, "head": day_head(days, keeper.today()), "day": day}
    template = "diary/_why.html" if request.htmx else "diary/why.html"
    return render(request, template, context)
