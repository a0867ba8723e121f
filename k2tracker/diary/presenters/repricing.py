"""Offers of corrected values: what changed, in how many entries, and what it does to their sum."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foods.composition import Composition
from k2tracker.diary.models import RepriceOffer
from k2tracker.diary.repricing.queries import Correction, Offered, Stretch, differing
from k2tracker.profiles.clock import local_time
from k2tracker.profiles.models import Profile
from k2tracker.web.numbers import EN_DASH, display, number, range_text
from nutrients.intake import State
from nutrients.nutrient import NUTRIENTS
from nutrients.recognition import VITAMIN_K_FORMS
from nutrients.subject import Subject

from .score import drug_words
from .why import state_name

# What the score looks at comes first, so that it is what the one-line summary says.
FIRST = ("menaquinone_7", "vitamin_d", "magnesium", "phylloquinone", "menaquinone_4")


@dataclass(frozen=True, slots=True)
class Figure:
    """One published value. likely: its range, "" without one."""

    text: str
    likely: str


@dataclass(frozen=True, slots=True)
class Change:
    """One nutrient before and after, per 100 g or per unit. in_log_*: in all entries concerned.

    None: unknown.
    """

    name: str
    before: Figure | None
    after: Figure | None
    in_log_before: str | None
    in_log_after: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that were logged with the same earlier values. entries: how many and when, in words."""

    entries: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class OfferCard:
    """One offer. summary: the first change in one line. answer "": it waits for one.

    more: how many nutrients changed besides, "" for none. accept_label: what the button does.
    """

    anchor: str
    url: str
    food_name: str
    food_url: str
    summary: str
    more: str
    reason: str
    basis: str
    groups: tuple[Group, ...]
    answer: str
    can_undo: bool
    accept_label: str
    concerns_vitamin_k: bool


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What stands on an entry whose food was corrected. action: what the link beside it leads to."""

    text: str
    action: str


def offer_card(one: Offered, known: Mapping[int, Composition], profile: Profile) -> OfferCard:
    """known: the compositions before and after, by revision."""
    offer, after = one.offer, known[one.offer.revision_id]
    groups = tuple(
        Group(_entries_words(stretch), _changes(known[stretch.revision_id], after, stretch))
        for stretch in one.stretches
    )
    food = offer.food.merged_into or offer.food
    codes = _changed(known[one.stretches[-1].revision_id], after) if one.stretches else []
    return OfferCard(
        anchor=f"offer-{offer.pk}",
        url=reverse("diary:answer_offer", args=[offer.pk]),
        food_name=_("%(recipe)s (your recipe)") % {"recipe": food.name}
        if hasattr(food, "recipe")
        else food.name,
        food_url=reverse("foods:detail", args=[food.slug]),
        summary=_summary(codes[0], known[one.stretches[-1].revision_id], after)
        if codes
        else _("What is assumed where no source has a value changed"),
        more=_more(len(codes) - 1),
        reason=offer.revision.reason,
        basis=_basis(after),
        groups=groups,
        answer=_answer_words(one.offer, profile),
        can_undo=one.can_undo,
        accept_label=ngettext("Re-price %(count)s entry", "Re-price %(count)s entries", one.entries)
        % {"count": number(one.entries)},
        concerns_vitamin_k=any(
            code in VITAMIN_K_FORMS
            for stretch in one.stretches
            for code in _changed(known[stretch.revision_id], after)
        ),
    )


def banner_text(foods: list[str]) -> str:
    """What the day page says while corrections wait for an answer; "" while none does."""
    if not foods:
        return ""
    if len(foods) == 1:
        return _("%(food)s: values were corrected after you logged it. Your days count the earlier ones.") % {
            "food": foods[0]
        }
    return _(
        "Values of %(count)s foods were corrected after you logged them. Your days count the earlier ones."
    ) % {"count": len(foods)}


def vitamin_k_note(cards: Iterable[OfferCard], subject: Subject, on: date) -> str:
    """A fact for whoever takes a vitamin K antagonist and is offered other figures of vitamin K; else ""."""
    if not subject.vka_is_active(on) or not any(card.concerns_vitamin_k for card in cards):
        return ""
    return _(
        "Vitamin K and your medicine (%(drug)s): these figures describe what is logged already. What you ate "
        "stays the same; whoever looked at your log before saw the earlier figures."
    ) % {"drug": drug_words(subject)}


def correction_note(correction: Correction | None) -> CorrectionNote | None:
    """What an entry's page says of a correction of its food."""
    if correction is None:
        return None
    codes = _changed(correction.before, correction.after)
    if not codes:
        return None
    figures = {
        "nutrient": nutrient_name(codes[0]),
        "before": _text(codes[0], correction.before),
        "after": _text(codes[0], correction.after),
        "basis": _basis(correction.after),
    }
    match correction.state:
        case RepriceOffer.State.WAITING:
            text = _(
                "The values of this food were corrected. This entry counts %(nutrient)s as %(before)s "
                "%(basis)s; the corrected figure is %(after)s."
            )
            action = _("See before and after")
        case RepriceOffer.State.KEPT:
            text = _(
                "This entry keeps the value it was logged with: %(nutrient)s %(before)s %(basis)s. The "
                "corrected figure is %(after)s."
            )
            action = _("See your answer")
        case _:
            text = _(
                "This entry counts the corrected value: %(nutrient)s %(after)s %(basis)s. It was logged with "
                "%(before)s."
            )
            action = _("See your answer")
    more = _more(len(codes) - 1)
    return CorrectionNote(f"{text % figures} {more}".rstrip(), action)


def correction_words(code: str, correction: Correction | None) -> str:
    """What stands beside one value of an entry whose food was corrected since; "" where this one was not."""
    if correction is None or code not in _changed(correction.before, correction.after):
        return ""
    after = {"after": _text(code, correction.after), "basis": _basis(correction.after)}
    if correction.state == RepriceOffer.State.KEPT:
        return _("Corrected since to %(after)s %(basis)s; you kept the earlier value.") % after
    return _("Corrected since to %(after)s %(basis)s; waits for your answer.") % after


def nutrient_name(code: str) -> str:
    """What a nutrient is called in a sentence: "MK-7", "Magnesium"."""
    nutrient = NUTRIENTS[code]
    return nutrient.short if code in VITAMIN_K_FORMS else _(nutrient.name)


def _changed(before: Composition, after: Composition) -> list[str]:
    """The nutrients that changed, what is scored first."""
    order = [*FIRST, *(code for code in NUTRIENTS if code not in FIRST)]
    return sorted(differing(before, after), key=order.index)


def _changes(before: Composition, after: Composition, stretch: Stretch) -> tuple[Change, ...]:
    return tuple(
        Change(
            name=nutrient_name(code),
            before=_figure(code, before),
            after=_figure(code, after),
            in_log_before=_in_log(code, before, stretch),
            in_log_after=_in_log(code, after, stretch),
        )
        for code in _changed(before, after)
    )


def _figure(code: str, composition: Composition) -> Figure | None:
    """A value; a word where its state is all there is to say."""
    amount, unit = composition.amount(code), NUTRIENTS[code].unit
    if amount.state in (State.TRACE, State.NOT_ON_LABEL):
        return Figure(state_name(amount.state), "")
    if amount.value is None:
        return None
    has_range = amount.low != amount.high
    return Figure(display(amount.value, unit), range_text(amount.low, amount.high, unit) if has_range else "")


def _text(code: str, composition: Composition) -> str:
    """A value in a sentence."""
    figure = _figure(code, composition)
    return _("unknown") if figure is None else figure.text


def _with_range(code: str, composition: Composition) -> str:
    figure = _figure(code, composition)
    if figure is None or not figure.likely:
        return _text(code, composition)
    return _("%(amount)s, likely %(range)s,") % {"amount": figure.text, "range": figure.likely}


def _in_log(code: str, composition: Composition, stretch: Stretch) -> str | None:
    value = composition.amount(code).value
    if value is None:
        return None
    factor = stretch.units if composition.is_per_unit else _hundreds(stretch.grams)
    return None if factor is None else display(value * factor, NUTRIENTS[code].unit)


def _hundreds(grams: Decimal | None) -> Decimal | None:
    return None if grams is None else grams / 100


def _summary(code: str, before: Composition, after: Composition) -> str:
    """What changed, with one unit for both amounts; with the ranges where only those changed."""
    earlier, later = before.amount(code).value, after.amount(code).value
    if earlier is not None and earlier == later:
        texts = _with_range(code, before), _with_range(code, after)
    elif earlier is not None and later is not None and before.amount(code).state is not State.TRACE:
        texts = number(earlier), _text(code, after)
    else:
        texts = _text(code, before), _text(code, after)
    return _("%(nutrient)s changed from %(before)s to %(after)s %(basis)s") % {
        "nutrient": nutrient_name(code),
        "before": texts[0],
        "after": texts[1],
        "basis": _basis(after),
    }


def _basis(composition: Composition) -> str:
    return _("per unit") if composition.is_per_unit else _("per 100 g")


def _more(count: int) -> str:
    if count <= 0:
        return ""
    said = ngettext("%(count)s other value changed.", "%(count)s other values changed.", count)
    return said % {"count": count}


def _entries_words(stretch: Stretch) -> str:
    counted = ngettext("%(count)s entry", "%(count)s entries", stretch.entries)
    counted %= {"count": number(stretch.entries)}
    first, last = _day(stretch.first), _day(stretch.last)
    span = first if stretch.first == stretch.last else f"{first} {EN_DASH} {last}"
    return f"{counted}, {span}"


def _day(day: date) -> str:
    return date_format(day, "j F Y").replace(" ", "\u00a0")


def _answer_words(offer: RepriceOffer, profile: Profile) -> str:
    if offer.state == RepriceOffer.State.WAITING:
        return ""
    on = {"day": _day(local_time(profile, offer.answered_at).date())}
    if offer.state == RepriceOffer.State.ACCEPTED:
        return _("Re-priced on %(day)s.") % on
    return _("Kept as it was on %(day)s.") % on
