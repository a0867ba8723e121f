"""The suggestions of a day in words: what a portion adds, how much of the gap it closes, what else it has."""

import uuid
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from k2tracker.diary.days import Days
from k2tracker.diary.measures import amount_text
from k2tracker.diary.presenters.gap import short_text
from k2tracker.diary.presenters.line_words import line_name
from k2tracker.diary.presenters.quick import ChipValue
from k2tracker.diary.presenters.score import what_pauses
from k2tracker.web.numbers import display, rounded
from nutrients.circumstances import MAGNESIUM_BUILDS_UP
from nutrients.gap import ALL_OF_IT, Gap
from nutrients.nutrient import NUTRIENTS
from nutrients.scoring import D3_WITH_K2, K2, MAGNESIUM, VITAMIN_D

from .choosing import FOODS, LEAFY_GREENS, NATTO, NUTS, SEEDS, SUPPLEMENTS, Chosen, Suggestion

GROUP_NAMES = {
    NATTO: gettext_lazy("A little natto"),
    LEAFY_GREENS: gettext_lazy("Leafy greens"),
    SEEDS: gettext_lazy("Seeds"),
    NUTS: gettext_lazy("Nuts"),
    FOODS: gettext_lazy("Foods"),
    SUPPLEMENTS: gettext_lazy("Supplements"),
}
SHORT_NAMES = {
    "menaquinone_7": gettext_lazy("MK-7"),
    "vitamin_d": gettext_lazy("vitamin D"),
    "magnesium": gettext_lazy("magnesium"),
    "calcium": gettext_lazy("calcium"),
    "phylloquinone": gettext_lazy("K1"),
    "energy": gettext_lazy("energy"),
}
CARRIED = ("menaquinone_7", "vitamin_d", "magnesium", "calcium", "energy")
# Beside an antagonist K2 is not spoken of, and K1 is what matters, also where it is none.
CARRIED_WHILE_PAUSED = ("phylloquinone", "vitamin_d", "magnesium", "calcium", "energy")
ALWAYS_SAID = "phylloquinone"


@dataclass(frozen=True, slots=True)
class Row:
    """One portion. closes: how much of the gap; carries: what else is known to be in it, "" for nothing;
    chip: what its button sends to log it."""

    name: str
    url: str
    portion: str
    adds: str
    evidence_url: str
    closes: str
    carries: str
    chip: str


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class GapSection:
    """A gap. short: how much is missing; also: what else the same amount completes, or ""."""

    code: str
    name: str
    short: str
    also: str
    groups: tuple[Group, ...]

    @property
    def is_magnesium(self) -> bool:
        return self.code == MAGNESIUM

    @property
    def is_vitamin_d(self) -> bool:
        return self.code == VITAMIN_D


@dataclass(frozen=True, slots=True)
class Suggestions:
    """left_out: what is left out for this person and why, whole sentences. is_paused: K2 is not spoken of."""

    sections: tuple[GapSection, ...]
    left_out: tuple[str, ...]
    is_paused: bool


def suggestions_of(days: Days, chosen: list[Chosen], *, has_unwanted: bool) -> Suggestions:
    """has_unwanted: some foods are not for this person."""
    is_paused = days.subject.k2_is_paused(days.on)
    return Suggestions(
        sections=tuple(_section(one, is_paused) for one in chosen),
        left_out=tuple(_left_out(days, has_unwanted=has_unwanted)),
        is_paused=is_paused,
    )


def _left_out(days: Days, *, has_unwanted: bool):
    if days.vka_is_active:
        yield _(
            "Foods high in vitamin K are left out while %(drug)s is in your profile. There is no need to "
            "avoid vegetables; steady is what counts."
        ) % {"drug": what_pauses(days.subject)}
    elif not days.subject.vka_is_answered:
        yield _("Foods high in vitamin K are left out until one question in your profile is answered.")
    if days.conditions & MAGNESIUM_BUILDS_UP:
        yield _("Magnesium is left out: how much suits you with kidney disease is for your doctor to say.")
    if has_unwanted:
        yield _("Foods that your profile says are not for you are left out.")


def _section(chosen: Chosen, is_paused: bool) -> GapSection:
    gap = chosen.gap
    return GapSection(
        code=gap.line,
        name=line_name(gap.line),
        short=short_text(gap),
        also=_("The same amount completes “D3 with K2”.") if D3_WITH_K2 in gap.also else "",
        groups=tuple(
            Group(code, _group_name(code, gap), tuple(_row(one, gap, is_paused) for one in rows))
            for code, rows in chosen.groups.items()
        ),
    )


def _group_name(code: str, gap: Gap) -> str:
    if code == FOODS and gap.line in (K2, MAGNESIUM):
        return _("Other foods")
    return str(GROUP_NAMES[code])


def _row(suggestion: Suggestion, gap: Gap, is_paused: bool) -> Row:
    food, helping = suggestion.food, suggestion.helping
    chip = ChipValue(uuid.uuid4(), food.slug, helping.quantity, helping.name)
    return Row(
        name=food.name,
        url=reverse("foods:detail", args=[food.slug]),
        portion=amount_text(quantity=helping.quantity, portion_name=helping.name, grams=helping.grams),
        adds=_adds(suggestion, gap),
        evidence_url=reverse("foods:evidence", args=[food.slug, gap.nutrient]),
        closes=_closes(suggestion.closing.share),
        carries=_carries(suggestion, gap, is_paused),
        chip=str(chip),
    )


def _adds(suggestion: Suggestion, gap: Gap) -> str:
    unit, what = NUTRIENTS[gap.nutrient].unit, str(SHORT_NAMES[gap.nutrient])
    sure = suggestion.closing.sure
    published = suggestion.closing.item.amounts[gap.nutrient].value
    amounts = {"sure": display(sure, unit), "what": what}
    if published is None:
        return _("adds at least %(sure)s %(what)s") % amounts
    if display(published, unit) == amounts["sure"]:
        return _("adds %(sure)s %(what)s") % amounts
    amounts["published"] = display(published, unit)
    return _("adds at least %(sure)s %(what)s, %(published)s as published") % amounts


def _closes(share: Fraction) -> str:
    if share == ALL_OF_IT:
        return _("closes the gap")
    # rounded down: a gap of which a sliver is left is not closed
    return _("closes at least %(percent)s%% of it") % {"percent": int(share * 100)}


def _carries(suggestion: Suggestion, gap: Gap, is_paused: bool) -> str:
    said = []
    for code in CARRIED_WHILE_PAUSED if is_paused else CARRIED:
        amount = suggestion.closing.item.amounts.get(code)
        value = None if amount is None else amount.value
        name = str(SHORT_NAMES[code])
        if code == gap.nutrient:
            continue
        if value is not None and (rounded(value, 2) > 0 or code == ALWAYS_SAID):
            said.append(f"{name} {display(value, NUTRIENTS[code].unit)}")
    return ", ".join(said)
