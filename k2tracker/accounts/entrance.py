"""allauth's two front doors in our words. Apart from `forms`, which allauth's own forms import."""

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _


class LoginForm(allauth_forms.LoginForm):
    """E-mail address and password; labels alone, no placeholder that repeats them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say_it_once(self)
        self.fields["login"].label = _("E-mail address")
        self.fields["remember"].label = _("Stay signed in on this device")


class SignupForm(allauth_forms.SignupForm):
    """E-mail address, password and the consent that settings add."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say_it_once(self)
        self.fields["email"].label = _("E-mail address")
        self.fields["password1"].help_text = _(
            "Ten characters or more; not a common password, and not your e-mail address."
        )


def _say_it_once(form) -> None:
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
