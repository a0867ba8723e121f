"""What is to be taken on a day and is not logged on it yet. Pure: what was logged is handed in."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from .models import WEEK, Use

# Of each day: the food and the meal of every entry.
LoggedMeals = Mapping[date, Iterable[tuple[int, str]]]


def due_on(uses: Iterable[Use], day: date, logged: LoggedMeals) -> list[Use]:
    """The uses that are set for `day` and wait to be logged, in their order.

    logged: `day` and the six days before it. An entry of the same meal stands for a use, else any entry of
    the same food does, each for one. "Some days a week" is due while fewer of the last seven days have it.
    """
    entries: dict[int, list[str]] = {}
    for food_id, meal in logged.get(day, ()):
        entries.setdefault(food_id, []).append(meal)
    unmatched = []
    for use in uses:
        if not use.is_set_for(day) or _was_taken_often_enough(use, day, logged):
            continue
        if use.meal in entries.get(use.food_id, ()):
            entries[use.food_id].remove(use.meal)
        else:
            unmatched.append(use)
    due = []
    for use in unmatched:
        if entries.get(use.food_id):
            entries[use.food_id].pop()
        else:
            due.append(use)
    return due


def _was_taken_often_enough(use: Use, day: date, logged: LoggedMeals) -> bool:
    if use.often != Use.Often.SOME_DAYS:
        return False
    before = (day - timedelta(days=back) for back in range(1, WEEK))
    return sum(_has(logged.get(one, ()), use.food_id) for one in before) >= use.days_a_week


def _has(entries: Iterable[tuple[int, str]], food_id: int) -> bool:
    return any(food == food_id for food, _meal in entries)


def can_be_logged(food, person) -> bool:
    """Whether a product of the cabinet can be logged now: it may have been retired or changed since."""
    return (
        food.is_supplement
        and not food.is_retired
        and food.revision_id is not None
        and food.owner_id in (None, person.pk)
    )
