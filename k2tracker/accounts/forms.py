"""Agreeing to the diary at sign-up, and withdrawing that."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class SignupConsentForm(forms.Form):
    """What allauth's sign-up form asks beyond e-mail address and password."""

    consent = forms.BooleanField(
        label=_(
            "I agree that k2tracker keeps what I log and what I say about my health, "
            "to show and score my diary."
        ),
        help_text=_("You can withdraw this at any time. Withdrawing deletes the account and all it holds."),
        error_messages={
            "required": _("A diary holds health data. It can be kept only for somebody who agrees to it.")
        },
    )
    field_order = ["email", "password1", "consent"]

    def signup(self, request, user):
        """Nothing is left to do: the adapter records the consent in the transaction that makes the user."""


class WithdrawForm(forms.Form):
    """The password and a word, so that no slip and no open screen deletes a diary."""

    WORD = _("delete")

    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Write the password of this account.")},
    )
    word = forms.CharField(
        label=format_lazy(_("The word “{word}”"), word=WORD),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": format_lazy(_("Type the word “{word}”."), word=WORD)},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not the password of this account."))
        return password

    def clean_word(self):
        word = self.cleaned_data["word"]
        if word.casefold() != str(self.WORD).casefold():
            raise forms.ValidationError(_("Type the word “%(word)s”."), params={"word": self.WORD})
        return word
