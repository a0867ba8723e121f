"""Writing down exercise. Each write says what is to be, so that sending it twice changes nothing.

No rule looks at exercise: nobody has to judge again.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from .models import Activity, ExerciseSettings


@dataclass(frozen=True, slots=True)
class Told:
    """What a form says of one activity. minutes: 1 to a day's."""

    done_on: date
    kind: str
    minutes: int
    is_vigorous: bool = False
    strengthens: bool = False

    @property
    def fields(self) -> dict:
        """The columns that keep it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def is_what(self, activity: Activity) -> bool:
        """Whether the row stands and says exactly this."""
        return activity.deleted_at is None and all(
            getattr(activity, name) == value for name, value in self.fields.items()
        )


@transaction.atomic
def add_activity(*, by, key: UUID, told: Told) -> Activity:
    """Keep something the person did. A key that was used already changes nothing: what it made is returned as
    it stands, deleted or not."""
    _lock(by)
    made, _is_new = Activity.objects.get_or_create(person=by, key=key, defaults=told.fields)
    return made


def change_activity(*, by, key: UUID, told: Told) -> None:
    """Let one of the person's own say this; what was deleted stays deleted."""
    by.activities.standing().filter(key=key).update(**told.fields)


def delete_activity(*, by, key: UUID) -> None:
    """Take one of the person's own out of their log. Its key stays, so that an old form adds it no more."""
    by.activities.standing().filter(key=key).update(deleted_at=timezone.now())


def show_week(*, by, wanted: bool) -> None:
    """Switch the weekly line on or off."""
    ExerciseSettings.objects.update_or_create(person=by, defaults={"shows_week": wanted})


def _lock(person):
    """Let one request at a time add: two presses must not both find the key free."""
    get_user_model().objects.select_for_update().only("pk").get(pk=person.pk)
