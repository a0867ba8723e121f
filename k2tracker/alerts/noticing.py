"""After a write that opened a caution, its person is led to it: they would not look for it themselves."""

from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from .queries import open_alerts


def leads_to_what_is_noticed(view):
    """Lead to the list of cautions in place of wherever a view sends after a POST that opened one.

    The write stands and so does what the view says of it. Two queries more for a POST. For people who keep a
    diary.
    """

    @wraps(view)
    def led(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        before = _waiting(request.user)
        response = view(request, *args, **kwargs)
        if not 300 <= response.status_code < 400 or not _waiting(request.user) - before:
            return response
        return redirect(_say_so(request))

    return led


def lead_to_what_is_noticed(*, request, since: datetime, **_sent) -> str | None:
    """The list of cautions, where an answer of the profile opened one `since`. The profile comes before
    cautions in the order of rooms and asks by a signal."""
    opened = any(alert.raised_at >= since for alert in open_alerts(request.user))
    return _say_so(request) if opened else None


def _say_so(request) -> str:
    messages.info(request, _("The app noticed something about it."))
    return reverse("alerts:list")


def _waiting(person) -> set[tuple]:
    """What waits for an answer, and since when: what got worse waits anew."""
    return {(alert.code, alert.cause, alert.raised_at) for alert in open_alerts(person)}
