"""Where allauth meets our accounts: consent with the account, and where each role arrives."""

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.urls import reverse

from .actions import record_consent
from .permissions import may_keep_diary, may_see_patients


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user, form, commit=True):
        """Save the new user and their consent in one transaction: no account without a consent.

        A custom sign-up form's `signup` hook runs after the user is saved, outside any transaction.
        """
        if not commit:
            return super().save_user(request, user, form, commit=False)
        with transaction.atomic():
            user = super().save_user(request, user, form)
            record_consent(by=user)
        return user

    def get_signup_redirect_url(self, request):
        return reverse("profiles:onboarding")

    def get_login_redirect_url(self, request):
        if may_keep_diary(request.user):
            return reverse("diary:today")
        if may_see_patients(request.user):
            return reverse("web:clinician")
        return reverse("admin:index")

    def get_password_change_redirect_url(self, request):
        if may_keep_diary(request.user):
            return reverse("profiles:edit")
        return self.get_login_redirect_url(request)
