"""When a person spoke to their team about an alert."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from k2tracker.profiles.presenters import day_text

PLANNED_AHEAD = timedelta(days=365)  # a talk about what was going to be taken


class SpokenForm(forms.Form):
    """The day of the talk: not in the future. It may come before the day the alert is about, by a year."""

    spoken_on = forms.DateField(
        label=_("Day you spoke to your team"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("The day is needed."),
            "invalid": _("Write a date, for instance 2026-03-31."),
        },
    )

    def __init__(self, *args, today: date, about: date, **kwargs):
        """today: the person's local day. about: the day the alert is about."""
        super().__init__(*args, **kwargs)
        self.today, self.about = today, about

    def clean_spoken_on(self):
        day = self.cleaned_data["spoken_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if day < self.about - PLANNED_AHEAD:
            raise forms.ValidationError(
                _("The caution is about %(day)s; this day is more than a year before it."),
                params={"day": day_text(self.about)},
            )
        return day
