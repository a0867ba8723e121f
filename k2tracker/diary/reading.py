"""What the foods app may know of people: how often its reader logs a food, what is not for them, and counts.

`settings.FOODS_READER` names `reader_for` and `settings.FOODS_OTHER_COUNTS` names `counts`, so that the
foods app need not know that there is a diary.
"""

from collections.abc import Collection

from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from foods.models import FoodMark
from k2tracker.profiles.clock import today
from k2tracker.profiles.models import Profile
from k2tracker.profiles.queries import profile_of, vka_history

from .models import Entry
from .queries import habits

MARK = FoodMark.Mark
NOT_VEGETARIAN = frozenset({MARK.MEAT, MARK.FISH})
NOT_VEGAN = NOT_VEGETARIAN | {MARK.DAIRY, MARK.EGG, MARK.OTHER_ANIMAL}


class Reader:
    """One signed-in person as food search sees them. Reads nothing before it is asked."""

    def __init__(self, user):
        self._user = user

    @property
    def person_id(self) -> int:
        return self._user.pk

    def habits(self) -> dict[int, int]:
        """The foods that the person logged in the last months, by id -> how often. One query."""
        return habits(self._user, until=timezone.now().date())

    @property
    def sees_cautioned_last(self) -> bool:
        """Whether foods that open a caution come after all others: nobody on a vitamin K antagonist should
        log one because it stood first. One query."""
        profile = profile_of(self._user)
        if profile is None:
            return False
        day = today(profile)
        return vka_history(self._user).is_active_on(day)

    @property
    def unwanted_marks(self) -> frozenset[str]:
        """The marks of foods that are not for this person, as their profile says."""
        profile = profile_of(self._user)
        if profile is None:
            return frozenset()
        unwanted = set()
        if profile.is_vegan:
            unwanted |= NOT_VEGAN
        if profile.is_vegetarian:
            unwanted |= NOT_VEGETARIAN
        if profile.no_soy:
            unwanted.add(MARK.SOY)
        if profile.no_dairy:
            unwanted.add(MARK.DAIRY)
        if profile.no_natto:
            unwanted.add(MARK.NATTO_FAMILY)
        return frozenset(str(mark) for mark in unwanted)


def reader_for(user) -> Reader | None:
    """The reader behind a request; None for somebody who is not signed in."""
    return Reader(user) if user.is_authenticated else None


def counts() -> dict[str, int]:
    """How many diaries and entries there are: numbers for curators, who see no person. Two queries."""
    return {
        _("diaries"): Profile.objects.count(),
        _("log entries"): Entry.objects.standing().count(),
    }


def use_of(food_ids: Collection[int] | None = None) -> dict[int, tuple[int, int]]:
    """In how many logs of how many people each of these foods is: food -> (logs, people).

    None asks for every food that anybody logged. A food that nobody logged is left out. One query for every
    500 foods, one for all.
    """
    standing = Entry.objects.standing()
    if food_ids is None:
        return _use(standing)
    ids = sorted(food_ids)
    found: dict[int, tuple[int, int]] = {}
    for start in range(0, len(ids), 500):
        found |= _use(standing.filter(food__in=ids[start : start + 500]))
    return found


def _use(entries) -> dict[int, tuple[int, int]]:
    # As an expression: SQLite would else walk the index of foods and fetch each entry, three times as slow.
    foods = entries.order_by().annotate(of_food=F("food_id") + 0).values("of_food")
    counted = foods.annotate(logs=Count("*"), people=Count("person", distinct=True))
    return {food: (logs, people) for food, logs, people in counted.values_list("of_food", "logs", "people")}
