"""The list of a person's own foods, and where each suggestion stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foods.models import Food, Notice
from k2tracker.profiles.presenters import day_text


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One own food. suggestion: where its suggestion stands, "" for none; may_suggest: whether it can be sent
    (again)."""

    slug: str
    name: str
    kind: str
    is_recipe: bool
    suggestion: str
    may_suggest: bool


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A food that was the person's and is everybody's now. answer: what the curators said."""

    slug: str
    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    rows: tuple[OwnRow, ...]
    taken: tuple[TakenRow, ...]


def page_of(foods: Iterable[Food], suggestions: Iterable[Notice]) -> OwnPage:
    """foods: the person's own that stand. suggestions: all that the person sent, the latest last."""
    suggestions = list(suggestions)
    latest = {notice.food_id: notice for notice in suggestions}
    taken = {
        notice.food_id: TakenRow(notice.food.slug, notice.food.name, notice.answer)
        for notice in suggestions
        if notice.outcome == Notice.Outcome.TAKEN and notice.food.owner_id is None
    }
    return OwnPage(tuple(_row(food, latest.get(food.pk)) for food in foods), tuple(taken.values()))


def _row(food: Food, notice: Notice | None) -> OwnRow:
    is_recipe = hasattr(food, "recipe")
    return OwnRow(
        slug=food.slug,
        name=food.name,
        kind=_("Recipe") if is_recipe else _("Supplement") if food.is_supplement else _("Food"),
        is_recipe=is_recipe,
        suggestion="" if notice is None else suggestion_words(notice),
        may_suggest=not is_recipe and (notice is None or _is_answered_before(food, notice)),
    )


def _is_answered_before(food: Food, notice: Notice) -> bool:
    """Whether the answer was about other figures than those of now."""
    return notice.closed_at is not None and notice.revision_id != food.revision_id


def suggestion_words(notice: Notice) -> str:
    """Where a suggestion stands, with the curators' answer."""
    if notice.closed_at is None:
        return _("Suggested on %(day)s; the curators have not answered yet.") % {
            "day": day_text(notice.sent_at)
        }
    if notice.answer:
        return _("Suggested; the curators left it as it is: %(answer)s") % {"answer": notice.answer}
    return _("Suggested; the curators left it as it is.")
