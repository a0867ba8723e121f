"""The page of conditions that rules ask about, and the form of one of them."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from k2tracker.alerts.noticing import leads_to_what_is_noticed
from k2tracker.profiles.clock import today
from k2tracker.profiles.permissions import onboarded_required
from k2tracker.profiles.queries import profile_of

from . import condition_actions, presenters, queries
from .forms import ConditionForm, born_after, key_of
from .models import ConditionPeriod


@require_GET
@onboarded_required
def condition_list(request):
    """Every condition that is asked for, why, and what was told of it."""
    groups = presenters.condition_groups(list(request.user.conditions.all()))
    return render(request, "medicines/condition_list.html", {"groups": groups})


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def add(request):
    """One condition and its days."""
    key = key_of(request.POST) if request.method == "POST" else uuid.uuid4()
    form = ConditionForm(request.POST or None, **_days(request))
    if form.is_valid():
        try:
            condition_actions.add_condition(by=request.user, key=key, **form.cleaned_data)
        except condition_actions.OverlapError as error:
            _say_overlap(form, error)
        else:
            messages.success(request, _("The condition is saved."))
            return redirect("medicines:conditions")
    return _form_page(request, form, {"key": key})


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def change(request, key):
    """Correct a condition or its days."""
    found = _own(request, key)
    initial = {"kind": found.kind, "from_on": found.from_on, "to_on": found.to_on}
    form = ConditionForm(request.POST or None, initial=initial, **_days(request))
    if form.is_valid():
        try:
            condition_actions.change_condition(by=request.user, condition=found, **form.cleaned_data)
        except condition_actions.OverlapError as error:
            _say_overlap(form, error)
        else:
            messages.success(request, _("The condition is saved."))
            return redirect("medicines:conditions")
    return _form_page(request, form, {"condition": _own(request, key)})


@require_POST
@onboarded_required
@leads_to_what_is_noticed
def remove(request, key):
    """Take a condition off the list."""
    if queries.is_gone(ConditionPeriod, key):  # a second press
        return redirect("medicines:conditions")
    condition_actions.remove_condition(by=request.user, condition=_own(request, key))
    messages.success(request, _("The condition is off the list."))
    return redirect("medicines:conditions")


def _own(request, key) -> ConditionPeriod:
    try:
        return queries.own_condition(request.user, key)
    except ConditionPeriod.DoesNotExist:
        raise Http404 from None


def _days(request) -> dict:
    profile = profile_of(request.user)
    return {"today": today(profile), "born_after": born_after(profile)}


def _say_overlap(form: ConditionForm, error: condition_actions.OverlapError):
    days = presenters.days_text(error.other.from_on, error.other.to_on)
    said = _("%(condition)s is on your list for some of these days: %(days)s.")
    form.add_error("kind", said % {"condition": error.other.get_kind_display(), "days": days})


def _form_page(request, form: ConditionForm, context: dict):
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "medicines/condition_form.html", {"form": form, **context}, status=status)
