"""The answers when a request fails, in the same design as every page.

The server error is rendered without a request: no context processor, no session and no database can fail on
the way to saying that something failed.
"""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def bad_request(request, exception):
    return render(request, "400.html", status=400)


@requires_csrf_token
def permission_denied(request, exception):
    """The exception's text, where it has one, is a sentence for the reader."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


@requires_csrf_token
def page_not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    return HttpResponseServerError(render_to_string("500.html"))


def csrf_failure(request, reason=""):
    """Answers a form without a valid token: a page left open for long, or cookies switched off."""
    return render(request, "403_csrf.html", status=403)
