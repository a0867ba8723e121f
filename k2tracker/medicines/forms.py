"""Adding and correcting a medicine, so that no name is ever taken for one it may not be.

A name is recognised whole or not at all, and even then the form asks before it believes: it comes back once
with what it recognised (`question`), and keeps everything that was typed. Nothing needs JavaScript.
"""

import uuid
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from k2tracker.profiles.forms import EARLIEST_YEAR
from k2tracker.profiles.models import Profile
from nutrients.medicines import Candidate, recognise
from nutrients.names import fold

from .actions import MedicineTold
from .models import NAME_LENGTH, WORDS_LENGTH, ConditionPeriod, Medicine
from .queries import is_vka
from .wording import named, what_it_is

SOMETHING_ELSE = "as typed"
LONGEST_AHEAD = timedelta(days=366)  # a course that ends later than in a year has no end yet
_WORDS = {"autocomplete": "off", "spellcheck": "false"}


def born_after(profile: Profile) -> date:
    """The last day that lies before the person's month of birth, as far as that is known."""
    return date(profile.birth_year or EARLIEST_YEAR, profile.birth_month or 1, 1) - timedelta(days=1)


class DayField(forms.DateField):
    """A date as the browser's own calendar sends it, or typed."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        messages = {
            "invalid": _("Write a date, for instance 2026-03-31."),
            "required": _("The day is needed."),
        }
        super().__init__(**kwargs, error_messages=messages)


class ReplyField(forms.ChoiceField):
    """An answer whose choices are known only once the name was read; the form judges it itself."""

    def valid_value(self, value):
        return True


class DatedForm(forms.Form):
    """A form with days of a person's life."""

    def __init__(self, *args, today: date, born_after: date, **kwargs):
        """today: the person's local day. born_after: the day before the month of birth, at the latest."""
        super().__init__(*args, **kwargs)
        self.today, self.born_after = today, born_after

    def day_lived(self, name: str) -> date | None:
        """A day of the person's life so far; None where the field is empty."""
        day = self.cleaned_data[name]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return self.day_alive(name)

    def day_alive(self, name: str) -> date | None:
        """A day after the birth, and not more than a year ahead."""
        day = self.cleaned_data[name]
        if day is not None and day <= self.born_after:
            raise forms.ValidationError(_("This day is before the month of birth."))
        if day is not None and day > self.today + LONGEST_AHEAD:
            raise forms.ValidationError(_("This day is more than a year ahead. Leave it empty until then."))
        return day

    def check_order(self, first: str, last: str):
        """Refuse a last day that comes before the first one."""
        begun, ended = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begun is not None and ended is not None and ended < begun:
            self.add_error(last, _("This day is before the first one."))


class MedicineForm(DatedForm):
    """A medicine on the list. After validation: `told`, or a `question` to ask first."""

    name = forms.CharField(
        label=_("Name of the medicine"),
        max_length=NAME_LENGTH,
        help_text=_("As it stands on the box. One medicine at a time."),
        widget=forms.TextInput(attrs=_WORDS),
        error_messages={"required": _("Write the name.")},
    )
    confirmed = ReplyField(widget=forms.RadioSelect, required=False)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)
    started_on = DayField(
        label=_("First day"),
        required=False,
        help_text=_("Empty: for as long as your log goes back."),
    )
    stopped_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: you take it now. A course can end on a day to come."),
    )
    dose = forms.CharField(
        label=_("Dose, in your words"),
        required=False,
        max_length=WORDS_LENGTH,
        help_text=_("Kept as words. The app does not read them or work with them."),
        widget=forms.TextInput(attrs=_WORDS),
    )

    def __init__(self, *args, medicine: Medicine | None = None, **kwargs):
        """medicine: the one to correct; None for a new one."""
        super().__init__(*args, **kwargs)
        self.medicine = medicine
        self.question = ""
        self.is_confirming = False  # whether the field `confirmed` belongs on the page
        self._drug = ""
        self._keeps_days = medicine is not None and is_vka(medicine.drug)
        if self._keeps_days:
            del self.fields["started_on"], self.fields["stopped_on"]

    @property
    def is_settled(self) -> bool:
        """Whether the form is valid and nothing is left to ask."""
        return self.is_valid() and not self.question

    @property
    def told(self) -> MedicineTold:
        """What was typed and confirmed. Only of a settled form."""
        cleaned = self.cleaned_data
        return MedicineTold(
            name=cleaned["name"],
            drug=self._drug,
            started_on=cleaned.get("started_on"),
            stopped_on=cleaned.get("stopped_on"),
            dose=cleaned["dose"],
        )

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_started_on(self):
        return self.day_lived("started_on")

    def clean_stopped_on(self):
        return self.day_alive("stopped_on")

    def clean(self):
        cleaned = super().clean()
        self.check_order("started_on", "stopped_on")
        if "name" not in cleaned:
            return cleaned
        is_same = self.medicine is not None and fold(self.medicine.name) == fold(cleaned["name"])
        if is_same and self.medicine.drug:  # a "no" can be taken back: that name is asked about again
            self._drug = self.medicine.drug
            return cleaned
        candidates = recognise(cleaned["name"])
        if candidates:
            self._confirm(candidates)
        if self._keeps_days and is_vka(self._drug) and self._drug != self.medicine.drug:
            self.add_error(
                "name",
                _(
                    "This is another vitamin K antagonist. Add it as a medicine of its own, so that the day "
                    "of the change is known."
                ),
            )
        ahead = cleaned.get("stopped_on")
        if is_vka(self._drug) and ahead is not None and ahead > self.today:
            self.add_error(
                "stopped_on",
                _("This day has not come yet. Your profile needs the day of the last dose when it is over."),
            )
        return cleaned

    def _confirm(self, candidates: tuple[Candidate, ...]):
        """Ask which of the recognised medicines is meant, and settle the drug once that is said."""
        name = self.cleaned_data["name"]
        drugs = [candidate.medicine.drug for candidate in candidates]
        was_asked = self.cleaned_data.get("asked") == name
        question = _question(candidates)
        field = self.fields["confirmed"]
        field.choices = _answers(candidates)
        self["confirmed"].label = field.label = question
        if any(candidate.medicine.is_vka for candidate in candidates):
            self["confirmed"].help_text = _(
                "A vitamin K antagonist is recorded in your profile too: the K2 lines pause meanwhile."
            )
        self.is_confirming = True
        reply = self.cleaned_data["confirmed"] if was_asked else None
        if reply in drugs:
            self._drug = reply
        elif reply != SOMETHING_ELSE:
            self.question = question
            self.data = self.data.copy()  # what was typed stays, and what was asked goes back with it
            self.data[self.add_prefix("asked")] = name
            self.data.pop(self.add_prefix("confirmed"), None)
            if was_asked:
                self.add_error("confirmed", _("Choose one of the answers."))


def _question(candidates: tuple[Candidate, ...]) -> str:
    if len(candidates) > 1:
        return gettext("Which of these is it?")
    medicine, name = candidates[0].medicine, candidates[0].name
    words = {"name": name, "drug": medicine.drug, "kind": what_it_is(medicine)}
    if fold(name) == fold(medicine.drug):
        return gettext("Is this %(drug)s, %(kind)s?") % words
    return gettext("%(name)s: is this %(drug)s, %(kind)s?") % words


def _answers(candidates: tuple[Candidate, ...]) -> list[tuple[str, str]]:
    if len(candidates) > 1:
        yes = [(one.medicine.drug, named(one.medicine.drug)) for one in candidates]
        return [*yes, (SOMETHING_ELSE, gettext("None of them; keep it as I typed it"))]
    return [
        (candidates[0].medicine.drug, gettext("Yes, that is it")),
        (SOMETHING_ELSE, gettext("No, keep it as I typed it")),
    ]


class StopForm(DatedForm):
    """The last day a medicine was taken."""

    stopped_on = DayField(label=_("Last day you took it"))

    def __init__(self, *args, medicine: Medicine, **kwargs):
        super().__init__(*args, **kwargs)
        self.medicine = medicine

    def clean_stopped_on(self):
        if is_vka(self.medicine.drug):
            return self.day_lived("stopped_on")
        day = self.day_alive("stopped_on")
        if self.medicine.started_on is not None and day < self.medicine.started_on:
            raise forms.ValidationError(_("This day is before the first one."))
        return day


class NoteForm(DatedForm):
    """A change of dose in words."""

    on = DayField(label=_("Day of the change"))
    words = forms.CharField(
        label=_("What changed, in your words"),
        max_length=WORDS_LENGTH,
        widget=forms.TextInput(attrs=_WORDS),
        help_text=_("Kept as words beside the day. No rule reads them."),
        error_messages={"required": _("Write a few words.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_on(self):
        return self.day_alive("on")


class ConditionForm(DatedForm):
    """A condition and the days it holds for."""

    kind = forms.ChoiceField(
        label=_("Condition"),
        choices=ConditionPeriod.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "The stage stands in letters from a kidney clinic. A later stage ends an earlier one on the day "
            "before."
        ),
        error_messages={"required": _("Choose one of the conditions.")},
    )
    from_on = DayField(
        label=_("Since"), required=False, help_text=_("Empty: for as long as your log goes back.")
    )
    to_on = DayField(label=_("Until"), required=False, help_text=_("Empty: it holds now."))

    def clean_from_on(self):
        return self.day_lived("from_on")

    def clean_to_on(self):
        return self.day_alive("to_on")

    def clean(self):
        cleaned = super().clean()
        self.check_order("from_on", "to_on")
        return cleaned


def key_of(data) -> uuid.UUID:
    """The key that a page sent with its form; a new one where none can be read."""
    try:
        return uuid.UUID(data.get("key", ""))
    except ValueError:
        return uuid.uuid4()
