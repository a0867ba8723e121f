"""One tap for what a person takes as a habit, and the way back."""

import uuid
from datetime import date

from django.views.decorators.http import require_POST

from k2tracker.cabinet.queries import uses_on
from k2tracker.diary import actions
from k2tracker.diary.days import read_days
from k2tracker.diary.presenters.quick import left_out_of
from k2tracker.diary.presenters.toasts import outcome_toast, repeat_undone_toast, supplements_toast

from .rendering import after_log, diary_view, show_day, to_day


@require_POST
@diary_view
def log(request, keeper, day: date):
    """Log what the cabinet has for a day and the day has not."""
    keeper.check_day(day)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return to_day(day)
    outcomes = actions.log_supplements(by=request.user, person=keeper.person, key=key, eaten_on=day)
    cautioned = next((outcome for outcome in outcomes if outcome.call_first), None)
    if cautioned is not None:
        return after_log(request, cautioned, outcome_toast("logged", cautioned.entry))
    if not request.htmx:
        return to_day(day, supplements=key)
    logged = [outcome.entry.food.name for outcome in outcomes]
    toast = supplements_toast(day, key, logged, left_out_of(uses_on(keeper.person, day), keeper.person, day))
    return show_day(request, outcomes[0].days if outcomes else read_days(keeper, day), toast=toast)


@require_POST
@diary_view
def undo(request, keeper, day: date, key: uuid.UUID):
    """Take back what one press logged."""
    keeper.check_day(day)
    gone = actions.delete_supplements(by=request.user, person=keeper.person, key=key, eaten_on=day)
    if not request.htmx:
        return to_day(day)
    return show_day(request, read_days(keeper, day), toast=repeat_undone_toast(len(gone)))
