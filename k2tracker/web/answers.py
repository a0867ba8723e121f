"""What every answer has in common: who may keep a copy of it, and words for a method that is not taken.

Neither asks for the session or the database, so that an answer to a failure passes through unharmed.
"""

from django.http import HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

from .errors import has_session, method_not_allowed


def keep_out_of_caches(get_response):
    """Let nobody store what was made for somebody signed in: "back" asks for the day anew."""

    def middleware(request):
        response = get_response(request)
        kind = response.get("Content-Type", "").partition(";")[0]
        if has_session(request) and kind in ("text/html", "application/json"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def say_which_methods(get_response):
    """Answer a page opened at an address that only takes forms in our design; fragments stay bare."""

    def middleware(request):
        response = get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        is_page = request.accepts("text/html") and not request.htmx
        return method_not_allowed(request, response) if is_page else response

    return middleware
