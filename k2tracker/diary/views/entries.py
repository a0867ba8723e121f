"""Logging, changing, deleting; each works as a plain form and as a fragment."""

import uuid
from datetime import date

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foods.models import Food
from foods.notices import is_reportable
from k2tracker.alerts.presenters import card_of
from k2tracker.alerts.queries import open_alerts
from k2tracker.diary import actions
from k2tracker.diary.days import Keeper, read_days
from k2tracker.diary.forms import AmountForm, EditForm, LogForm, choices_for
from k2tracker.diary.measures import quantity_text
from k2tracker.diary.models import Entry
from k2tracker.diary.presenters.cautions import USUAL_DAYS, caution_page, saved_text
from k2tracker.diary.presenters.entries import Problem
from k2tracker.diary.presenters.page import Toast, meal_at
from k2tracker.diary.presenters.quick import ChipValue
from k2tracker.diary.presenters.repricing import correction_note
from k2tracker.diary.presenters.toasts import (
    deleted_toast,
    outcome_toast,
    repeat_undone_toast,
    repeated_toast,
)
from k2tracker.diary.queries import (
    can_be_starred_by,
    entry_of,
    food_named,
    is_favourite,
    repeated_entries,
)
from k2tracker.diary.repricing.queries import correction_of
from k2tracker.profiles.clock import local_time

from .rendering import after_log, diary_view, lead_to, show_day, to_caution, to_day


def _food(keeper: Keeper, slug: str) -> Food:
    food = food_named(keeper.person, slug)
    if food is None:
        raise Http404(_("There is no such food."))
    return food


def _entry(keeper: Keeper, key: uuid.UUID) -> Entry:
    entry = entry_of(keeper.person, key)
    if entry is None:
        raise Http404(_("There is no such entry."))
    return entry


def _meal_now(keeper: Keeper, food: Food) -> str:
    return Entry.Meal.SUPPLEMENTS if food.is_supplement else meal_at(local_time(keeper.profile).hour)


def _time_now(keeper: Keeper, day: date):
    """When something was eaten that is logged on its own day: now, to the minute. Unknown for other days."""
    return (
        local_time(keeper.profile).time().replace(second=0, microsecond=0) if day == keeper.today() else None
    )


# --- Logging ------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@diary_view
def add_today(request, keeper, slug: str):
    """The amount form of a food on the reader's local day."""
    return redirect("diary:add", keeper.today(), slug)


@require_http_methods(["GET", "POST"])
@diary_view
def add(request, keeper, day: date, slug: str):
    """Ask how much of a food, and log it."""
    keeper.check_day(day)
    food = _food(keeper, slug)
    if request.method == "POST":
        form = LogForm(request.POST, food=food)
        if form.is_valid():
            try:
                outcome = actions.log_food(
                    by=request.user,
                    person=keeper.person,
                    food=food,
                    eaten_on=day,
                    eaten_at=_time_now(keeper, day),
                    keeper=keeper,
                    **form.cleaned_data,
                )
            except actions.NotLogged:
                form.add_error(None, _("This food was taken out of use just now. Nothing was logged."))
            else:
                if outcome.is_as_asked:
                    return after_log(request, outcome, outcome_toast("logged", outcome.entry))
                form = _asked_anew(form, outcome.entry)
    else:
        key = _key_of_form(request)
        if key is None:
            return redirect(f"{request.path}?key={uuid.uuid4()}")
        made = None if request.htmx else entry_of(keeper.person, key)
        form = LogForm(food=food, initial={"key": key, **_first_amount(keeper, food, made)})
    template = "diary/_log_step.html" if request.htmx else "diary/entry_add.html"
    context = {"form": form, "food": food, "day": day, "is_fragment": bool(request.htmx)}
    return render(request, template, context, status=422 if form.errors else 200)


def _first_amount(keeper: Keeper, food: Food, made: Entry | None) -> dict:
    """What the form proposes. made: the entry that its key made, for whoever goes back to the form; what was
    sent with it stands there again, so that sending it again is the same once more."""
    if made is not None and made.food_id == food.pk:
        quantity = quantity_text(made.quantity)
        return {"quantity": quantity, "portion": made.portion_name, "meal": made.meal, "note": made.note}
    choices = choices_for(food)
    return {
        "quantity": "1" if choices else "100",
        "portion": choices[0].name if choices else "",
        "meal": _meal_now(keeper, food),
    }


def _asked_anew(form: LogForm, entry: Entry) -> LogForm:
    """The form with what was typed and a key of its own, where the one it was sent with had made `entry`."""
    anew = LogForm({**form.data.dict(), "key": uuid.uuid4()}, food=form.food)
    said = _("This form was sent before and logged %(what)s. Sent again, it logs what stands here as well.")
    anew.add_error(None, said % {"what": saved_text(entry)})
    return anew


def _key_of_form(request) -> uuid.UUID | None:
    """The key of the form to show. A page of its own carries it in its address: whoever goes back to the page
    and sends it again meets the entry that it made. None: the page has no key yet."""
    if request.htmx:
        return uuid.uuid4()
    try:
        return uuid.UUID(request.GET.get("key", ""))
    except ValueError:
        return None


@require_POST
@diary_view
def quick(request, keeper, day: date):
    """Log what a chip stands for."""
    keeper.check_day(day)
    try:
        chip = ChipValue.read(request.POST.get("chip", ""))
        food = _food(keeper, chip.slug)
        portion = next((one for one in choices_for(food) if one.name == chip.portion_name), None)
        if chip.portion_name and portion is None:
            return lead_to(request, reverse("diary:add", args=[day, chip.slug]))
        outcome = actions.log_food(
            by=request.user,
            person=keeper.person,
            key=chip.key,
            food=food,
            portion=portion,
            quantity=chip.quantity,
            eaten_on=day,
            eaten_at=_time_now(keeper, day),
            meal=_meal_now(keeper, food),
            keeper=keeper,
        )
    except (ValueError, ArithmeticError):
        toast = Toast(_("That shortcut is out of date. Those shown now work."))
        return show_day(request, read_days(keeper, day), toast=toast)
    return after_log(request, outcome, outcome_toast("logged", outcome.entry))


@require_POST
@diary_view
def repeat(request, keeper, day: date, meal: str):
    """Log a meal of the day before again."""
    if meal not in Entry.Meal.values:
        raise Http404(_("There is no such meal."))
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return to_day(day)
    outcomes = actions.repeat_yesterday(
        by=request.user, person=keeper.person, key=key, eaten_on=day, meal=meal
    )
    cautioned = next((outcome for outcome in outcomes if outcome.call_first), None)
    if cautioned is not None:
        return after_log(request, cautioned, outcome_toast("logged", cautioned.entry))
    if not request.htmx:
        return to_day(day, repeated=key)
    toast = repeated_toast(day, key, len(repeated_entries(keeper.person, day, key)))
    return show_day(request, outcomes[0].days if outcomes else read_days(keeper, day), toast=toast)


@require_POST
@diary_view
def undo_repeat(request, keeper, day: date, key: uuid.UUID):
    """Take back what one press of "same as the day before" logged."""
    keeper.check_day(day)
    gone = actions.delete_repeated(by=request.user, person=keeper.person, key=key, eaten_on=day)
    if not request.htmx:
        return to_day(day)
    return show_day(request, read_days(keeper, day), toast=repeat_undone_toast(len(gone)))


# --- Changing -----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@diary_view
def entry(request, keeper, key: uuid.UUID):
    """Everything that can be corrected in an entry."""
    found = _entry(keeper, key)
    form = EditForm(request.POST if request.method == "POST" else None, entry=found)
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        outcome = actions.change_entry(by=request.user, entry=found, **values)
        if outcome.call_first:
            return redirect("diary:caution", found.key)
        return to_day(found.eaten_on, changed=found.key)
    context = {
        "form": form,
        "entry": found,
        "what": saved_text(found),
        "is_favourite": is_favourite(keeper.person, found.food),
        "correction": correction_note(correction_of(found)),
        "is_reportable": is_reportable(found.food),
    }
    return render(request, "diary/entry_edit.html", context, status=422 if form.errors else 200)


@require_POST
@diary_view
def amount(request, keeper, key: uuid.UUID):
    """Save an amount where it stands."""
    found = _entry(keeper, key)
    if found.deleted_at is not None:
        return _show_or_go(request, keeper, found, deleted_toast(found), deleted=found.key)
    form = AmountForm(request.POST, entry=found)
    if not form.is_valid():
        message = next(iter(form.errors.values()))[0]
        problem = Problem(found.key, request.POST.get("quantity", ""), message)
        return show_day(request, read_days(keeper, found.eaten_on), problem=problem)
    waited = _waiting(keeper.person)
    outcome = actions.change_entry(
        by=request.user,
        entry=found,
        quantity=form.cleaned_data["quantity"],
        portion=form.cleaned_data["portion"],
        meal=found.meal,
        eaten_at=found.eaten_at,
        note=found.note,
    )
    if _asks_anew(outcome, waited) or (outcome.call_first and not request.htmx):
        return to_caution(request, found)
    if request.htmx:
        return show_day(request, outcome.days, toast=outcome_toast("changed", found))
    return to_day(found.eaten_on, changed=found.key)


def _waiting(person) -> set[tuple]:
    """What waits for an answer, and since when: a larger amount moves that moment, a smaller one does not."""
    return {(alert.code, alert.cause, alert.raised_at) for alert in open_alerts(person)}


def _asks_anew(outcome: actions.Outcome, waited: set[tuple]) -> bool:
    """Whether a write opened a call-first alert about its entry. waited: what waited before it."""
    asked = {(finding.code, finding.cause) for finding in outcome.call_first}
    return bool(asked) and any(
        (code, cause) in asked for code, cause, _since in _waiting(outcome.entry.person) - waited
    )


@require_POST
@diary_view
def delete(request, keeper, key: uuid.UUID):
    """Take an entry out of its day; the toast on the day puts it back."""
    found = _entry(keeper, key)
    actions.delete_entry(by=request.user, entry=found)
    return _show_or_go(request, keeper, found, deleted_toast(found), deleted=found.key)


@require_POST
@diary_view
def undo(request, keeper, key: uuid.UUID):
    """Put a deleted entry back; one that asks for a call first says so again."""
    found = _entry(keeper, key)
    if found.deleted_at is None:
        return _show_or_go(request, keeper, found, outcome_toast("restored", found), restored=found.key)
    outcome = actions.undo_delete(by=request.user, entry=found)
    return after_log(request, outcome, outcome_toast("restored", found), done="restored")


def _show_or_go(request, keeper: Keeper, entry: Entry, toast: Toast, **news):
    if request.htmx:
        return show_day(request, read_days(keeper, entry.eaten_on), toast=toast)
    return to_day(entry.eaten_on, **news)


@require_POST
@diary_view
def favourite(request, keeper, slug: str):
    """Star a food, or take its star away."""
    food = can_be_starred_by(keeper.person, slug)
    if food is None:
        raise Http404(_("There is no such food."))
    wanted = request.POST.get("favourite") == "on"
    actions.set_favourite(by=request.user, person=keeper.person, food=food, wanted=wanted)
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
        keeper.check_day(day)
    except ValueError:
        day = keeper.today()
    if not request.htmx:
        return to_day(day)
    text = _("%(food)s is a favourite.") if wanted else _("%(food)s is no favourite any more.")
    return show_day(request, read_days(keeper, day), toast=Toast(text % {"food": food.name}))


# --- The caution after a log --------------------------------------------------------------------------


@require_safe
@diary_view
def caution(request, keeper, key: uuid.UUID):
    """What is to be known of a saved entry that asks for a call first, and the ways on."""
    found = _entry(keeper, key)
    days = read_days(keeper, found.eaten_on, logs_of=USUAL_DAYS + 1)
    concerned = {
        (finding.code, finding.cause): finding for finding in days.findings if finding.item_key == found.key
    }
    if found.deleted_at is not None:
        return to_day(found.eaten_on, deleted=found.key)
    if not concerned:
        return to_day(found.eaten_on)
    waiting = next(
        (alert for alert in open_alerts(keeper.person) if (alert.code, alert.cause) in concerned), None
    )
    context = {
        "page": caution_page(days, found, keeper.profile),
        "card": None if waiting is None else card_of(waiting),
    }
    return render(request, "diary/entry_caution.html", context)
