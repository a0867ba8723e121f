"""Who may open the pages of somebody who logs."""

from functools import wraps

from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from k2tracker.accounts.permissions import check_may_keep_diary, may_keep_diary

from .queries import profile_of

__all__ = ["diary_keeper_required", "may_keep_diary", "onboarded_required"]


def diary_keeper_required(view):
    """Refuse curators and clinicians, who keep no diary, with 403 and the reason."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        check_may_keep_diary(request.user)
        return view(request, *args, **kwargs)

    return checked


def onboarded_required(view):
    """Refuse those who keep no diary (403); lead those who have not been onboarded to that page.

    The view can rely on `profile_of(request.user)`; it is read here once and kept on the user.
    """

    @diary_keeper_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        profile = profile_of(request.user)
        if profile is None or profile.onboarded_at is None:
            response = redirect("profiles:onboarding")
            return HttpResponseClientRedirect(response.url) if request.htmx else response
        return view(request, *args, **kwargs)

    return checked
