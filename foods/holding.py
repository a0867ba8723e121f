"""Foods held as they stand, while something is written that names them and their composition.

Without it, what is written beside a merge names the food that was just merged away, and what is written
beside a correction keeps the value that was just corrected and is offered nothing. SQLite has one writer at a
time, so reading within the transaction is enough. On PostgreSQL the rows are locked so that any number can
hold one, and publishing, merging and retiring wait for them, and they for those.

Rows are locked in one order by all who lock several: foods of everybody before people's own, each by its id.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from django.db import OperationalError, connection, transaction
from psycopg2.errors import DeadlockDetected

from .models import Food

Result = TypeVar("Result")
LONGEST_MERGE = 20  # foods merged into one another in a row; a longer way is a circle
TRIES = 3


class _Merged(Exception):
    """Some of the foods are part of others by now."""


def again_after_deadlock(act: Callable[..., Result]) -> Callable[..., Result]:
    """Do an action that is a transaction of its own again where PostgreSQL ended it for the sake of another.

    The order of locks prevents what it can. What a foreign key locks when a transaction ends has no order.
    """

    @wraps(act)
    def again(*args, **kwargs) -> Result:
        for left in reversed(range(TRIES)):
            try:
                return act(*args, **kwargs)
            except OperationalError as error:
                is_deadlock = isinstance(error.__cause__, DeadlockDetected)
                if not (is_deadlock and left) or connection.in_atomic_block:
                    raise
        raise AssertionError("the last try returns or raises")

    return again


@again_after_deadlock
def with_held(
    food_ids: Iterable[int], act: Callable[[dict[int, Food]], Result], *, writes: int | None = None
) -> Result:
    """Run `act` in a transaction with these foods as they stand, held until it ends.

    act: gets by each id the food that it is now, which is another one where the food was merged; a food
    that is gone is left out. It reads whether that is retired. One query beside what `act` does; where a
    merge got in between, what was held is let go and all is asked again.
    """
    ends = {pk: pk for pk in food_ids}
    for step in range(LONGEST_MERGE):
        try:
            with transaction.atomic():
                foods = _held(set(ends.values()), writes)
                merged = {pk: food.merged_into_id for pk, food in foods.items() if food.merged_into_id}
                if merged and step < LONGEST_MERGE - 1:
                    raise _Merged
                return act({pk: foods[end] for pk, end in ends.items() if end in foods})
        except _Merged:
            ends = {pk: merged.get(end, end) for pk, end in ends.items()}
    raise AssertionError("the last step acts")


def _held(food_ids: set[int], writes: int | None) -> dict[int, Food]:
    if writes is None or not connection.features.has_select_for_update:
        return _locked(food_ids)
    before = _locked(food_ids, "(owner_id IS NULL OR id < %s)", writes)
    Food.objects.select_for_update().filter(pk=writes).first()
    return before | _locked(food_ids, "(owner_id IS NOT NULL AND id >= %s)", writes)


def _locked(food_ids: set[int], which: str = "1 = 1", *params: int) -> dict[int, Food]:
    if not food_ids:
        return {}
    places = ", ".join(["%s"] * len(food_ids))
    lock = " FOR KEY SHARE" if connection.features.has_select_for_update else ""
    rows = Food.objects.raw(
        f"SELECT * FROM foods_food WHERE id IN ({places}) AND {which} "  # noqa: S608
        f"ORDER BY owner_id IS NOT NULL, id{lock}",
        [*sorted(food_ids), *params],
    )
    return {food.pk: food for food in rows}
