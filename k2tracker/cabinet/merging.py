"""What moves in cabinets when two foods become one: the product that a use names, nothing else of it."""

from .models import Use


def move(*, food, into, **_signal) -> None:
    """Let what points at `food` point at `into`: receives `foods.signals.foods_merged`. One statement.

    Uses that have ended or were removed move as well, since a past day is judged by them.
    """
    Use.objects.filter(food=food).update(food=into)
