"""One value of a food through all published versions."""

from dataclasses import dataclass
from datetime import datetime

from nutrients.intake import UNKNOWN, Amount, State

from ..models import Food, FoodNutrient

MOST_READ = 50  # versions; a food with more has its oldest ones left out


@dataclass(frozen=True, slots=True)
class PastValue:
    """A value and the first version that had it. source_key None: it has none."""

    number: int
    published_at: datetime
    reason: str
    amount: Amount
    source_key: str | None


def value_history(food: Food, nutrient: str) -> list[PastValue]:
    """The values a food had of one nutrient, newest first; the first one stands today. Two queries.

    Versions that left the value as it was are passed over.
    """
    revisions = list(
        food.revisions.published()
        .order_by("-number")
        .values_list("pk", "number", "published_at", "reason")[:MOST_READ]
    )
    values = {
        revision_id: (Amount(amount, low, high, State(state)), source)
        for revision_id, amount, low, high, state, source in FoodNutrient.objects.filter(
            revision__in=[pk for pk, *_rest in revisions], nutrient=nutrient
        ).values_list("revision_id", "amount", "low", "high", "state", "source__key")
    }
    history: list[PastValue] = []
    for pk, number, published_at, reason in revisions:
        amount, source = values.get(pk, (UNKNOWN, None))
        if history and (history[-1].amount, history[-1].source_key) == (amount, source):
            history.pop()  # the same value, and an older version had it already
        history.append(PastValue(number, published_at, reason, amount, source))
    return history
