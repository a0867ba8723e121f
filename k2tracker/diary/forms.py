"""What people type into a diary, turned into values, with a sentence at the field where it cannot be."""

import uuid
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from foods.notices import MOST_TEXT
from k2tracker.exercise.forms import MinutesField

from .measures import STEP, BadAmount, quantity_text, read_quantity, split_grams, weigh
from .models import Entry

GRAMS_LABEL = _("g")


@dataclass(frozen=True, slots=True)
class PortionChoice:
    """A way to count a food: its name and the weight of one; grams None for a product's unit."""

    name: str
    grams: Decimal | None

    @property
    def label(self) -> str:
        if self.grams is None or " g" in self.name:
            return self.name
        return f"{self.name} ({quantity_text(self.grams)}\u00a0g)"


def choices_for(food, *, kept=None, at_its_weight: bool = False) -> list[PortionChoice]:
    """The food's portions; with `kept`, an entry or an ingredient, also the portion which that has and the
    food has no more. at_its_weight: the portion weighs what it weighed in `kept`, whatever it weighs now.
    """
    choices = [PortionChoice(portion.name, portion.grams) for portion in food.portions.all()]
    if kept is None or not kept.portion_name:
        return choices
    now = next((choice for choice in choices if choice.name == kept.portion_name), None)
    if now is None:
        return [*choices, _choice_of(kept)]
    if at_its_weight and None not in (kept.grams, now.grams) and not _weighs_the_same(kept, now):
        choices[choices.index(now)] = _choice_of(kept)
    return choices


def _choice_of(kept) -> PortionChoice:
    one = None if kept.grams is None else (kept.grams / kept.quantity).quantize(STEP, rounding=ROUND_HALF_UP)
    return PortionChoice(kept.portion_name, one)


def _weighs_the_same(kept, choice: PortionChoice) -> bool:
    return kept.grams == (kept.quantity * choice.grams).quantize(STEP, rounding=ROUND_HALF_UP)


class KeyField(forms.UUIDField):
    """The key a client made for one entry, carried in a hidden field."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": _("The form was incomplete. It is complete now: sent again, it logs."),
        "invalid": _("The form was incomplete. It is complete now: sent again, it logs."),
    }


class AmountField(forms.CharField):
    """A quantity as people type it: "50", "1,5", "1.5"."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "enterkeyhint": "done", "maxlength": 40}
    )
    default_error_messages = {"required": _("An amount is missing. For example: 50 or 1.5.")}

    def __init__(self, **options):
        super().__init__(max_length=40, **{"label": _("Amount"), **options})


class MeasuredForm(forms.Form):
    """Amount and portion of one food. `cleaned_data` holds `quantity` (Decimal) and `portion`, a
    PortionChoice or None for grams (units of a product)."""

    quantity = AmountField()
    portion = forms.ChoiceField(
        label=_("Portion"),
        required=False,
        error_messages={"invalid_choice": _("This food has no such portion. One of those listed fits.")},
    )

    def __init__(self, *args, food, kept=None, at_its_weight=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.food = food
        found = choices_for(food, kept=kept, at_its_weight=at_its_weight)
        self._portions = {choice.name: choice for choice in found}
        choices = [(choice.name, choice.label) for choice in self._portions.values()]
        if not food.is_supplement:
            choices.append(("", GRAMS_LABEL))
        elif not choices:
            choices.append(("", _("units")))
        self.fields["portion"].choices = choices  # whole: the widget keeps a copy of its own

    def clean(self):
        data = super().clean()
        if "quantity" not in data or "portion" not in data:
            return data
        typed, in_grams = split_grams(data["quantity"])
        if in_grams and not self.food.is_supplement:
            data["portion"] = ""
        elif in_grams:
            self.add_error("quantity", _("This product is counted in units, not in grams."))
            return data
        if self.food.is_supplement and not data["portion"]:
            data["portion"] = next(iter(self._portions), "")  # a product is counted in its unit alone
        data["portion"] = self._portions.get(data["portion"])
        try:
            data["quantity"] = read_quantity(typed)
            weigh(
                is_supplement=self.food.is_supplement,
                portion_grams=None if data["portion"] is None else data["portion"].grams,
                quantity=data["quantity"],
            )
        except BadAmount as error:
            self.add_error("quantity", str(error))
        return data


class LogForm(MeasuredForm):
    """One new entry. `key` is made once for each form that is shown."""

    key = KeyField()
    meal = forms.ChoiceField(label=_("Meal"), choices=Entry.Meal.choices)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    @property
    def next_key(self) -> uuid.UUID:
        """The key to show: the one that was sent, so that a retry finds what it made, or the form's own."""
        given = self.cleaned_data.get("key") if self.is_bound else self.initial.get("key")
        return given or uuid.uuid4()


class EditForm(MeasuredForm):
    """All that can be corrected in an entry. `seen` is when the form's reader saw it last changed."""

    meal = forms.ChoiceField(label=_("Meal"), choices=Entry.Meal.choices)
    eaten_at = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("That is not a time of day. For example: 08:30.")},
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, entry: Entry, **kwargs):
        self.entry = entry
        initial = {
            "quantity": quantity_text(entry.quantity),
            "portion": entry.portion_name,
            "meal": entry.meal,
            "eaten_at": entry.eaten_at,
            "note": entry.note,
            "seen": entry.changed_at.isoformat(),
        }
        super().__init__(*args, food=entry.food, kept=entry, at_its_weight=True, initial=initial, **kwargs)

    def clean(self):
        data = super().clean()
        if self.entry.deleted_at is not None:
            self.add_error(None, _("This entry was deleted in the meantime. Undo on its day brings it back."))
        elif not self._is_current(data.get("seen", "")):
            self.data = {**self.data.dict(), "seen": self.entry.changed_at.isoformat()}
            self.add_error(
                None, _("This entry was changed in the meantime. Saved again, it is as it stands here.")
            )
        return data

    def _is_current(self, seen: str) -> bool:
        try:
            return not seen or parse_datetime(seen) == self.entry.changed_at
        except ValueError:
            return False


class AmountForm(MeasuredForm):
    """The amount of an entry, changed where it stands; its portion stays."""

    def __init__(self, data=None, *, entry: Entry):
        sent = None if data is None else {"quantity": data.get("quantity", ""), "portion": entry.portion_name}
        super().__init__(sent, food=entry.food, kept=entry, at_its_weight=True)


class DayForm(forms.Form):
    """A day to go to."""

    day = forms.DateField(
        label=_("Go to a day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("A date is missing. For example: 2026-03-01."),
            "invalid": _("That is not a date. For example: 2026-03-01."),
        },
    )


class OutdoorsForm(forms.Form):
    """Time outdoors of a day, in minutes; nothing typed says that it is not told."""

    minutes = MinutesField(
        label=_("Minutes outdoors"),
        least=0,
        required=False,
        help_text=_("It can be left empty. Time above 0 sets the mark of sun for the day."),
    )


class ReportForm(forms.Form):
    """That a figure looks wrong. figures: (code, words) to choose from; "" is the food as a whole."""

    nutrient = forms.ChoiceField(
        label=_("Which figure"),
        required=False,
        error_messages={"invalid_choice": _("This food has no such figure. One of those listed fits.")},
    )
    text = forms.CharField(
        label=_("What looks wrong"),
        max_length=MOST_TEXT,
        help_text=_("In your own words, and from where the right figure is, if you know it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("A few words are missing. For example: the label says 75 µg."),
            "max_length": _(
                "Up to %(limit_value)d characters are kept; this has %(show_value)d. A shorter text fits."
            ),
        },
    )

    def __init__(self, *args, figures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nutrient"].choices = figures
