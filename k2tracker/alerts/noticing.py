"""After a write that opened a caution, its person is led to it: they would not look for it themselves."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
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
        messages.info(request, _("The app noticed something about it."))
        return redirect("alerts:list")

    return led


def _waiting(person) -> set[tuple]:
    """What waits for an answer, and since when: what got worse waits anew."""
    return {(alert.code, alert.cause, alert.raised_at) for alert in open_alerts(person)}
