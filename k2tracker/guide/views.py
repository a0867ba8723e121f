"""The article's checklist, open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import presenters


@require_safe
@login_not_required
def checklist(request):
    """What the article asks, line by line, what the app does with it, and how well it is supported."""
    return render(request, "guide/checklist.html", presenters.checklist_page())
