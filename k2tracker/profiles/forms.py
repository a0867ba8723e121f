"""What a person says of themselves, as text from a form and as values for the rules."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from .clock import today
from .models import Profile
from .phone import tel_uri
from .queries import age_on
from .time_zones import other_names, time_zone_choices

EARLIEST_YEAR = 1900  # nobody older is alive, so an earlier year is a slip
YOUNGEST_AGE = 1  # the reference tables begin with 1 completed year
AGE_WITHOUT_GUARDIAN = 16  # from this age on a person can agree for themselves
NOT_SAID = "undisclosed"
# What the first page keeps folded: it has defaults that suit most people.
FOLDED_FIELDS = (
    "clinic_name",
    "clinic_phone",
    "reference_set",
    "is_vegan",
    "is_vegetarian",
    "no_soy",
    "no_dairy",
    "no_natto",
)


class TimeZoneSelect(forms.Select):
    """A list whose options say by which other names a browser may know them."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value in other_names():
            option["attrs"]["data-also"] = " ".join(other_names()[value])
        return option


class ProfileForm(forms.ModelForm):
    """Life stage, clock, reference set, clinic, and foods that are not for this person."""

    birth_month = forms.TypedChoiceField(
        label=_("Month of birth"),
        coerce=int,
        choices=[("", _("Month")), *MONTHS.items()],
        error_messages={
            "required": _("Choose the month."),
            "invalid_choice": _("Choose a month of the list."),
        },
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year", "maxlength": 4}),
        error_messages={
            "required": _("Write the year in four digits, for instance 1985."),
            "invalid": _("Write the year in four digits, for instance 1985."),
        },
    )
    sex = forms.ChoiceField(
        label=_("Sex, as the reference tables use it"),
        choices=[
            ("", _("Choose")),
            (Profile.Sex.FEMALE, Profile.Sex.FEMALE.label),
            (Profile.Sex.MALE, Profile.Sex.MALE.label),
            (NOT_SAID, Profile.Sex.UNDISCLOSED.label),
        ],
        help_text=_("The magnesium target differs by sex. Without an answer that line waits."),
        error_messages={"required": _("Choose one. “Prefer not to say” is an answer.")},
    )
    life_stage = forms.ChoiceField(
        label=_("Pregnant or breastfeeding"),
        choices=Profile.LifeStage.choices,
        initial=Profile.LifeStage.NONE,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        widget=TimeZoneSelect,
        help_text=_("It decides which day an entry belongs to."),
        error_messages={"invalid_choice": _("Choose a time zone of the list.")},
    )
    day_start_hour = forms.TypedChoiceField(
        label=_("A new day starts at"),
        coerce=int,
        choices=[(hour, f"{hour}:00") for hour in range(7)],
        initial=0,
        help_text=_("What you log before this hour belongs to the day before."),
    )
    guardian = forms.BooleanField(
        label=_("I am the parent or guardian"),
        required=False,
        help_text=_("Only where this diary is about somebody under 16."),
    )

    class Meta:
        model = Profile
        fields = [
            "birth_month",
            "birth_year",
            "sex",
            "life_stage",
            "time_zone",
            "day_start_hour",
            "reference_set",
            "clinic_name",
            "clinic_phone",
            "is_vegan",
            "is_vegetarian",
            "no_soy",
            "no_dairy",
            "no_natto",
        ]
        labels = {
            "reference_set": _("Reference values from"),
            "clinic_name": _("Clinic or doctor"),
            "clinic_phone": _("Phone"),
        }
        help_texts = {
            "reference_set": _("Targets for vitamin D and magnesium, and all upper limits, come from it."),
            "clinic_phone": _("Shown as a link to call, wherever the app suggests asking."),
        }
        widgets = {"clinic_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = time_zone_choices(keep=self.instance.time_zone)
        if self.instance.onboarded_at is not None:
            self.initial["sex"] = self.instance.sex or NOT_SAID
            self.initial["guardian"] = self.instance.guardian_confirmed_at is not None

    @property
    def has_more(self) -> bool:
        """Whether the part that the first page keeps folded holds an error or an answer."""
        return any(
            name in self.errors or self[name].value() not in (self[name].initial, None, "", False)
            for name in FOLDED_FIELDS
        )

    def clean_birth_year(self):
        year = self.cleaned_data["birth_year"]
        if year < EARLIEST_YEAR:
            raise forms.ValidationError(
                _("Years from %(year)s on can be given."), params={"year": EARLIEST_YEAR}
            )
        if year > timezone.now().year + 1:  # a day ahead of UTC it can be next year already
            raise forms.ValidationError(_("This year has not come yet."))
        return year

    def clean_sex(self):
        sex = self.cleaned_data["sex"]
        return "" if sex == NOT_SAID else sex

    def clean_clinic_phone(self):
        phone = self.cleaned_data["clinic_phone"]
        if phone and tel_uri(phone) is None:
            raise forms.ValidationError(
                _("Write the number in digits, for instance +44 20 7946 0123. A + may come first.")
            )
        return phone

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("life_stage") != Profile.LifeStage.NONE and cleaned.get("sex") in {"", "male"}:
            self.add_error(
                "life_stage",
                _("The tables have rows for pregnancy and breastfeeding for the female sex only."),
            )
        if {"birth_year", "birth_month", "time_zone"} <= cleaned.keys():
            self._check_age(cleaned)
        return cleaned

    def _check_age(self, cleaned):
        now = today(
            Profile(time_zone=cleaned["time_zone"], day_start_hour=cleaned.get("day_start_hour") or 0)
        )
        year, month = cleaned["birth_year"], cleaned["birth_month"]
        if date(year, month, 1) > now:
            self.add_error("birth_year", _("This month has not come yet."))
            return
        age = age_on(year, month, now)
        if age is None or age < YOUNGEST_AGE:
            self.add_error(
                "birth_year",
                _(
                    "k2tracker is not for children under 1 year: the reference tables it uses begin at "
                    "1 year. Your midwife, health visitor or doctor can help with a baby's vitamins."
                ),
            )
        elif age < AGE_WITHOUT_GUARDIAN and not cleaned.get("guardian"):
            self.add_error(
                "guardian",
                _("Under 16, a parent or guardian keeps the diary and says so here."),
            )

    @property
    def guardian_confirmed(self) -> bool:
        """Whether a guardian is needed and said so. Only of a valid form."""
        profile = self.instance
        age = age_on(profile.birth_year, profile.birth_month, today(profile))
        return age < AGE_WITHOUT_GUARDIAN and self.cleaned_data["guardian"]
