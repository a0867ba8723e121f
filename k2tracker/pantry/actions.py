"""Correcting an own food or product, and judging anew what rests on it.

Logged days keep the figures that they were logged with. A cabinet brings what is published now, and rules
know a product by its present name and marks, so the person's cautions are judged in the same transaction.
"""

from django.db import transaction

from foods import own_foods
from foods.models import Food
from k2tracker.profiles.signals import answers_changed


@transaction.atomic
def change_own_food(*, by, food: Food, told: own_foods.OwnFood) -> None:
    """Correct an own food or product. Raises `own_foods.NotYours`."""
    own_foods.change_own_food(by=by, food=food, told=told)
    answers_changed.send(sender=Food, person=by)
