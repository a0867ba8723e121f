"""The landing page, where each role is led to, and the probe of whoever watches the server."""

from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .charts import BulletGraph, State

# Where somebody of each role begins. An individual who has no profile yet is sent on by the diary.
FIRST_PAGES = {"individual": "diary:today", "curator": "admin:index", "clinician": "web:clinician"}


@require_safe
@login_not_required
def home(request):
    """What this is, in one screen; whoever is signed in goes to where they work."""
    if request.user.is_authenticated:
        return redirect(FIRST_PAGES[request.user.role])
    return render(request, "web/landing.html", {"graphs": example_graphs()})


@require_safe
def clinician(request):
    """What clinicians will find here, until their pages exist. For them alone: others get a 404."""
    if request.user.role != "clinician":
        raise Http404
    return render(request, "web/clinician.html")


@require_safe
@never_cache
@login_not_required
def healthz(request):
    """200 while the database answers, 503 while it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


def example_graphs() -> list[BulletGraph]:
    """An invented day for people who have not logged one: a value in the target, one short of it, one unknown."""
    return [
        BulletGraph(
            name=_("MK-7"),
            unit="µg",
            state=State.WITHIN,
            value=Decimal(76),
            low=Decimal(70),
            high=Decimal(88),
            target_low=Decimal(50),
            target_high=Decimal(100),
        ),
        BulletGraph(
            name=_("Magnesium"),
            unit="mg",
            state=State.BELOW,
            value=Decimal(269),
            unknown_items=2,
            items=11,
            target_low=Decimal(320),
        ),
    ]
