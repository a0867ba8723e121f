"""A person's own trends over 30, 90 or 365 days."""

from datetime import timedelta

from django.shortcuts import render
from django.views.decorators.http import require_safe

from k2tracker.diary.days import keeper_of
from k2tracker.labs.queries import results_between, settings_of, standing_ranges
from k2tracker.medicines.queries import dose_notes
from k2tracker.profiles.permissions import onboarded_required

from .presenters.page import page_of
from .queries import read_months

PERIODS = (30, 90, 365)
EARLIER = timedelta(
    days=365
)  # how far before the window the page looks for results to say that there are some


@require_safe
@onboarded_required
def trends(request):
    """The charts of one period, 30 days where the address names none of the three."""
    asked = request.GET.get("days", "")
    days = next((period for period in PERIODS if asked == str(period)), PERIODS[0])
    person = request.user
    months = read_months(keeper_of(person), days=days)
    page = page_of(
        months,
        results=results_between(person, months.first - EARLIER, months.last),
        body=settings_of(person).vitamin_d_body,
        ranges=standing_ranges(person),
        notes=dose_notes(person, months.first, months.last),
    )
    return render(request, "trends/trends.html", {"page": page, "days": days, "periods": PERIODS})
