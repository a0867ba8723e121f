"""A food or product as its label says it, turned into what is stored.

Nothing needs JavaScript. What is doubted comes back once with the reason and a box that says it is true;
a name that may be natto or hold K2 comes back once with the question. Limits: it reads and asks, it stores
nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foods.label import (
    IMPOSSIBLE,
    LINES,
    Doubt,
    Serving,
    Stated,
    doubts_of,
    draft_of,
    words_of,
)
from foods.marks import HIGH_VITAMIN_K, NATTO_FAMILY, RULED_MARKS, questions_about
from foods.models import Food
from foods.own_foods import OWN_LABEL, OwnFood, OwnPortion
from k2tracker.pantry import queries
from k2tracker.pantry.label_words import HINTS, NAMES, doubt_words

from .figures import number_field, read_amount, read_figure, unit_choices
from .kept_label import FOOD, PER_100G, PER_SERVING, PRODUCT, kept_label, serving_portion, unit_portion
from .names import read_barcode, read_names, visible

NEW_PORTIONS, MOST_PORTIONS = 3, 20
MOST_SERVING_GRAMS, MOST_UNITS = Decimal(5000), Decimal(100)
NAME_LENGTH, TEXT_LENGTH = 200, 80
UNIT_NAMES = [
    ("capsule", _("capsule")),
    ("softgel", _("softgel")),
    ("tablet", _("tablet")),
    ("gummy", _("gummy")),
    ("drop", _("drop")),
    ("spray", _("spray")),
    ("ml", _("ml")),
    ("teaspoon", _("teaspoon")),
    ("scoop", _("scoop")),
    ("sachet", _("sachet")),
    ("unit", _("unit")),
]
ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("Not sure"))]
QUESTIONS = {"natto": NATTO_FAMILY.value, "k2": HIGH_VITAMIN_K.value}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the label in the form. hint: what it is an amount of, "" where its name says it; sure: the
    box that confirms a doubted amount, None for no doubt."""

    key: str
    name: str
    hint: str
    amount: forms.BoundField
    unit: forms.BoundField
    sure: str | None
    is_sure: bool


class LabelForm(forms.Form):
    """After validation `told` is what is to be stored. person: whose food it is; food: the one that is
    corrected, None: a new one; key: of the form that makes it.
    """

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("A name is missing. For example: Bakery rye bread.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(FOOD, _("A food")), (PRODUCT, _("A supplement"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one: amounts of a food count in grams, of a supplement in units.")
        },
    )
    basis = forms.ChoiceField(
        label=_("The amounts are for"),
        choices=[(PER_100G, _("100 g")), (PER_SERVING, _("one serving"))],
        widget=forms.RadioSelect,
        required=False,
        initial=PER_100G,
    )
    serving_grams = number_field(_("One serving, in grams"))
    unit_name = forms.ChoiceField(label=_("Counted in"), choices=UNIT_NAMES, required=False)
    units_in_amount = number_field(_("The amounts are for how many?"), initial="1")
    barcode = forms.CharField(
        label=_("Barcode"),
        required=False,
        max_length=40,
        help_text=_("The digits under the bars."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        max_length=400,
        help_text=_("Parted by commas. Search finds the food by each."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    natto = forms.ChoiceField(
        label=_("Is this natto, or made from it?"), choices=ANSWERS, widget=forms.RadioSelect, required=False
    )
    k2 = forms.ChoiceField(
        label=_("Does it contain vitamin K2?"), choices=ANSWERS, widget=forms.RadioSelect, required=False
    )

    def __init__(self, data=None, *, person, food: Food | None = None, key=None, initial: dict | None = None):
        self.person, self.food, self.key = person, food, key
        kept = {} if food is None else kept_label(food)
        super().__init__(data, initial={**kept, **(initial or {})})
        for line in LINES:
            self.fields[f"amount_{line}"] = number_field(NAMES[line], TEXT_LENGTH)
            self.fields[f"unit_{line}"] = forms.ChoiceField(
                choices=unit_choices(line), required=False, label=_("Unit")
            )
        self.portion_count = min(self._portions_sent(kept), MOST_PORTIONS)
        for place in range(self.portion_count):
            self.fields[f"portion_name_{place}"] = forms.CharField(
                label=_("Portion"),
                required=False,
                max_length=80,
                widget=forms.TextInput({"autocomplete": "off"}),
            )
            self.fields[f"portion_grams_{place}"] = number_field(_("Grams"))
        if food is not None:
            self.fields["kind"].disabled = True
        self.asked: frozenset[str] = frozenset()
        self.doubts: dict[str, Doubt] = {}
        self._stated: dict[str, Stated] = {}
        self._serving: Serving | None = None
        self.barcode_holder: Food | None = None

    def _portions_sent(self, kept: dict) -> int:
        sent = sum(name.startswith("portion_name_") for name in (self.data if self.is_bound else ()))
        return max(sent, NEW_PORTIONS + sum(name.startswith("portion_name_") for name in kept))

    # --- What the template shows ---

    def rows(self) -> Iterator[Row]:
        """The lines of the label, in the order in which labels of supplements have them."""
        for key in LINES:
            doubt = self.doubts.get(key)
            may_be_sure = doubt is not None and doubt not in IMPOSSIBLE
            yield Row(
                key=key,
                name=NAMES[key],
                hint=HINTS.get(key, ""),
                amount=self[f"amount_{key}"],
                unit=self[f"unit_{key}"],
                sure=words_of(self._stated[key], self._serving) if may_be_sure else None,
                is_sure=may_be_sure and self._is_sure(key),
            )

    def portion_rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        for place in range(self.portion_count):
            yield self[f"portion_name_{place}"], self[f"portion_grams_{place}"]

    def question_fields(self) -> list[forms.BoundField]:
        """The questions that the name raises, while they wait for their answer."""
        return [self[name] for name, mark in QUESTIONS.items() if mark in self.asked]

    @property
    def has_more(self) -> bool:
        """Whether the folded part holds an error or a word."""
        names = ["barcode", "aliases", *(name for name in self.fields if name.startswith("portion_"))]
        return any(name in self.errors or self[name].value() for name in names)

    # --- Reading ---

    def clean_name(self):
        name = visible(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("This name has no letter or digit that can be seen."))
        other = queries.namesake(self.person, name, food=self.food, key=self.key)
        if other is not None:
            raise forms.ValidationError(
                _("Another food of yours is called “%(name)s”. A brand or a size tells them apart."),
                params={"name": other.name},
            )
        return name

    def clean_barcode(self):
        gtin = read_barcode(self.cleaned_data["barcode"])
        if not gtin or (self.food is not None and gtin in {one.gtin for one in self.food.barcodes.all()}):
            return gtin
        self.barcode_holder = queries.barcode_holder(self.person, gtin, food=self.food, key=self.key)
        if self.barcode_holder is not None and not self.is_another_product:
            raise forms.ValidationError(
                _("%(name)s has this barcode already."), params={"name": self.barcode_holder.name}
            )
        return gtin

    @property
    def is_another_product(self) -> bool:
        """Whether a food is wanted although another one has its barcode."""
        return bool(self.data.get("sure_barcode"))

    def clean_aliases(self):
        return read_names(self.cleaned_data["aliases"], NAME_LENGTH)

    def clean(self):
        data = super().clean()
        self._serving = self._read_serving(data)
        self._stated = self._read_figures(data)
        self._portions = self._read_portions(data)
        if self._serving is not None:
            self._check_doubts()
            if "name" in data and not IMPOSSIBLE & set(self.doubts.values()):
                self._check_questions(data)
        return data

    def _read_serving(self, data) -> Serving | None:
        if data.get("kind") == PRODUCT:
            typed, name = data.get("units_in_amount") or "1", "units_in_amount"
            most = MOST_UNITS
        elif data.get("kind") != FOOD:
            return None
        elif data.get("basis") != PER_SERVING:
            return Serving(grams=Decimal(100))
        else:
            typed, name, most = data.get("serving_grams", ""), "serving_grams", MOST_SERVING_GRAMS
        try:
            number = read_amount(typed, most)
        except forms.ValidationError as error:
            self.add_error(name, error)
            return None
        return Serving(units=number) if name == "units_in_amount" else Serving(grams=number)

    def _read_figures(self, data) -> dict[str, Stated]:
        stated = {}
        for key, line in LINES.items():
            typed = data.get(f"amount_{key}", "")
            try:
                said = read_figure(key, typed, data.get(f"unit_{key}") or line.units[0])
            except forms.ValidationError as error:
                self.add_error(f"amount_{key}", error)
                continue
            if said is not None:
                stated[key] = said
        return stated

    def _read_portions(self, data) -> list[OwnPortion]:
        found: dict[str, OwnPortion] = {}
        for place in range(self.portion_count):
            name = visible(data.get(f"portion_name_{place}", ""))
            typed = data.get(f"portion_grams_{place}", "")
            if not name and not typed:
                continue
            if not name:
                self.add_error(f"portion_name_{place}", _("A name is missing. For example: 1 slice."))
                continue
            try:
                grams = read_amount(typed, MOST_SERVING_GRAMS)
            except forms.ValidationError as error:
                self.add_error(f"portion_grams_{place}", error)
                continue
            if name in found:
                self.add_error(f"portion_name_{place}", _("Another portion has this name."))
            found[name] = OwnPortion(name, grams)
        return list(found.values())

    def _check_doubts(self) -> None:
        self.doubts = doubts_of(self._stated, self._serving)
        for key, doubt in self.doubts.items():
            if doubt in IMPOSSIBLE or not self._is_sure(key):
                self.add_error(f"amount_{key}", doubt_words(key, doubt, self._stated[key], self._serving))

    def _is_sure(self, key: str) -> bool:
        """Whether this very amount was said to be true."""
        return self.data.get(f"sure_{key}") == words_of(self._stated[key], self._serving)

    def _check_questions(self, data) -> None:
        told = self._told(data, frozenset())
        if self.food is not None and {self.food.name, *self._old_aliases()} == {told.name, *told.aliases}:
            return  # asked when it was named so
        self.asked = questions_about(told.item)
        for name, mark in QUESTIONS.items():
            if mark in self.asked and not data.get(name):
                self.add_error(
                    name, gettext("One question before this is saved. What you wrote is still here.")
                )

    def _old_aliases(self) -> set[str]:
        return {alias.text for alias in self.food.aliases.all()}

    @property
    def told(self) -> OwnFood:
        """What is to be stored. Only of a valid form."""
        data = self.cleaned_data
        marks = {mark for name, mark in QUESTIONS.items() if mark in self.asked and data.get(name) != "no"}
        if self.food is not None and not self.asked:
            marks |= RULED_MARKS & {mark.mark for mark in self.food.marks.all()}
        return self._told(data, frozenset(marks))

    def _told(self, data, marks: frozenset[str]) -> OwnFood:
        is_product = data["kind"] == PRODUCT
        portions = [] if is_product else self._portions
        if is_product:
            portions = [OwnPortion(unit_portion(data.get("unit_name") or "unit"), None)]
        elif data.get("basis") == PER_SERVING:
            serving = serving_portion(self._serving.grams)
            portions = [serving, *(one for one in portions if one.name != serving.name)]
        return OwnFood(
            name=data["name"],
            is_product=is_product,
            draft=draft_of(self._stated, self._serving, source=OWN_LABEL),
            portions=tuple(portions),
            aliases=tuple(
                alias for alias in data.get("aliases", ()) if alias.casefold() != data["name"].casefold()
            ),
            gtin=data.get("barcode", ""),
            marks=marks,
        )
