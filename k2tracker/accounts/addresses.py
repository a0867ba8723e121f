"""Moving an account to another e-mail address.

`User.email` is the address that signs in and that a forgotten password is reset by. A new one waits beside it
as an unconfirmed row of allauth's, with no power, until the link sent to it is followed. Anybody may wait for
any address, so that the page never tells which addresses have an account.
"""

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import transaction

from .entrance import InOurWords


class AddEmailForm(InOurWords, allauth_forms.AddEmailForm):
    """The address to move to."""

    def save(self, request):
        """Let the new address wait, in place of one that waited before, and send the link to it.

        allauth's own way takes the unconfirmed address of sign-up for one that waits, and deletes it.
        """
        with transaction.atomic():
            user = get_user_model().objects.select_for_update().get(pk=self.user.pk)  # a second press waits
            EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
            address = EmailAddress.objects.create(user=user, email=self.cleaned_data["email"])
        send_verification_email_to_address(request, address)
        return address


class ResetPasswordForm(InOurWords, allauth_forms.ResetPasswordForm):
    """Whose password is forgotten: that of the account which signs in with the address."""

    def clean_email(self):
        email = super().clean_email()
        self.users = [user for user in self.users if user.email == email.lower()]
        return email
