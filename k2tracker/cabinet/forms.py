"""What people say of a product that they take, turned into values, with a sentence at the field where it
cannot be."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from k2tracker.web.numbers import number
from k2tracker.web.typed_numbers import TWO_READINGS, Unreadable, read_number

from .actions import Told
from .models import MOST_UNITS, PLAIN_UNIT, Use

STEP = Decimal("0.001")  # what the column keeps
LONGEST_AGO = timedelta(days=366 * 100)
LONGEST_AHEAD = timedelta(days=366)
CORRECT, CHANGED = "correct", "changed"
NO_DATE = _("That is not a date. For example: 2026-03-01.")


class DayField(forms.DateField):
    """A day, as the browser's date field or as people type it."""

    def __init__(self, **options):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        messages = {"invalid": NO_DATE, "required": _("A date is missing. For example: 2026-03-01.")}
        super().__init__(**{"widget": widget, "error_messages": messages, **options})


class UseForm(forms.Form):
    """How somebody takes a product. today: the person's local day. unit: what one of it is called."""

    quantity = forms.CharField(
        label=_("How many at a time"),
        max_length=40,
        error_messages={"required": _("A number is missing. For example: 1 or 0.5.")},
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "enterkeyhint": "done", "maxlength": 40}
        ),
    )
    often = forms.ChoiceField(
        label=_("How often"),
        choices=Use.Often.choices,
        widget=forms.RadioSelect,
        initial=Use.Often.DAILY,
        error_messages={"required": _("Choose how often.")},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days"),
        required=False,
        coerce=int,
        choices=[(day, name) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    days_a_week = forms.TypedChoiceField(
        label=_("On how many days a week"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Choose")), *((days, str(days)) for days in range(1, 7))],
    )
    meal = forms.ChoiceField(label=_("Logged under"), choices=Use.Meal.choices, initial=Use.Meal.SUPPLEMENTS)
    taken_at = forms.TimeField(
        label=_("Usual time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Optional."),
        error_messages={"invalid": _("That is not a time of day. For example: 08:30.")},
    )
    since = DayField(label=_("Taken since"), help_text=_("A rough date will do."))
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: still taken."))

    def __init__(self, *args, today: date, unit: str = PLAIN_UNIT, **kwargs):
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["since"].initial = today
        if unit != PLAIN_UNIT:
            self.fields["quantity"].help_text = _("1 stands for: %(unit)s.") % {"unit": unit}

    def clean_quantity(self) -> Decimal:
        try:
            quantity = read_number(self.cleaned_data["quantity"])
        except Unreadable as error:
            raise forms.ValidationError(_what_would_be_right(error)) from None
        if quantity > MOST_UNITS:
            raise forms.ValidationError(
                _("Up to %(most)s at a time can be kept."), params={"most": number(MOST_UNITS)}
            )
        kept = quantity.quantize(STEP, rounding=ROUND_HALF_UP)
        if kept == 0:
            raise forms.ValidationError(_("The number is above 0. For example: 1 or 0.5."))
        return kept

    def clean_since(self) -> date:
        return self._near("since")

    def clean_until(self) -> date | None:
        return self._near("until")

    def _near(self, name: str) -> date | None:
        day = self.cleaned_data[name]
        if day is not None and not self._today - LONGEST_AGO <= day <= self._today + LONGEST_AHEAD:
            raise forms.ValidationError(_("That is too far from today. For example: 2026-03-01."))
        return day

    def clean(self):
        data = super().clean()
        often = data.get("often")
        if often == Use.Often.WEEKDAYS and not data.get("weekdays") and "weekdays" not in self.errors:
            self.add_error("weekdays", _("Choose one day or more."))
        if often == Use.Often.SOME_DAYS and not data.get("days_a_week") and "days_a_week" not in self.errors:
            self.add_error("days_a_week", _("Choose on how many days."))
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        return data

    @property
    def told(self) -> Told:
        """What was said. Only of a valid form."""
        data = self.cleaned_data
        often, weekdays = data["often"], 0
        if often == Use.Often.WEEKDAYS:
            weekdays = sum(1 << day for day in set(data["weekdays"]))
            if weekdays.bit_count() == len(WEEKDAYS):
                often, weekdays = Use.Often.DAILY, 0
        return Told(
            quantity=data["quantity"],
            often=often,
            days_a_week=data["days_a_week"] if often == Use.Often.SOME_DAYS else None,
            weekdays=weekdays,
            meal=data["meal"],
            taken_at=data["taken_at"],
            since=data["since"],
            until=data["until"],
        )


def _what_would_be_right(error: Unreadable) -> str:
    if error.kind == TWO_READINGS:
        return _("That can be read as %(large)s or as %(small)s. Without the comma it is clear.") % {
            "large": error.large,
            "small": error.small,
        }
    return _("Only a number above 0 is read here. For example: 1 or 0.5.")


class ChangeForm(UseForm):
    """What is to stand there now, and since when: a slip that is corrected, or a habit that changed."""

    how = forms.ChoiceField(
        label=_("What changed"),
        widget=forms.RadioSelect,
        initial=CORRECT,
        choices=[
            (CORRECT, _("I correct a slip: it was so from the first day")),
            (CHANGED, _("I take it differently from a day on")),
        ],
    )
    holds_from = DayField(
        label=_("Differently since"), required=False, help_text=_("The days before stay as they were.")
    )

    def __init__(self, *args, use: Use, **kwargs):
        super().__init__(*args, initial=said_of(use), **kwargs)
        self.use = use
        self.fields["holds_from"].initial = self._today

    def clean_holds_from(self) -> date | None:
        return self._near("holds_from")

    def clean(self):
        data = super().clean()
        if data.get("how") != CHANGED:
            data["holds_from"] = None
        elif "holds_from" not in self.errors:
            self._check_day(data.get("holds_from"), data.get("until"))
        return data

    def _check_day(self, day: date | None, until: date | None) -> None:
        if day is None:
            self.add_error("holds_from", _("A date is missing. For example: 2026-03-01."))
        elif day <= self.use.since:
            self.add_error("holds_from", _("This is no later than its first day: then it is a slip."))
        elif until is not None and day > until:
            self.add_error("holds_from", _("By this day it is no longer taken, as “Until” says."))


class StopForm(forms.Form):
    """The last day on which a product was taken."""

    last_day = DayField(label=_("Last day"), help_text=_("What was taken up to this day stays."))

    def __init__(self, *args, use: Use, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self._use, self._today = use, today
        self.fields["last_day"].initial = max(today, use.since)

    def clean_last_day(self) -> date:
        day = self.cleaned_data["last_day"]
        if day < self._use.since:
            raise forms.ValidationError(
                _("It is in your cabinet from a later day on. If it was a slip, “Remove” takes it out.")
            )
        if day > self._today + LONGEST_AHEAD:
            raise forms.ValidationError(_("That is too far from today. For example: 2026-03-01."))
        return day


def said_of(use: Use) -> dict:
    """What a form shows of a use."""
    return {
        "quantity": f"{use.quantity.normalize():f}",
        "often": use.often,
        "weekdays": [day for day in WEEKDAYS if use.weekdays >> day & 1],
        "days_a_week": use.days_a_week,
        "meal": use.meal,
        "taken_at": use.taken_at,
        "since": use.since,
        "until": use.until,
    }
