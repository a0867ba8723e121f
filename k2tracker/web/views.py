"""The landing page, where each role is led to, and the probe of whoever watches the server."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .examples import example_graphs

# Where somebody of each role begins.
FIRST_PAGES = {"individual": "diary:today", "curator": "admin:index", "clinician": "web:clinician"}


@require_safe
@login_not_required
def home(request):
    """What this is, in one screen; whoever is signed in goes to where they work."""
    user = request.user
    if user.is_authenticated:
        profile = getattr(user, "profile", None)
        if user.role == "individual" and (profile is None or profile.onboarded_at is None):
            return redirect("profiles:onboarding")
        return redirect(FIRST_PAGES[user.role])
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
    except Error:
        return HttpResponse("database unreachable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
def favicon(request):
    """Where browsers look for an icon that a page, such as the admin's, does not name."""
    return redirect(static("k2/favicon.svg"))
