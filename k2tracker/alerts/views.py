"""A person's own cautions: the list, and answering one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from k2tracker.profiles.permissions import onboarded_required

from . import actions, presenters, queries
from .models import Alert
from .signals import alerts_wanted

PER_PAGE = 25


@require_GET
@onboarded_required
def alert_list(request):
    """Open cautions first, then those that were answered or fell away."""
    alerts_wanted.send(sender=Alert, person=request.user)
    page = Paginator(queries.past_alerts(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "alerts/alert_list.html",
        {
            "open_alerts": queries.open_alerts(request.user),
            "past": [presenters.card_of(alert) for alert in page],
            "page_obj": page,
        },
    )


@require_POST
@onboarded_required
def acknowledge(request, pk):
    """Note that a caution was read."""
    alert = get_object_or_404(request.user.alerts, pk=pk)
    try:
        actions.acknowledge(by=request.user, alert=alert)
    except actions.NotAnswerableError:
        messages.info(request, _closed_or_waiting(alert))
    return _back(request, alert)


@require_http_methods(["GET", "POST"])
@onboarded_required
def spoken(request, pk):
    """Close an alert with the day on which the person spoke to their team."""
    alert = get_object_or_404(request.user.alerts, pk=pk)
    if alert.state != alert.State.OPEN:
        messages.info(request, _closed_or_waiting(alert))
        return _back(request, alert)
    form = presenters.spoken_form(alert, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.record_spoken(by=request.user, alert=alert, on=form.cleaned_data["spoken_on"])
        except actions.NotAnswerableError:  # answered in another window meanwhile
            messages.info(request, _closed_or_waiting(alert))
        else:
            messages.success(request, _("Noted: you spoke to your team."))
        return _back(request, alert)
    card = presenters.card_of(alert, form)
    back = _safe_back(request)
    return render(request, "alerts/alert_spoken.html", {"card": card, "form": form, "back": back})


def _closed_or_waiting(alert) -> str:
    if alert.state == alert.State.OPEN and alert.level == alert.Level.CALL_FIRST:
        return _("This caution stays open until you have spoken to your team.")
    return _("This caution is closed already.")


def _safe_back(request) -> str:
    """Where the form says to return to, if that is a page of ours; else ""."""
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if is_ours and back.startswith("/") and "\x00" not in back else ""


def _back(request, alert):
    return redirect(_safe_back(request) or redirect("diary:day", alert.day).url)
