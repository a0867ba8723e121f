"""Reports that a figure looks wrong: the figures to choose from, and what became of reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foods.composition import Composition
from foods.models import Notice
from k2tracker.profiles.clock import local_time
from k2tracker.profiles.models import Profile
from k2tracker.web.numbers import display
from nutrients.nutrient import NUTRIENTS
from nutrients.recognition import VITAMIN_K_FORMS

from .repricing import nutrient_name

ALWAYS = ("phylloquinone", "menaquinone_4", "menaquinone_7", "vitamin_d", "magnesium", "calcium")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report. outcome, answer "": the curators have not answered yet."""

    food_name: str
    food_url: str
    figure: str
    text: str
    sent: str
    outcome: str
    answer: str


def figure_choices(composition: Composition) -> list[tuple[str, str]]:
    """The figures of a composition to choose from, each with what is published; "" is the food as a whole."""
    basis = _("per unit") if composition.is_per_unit else _("per 100 g")
    choices = [("", _("The food as a whole, or something else"))]
    for code, nutrient in NUTRIENTS.items():
        if code in ALWAYS or code in composition.values:
            value = composition.amount(code).value
            amount = _("unknown") if value is None else f"{display(value, nutrient.unit)} {basis}"
            choices.append((code, f"{nutrient_name(code)}: {amount}"))
    # Vitamin K first: it is what most of the table is about.
    return sorted(choices, key=lambda choice: choice[0] != "" and choice[0] not in VITAMIN_K_FORMS)


def report_rows(sent: Iterable[Notice], profile: Profile) -> list[ReportRow]:
    """sent: reports with their foods read."""
    return [
        ReportRow(
            food_name=notice.food.name,
            food_url=reverse("foods:detail", args=[notice.food.slug]),
            figure=nutrient_name(notice.nutrient) if notice.nutrient else _("the food as a whole"),
            text=notice.text,
            sent=_day(notice.sent_at, profile),
            outcome="" if notice.closed_at is None else str(notice.get_outcome_display()),
            answer=notice.answer,
        )
        for notice in sent
    ]


def _day(moment: datetime, profile: Profile) -> str:
    return date_format(local_time(profile, moment).date(), "j F Y").replace(" ", "\u00a0")
