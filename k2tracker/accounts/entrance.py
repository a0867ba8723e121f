"""allauth's forms in our words. Apart from `forms`, which allauth's own forms import."""

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

ADDRESS_NEEDED = _("Write an e-mail address, for instance name@example.org.")
OWN_PASSWORD_NEEDED = _("Write the password of this account.")
NEW_PASSWORD_NEEDED = _("Choose a password of ten characters or more.")

# What would be right in a field that was left empty.
NEEDED = {
    "login": ADDRESS_NEEDED,
    "email": ADDRESS_NEEDED,
    "password": OWN_PASSWORD_NEEDED,
    "oldpassword": OWN_PASSWORD_NEEDED,
    "password1": NEW_PASSWORD_NEEDED,
    "password2": _("Write the new password a second time."),
}


class InOurWords:
    """Mixed into a form of allauth's: labels without placeholders that repeat them, errors that help on."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in NEEDED:
                field.error_messages["required"] = NEEDED[name]
            if NEEDED.get(name) is ADDRESS_NEEDED:
                field.label = _("E-mail address")
                field.error_messages["invalid"] = ADDRESS_NEEDED


class LoginForm(InOurWords, allauth_forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = _("Stay signed in on this device")


class SignupForm(InOurWords, allauth_forms.SignupForm):
    """E-mail address, password and the consent that settings add."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Ten characters or more; not a common password, and not your e-mail address."
        )

    def try_save(self, request):
        """A second press of the button meets the account that the first one made: it leads to the sign-in."""
        try:
            return super().try_save(request)
        except IntegrityError:
            return None, redirect("account_login")

    def validate_unique_email(self, value):
        """Taken is an address that signs in; one that only waits to be confirmed is free."""
        self.account_already_exists = False
        if get_user_model().objects.filter(email=value).exists():
            raise get_adapter().validation_error("email_taken")
        return value


class ReauthenticateForm(InOurWords, allauth_forms.ReauthenticateForm):
    """The password once more."""


class ChangePasswordForm(InOurWords, allauth_forms.ChangePasswordForm):
    """The password, and a new one."""


class ResetPasswordKeyForm(InOurWords, allauth_forms.ResetPasswordKeyForm):
    """A new password for one that is forgotten."""
