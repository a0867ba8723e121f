"""What changes the composition database. Each runs in one transaction and keeps the search names in step."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from nutrients.intake import State

from .models import Assumption, Food, FoodNutrient, Revision, Source
from .search_index import index_foods


@dataclass(frozen=True, slots=True)
class DraftValue:
    """A value to be published. Amounts per basis in the nutrient's own unit; sources by their keys."""

    nutrient: str
    amount: Decimal | None
    state: State
    source: str | None
    low: Decimal | None = None
    high: Decimal | None = None
    n: int | None = None
    derivation: str = ""
    donor_source: str | None = None
    donor_food_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A composition to be published; see `Revision` for what each field means."""

    values: tuple[DraftValue, ...]
    assumption_group: str = ""
    k2_low: Decimal | None = None
    k2_high: Decimal | None = None
    k2_range_note: str = ""
    k2_note: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the content, the same for the same figures however they are written (1.50 and 1.5)."""
        content = [
            [_canonical(getattr(value, name)) for name in DraftValue.__slots__]
            for value in sorted(self.values, key=lambda value: value.nutrient)
        ]
        head = [_canonical(getattr(self, name)) for name in Draft.__slots__ if name != "values"]
        return hashlib.sha256(json.dumps([head, content]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Publication:
    """One food and the composition that is to become its published one."""

    food: Food
    draft: Draft
    reason: str = field(default="")
    is_correction: bool = False


def _canonical(value):
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


@transaction.atomic
def publish(*, publications: Iterable[Publication], sources: Mapping[str, Source]) -> list[Revision]:
    """Publish each composition as its food's next revision.

    sources: every source that the drafts name, by key. Foods whose composition is already that one are left
    as they are; the list holds the new revisions. Raises KeyError for a source that is not given.
    """
    publications = list(publications)
    foods = [one.food for one in publications]
    standing = dict(Revision.objects.filter(published_as__in=foods).values_list("food_id", "digest"))
    due = [one for one in publications if standing.get(one.food.pk) != one.draft.digest]
    last = dict(
        Revision.objects.filter(food__in=[one.food for one in due])
        .values_list("food_id")
        .annotate(Max("number"))
        .order_by()
    )
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                food=one.food,
                number=last.get(one.food.pk, 0) + 1,
                reason=one.reason,
                digest=one.draft.digest,
                is_correction=one.is_correction,
                assumption_group=one.draft.assumption_group,
                k2_low=one.draft.k2_low,
                k2_high=one.draft.k2_high,
                k2_range_note=one.draft.k2_range_note,
                k2_note=one.draft.k2_note,
            )
            for one in due
        ],
        batch_size=500,
    )
    FoodNutrient.objects.bulk_create(
        [
            value_row(revision, value, sources)
            for one, revision in zip(due, revisions, strict=True)
            for value in one.draft.values
        ],
        batch_size=500,
    )
    ids = [revision.pk for revision in revisions]
    for start in range(0, len(ids), 500):
        Revision.objects.filter(pk__in=ids[start : start + 500]).update(published_at=timezone.now())
    for one, revision in zip(due, revisions, strict=True):
        one.food.revision = revision
    Food.objects.bulk_update([one.food for one in due], ["revision"], batch_size=200)
    if due:
        index_foods([one.food.pk for one in due])
    return revisions


def value_row(revision: Revision, value: DraftValue, sources: Mapping[str, Source]) -> FoodNutrient:
    """The unsaved row of one value. Raises KeyError for a source that is not given."""
    return FoodNutrient(
        revision=revision,
        nutrient=value.nutrient,
        amount=value.amount,
        low=value.low,
        high=value.high,
        n=value.n,
        state=value.state.value,
        source=None if value.source is None else sources[value.source],
        derivation=value.derivation,
        donor_source=None if value.donor_source is None else sources[value.donor_source],
        donor_food_id=value.donor_food_id,
        note=value.note,
    )


@transaction.atomic
def switch_assumptions(*, by, assumptions: QuerySet, is_active: bool) -> list[Assumption]:
    """Put assumptions in use or leave them out, and record who did. Those that were so already stay out.

    by: the curator. The list holds the assumptions that changed.
    """
    changed = list(assumptions.exclude(is_active=is_active))
    for assumption in changed:
        assumption.is_active = is_active
        assumption.save(update_fields=["is_active"])
    if changed:
        message = [{"changed": {"fields": ["is_active"]}}]
        LogEntry.objects.log_actions(by.pk, changed, CHANGE, change_message=message)
    return changed
