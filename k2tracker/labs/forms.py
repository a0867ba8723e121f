"""What a person types from a report or a letter; what cannot be read is said at its field."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from k2tracker.web.typed_numbers import EMPTY, NEGATIVE, TWO_READINGS, Unreadable, read_number
from nutrients.labs import BODIES, MEASURES, Kind

from .actions import Told

MINUS = ("-", "−", "–")
LOWEST_LIMIT, HIGHEST_LIMIT = Decimal("0.5"), Decimal(10)  # of a range: a slip of the finger lies outside
FURTHEST_TEST_DAYS = 366
SPECIMEN_NAMES = {
    "plasma": _("A vein, in a laboratory (plasma)"),
    "whole_blood": _("A finger prick (whole blood)"),
    "spine": _("Lumbar spine"),
    "hip": _("Total hip"),
    "neck": _("Femoral neck"),
    "forearm": _("Forearm"),
}


class DayField(forms.DateField):
    """A day of the person's life so far, as a date input sends it."""

    def __init__(self, *, label, required_text, **kwargs):
        super().__init__(
            label=label,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "required": required_text,
                "invalid": _("Write a date, for instance 2026-03-31."),
            },
            **kwargs,
        )


class NumberField(forms.CharField):
    """A number as it stands on paper, with a point or a comma. It keeps the decimals that were typed."""

    default_error_messages = {"required": _("Write the number that the report shows.")}

    def __init__(self, *, decimals: int, may_be_negative: bool = False, **kwargs):
        super().__init__(
            max_length=40,
            widget=forms.TextInput(
                attrs={"inputmode": "text" if may_be_negative else "decimal", "autocomplete": "off"}
            ),
            **kwargs,
        )
        self.decimals, self.may_be_negative = decimals, may_be_negative

    def clean(self, value) -> Decimal:
        text = super().clean(value)
        is_negative = self.may_be_negative and text.startswith(MINUS)
        number = self._read(text[1:] if is_negative else text)
        if max(0, -number.as_tuple().exponent) > self.decimals:
            raise forms.ValidationError(
                _("At most %(count)s decimals can be kept."), params={"count": self.decimals}
            )
        return -number if is_negative else number

    def _read(self, text: str) -> Decimal:
        try:
            return read_number(text)
        except Unreadable as error:
            if error.kind == EMPTY:
                raise forms.ValidationError(self.error_messages["required"]) from None
            if error.kind == NEGATIVE:
                raise forms.ValidationError(_("This cannot be below zero.")) from None
            if error.kind == TWO_READINGS:
                raise forms.ValidationError(
                    _("This can be read in two ways: write %(large)s or %(small)s."),
                    params={"large": error.large, "small": error.small},
                ) from None
            raise forms.ValidationError(
                _("Write the number alone, for instance 2.4 or 2,4. A sign such as < belongs in the note.")
            ) from None


class _Dated(forms.Form):
    """A form with days that lie between the person's birth and today."""

    def __init__(self, *args, today: date, born_on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.born_on = today, born_on

    def lived(self, name: str) -> date:
        day = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if day < self.born_on:
            raise forms.ValidationError(_("This day is before the month of birth."))
        return day


class ResultForm(_Dated):
    """One result of one kind. Nothing is filled in beforehand, the unit least of all."""

    taken_on = DayField(
        label=_("Day of the test"),
        required_text=_("The day is needed: it stands on the report."),
        help_text=_("The day the blood was taken, or the scan was made."),
    )
    unit = forms.ChoiceField(
        label=_("Unit on the report"),
        widget=forms.RadioSelect,
        help_text=_("The number is kept in this unit. The other one is shown beside it."),
        error_messages={
            "required": _("Choose the unit that the report shows."),
            "invalid_choice": _("Choose one of the units."),
        },
    )
    specimen = forms.ChoiceField(label=_("Taken from"), required=False)
    laboratory = forms.CharField(label=_("Laboratory"), required=False, max_length=120)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args, kind: Kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = MEASURES[kind]
        self.fields["value"] = NumberField(
            label=_("Result"),
            decimals=self.measure.decimals,
            may_be_negative=self.measure.units[0].lowest < 0,
            help_text=_("As the report shows it, with a point or a comma."),
        )
        units = [unit.symbol for unit in self.measure.units]
        if len(units) > 1:
            self.fields["unit"].choices = [(unit, unit) for unit in units]
            if kind != Kind.VITAMIN_D:
                self.fields["unit"].help_text = ""
        else:
            del self.fields["unit"]
        if self.measure.specimens:
            self.fields["specimen"].choices = [
                ("", _("Not known")),
                *((one.code, SPECIMEN_NAMES[one.code]) for one in self.measure.specimens),
            ]
            if kind == Kind.T_SCORE:
                self.fields["specimen"].label = _("Measured at")
        else:
            del self.fields["specimen"]
        self.order_fields(["taken_on", "value", "unit", "specimen", "laboratory", "note"])

    def clean_taken_on(self):
        return self.lived("taken_on")

    def clean(self):
        cleaned = super().clean()
        only = self.measure.units[0].symbol if len(self.measure.units) == 1 else None
        symbol = cleaned.get("unit", only)
        value = cleaned.get("value")
        if value is None or symbol is None:
            return cleaned
        unit = self.measure.unit(symbol)
        if not unit.lowest <= value <= unit.highest:
            self.add_error(
                "value",
                gettext(
                    "Results from %(lowest)s to %(highest)s %(unit)s can be kept. Is the decimal mark right?"
                )
                % {"lowest": unit.lowest, "highest": unit.highest, "unit": unit.symbol},
            )
        return cleaned

    @property
    def told(self) -> Told:
        """Of a valid form: what the report says."""
        typed = self.cleaned_data
        return Told(
            kind=self.measure.kind.value,
            taken_on=typed["taken_on"],
            value=typed["value"],
            unit=typed.get("unit", self.measure.units[0].symbol),
            specimen=typed.get("specimen", ""),
            laboratory=typed["laboratory"],
            note=typed["note"],
        )


class RangeForm(_Dated):
    """The INR range of a clinic's letter. Nothing is filled in beforehand."""

    low = NumberField(
        label=_("From"), decimals=2, error_messages={"required": _("Write the lower end of the range.")}
    )
    high = NumberField(
        label=_("To"), decimals=2, error_messages={"required": _("Write the upper end of the range.")}
    )
    from_on = DayField(
        label=_("Holds from"),
        required_text=_("The day is needed: earlier days keep the range before it."),
        help_text=_("The day that the letter names, or its date."),
    )

    def clean_from_on(self):
        return self.lived("from_on")

    def clean_low(self):
        return self._believable("low")

    def clean_high(self):
        return self._believable("high")

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and low >= high:
            self.add_error("high", _("The upper end is above the lower one."))
        return cleaned

    def _believable(self, name: str) -> Decimal:
        limit = self.cleaned_data[name]
        if not LOWEST_LIMIT <= limit <= HIGHEST_LIMIT:
            raise forms.ValidationError(
                _("Ranges lie between %(lowest)s and %(highest)s. Is the decimal mark right?"),
                params={"lowest": LOWEST_LIMIT, "highest": HIGHEST_LIMIT},
            )
        return limit


class NextInrForm(forms.Form):
    """The day of the next INR test: today or later."""

    next_inr_on = DayField(label=_("Day of the next INR test"), required_text=_("Choose a day."))

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_next_inr_on(self):
        day = self.cleaned_data["next_inr_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day has passed already."))
        if (day - self.today).days > FURTHEST_TEST_DAYS:
            raise forms.ValidationError(_("This day is more than a year away. Is the year right?"))
        return day


class BodyForm(forms.Form):
    """Whose levels 25(OH)D results are compared with."""

    body = forms.ChoiceField(
        label=_("Compare with the levels of"),
        choices=[(body.code, body.name) for body in BODIES.values()],
        error_messages={
            "required": _("Choose one of the list."),
            "invalid_choice": _("Choose one of the list."),
        },
    )
