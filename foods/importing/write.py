"""Writes what a batch changes, many rows at a time. Called inside the run's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from foods.actions import value_row
from foods.marks import pass_on_marks
from foods.models import Food, FoodAlias, FoodBarcode, FoodMark, FoodNutrient, Portion, Revision
from foods.search_index import index_foods

from .context import Context
from .plan import Planned

ROWS = 500  # of one statement: SQLite takes no more than 32,766 values
REASON = "From the source's release"


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch wrote. food_ids: by slug. waiting: foods that were there, whose new composition is written
    and is theirs after `put_in_force`."""

    food_ids: dict[str, int]
    waiting: list[int]


def write(planned: Sequence[Planned], context: Context) -> Written:
    """Write one batch."""
    new = [one for one in planned if one.is_new]
    stood = [one for one in planned if not one.is_new]
    _create_foods(new, context)
    _update_foods(planned)
    _write_belongings(planned)
    _publish([one for one in planned if one.publishes], context)
    _switch([one.food_id for one in new])
    index_foods(one.food_id for one in planned)
    pass_on_marks(one.food_id for one in stood)
    waiting = [one.food_id for one in stood if one.publishes]
    return Written({one.slug: one.food_id for one in planned}, waiting)


def put_in_force(food_ids: Sequence[int]) -> None:
    """Give foods the composition that was last published for them.

    The last step of a run: from here on whoever logs one of these foods waits for the run to end.
    """
    _switch(food_ids)
    index_foods(food_ids)
    pass_on_marks(food_ids)


def _create_foods(new: Sequence[Planned], context: Context) -> None:
    foods = Food.objects.bulk_create(
        [
            Food(
                slug=one.slug,
                source=context.sources[one.record.source],
                source_food_id=one.record.source_food_id,
                basis=one.record.standing.basis if one.record.standing else Food.Basis.PER_100G,
                **one.fields,
            )
            for one in new
        ],
        batch_size=ROWS,
    )
    for one, food in zip(new, foods, strict=True):
        one.food_id, one.fields = food.pk, {}


def _update_foods(planned: Sequence[Planned]) -> None:
    changed = [one for one in planned if one.fields]
    names = sorted({name for one in changed for name in one.fields})
    if not changed:
        return
    foods = Food.objects.in_bulk([one.food_id for one in changed])
    for one in changed:
        for name, value in one.fields.items():
            setattr(foods[one.food_id], name, value)
    columns = [name.removesuffix("_id") for name in names]
    Food.objects.bulk_update(foods.values(), columns, batch_size=200)


def _write_belongings(planned: Sequence[Planned]) -> None:
    for model, attribute, row in (
        (Portion, "portions", _portion),
        (FoodAlias, "aliases", lambda food_id, _place, text: FoodAlias(food_id=food_id, text=text)),
        (FoodMark, "marks", lambda food_id, _place, mark: FoodMark(food_id=food_id, mark=mark)),
        (FoodBarcode, "barcodes", lambda food_id, _place, gtin: FoodBarcode(food_id=food_id, gtin=gtin)),
    ):
        changed = [one for one in planned if getattr(one, attribute) is not None]
        standing = [one.food_id for one in changed if one.number > 1]
        if standing:
            model.objects.filter(food__in=standing).delete()
        model.objects.bulk_create(
            [
                row(one.food_id, place, content)
                for one in changed
                for place, content in enumerate(getattr(one, attribute))
            ],
            batch_size=ROWS,
        )


def _portion(food_id: int, place: int, content: tuple) -> Portion:
    name, grams, is_estimate, note = content
    return Portion(
        food_id=food_id, position=place, name=name, grams=grams, is_estimate=is_estimate, note=note
    )


def _publish(planned: Sequence[Planned], context: Context) -> None:
    """Compositions and their values, and then the moment of publication: nothing changes a row after it."""
    revisions = Revision.objects.bulk_create([_revision(one, context) for one in planned], batch_size=ROWS)
    FoodNutrient.objects.bulk_create(
        [
            value_row(revision, value, context.sources)
            for one, revision in zip(planned, revisions, strict=True)
            for value in one.record.draft.values
        ],
        batch_size=ROWS,
    )
    now = timezone.now()
    for start in range(0, len(revisions), ROWS):
        part = revisions[start : start + ROWS]
        Revision.objects.filter(pk__in=[revision.pk for revision in part]).update(published_at=now)


def _switch(food_ids: Sequence[int]) -> None:
    newest = Revision.objects.published().filter(food=OuterRef("pk")).order_by("-number")
    for start in range(0, len(food_ids), ROWS):
        foods = Food.objects.filter(pk__in=food_ids[start : start + ROWS])
        foods.update(revision=Subquery(newest.values("pk")[:1]))


def _revision(one: Planned, context: Context) -> Revision:
    draft = one.record.draft
    return Revision(
        food_id=one.food_id,
        number=one.number,
        digest=one.digest,
        reason=REASON,
        release=context.release_of(one.record),
        assumption_group=draft.assumption_group,
        k2_low=draft.k2_low,
        k2_high=draft.k2_high,
        k2_range_note=draft.k2_range_note,
        k2_note=draft.k2_note,
    )
