"""A recipe as it is written: its name, what goes in, what comes out.

Ingredients are found by a search within the form and held in it until the recipe is saved: every step is a
post of the whole form, so nothing needs JavaScript and nothing half-written is stored. Amounts are read by
the diary's own form of an amount.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foods.marks import HIGH_VITAMIN_K, NATTO_FAMILY, RULED_MARKS, named, questions_about
from foods.models import Food, Ingredient
from foods.recipes import MOST_INGREDIENTS, Part, Told
from k2tracker.diary.forms import MeasuredForm, choices_for
from k2tracker.diary.measures import quantity_text, weigh
from k2tracker.pantry.queries import Ingredients

from .figures import number_field, read_amount
from .label_form import ANSWERS, NAME_LENGTH

ROW = re.compile(r"(\d{1,3})\|([-\w]{1,80})")
MOST_YIELD, MOST_PORTIONS = Decimal(100_000), Decimal(1000)
LEAST_SHARE = 20  # a batch of less than a twentieth of what goes in is a slip; dried food keeps more
QUESTIONS = {"natto": NATTO_FAMILY.value, "k2": HIGH_VITAMIN_K.value}


@dataclass(frozen=True, slots=True)
class Row:
    """One ingredient of the form. token: names the row and its food; form: its amount."""

    token: str
    food: Food
    form: MeasuredForm


def tokens_of(data) -> list[tuple[int, str]]:
    """The rows that a form was sent with, as (number, slug)."""
    found = [ROW.fullmatch(token) for token in data.getlist("row")]
    return [(int(match[1]), match[2]) for match in found if match][:MOST_INGREDIENTS]


class RecipeForm(forms.Form):
    """The recipe beside its rows. `told` is what is to be stored, of a form whose rows are valid too."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("A name is missing. For example: Lentil soup.")},
    )
    yield_portions = number_field(_("Number of portions"))
    yield_grams = number_field(_("Weight when ready, in grams"))
    natto = forms.ChoiceField(
        label=_("Is this natto, or made from it?"), choices=ANSWERS, widget=forms.RadioSelect, required=False
    )
    k2 = forms.ChoiceField(
        label=_("Does it contain vitamin K2?"), choices=ANSWERS, widget=forms.RadioSelect, required=False
    )

    def __init__(self, data=None, *, rows: list[Row], food: Food | None = None, initial: dict | None = None):
        super().__init__(data, initial={**_kept(food), **(initial or {})})
        self.food, self.rows = food, rows
        self.asked: frozenset[str] = frozenset()

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_yield_portions(self):
        typed = self.cleaned_data["yield_portions"]
        return read_amount(typed, MOST_PORTIONS).quantize(Decimal("0.01")) if typed else None

    def clean_yield_grams(self):
        typed = self.cleaned_data["yield_grams"]
        return read_amount(typed, MOST_YIELD) if typed else None

    def clean(self):
        data = super().clean()
        if not self.rows:
            self.add_error(None, gettext("A recipe needs an ingredient: find one below by its name."))
            return data
        if any([not row.form.is_valid() for row in self.rows]):  # noqa: C419 - each says what is wrong
            self.add_error(None, gettext("An amount of an ingredient needs another look."))
            return data
        self.parts = [_part(row) for row in self.rows]
        if not {"yield_grams", "yield_portions", "name"} <= data.keys():
            return data
        self._check_yield(data)
        self._check_questions(data)
        return data

    def _check_yield(self, data) -> None:
        weight = sum((part.grams for part in self.parts if part.grams is not None), Decimal(0))
        if data["yield_portions"] == 0:
            self.add_error("yield_portions", gettext("The smallest number of portions is 0.01."))
        if data["yield_grams"] is None:
            if weight == 0:
                self.add_error(
                    "yield_grams",
                    gettext("Units of supplements have no weight: the weight when ready is needed."),
                )
        elif data["yield_grams"] * LEAST_SHARE < weight:
            self.add_error(
                "yield_grams",
                gettext("That is less than a twentieth of what goes in. Is it grams, and the whole recipe?"),
            )

    def _check_questions(self, data) -> None:
        if self.food is not None and self.food.name == data["name"]:
            return  # asked when it was named so
        self.asked = questions_about(named(data["name"]))
        for name, mark in QUESTIONS.items():
            if mark in self.asked and not data.get(name):
                self.add_error(
                    name, gettext("One question before this is saved. What you wrote is still here.")
                )

    def question_fields(self) -> list[forms.BoundField]:
        """The questions that the name raises, while they wait for their answer."""
        return [self[name] for name, mark in QUESTIONS.items() if mark in self.asked]

    @property
    def told(self) -> Told:
        data = self.cleaned_data
        marks = {mark for name, mark in QUESTIONS.items() if mark in self.asked and data.get(name) != "no"}
        if self.food is not None and not self.asked:
            marks |= _answered(self.food)
        return Told(
            name=data["name"],
            parts=tuple(self.parts),
            yield_grams=data["yield_grams"],
            yield_portions=data["yield_portions"],
            marks=frozenset(marks),
        )


def _answered(food: Food) -> frozenset[str]:
    """The marks that the recipe's name was asked about, as they were answered."""
    return questions_about(named(food.name)) & RULED_MARKS & {mark.mark for mark in food.marks.all()}


def _part(row: Row) -> Part:
    quantity, portion = row.form.cleaned_data["quantity"], row.form.cleaned_data["portion"]
    measure = weigh(
        is_supplement=row.food.is_supplement,
        portion_grams=None if portion is None else portion.grams,
        quantity=quantity,
    )
    name = "" if portion is None else portion.name
    return Part(row.food, measure.quantity, name, measure.grams, measure.units)


def _kept(food: Food | None) -> dict:
    if food is None:
        return {}
    recipe = food.recipe
    return {
        "name": food.name,
        "yield_grams": "" if recipe.yield_grams is None else quantity_text(recipe.yield_grams),
        "yield_portions": "" if recipe.yield_portions is None else quantity_text(recipe.yield_portions),
    }


# --- Rows ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pool:
    """What may stand in the rows: foods that the person can log, by slug, and what the recipe holds now, by
    slug too: an ingredient that is no longer offered, or in a portion that is no more, stays."""

    foods: Mapping[str, Food]
    held: Mapping[str, Ingredient]

    def food(self, slug: str) -> Food | None:
        if slug in self.foods:
            return self.foods[slug]
        return self.held[slug].food if slug in self.held else None

    def row(self, number: int, food: Food, *, data=None, initial: dict | None = None) -> Row:
        form = MeasuredForm(
            data, food=food, kept=self.held.get(food.slug), prefix=f"row{number}", initial=initial
        )
        return Row(f"{number}|{food.slug}", food, form)


def rows_kept(ingredients: Ingredients, pool: Pool) -> list[Row]:
    """The rows of a recipe that is changed."""
    return [
        pool.row(
            number,
            pool.food(kept.food.slug),
            initial={"quantity": quantity_text(kept.quantity), "portion": kept.portion_name},
        )
        for number, kept in enumerate(ingredients.rows)
    ]


def rows_sent(data, pool: Pool, *, is_final: bool, without: str = "") -> Iterator[Row]:
    """The rows that a form was sent with, as typed. is_final: they are checked. without: the token of one
    that is taken out. A food that is not in the pool has no row."""
    for number, slug in tokens_of(data):
        food = pool.food(slug)
        if food is None or f"{number}|{slug}" == without:
            continue
        if is_final:
            yield pool.row(number, food, data=data)
        else:
            names = ("quantity", "portion")
            typed = {name: data.get(f"row{number}-{name}", "") for name in names}
            yield pool.row(number, food, initial=typed)


def row_of(food: Food, data, pool: Pool) -> Row:
    """A new row for a food that was picked, in its first portion."""
    number = max((number for number, _slug in tokens_of(data)), default=-1) + 1
    choices = choices_for(food)
    initial = {"quantity": "1" if choices else "100", "portion": choices[0].name if choices else ""}
    return pool.row(number, food, initial=initial)
