"""Account pages beyond allauth's own."""

from allauth.account import views as allauth_views
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from . import actions, permissions
from .forms import WithdrawForm


@require_http_methods(["GET", "POST"])
def email(request):
    """allauth's page for changing the address, without its way to make one count unconfirmed."""
    if "action_primary" in request.POST:
        return HttpResponseBadRequest()
    return allauth_views.email(request)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@never_cache
@rate_limit(action="reauthenticate")
def withdraw(request):
    """Explain what withdrawing the consent does, then do it: delete the account and sign out."""
    permissions.check_may_keep_diary(request.user)
    form = WithdrawForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        actions.withdraw_consent(by=request.user)
        logout(request)
        messages.success(request, _("Your account is deleted, with everything it held."))
        return redirect("web:home")
    return render(request, "accounts/consent_withdraw.html", {"form": form})
