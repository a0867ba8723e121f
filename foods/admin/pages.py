"""Pages of the admin that are more than a model's list and form: who may see them, and what they share."""

from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render


def curator_page(permission: str) -> Callable:
    """Makes a view a page of the admin: whoever may not enter is sent to its sign-in, whoever lacks the
    permission hears so (403)."""

    def decorated(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return admin.site.admin_view(checked)

    return decorated


def page(request, template: str, context: dict, *, status: int = 200):
    """A page of the admin with what its frame needs. context: has `title`."""
    return render(request, template, {**admin.site.each_context(request), **context}, status=status)
