"""The values of one composition as a form: one row a nutrient, all of them at once.

It reads and checks what was typed; whether it may be saved is the draft's business. A nutrient without a
state has no value recorded, which is unknown as well.
"""

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nutrients.intake import State
from nutrients.nutrient import KILOCALORIE, MICROGRAM, MILLIGRAM, NUTRIENTS, Nutrient

from ..actions import Draft, DraftValue
from ..curation.content import HEAD
from ..limits import MOST_ENERGY, MOST_MICROGRAMS, MOST_MILLIGRAMS
from ..models import STATES, AssumptionGroup, Food
from ..models.revision import STATES_WITHOUT_AMOUNT

MOST_PER_100G = {MICROGRAM: MOST_MICROGRAMS, MILLIGRAM: MOST_MILLIGRAMS, KILOCALORIE: MOST_ENERGY}


def _number(label):
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=6,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 8, "autocomplete": "off"}),
    )


class ValueForm(forms.Form):
    """One nutrient of one composition, in the nutrient's own unit."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("not recorded")), *STATES]
    )
    amount = _number(gettext_lazy("Amount"))
    low = _number(gettext_lazy("Low"))
    high = _number(gettext_lazy("High"))
    n = forms.IntegerField(
        label=gettext_lazy("n"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "autocomplete": "off"}),
    )
    source = forms.ChoiceField(label=gettext_lazy("Source"), required=False)
    donor_source = forms.ChoiceField(label=gettext_lazy("Donor's source"), required=False)
    donor_food_id = forms.CharField(label=gettext_lazy("Donor's number"), required=False, max_length=40)
    derivation = forms.CharField(label=gettext_lazy("Derivation"), required=False, max_length=60)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, nutrient: Nutrient, value: DraftValue | None, sources, basis: str, **kwargs):
        initial = {} if value is None else {name: _shown(getattr(value, name)) for name in self.base_fields}
        super().__init__(initial=initial, prefix=nutrient.code, **kwargs)
        self.nutrient, self.basis = nutrient, basis
        for name in ("source", "donor_source"):
            self.fields[name].choices = sources

    @property
    def main_fields(self):
        return [self[name] for name in ("state", "amount", "low", "high", "n", "source")]

    @property
    def more_fields(self):
        return [self[name] for name in ("donor_source", "donor_food_id", "derivation", "note")]

    @property
    def is_recorded(self) -> bool:
        """Whether the row holds anything, or something in it is wrong."""
        return bool(self.errors) or bool(self["state"].value())

    def clean(self):
        data = super().clean()
        state, amount, low, high = (data.get(name) for name in ("state", "amount", "low", "high"))
        if not state:
            if any(data.get(name) not in (None, "") for name in self.fields if name != "state"):
                self.add_error("state", _("Choose how this is known."))
            return data
        if state == State.TRACE and amount is None and "amount" not in self.errors:
            data["amount"] = amount = Decimal(0)  # a trace counts as 0
        if state in STATES_WITHOUT_AMOUNT:
            if amount is not None:
                self.add_error("amount", _("Clear the amount, or choose how it is known."))
        elif amount is None and "amount" not in self.errors:
            self.add_error("amount", _("Enter an amount, or choose “unknown”."))
        if amount is not None and not data.get("source") and "source" not in self.errors:
            self.add_error("source", _("Every amount has a source."))
        if low is not None and high is not None and low > high:
            self.add_error("high", _("The high end is below the low end."))
        if bool(data.get("donor_source")) != bool(data.get("donor_food_id")):
            missing = "donor_food_id" if data.get("donor_source") else "donor_source"
            self.add_error(missing, _("A donor has a source and a number."))
        self._hold_to_the_possible(data)
        if not self.errors and amount is not None and not _holds(low, high, amount):
            self.add_error("amount", _("The amount lies outside its range. Correct one of them."))
        return data

    def _hold_to_the_possible(self, data):
        most = MOST_PER_100G[self.nutrient.unit]
        if self.basis != Food.Basis.PER_100G:
            return
        for name in ("amount", "low", "high"):
            if data.get(name) is not None and data[name] > most:
                words = _("100 g of food cannot hold more than %(most)s %(unit)s.")
                self.add_error(name, words % {"most": f"{most:f}", "unit": self.nutrient.unit})

    def value(self) -> DraftValue | None:
        """What was typed, once it is valid; None where nothing is recorded."""
        data = self.cleaned_data
        if not data["state"]:
            return None
        return DraftValue(
            nutrient=self.nutrient.code,
            amount=data["amount"],
            state=State(data["state"]),
            source=data["source"] or None,
            low=data["low"],
            high=data["high"],
            n=data["n"],
            derivation=data["derivation"],
            donor_source=data["donor_source"] or None,
            donor_food_id=data["donor_food_id"],
            note=_one_kind_of_break(data["note"]),
        )


class HeadForm(forms.Form):
    """What a composition says as a whole."""

    assumption_group = forms.ChoiceField(
        label=gettext_lazy("Assumption group"),
        required=False,
        choices=[("", gettext_lazy("none of its own")), *AssumptionGroup.choices],
        help_text=gettext_lazy(
            "Without one, nothing is assumed, unless the food's category in its source has an assumption "
            "that a curator switched on."
        ),
    )
    k2_low = _number(gettext_lazy("Total K2, low (µg)"))
    k2_high = _number(gettext_lazy("Total K2, high (µg)"))
    k2_range_note = forms.CharField(
        label=gettext_lazy("What the range of total K2 is"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    k2_note = forms.CharField(
        label=gettext_lazy("Notes on K2, one a line"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        data = super().clean()
        low, high = data.get("k2_low"), data.get("k2_high")
        if low is not None and high is not None and low > high:
            self.add_error("k2_high", _("The high end is below the low end."))
        return data


class CompositionForm:
    """A row for every nutrient there is, and the head. Built from a content, filled with what was sent."""

    def __init__(self, content: Draft, *, source_keys: Iterable[str], basis: str, data=None):
        sources = [("", _("none")), *((key, key) for key in source_keys)]
        values = {value.nutrient: value for value in content.values}
        initial = {name: _shown(getattr(content, name)) for name in HEAD}
        self.head = HeadForm(data, initial=initial, prefix="composition")
        self.rows = [
            ValueForm(nutrient, values.get(code), sources, basis, data=data)
            for code, nutrient in NUTRIENTS.items()
        ]

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), *[row.is_valid() for row in self.rows]])

    @property
    def wrong_fields(self):
        """(nutrient's name, field) of each field with an error, in the page's order."""
        fields = [(row.nutrient.short, field) for row in self.rows for field in row if field.errors]
        return fields + [("", field) for field in self.head if field.errors]

    def content(self) -> Draft:
        """What was typed, once it is valid."""
        head = self.head.cleaned_data
        values = [value for row in self.rows if (value := row.value()) is not None]
        return Draft(
            values=tuple(values),
            assumption_group=head["assumption_group"],
            k2_low=head["k2_low"],
            k2_high=head["k2_high"],
            k2_range_note=_one_kind_of_break(head["k2_range_note"]),
            k2_note=_one_kind_of_break(head["k2_note"]),
        )


def _holds(low: Decimal | None, high: Decimal | None, amount: Decimal) -> bool:
    return (low is None or low <= amount) and (high is None or amount <= high)


def _shown(stored):
    return f"{stored.normalize():f}" if isinstance(stored, Decimal) else stored


def _one_kind_of_break(text: str) -> str:
    """Browsers send line breaks as CR LF; notes are stored with LF, so an untouched note stays the same."""
    return text.replace("\r\n", "\n")
