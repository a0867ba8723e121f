"""The question about vitamin K antagonists, asked so that no answer is ever guessed.

A name is recognised whole or not at all, and even then the form asks before it believes: it comes back once
with what it recognised (`question`), and keeps everything that was typed. Nothing needs JavaScript.
"""

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nutrients.anticoagulants import Medicine, recognise

from .actions import VkaAnswer
from .models import VkaPeriod

Status = VkaPeriod.Status
LATER = "later"


class VkaForm(forms.Form):
    """One answer, with the medicine it names. After validation: `answer`, or a `question` to ask first.

    answer: None where the person will answer later, or nothing is settled yet.
    """

    vka = forms.ChoiceField(
        label=_("Do you take warfarin or another vitamin K antagonist?"),
        choices=[
            (Status.NO, _("No")),
            (Status.YES, _("Yes")),
            (Status.NOT_SURE, _("Not sure")),
            (Status.STOPPED, _("I stopped")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "For instance warfarin (Coumadin, Marevan), acenocoumarol (Sintrom), phenprocoumon (Marcumar), "
            "fluindione (Previscan). Vitamin K can change how these medicines work."
        ),
        error_messages={"required": _("Choose one of the answers.")},
    )
    vka_drug = forms.CharField(
        label=_("Name of the medicine"),
        required=False,
        max_length=100,
        help_text=_("As it stands on the box. Any medicine against blood clots can be named."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    vka_unnamed = forms.BooleanField(
        label=_("Another one, or I do not know the name"),
        required=False,
    )
    vka_stopped_on = forms.DateField(
        label=_("If you stopped: day of the last dose"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write a date, for instance 2026-03-31.")},
    )
    vka_confirmed = forms.ChoiceField(
        choices=[("yes", _("Yes, that is it")), ("no", _("No, it is something else"))],
        widget=forms.RadioSelect,
        required=False,
    )
    vka_asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, today: date, born_after: date, may_wait: bool = False, **kwargs):
        """today: the person's local day. born_after: the day before the month of birth, at the latest.
        may_wait: offer "I will answer later".
        """
        super().__init__(*args, **kwargs)
        self.today = today
        self.born_after = born_after
        self.answer: VkaAnswer | None = None
        self.question = ""
        self.is_confirming = False  # whether the field `vka_confirmed` belongs on the page
        self.recognised: Medicine | None = None
        if may_wait:
            self.fields["vka"].choices = [*self.fields["vka"].choices, (LATER, _("I will answer later"))]

    @property
    def is_settled(self) -> bool:
        """Whether the form is valid and nothing is left to ask."""
        return self.is_valid() and not self.question

    def clean_vka_stopped_on(self):
        return self._day_lived("vka_stopped_on")

    def clean(self):
        cleaned = super().clean()
        status = cleaned.get("vka")
        if status in {None, LATER} or "vka_drug" not in cleaned:
            return cleaned
        if status == Status.STOPPED and cleaned.get("vka_stopped_on") is None:
            if "vka_stopped_on" in cleaned:
                self.add_error("vka_stopped_on", _("The day of the last dose is needed here."))
            return cleaned
        self.recognised = recognise(cleaned["vka_drug"]) if cleaned["vka_drug"] else None
        if self.recognised is None:
            self._settle_unrecognised(status, cleaned)
        elif status == Status.NO and self.recognised.is_vka:
            self.add_error(
                "vka",
                gettext(
                    "%(name)s is %(drug)s, a vitamin K antagonist. If this is what you take, the answer is "
                    "yes. If not, leave the name empty."
                )
                % self._names(),
            )
        else:
            self._confirm(status, cleaned)
        return cleaned

    def _settle_unrecognised(self, status, cleaned):
        written = cleaned["vka_drug"]
        if status == Status.NOT_SURE:
            self.answer = VkaAnswer(Status.NOT_SURE)
        elif status == Status.NO:
            if written:
                self.add_error(
                    "vka_drug",
                    _(
                        "The app does not know this name. Check the spelling, leave it empty, or choose "
                        "“Not sure”."
                    ),
                )
            else:
                self.answer = VkaAnswer(Status.NO)
        elif cleaned["vka_unnamed"]:
            self.answer = self._answer(status, "")
        elif written:
            self.add_error(
                "vka_drug",
                _("The app does not know this name. Check the spelling, or tick the box below."),
            )
        else:
            self.add_error("vka_drug", _("Write the name, or tick the box below."))

    def _confirm(self, status, cleaned):
        """Ask whether the recognised medicine is meant, and settle the answer once that is said."""
        asked = f"{status}:{cleaned['vka_drug']}"
        was_asked = cleaned.get("vka_asked") == asked
        reply = cleaned.get("vka_confirmed") if was_asked else ""
        self.is_confirming = True
        self["vka_confirmed"].label = self._question()
        if reply == "yes":
            self.answer = self._answer(status, self.recognised.drug)
        elif reply == "no" and status == Status.NOT_SURE:
            self.answer = VkaAnswer(Status.NOT_SURE)
        elif reply == "no":
            self._settle_something_else(status)
        else:
            self.question = self._question()
            self.data = self.data.copy()  # what was typed stays, and what was asked goes back with it
            self.data[self.add_prefix("vka_asked")] = asked
            self.data.pop(self.add_prefix("vka_confirmed"), None)
            if was_asked:
                self.add_error("vka_confirmed", _("Choose one of the answers."))

    def _settle_something_else(self, status):
        if status == Status.NO:
            text = _("Write the name as it stands on the box, or leave it empty.")
            self.add_error("vka_drug", text)
        elif self.cleaned_data["vka_unnamed"]:
            self.answer = self._answer(status, "")
        else:
            text = _("Write the name as it stands on the box, or tick the box below.")
            self.add_error("vka_drug", text)

    def _question(self) -> str:
        names = self._names()
        if names["name"].casefold() == names["drug"]:
            if self.recognised.is_vka:
                return gettext("Is it %(drug)s, a vitamin K antagonist?") % names
            return (
                gettext("Is it %(drug)s? It is not a vitamin K antagonist, so the answer would be no.")
                % names
            )
        if self.recognised.is_vka:
            return gettext("%(name)s: is this %(drug)s, a vitamin K antagonist?") % names
        return (
            gettext(
                "%(name)s: is this %(drug)s? It is not a vitamin K antagonist, so the answer would be no."
            )
            % names
        )

    def _day_lived(self, name) -> date | None:
        """A day of the person's life so far; None where the field is empty."""
        day = self.cleaned_data[name]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if day is not None and day <= self.born_after:
            raise forms.ValidationError(_("This day is before the month of birth."))
        return day

    def _names(self) -> dict[str, str]:
        return {"name": self.recognised.brand_matched, "drug": self.recognised.drug}

    def _answer(self, status, drug) -> VkaAnswer:
        """What is kept: a medicine of another class means "no", whatever was ticked."""
        stopped_on = self.cleaned_data["vka_stopped_on"] if status == Status.STOPPED else None
        if drug and not self.recognised.is_vka:
            return VkaAnswer(Status.NO, "" if stopped_on else drug)
        if drug and status == Status.NOT_SURE:
            return VkaAnswer(Status.YES, drug)
        return VkaAnswer(status, drug, stopped_on)


class VkaChangeForm(VkaForm):
    """A further answer: from when it holds, or that the last one was wrong."""

    CHANGE, CORRECTION = "change", "correction"

    how = forms.ChoiceField(
        label=_("What happened?"),
        choices=[
            (CHANGE, _("Something changed")),
            (CORRECTION, _("My last answer was wrong, or is clear now")),
        ],
        initial=CHANGE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    from_on = forms.DateField(
        label=_("If something changed: from which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Not needed with “I stopped”: the day of the last dose counts."),
        error_messages={"invalid": _("Write a date, for instance 2026-03-31.")},
    )

    def clean_from_on(self):
        return self._day_lived("from_on")

    def clean(self):
        cleaned = super().clean()
        needs_day = cleaned.get("how") == self.CHANGE and cleaned.get("vka") not in {None, Status.STOPPED}
        if needs_day and "from_on" in cleaned and cleaned["from_on"] is None:
            self.add_error("from_on", _("The day is needed: earlier days keep the earlier answer."))
        return cleaned

    @property
    def is_correction(self) -> bool:
        return self.cleaned_data["how"] == self.CORRECTION
