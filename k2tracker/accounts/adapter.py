"""Where allauth meets our accounts: consent, the one address, and where each role arrives."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from .actions import record_consent
from .models import User
from .permissions import may_keep_diary, may_see_patients


class AccountAdapter(DefaultAccountAdapter):
    def clean_email(self, email):
        """Refuse an address longer than an account can hold; allauth's forms take longer ones."""
        longest = User._meta.get_field("email").max_length
        if len(email) > longest:
            raise ValidationError(
                _("An e-mail address here has %(longest)s characters at most.") % {"longest": longest}
            )
        return super().clean_email(email)

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

    def confirm_email(self, request, email_address):
        """Make the address the one that signs in, unless another account signs in with it. Returns whether.

        Whoever reads this answer has followed a link in that address's mail, so it gives nothing away.
        """
        try:
            with transaction.atomic():
                return super().confirm_email(request, email_address)
        except IntegrityError:
            template = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, template, {"email": email_address.email})
            return False

    def can_delete_email(self, email_address):
        """An address that waits can go; the one that signs in stays."""
        return email_address.email != email_address.user.email

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # no address at all, such as "http://["
            return False

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
