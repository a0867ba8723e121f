"""What curators change for many foods at once, and switch for a category of a source."""

from collections.abc import Collection

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from ..marks import pass_on_marks
from ..models import Food, FoodMark, SourceCategory
from ..search_index import index_foods

MOST_AT_ONCE = 500  # each goes along as a field of the page that asks


class TooMany(Exception):
    """More foods than one step should change."""


@transaction.atomic
def change_foods(
    *,
    by,
    foods: Collection[int],
    category: str | None = None,
    brand: str | None = None,
    add_marks: Collection[str] = (),
    remove_marks: Collection[str] = (),
) -> int:
    """Give foods of everybody's a category, a brand, marks, or take marks from them; returns how many.

    foods: their ids. category, brand None: left as it is; brand "": taken away. Raises TooMany.
    """
    if len(foods) > MOST_AT_ONCE:
        raise TooMany
    locked = Food.objects.select_for_update(no_key=True).order_by("pk")
    chosen = list(locked.filter(pk__in=foods, owner__isnull=True))
    ids = [food.pk for food in chosen]
    fields = {name: value for name, value in (("category", category), ("brand", brand)) if value is not None}
    if fields:
        Food.objects.filter(pk__in=ids).update(**fields)
    FoodMark.objects.filter(food__in=ids, mark__in=remove_marks).delete()
    FoodMark.objects.bulk_create(
        [FoodMark(food_id=pk, mark=mark) for pk in ids for mark in add_marks],
        ignore_conflicts=True,
        batch_size=500,
    )
    index_foods(ids)
    pass_on_marks(ids)
    said = _("Changed with others: %(what)s") % {"what": _told(fields, add_marks, remove_marks)}
    LogEntry.objects.log_actions(by.pk, chosen, CHANGE, change_message=said)
    return len(ids)


def _told(fields, add_marks, remove_marks) -> str:
    parts = [f"{name} = {value}" for name, value in fields.items()]
    return ", ".join([*parts, *(f"+{mark}" for mark in add_marks), *(f"-{mark}" for mark in remove_marks)])


@transaction.atomic
def switch_categories(*, by, categories, is_in_use: bool) -> list[SourceCategory]:
    """Put the assumptions of categories of a source in use, or leave them out; returns those that changed.

    A category without an assumption group has nothing to be used, and stays as it is.
    """
    changed = list(categories.exclude(is_in_use=is_in_use).exclude(assumption_group=""))
    for category in changed:
        category.is_in_use = is_in_use
        category.save(update_fields=["is_in_use"])
    if changed:
        message = [{"changed": {"fields": ["is_in_use"]}}]
        LogEntry.objects.log_actions(by.pk, changed, CHANGE, change_message=message)
    return changed
