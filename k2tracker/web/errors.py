"""The answers when a request fails, in the same design as every page.

Ways on are shown by the session's cookie alone, which asks no database. The server error is rendered without
a request: no context processor, no session and no database can fail on the way to saying so. No page here
holds a form, so none reads what was sent: that may be the very thing that could not be read.
"""

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def has_session(request) -> bool:
    """Whether the browser sent a session: it is signed in, or was. Reads the cookie's name only."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def bad_request(request, exception):
    return _page(request, "400.html", 400)


def permission_denied(request, exception):
    """The exception's text, where it has one, is a sentence for the reader."""
    return _page(request, "403.html", 403, reason=str(exception))


def page_not_found(request, exception):
    return _page(request, "404.html", 404)


def method_not_allowed(request, response: HttpResponseNotAllowed) -> HttpResponseNotAllowed:
    """The same answer, its `Allow` header with it, with a page for people."""
    response.content = _page(request, "405.html", 405).content
    return response


def server_error(request):
    return HttpResponseServerError(render_to_string("500.html"))


def csrf_failure(request, reason=""):
    """Answers a form without a valid token: a page left open for long, or cookies switched off."""
    return _page(request, "403_csrf.html", 403)


def _page(request, template, status, **context) -> HttpResponse:
    return render(request, template, {"has_session": has_session(request), **context}, status=status)
