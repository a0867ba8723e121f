"""Everything that writes in a cabinet.

Each is one transaction, says what is to be and not what is to change, so that it can be sent twice, and tells
the rooms that judge (`answers_changed`). Saving is never refused because of a caution.
"""

import uuid
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from foods.holding import with_held
from foods.models import Food
from k2tracker.profiles.signals import answers_changed

from .due import can_be_logged
from .models import Use
from .permissions import check_may_write


class NotInUse(Exception):
    """The product was taken out of use since its form was shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """How somebody takes a product; the fields are those of `Use`."""

    quantity: Decimal
    often: str
    days_a_week: int | None
    weekdays: int
    meal: str
    taken_at: time | None
    since: date
    until: date | None


def add(*, by, person, key: uuid.UUID, food: Food, told: Told) -> Use:
    """Put a product into the cabinet; of one that has become part of another since, that other.

    key: made by the client, once for this use; a known key returns what it made and writes nothing.
    Raises NotPermitted and NotInUse.
    """
    check_may_write(by=by, person=person)

    def write(held):
        _hold(person)
        now_is = held.get(food.pk)
        if now_is is None or not can_be_logged(now_is, person):
            raise NotInUse(food.slug)
        return _insert(Use(person=person, key=key, food=now_is, **asdict(told)))

    return with_held([food.pk], write)


def change(*, by, use: Use, told: Told, holds_from: date | None = None) -> Use:
    """Say anew how a product is taken. Returns the use that says so.

    holds_from: the day from which it does, for a changed habit: the use ends on the day before and another
    follows it, one for each such day. None, or no later than its beginning: what stood there was wrong all
    along. Raises NotPermitted.
    """
    check_may_write(by=by, person=use.person)

    def write(_held):
        _lock(use)
        if use.removed_at is not None:
            return use
        if holds_from is None or holds_from <= use.since:
            return _write(use, told)
        if use.until is None or use.until >= holds_from:
            use.until = holds_from - timedelta(days=1)
            use.save(update_fields=["until", "changed_at"])
        key = uuid.uuid5(use.key, holds_from.isoformat())
        follows = Use.objects.filter(person=use.person, key=key).first()
        fields = {**asdict(told), "since": holds_from}
        if follows is None:
            return _insert(Use(person=use.person, key=key, food_id=use.food_id, **fields))
        follows.removed_at = None
        return _write(follows, Told(**fields))

    return with_held([use.food_id], write)


def stop(*, by, use: Use, last_day: date) -> None:
    """Say on which day a product was taken last; its days before stay. A day before the use began is its
    first day. Raises NotPermitted."""
    check_may_write(by=by, person=use.person)
    with transaction.atomic():
        _lock(use)
        use.until = max(last_day, use.since)
        use.save(update_fields=["until", "changed_at"])
        _tell(use)


def remove(*, by, use: Use) -> None:
    """Take out what was a slip: it held on no day. Raises NotPermitted."""
    check_may_write(by=by, person=use.person)
    with transaction.atomic():
        _lock(use)
        if use.removed_at is not None:
            return
        use.removed_at = timezone.now()
        use.save(update_fields=["removed_at", "changed_at"])
        _tell(use)


def _hold(person) -> None:
    """Let one request at a time change the cabinet. Before its rows, as every room does: whoever logs or
    judges holds the person too."""
    get_user_model().objects.select_for_update().only("pk").get(pk=person.pk)


def _lock(use: Use) -> None:
    """Read the use again as it stands, held until the transaction ends."""
    _hold(use.person)
    use.refresh_from_db(from_queryset=Use.objects.select_for_update())


def _insert(use: Use) -> Use:
    """Insert `use`, or find the one that its key made before. The unique constraint decides."""
    try:
        with transaction.atomic():
            use.save(force_insert=True)
    except IntegrityError:
        stored = Use.objects.select_related("food").filter(person=use.person, key=use.key).first()
        if stored is None:
            raise
        return stored
    _tell(use)
    return use


def _write(use: Use, told: Told) -> Use:
    for name, value in asdict(told).items():
        setattr(use, name, value)
    use.save()
    _tell(use)
    return use


def _tell(use: Use) -> None:
    answers_changed.send(sender=Use, person=use.person)
