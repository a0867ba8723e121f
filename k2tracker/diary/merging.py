"""What moves in diaries when two foods become one: entries and favourites, nobody's figures.

An entry keeps the revision that it was logged with, so no day changes; only its food does, and with it what
it is called. Everything is set-based and runs inside the transaction of the merge.
"""

from django.utils.translation import gettext as _

from k2tracker.cabinet.models import Use

from .models import Entry, Favourite


def move(*, food, into, **_signal) -> None:
    """Let what points at `food` point at `into`: receives `foods.signals.foods_merged`. Three statements.

    Deleted entries move as well, since they can be undone. Whoever starred both keeps one star.
    """
    Entry.objects.filter(food=food).update(food=into)
    both = Favourite.objects.filter(food=into).values("person")
    Favourite.objects.filter(food=food, person__in=both).delete()
    Favourite.objects.filter(food=food).update(food=into)


def what_moves(food) -> dict[str, int]:
    """Bare counts of what a merge would move, for the curator who is about to. Four queries.

    `settings.FOODS_WHAT_MOVES` names it.
    """
    standing = Entry.objects.standing().filter(food=food)
    return {
        _("log entries"): standing.count(),
        _("people who logged it"): standing.values("person").distinct().count(),
        _("favourites"): Favourite.objects.filter(food=food).count(),
        _("places in supplement cabinets"): Use.objects.standing().filter(food=food).count(),
    }
