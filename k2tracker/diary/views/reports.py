"""Telling the curators that a figure looks wrong, from a food or an entry; and one's own reports."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foods import notices
from foods.composition import compositions
from foods.models import Food, Revision
from k2tracker.diary.forms import ReportForm
from k2tracker.diary.presenters.reports import figure_choices, report_rows
from k2tracker.diary.queries import entry_of

from .rendering import diary_view

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
@diary_view
def report_food(request, keeper, slug: str):
    """Report a figure of a food as it is published now."""
    published = Food.objects.filter(revision__isnull=False).select_related("revision__food")
    food = get_object_or_404(published, slug=slug)
    if not notices.is_reportable(food):
        raise Http404(_("There is no such food."))
    return _report(request, food, food.revision, back=reverse("foods:detail", args=[food.slug]))


@require_http_methods(["GET", "POST"])
@diary_view
def report_entry(request, keeper, key: uuid.UUID):
    """Report a figure as an entry counts it."""
    entry = entry_of(keeper.person, key)
    if entry is None or not notices.is_reportable(entry.food):
        raise Http404(_("There is no such entry."))
    revision = Revision.objects.select_related("food").get(pk=entry.revision_id)
    return _report(request, entry.food, revision, back=reverse("diary:entry", args=[key]))


def _report(request, food: Food, revision: Revision, *, back: str):
    choices = figure_choices(compositions([revision.pk])[revision.pk])
    sent = request.POST if request.method == "POST" else None
    form = ReportForm(sent, figures=choices, initial={"nutrient": request.GET.get("nutrient", "")})
    if form.is_valid():
        notices.report(by=request.user, food=food, revision=revision, **form.cleaned_data)
        messages.success(request, _("Thank you. Curators see the food and your words, not who sent them."))
        return redirect("diary:reports")
    context = {"form": form, "food": food, "back": back}
    return render(request, "diary/report.html", context, status=422 if form.errors else 200)


@require_safe
@diary_view
def reports(request, keeper):
    """What the reader reported, and what became of it."""
    page = Paginator(notices.reports_of(keeper.person), PER_PAGE).get_page(request.GET.get("page"))
    context = {"reports": report_rows(page, keeper.profile), "page_obj": page}
    return render(request, "diary/reports.html", context)
