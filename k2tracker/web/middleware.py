"""What is refused before it is read, who has to sign in, and what a page hears that outlived its session.

A page stays open longer than a session does. What it sends by script is answered with a status that the
script can put in words, never with a sign-in page in the place of a part of its own.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

SAFE_METHODS = ("GET", "HEAD")


def refuse_unreadable(get_response):
    """400 for a NUL in a cookie: no cookie of ours has one, and PostgreSQL takes it in no text."""

    def middleware(request):
        if any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("NUL in a cookie")
        return get_response(request)

    return middleware


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's, with three answers of ours.

    401 for a script whose reader is signed out. 409 for a script whose page was made for somebody else than
    who is signed in by now: what one person types must not be kept in another's diary. And a form that was
    sent without a session leads, past the sign-in, back to the page it stood on, since its own address may
    answer no GET.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        reader = request.headers.get("K2-Reader")
        if request.user.is_authenticated and reader not in (None, str(request.user.pk)):
            return HttpResponse(status=409)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def process_exception(self, request, exception):
        """Whoever deleted their account in another window is signed out in this one."""
        is_about_rows = isinstance(exception, IntegrityError | ObjectDoesNotExist)
        if not is_about_rows or not request.user.is_authenticated:
            return None
        if get_user_model().objects.filter(pk=request.user.pk).exists():
            return None
        return self.handle_no_permission(request, None)

    def handle_no_permission(self, request, view_func):
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401)
        if request.method in SAFE_METHODS:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(_page_before(request), resolve_url(self.get_login_url(view_func)))


def _page_before(request) -> str:
    """The path of the page that a form was sent from; the start page where the browser does not tell."""
    referrer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        referrer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    path = urlsplit(referrer).path if is_ours else ""
    return path if path not in ("", request.path) else resolve_url(settings.LOGIN_REDIRECT_URL)
