"""What people sent to the curators, and what becomes of it.

Curators see the food, its values and what was said, never who sent it. Each notice ends with an outcome and
an answer, which its sender reads. Limits: sending is not here; a report changes no value by itself.
"""

from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..folding import words
from ..marks import pass_on_marks
from ..models import Food, FoodAlias, FoodBarcode, FoodMark, Notice
from ..search import search
from ..search_index import index_foods
from .merging import merge_private
from .splitting import free_slug


class NoticeClosed(Exception):
    """The notice was answered before; the sentence says what became of it."""


class NotTakenUp(Exception):
    """The suggested food cannot become everybody's; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A food of everybody's that may be the suggested one. why: what the two have in common, in words.

    is_same: the barcode or the whole name is the same; else they are only alike.
    """

    food: Food
    why: str
    is_same: bool


def twins_of(food: Food) -> list[Twin]:
    """Foods of everybody's with the barcode or the name of this one first, then those that search finds for
    its name. A fixed number of queries."""
    gtins = food.barcodes.values("gtin")
    by_barcode = {
        found.food_id: found.gtin
        for found in FoodBarcode.objects.filter(gtin__in=gtins, food__in=Food.objects.published())
    }
    own_names = {tuple(words(text)) for text in [food.name, *food.aliases.values_list("text", flat=True)]}
    alike = [hit.food.id for hit in search(food.name)][:8]
    foods = Food.objects.published().in_bulk([*by_barcode, *alike])
    names: dict[int, set[tuple]] = {pk: {tuple(words(one.name))} for pk, one in foods.items()}
    for food_id, text in FoodAlias.objects.filter(food__in=foods).values_list("food_id", "text"):
        names[food_id].add(tuple(words(text)))
    twins = []
    for pk, other in foods.items():
        if pk == food.pk or other.basis != food.basis:
            continue
        if pk in by_barcode:
            twins.append(Twin(other, _("same barcode, %(digits)s") % {"digits": by_barcode[pk]}, True))
        elif names[pk] & own_names:
            twins.append(Twin(other, _("same name"), True))
        else:
            twins.append(Twin(other, _("similar name"), False))
    return sorted(twins, key=lambda twin: not twin.is_same)


@transaction.atomic
def close(*, by, notice: Notice, outcome: str, answer: str) -> Notice:
    """End a notice with an answer. Raises NoticeClosed where somebody did before."""
    notice = _open(notice)
    _close(by, notice, outcome, answer)
    _record(by, notice.food, f"Answered a notice ({notice.kind}, {outcome}): {answer}")
    return notice


@transaction.atomic
def take_up(*, by, notice: Notice, name: str, category: str, marks: list[str], answer: str) -> Food:
    """Make a suggested food everybody's: its owner lets go of it, and its figures stay cited as its label's.

    It gets an address of its name. marks: all that rules look at, as the curator decides. Raises NoticeClosed
    and NotTakenUp.
    """
    notice = _open(notice)
    food = Food.objects.select_for_update().get(pk=notice.food_id)
    check_takeable(food)
    food.slug = free_slug(name, otherwise=food.slug, but=food)
    food.owner, food.name, food.category = None, name, category
    food.save(update_fields=["slug", "owner", "name", "category"])
    food.marks.exclude(mark__in=marks).delete()
    FoodMark.objects.bulk_create([FoodMark(food=food, mark=mark) for mark in marks], ignore_conflicts=True)
    index_foods([food.pk])
    pass_on_marks([food.pk])
    _close(by, notice, Notice.Outcome.TAKEN, answer)
    _record(by, food, f"Made everybody's: {answer}")
    return food


@transaction.atomic
def merge_suggestion(*, by, notice: Notice, into: Food, answer: str, keep_name: bool) -> Food:
    """Make a suggested food part of one that is there: its owner's log leads on with that one.

    Raises NoticeClosed, NotTakenUp and NotMerged.
    """
    notice = _open(notice)
    check_takeable(notice.food)
    _close(by, notice, Notice.Outcome.TAKEN, answer)
    return merge_private(by=by, food=notice.food, into=into, reason=answer, keep_name=keep_name)


def check_takeable(food: Food) -> None:
    """Raises NotTakenUp, with a sentence for the curator, where the food cannot become everybody's."""
    if food.owner_id is None:
        raise NotTakenUp(_("%(food)s is everybody's already.") % {"food": food.name})
    if food.is_retired or food.revision_id is None:
        raise NotTakenUp(_("Its owner has taken %(food)s away.") % {"food": food.name})
    if hasattr(food, "recipe"):
        raise NotTakenUp(
            _("A recipe stays its owner's: what goes in is theirs to change. Leave it with an answer.")
        )


def _open(notice: Notice) -> Notice:
    found = Notice.objects.select_for_update(of=("self",)).select_related("food").get(pk=notice.pk)
    if found.closed_at is not None:
        raise NoticeClosed(
            _("This was answered before: %(outcome)s.") % {"outcome": found.get_outcome_display()}
        )
    return found


def _close(by, notice, outcome, answer):
    notice.closed_at, notice.closed_by, notice.outcome, notice.answer = timezone.now(), by, outcome, answer
    notice.save(update_fields=["closed_at", "closed_by", "outcome", "answer"])


def _record(by, food, message):
    LogEntry.objects.log_actions(by.pk, [food], CHANGE, change_message=message)
