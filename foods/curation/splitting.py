"""A name that turns out to be a food of its own.

The new food is published at once with the figures that people were given under that name until now, each
marked as borrowed: nothing changes for anybody until somebody corrects it, and that goes the usual way with
a second curator. Until then it can be found and logged. Limits: entries stay with the food they were logged
as, since no entry says under which name it was found.
"""

from dataclasses import replace

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from nutrients.intake import State

from ..actions import Draft, DraftValue, Publication, publish
from ..holding import again_after_deadlock
from ..marks import pass_on_marks
from ..models import Food, FoodAlias, FoodMark, FoodNutrient, Portion, Source
from ..search_index import index_foods

CURATORS_SOURCE = {
    "citation": "Foods that the curators of this installation set apart; each figure cites its own source.",
    "covers": "names and categories of foods",
}
CURATORS_KEY = "curators"
# What another food's figure stays when it is taken over; every other one becomes borrowed.
STAY = frozenset({State.BORROWED, State.ASSUMED, State.TRACE, State.UNKNOWN, State.NOT_ON_LABEL})


class NotSplit(Exception):
    """A name cannot become a food of its own; the sentence says why."""


@again_after_deadlock
@transaction.atomic
def split_alias(*, by, alias: FoodAlias, name: str, category: str, reason: str) -> Food:
    """Make a food of another name, with the figures, portions and marks of the food that it was a name of.

    Raises NotSplit where the name is gone already, or its food is not one that everybody can log.
    """
    found = FoodAlias.objects.select_for_update().filter(pk=alias.pk).first()
    if found is None:
        raise NotSplit(_("That name is no longer there: it was split off or taken away already."))
    standing = Food.objects.published().select_related("source", "revision")
    food = standing.select_for_update(of=("self",), no_key=True).filter(pk=found.food_id).first()
    if food is None:
        raise NotSplit(_("The food is retired or not everybody's."))
    source, _made = Source.objects.get_or_create(key=CURATORS_KEY, defaults=CURATORS_SOURCE)
    slug = free_slug(name, otherwise=f"{food.slug[:60]}-{found.pk}")
    new = Food.objects.create(
        slug=slug, name=name, category=category, basis=food.basis, source=source, source_food_id=slug
    )
    FoodMark.objects.bulk_create(FoodMark(food=new, mark=mark.mark) for mark in food.marks.all())
    Portion.objects.bulk_create(
        Portion(
            food=new,
            name=portion.name,
            grams=portion.grams,
            position=portion.position,
            is_estimate=portion.is_estimate,
            note=portion.note,
        )
        for portion in food.portions.all()
    )
    found.delete()
    draft, sources = _taken_over(food)
    publish(publications=[Publication(new, draft, reason=reason)], sources=sources)
    index_foods([food.pk])
    pass_on_marks([food.pk])
    LogEntry.objects.log_actions(by.pk, [new], ADDITION, change_message=f"Split off {food.slug}: {reason}")
    LogEntry.objects.log_actions(
        by.pk, [food], CHANGE, change_message=f"“{found.text}” became {new.slug}: {reason}"
    )
    return new


def free_slug(name: str, *, otherwise: str, but: Food | None = None) -> str:
    """An address for a food of this name that no food but `but` has; `otherwise` where the name has none."""
    stem = slugify(name)[:70].strip("-") or otherwise
    others = Food.objects.all() if but is None else Food.objects.exclude(pk=but.pk)
    taken = set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)


def _taken_over(food: Food) -> tuple[Draft, dict[str, Source]]:
    """The food's published composition as another food's, and the sources that it names."""
    sources: dict[str, Source] = {}
    values = []
    rows = FoodNutrient.objects.filter(revision=food.revision_id).select_related("source", "donor_source")
    for row in rows.order_by("pk"):
        for source in (row.source, row.donor_source):
            if source is not None:
                sources[source.key] = source
        values.append(_borrowed(_as_draft(row), food.name))
    revision = food.revision
    draft = Draft(
        values=tuple(values),
        assumption_group=revision.assumption_group,
        k2_low=revision.k2_low,
        k2_high=revision.k2_high,
        k2_range_note=revision.k2_range_note,
        k2_note=revision.k2_note,
    )
    return draft, sources


def _as_draft(row: FoodNutrient) -> DraftValue:
    return DraftValue(
        nutrient=row.nutrient,
        amount=row.amount,
        state=State(row.state),
        source=None if row.source is None else row.source.key,
        low=row.low,
        high=row.high,
        n=row.n,
        derivation=row.derivation,
        donor_source=None if row.donor_source is None else row.donor_source.key,
        donor_food_id=row.donor_food_id,
        note=row.note,
    )


def _borrowed(value: DraftValue, donor: str) -> DraftValue:
    if value.state in STAY:
        return value
    said = _("Taken over from %(food)s, where it is %(state)s.") % {
        "food": donor,
        "state": value.state.value,
    }
    return replace(value, state=State.BORROWED, note="\n".join(filter(None, [value.note, said])))
