"""What a person types of their exercise; what cannot be read is said at its field."""

import uuid
from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from k2tracker.web.typed_numbers import Unreadable, read_number

from .actions import Told
from .models import MOST_MINUTES, Activity


class MinutesField(forms.CharField):
    """Whole minutes of one day, in digits of any script; None where nothing is typed and nothing need be."""

    default_error_messages = {"required": _("Write how many minutes it took.")}

    def __init__(self, *, least: int = 1, **kwargs):
        self.least = least
        attributes = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = read_number(text)
        except Unreadable:
            raise forms.ValidationError(_("Write whole minutes, for instance 45.")) from None
        if number != number.to_integral_value():
            raise forms.ValidationError(_("Write whole minutes, for instance 45."))
        if not self.least <= number <= MOST_MINUTES:
            raise forms.ValidationError(
                _("From %(least)s to %(most)s minutes can be kept for one day."),
                params={"least": self.least, "most": MOST_MINUTES},
            )
        return int(number)


class ActivityForm(forms.Form):
    """One activity. Only the day is filled in beforehand."""

    kind = forms.ChoiceField(
        label=_("What you did"),
        choices=[("", _("Choose")), *Activity.Kind.choices],
        help_text=_(
            "Swimming, cycling and what is none of these are kept, and do not count as weight-bearing."
        ),
        error_messages={
            "required": _("Choose what you did."),
            "invalid_choice": _("Choose one of the list."),
        },
    )
    minutes = MinutesField(label=_("Minutes"))
    done_on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("Write a date, for instance 2026-03-31."),
        },
    )
    is_vigorous = forms.BooleanField(
        label=_("Vigorous: you could say no more than a few words without a breath"), required=False
    )
    strengthens = forms.BooleanField(label=_("It strengthened muscles (lifting always does)"), required=False)

    def __init__(self, *args, today: date, born_on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.born_on = today, born_on

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day > self.today:
            raise forms.ValidationError(gettext("This day has not come yet."))
        if day < self.born_on:
            raise forms.ValidationError(gettext("This day is before the month of birth."))
        return day

    @property
    def told(self) -> Told:
        """Of a valid form: what it says."""
        return Told(**self.cleaned_data)


def key_of(sent) -> uuid.UUID | None:
    """The key that a form carries; None where it has none that can be read."""
    try:
        return uuid.UUID(sent.get("key", ""))
    except ValueError:
        return None
