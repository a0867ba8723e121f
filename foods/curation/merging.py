"""Two foods that are one, and foods that are no longer offered.

Past days keep their figures: an entry stays with the revision that it was logged with, whatever becomes of
its food. What lies in other apps moves by the signal `foods_merged`, in the same transaction. Each act is
recorded in the food's history in the admin. Limits: a merge cannot be taken back; a name that came with it
can be split off again (`foods.curation.splitting`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ..folding import words
from ..holding import again_after_deadlock
from ..marks import pass_on_marks
from ..models import Food, FoodAlias, FoodBarcode, FoodMark, Ingredient, Notice, Revision
from ..representation import represent
from ..search_index import index_foods
from ..signals import foods_merged


class NotMerged(Exception):
    """Two foods cannot become one; the sentence says why."""


class NotRetired(Exception):
    """A food can be neither retired nor brought back; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What a merge would move: words -> how many. marks: those that come along, in words."""

    counts: Mapping[str, int]
    marks: tuple[str, ...]


def check_merge(food: Food, into: Food) -> None:
    """Raises NotMerged, with a sentence for the curator, where `food` cannot become part of `into`."""
    if food.owner_id is not None:
        raise NotMerged(
            _("%(food)s belongs to one person. It is merged from its suggestion, if at all.")
            % {"food": food.name}
        )
    _check_pair(food, into)


def _check_pair(food: Food, into: Food) -> None:
    names = {"food": food.name, "into": into.name}
    if food.pk == into.pk:
        raise NotMerged(_("A food cannot be merged into itself."))
    if food.merged_into_id is not None:
        raise NotMerged(
            _("%(food)s is already part of %(into)s.") % {"food": food.name, "into": food.merged_into.name}
        )
    if into.merged_into_id is not None:
        raise NotMerged(
            _("%(into)s is itself part of %(last)s. Merge into that one.")
            % {"into": into.name, "last": into.merged_into.name}
        )
    if into.is_retired:
        raise NotMerged(_("%(into)s is retired. Bring it back first, or choose another food.") % names)
    if into.owner_id is not None:
        raise NotMerged(_("%(into)s belongs to one person. Choose a food of everybody's.") % names)
    if into.revision_id is None:
        raise NotMerged(_("%(into)s has no published values yet.") % names)
    if food.basis != into.basis:
        raise NotMerged(
            _(
                "One of the two is counted per 100 g and the other per unit: "
                "amounts logged would lose their meaning."
            )
        )
    if _holds(into, food):
        raise NotMerged(_("%(food)s is an ingredient of %(into)s: the recipe would hold itself.") % names)


def _holds(recipe: Food, wanted: Food) -> bool:
    """Whether a recipe holds a food, itself or in another recipe that it holds. A query for each depth."""
    level, seen = {recipe.pk}, set()
    while level:
        seen |= level
        level = set(Ingredient.objects.filter(recipe__food__in=level).values_list("food_id", flat=True))
        if wanted.pk in level:
            return True
        level -= seen
    return False


def what_moves(food: Food, into: Food) -> Moves:
    """What merging `food` into `into` would move. Six queries, and those of the hook.

    `settings.FOODS_WHAT_MOVES` may name a callable that takes the food and returns what lies in other apps,
    in words -> number.
    """
    hook = getattr(settings, "FOODS_WHAT_MOVES", None)
    counts = dict(import_string(hook)(food)) if hook else {}
    counts |= {
        _("recipe ingredients"): Ingredient.objects.filter(food=food).count(),
        _("other names"): food.aliases.count(),
        _("barcodes"): food.barcodes.count(),
        _("notices that wait"): food.notices.filter(closed_at__isnull=True).count(),
        _("records that it stands for"): food.represents.count(),
    }
    marks = food.marks.exclude(mark__in=into.marks.values("mark"))
    return Moves(counts, tuple(str(mark.get_mark_display()) for mark in marks))


@again_after_deadlock
@transaction.atomic
def merge(*, by, food: Food, into: Food, reason: str, keep_name: bool = True) -> Food:
    """Make `food` part of `into`: what points at it moves, it is retired, and its address leads on.

    Entries move with the revision that they were logged with. keep_name: the merged food's name becomes
    another name of `into`. Marks come along, since rules look at them for entries that move. A food that had
    been merged into `food` leads to `into` from now on. Sent twice, the second does nothing. Returns `into`.
    Raises NotMerged.
    """
    food, into = _locked(food, into)
    if food.merged_into_id == into.pk:
        return into
    check_merge(food, into)
    return _merge(by=by, food=food, into=into, reason=reason, keep_name=keep_name)


@again_after_deadlock
@transaction.atomic
def merge_private(*, by, food: Food, into: Food, reason: str, keep_name: bool) -> Food:
    """The same for a food that its owner suggested and that is there already. Raises NotMerged."""
    food, into = _locked(food, into)
    _check_pair(food, into)
    return _merge(by=by, food=food, into=into, reason=reason, keep_name=keep_name)


def _locked(*foods: Food) -> list[Food]:
    """The rows as they stand, kept from other writers until the transaction ends, in the order of
    `foods.holding`."""
    own_last = F("owner").asc(nulls_first=True)
    rows = Food.objects.select_for_update().order_by(own_last, "pk").in_bulk([food.pk for food in foods])
    return [rows[food.pk] for food in foods]


def _merge(*, by, food, into, reason, keep_name) -> Food:
    foods_merged.send(sender=Food, food=food, into=into)
    Ingredient.objects.filter(food=food).update(food=into)
    _move_names(food, into, keep_name=keep_name)
    _move_unless_there(FoodBarcode, "gtin", food, into)
    _move_unless_there(FoodMark, "mark", food, into)
    _move_notices(by, food, into)
    freed = _hand_over_representation(food, into)
    _decline_drafts(by, food, into)
    Food.objects.filter(merged_into=food).update(merged_into=into)
    food.is_retired, food.merged_into = True, into
    food.save(update_fields=["is_retired", "merged_into"])
    index_foods([food.pk, into.pk, *freed])
    pass_on_marks([into.pk])
    _record(by, food, f"Merged into {into.slug}: {reason}")
    _record(by, into, f"Took in {food.slug}: {reason}")
    return into


def _move_names(food, into, *, keep_name):
    """Other names come along, each once however it is written."""
    known = {tuple(words(text)) for text in [into.name, *into.aliases.values_list("text", flat=True)]}
    came = [(alias, alias.text) for alias in food.aliases.all()]
    if keep_name:
        came.insert(0, (FoodAlias(), food.name))
    for alias, text in came:
        folded = tuple(words(text))
        if folded not in known:
            known.add(folded)
            alias.food, alias.text = into, text
            alias.save()
        elif alias.pk is not None:
            alias.delete()


def _move_unless_there(model, field, food, into):
    """Rows of which `into` has none of the same content come along; the others go."""
    there = model.objects.filter(food=into).values(field)
    model.objects.filter(food=food, **{f"{field}__in": there}).delete()
    model.objects.filter(food=food).update(food=into)


def _move_notices(by, food, into):
    """Reports come along. One whose sender has the same open report there already is closed with that answer,
    and so is what was suggested: it is there now."""
    waiting = Notice.objects.filter(closed_at__isnull=True)
    there = {(notice.kind, notice.nutrient, notice.sent_by_id) for notice in waiting.filter(food=into)}
    closing = [
        notice.pk
        for notice in waiting.filter(food=food)
        if notice.kind == Notice.Kind.SUGGESTION or (notice.kind, notice.nutrient, notice.sent_by_id) in there
    ]
    Notice.objects.filter(pk__in=closing).update(
        closed_at=timezone.now(),
        closed_by=by,
        outcome=Notice.Outcome.TAKEN,
        answer=_("%(food)s is now part of %(into)s.") % {"food": food.name[:120], "into": into.name[:120]},
    )
    Notice.objects.filter(food=food).update(food=into)


def _hand_over_representation(food, into) -> Collection[int]:
    """What the merged food stood for in lists, `into` stands for; `into` stands for itself. Returns ids."""
    moved = list(food.represents.exclude(pk=into.pk).values_list("pk", flat=True))
    Food.objects.filter(pk__in=moved).update(represented_by=into)
    if into.represented_by_id is not None:
        Food.objects.filter(pk=into.pk).update(represented_by=None)
        into.represented_by = None
    return moved


def _decline_drafts(by, food, into):
    """What waits for a second curator has nothing left to be published for."""
    Revision.objects.filter(
        food=food, submitted_at__isnull=False, published_at__isnull=True, declined_at__isnull=True
    ).update(
        declined_at=timezone.now(),
        decided_by=by,
        declined_because=_("The food is now part of %(into)s.") % {"into": into.name},
    )


@again_after_deadlock
@transaction.atomic
def retire(*, by, food: Food, reason: str) -> None:
    """Take a food out of lists, search and the log box; what was logged of it stays, and so does its page.

    The records that it stood for can be found again. One that is retired already is left as it is.
    Raises NotRetired.
    """
    (food,) = _locked(food)
    if food.is_retired:
        return
    if food.owner_id is not None:
        raise NotRetired(_("%(food)s belongs to one person, who alone takes it away.") % {"food": food.name})
    freed = list(food.represents.values_list("pk", flat=True))
    Food.objects.filter(pk__in=freed).update(represented_by=None)
    food.is_retired = True
    food.save(update_fields=["is_retired"])
    index_foods([food.pk, *freed])
    _record(by, food, f"Retired: {reason}")


@transaction.atomic
def bring_back(*, by, food: Food, reason: str) -> None:
    """Offer a retired food again; it stands again for the imported records that its values rest on.

    One that is offered already is left as it is. Raises NotRetired where it has become part of another food.
    """
    (food,) = _locked(food)
    if not food.is_retired:
        return
    if food.merged_into_id is not None:
        raise NotRetired(
            _("%(food)s is part of %(into)s. Split its name off there instead.")
            % {"food": food.name, "into": food.merged_into.name}
        )
    if food.owner_id is not None:
        raise NotRetired(_("%(food)s belongs to one person, who alone takes it away.") % {"food": food.name})
    food.is_retired = False
    food.save(update_fields=["is_retired"])
    index_foods([food.pk])
    represent()
    _record(by, food, f"Brought back: {reason}")


def _record(by, food, message):
    LogEntry.objects.log_actions(by.pk, [food], CHANGE, change_message=message)
