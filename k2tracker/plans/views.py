"""A person's view of what their clinic planned with them."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from k2tracker.profiles.clock import today
from k2tracker.profiles.permissions import onboarded_required
from k2tracker.profiles.queries import profile_of, subject_on, vka_history

from . import presenters, queries


@require_GET
@onboarded_required
def plan_list(request):
    """The plan in force, and those that are over or wait."""
    profile = profile_of(request.user)
    day = today(profile)
    subject = subject_on(profile, vka_history(request.user), day)
    cards = presenters.plan_cards(queries.plans_of(request.user), subject, day)
    return render(request, "plans/plan_list.html", {"cards": cards})
