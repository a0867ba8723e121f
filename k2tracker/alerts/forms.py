"""When a person spoke to their team about an alert."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from k2tracker.profiles.presenters import day_text


class SpokenForm(forms.Form):
    """The day of the talk: not before the day the alert is about, and not in the future."""

    spoken_on = forms.DateField(
        label=_("Day you spoke to your team"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("The day is needed."),
            "invalid": _("Write a date, for instance 2026-03-31."),
        },
    )

    def __init__(self, *args, today: date, earliest: date, **kwargs):
        """today: the person's local day. earliest: the day the alert is about."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.earliest = min(earliest, today)

    def clean_spoken_on(self):
        day = self.cleaned_data["spoken_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if day < self.earliest:
            raise forms.ValidationError(
                _("The caution is about %(day)s; the talk comes on that day or later."),
                params={"day": day_text(self.earliest)},
            )
        return day
