"""Everything that writes in a diary.

Each is one transaction, holds its cautions in it, and can be sent twice: what makes an entry carries the key
that the client made for it, the rest says what is to be and not what is to change. Saving is never refused
because of a caution.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from foods.composition import compositions
from foods.holding import with_held
from foods.models import Food
from k2tracker.alerts import actions as alerts
from k2tracker.cabinet.due import can_be_logged, due_on
from k2tracker.cabinet.queries import unit_names, uses_on
from nutrients.cautions import Finding

from .days import Days, Keeper, keeper_of, read_days
from .judging import (
    after_write,
    held_keeper,
    judge_again,
    judge_written,
    raise_for_entries,
    raise_sums,
)
from .measures import PRODUCT_UNIT, weigh
from .models import Day, Entry, Favourite
from .permissions import check_may_write
from .queries import Marks, meals_logged, repeated_entries, repeated_key, supplement_entries
from .repricing.offers import offer_since


class NotLogged(Exception):
    """The food cannot be logged: it was retired, was never published, or is somebody else's own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a write left behind.

    is_new: False where the key was known and the entry is the one stored first. days: the window up to the
    entry's day, as it stands now, with its findings. is_as_asked: False where the entry stored first says
    something else than was asked for now.
    """

    entry: Entry
    is_new: bool
    days: Days
    is_as_asked: bool = True

    @property
    def call_first(self) -> list[Finding]:
        """The findings about this very entry that ask for a call before more of it."""
        return [
            finding
            for finding in self.days.findings
            if finding.level == "CALL_FIRST" and finding.item_key == self.entry.key
        ]


def log_food(
    *,
    by,
    person,
    key: uuid.UUID,
    food: Food,
    portion,
    quantity: Decimal,
    eaten_on: date,
    meal: str,
    eaten_at: time | None = None,
    note: str = "",
    now: datetime | None = None,
    keeper: Keeper | None = None,
) -> Outcome:
    """Record what `person` ate or took, pinned to the food's published revision.

    A food that has become part of another one since it was read is logged as that one. key: made by the
    client, once for this entry; a known key returns the entry it made and writes nothing. portion: has `name`
    and `grams`, one of the food's; None for grams (units of a product). now: an aware moment, None for this
    one. keeper: `keeper_of(person)`, where it was read already. Raises NotPermitted, NotLogged, BadAmount,
    DayFull, and DayOutside where the diary has no such day.
    """
    check_may_write(by=by, person=person)
    keeper = keeper or keeper_of(person)
    keeper.check_day(eaten_on, now)
    measure = weigh(
        is_supplement=food.is_supplement,
        portion_grams=None if portion is None else portion.grams,
        quantity=quantity,
    )
    if food.revision_id is not None:
        compositions([food.revision_id])  # read outside the transaction, where this process may keep it

    def write(held):
        as_it_is = held_keeper(person)
        now_is = held.get(food.pk)
        if now_is is None or not _can_log(now_is, person):
            raise NotLogged(food.slug)
        entry, is_new = _add(
            Entry(
                person=person,
                key=key,
                eaten_on=eaten_on,
                eaten_at=eaten_at,
                time_zone=keeper.profile.time_zone,
                meal=meal,
                food=now_is,
                revision_id=now_is.revision_id,
                quantity=measure.quantity,
                portion_name="" if portion is None else portion.name,
                grams=measure.grams,
                units=measure.units,
                note=note,
            )
        )
        return now_is, entry, is_new, after_write(as_it_is, entry, now, raises=is_new)

    now_is, entry, is_new, days = with_held([food.pk], write)
    asked = (now_is.pk, eaten_on, meal, measure.quantity, "" if portion is None else portion.name)
    said = (entry.food_id, entry.eaten_on, entry.meal, entry.quantity, entry.portion_name)
    return Outcome(entry, is_new, days, is_as_asked=said == asked)


def change_entry(
    *,
    by,
    entry: Entry,
    quantity: Decimal,
    portion,
    meal: str,
    eaten_at: time | None,
    note: str,
    now: datetime | None = None,
) -> Outcome:
    """Correct an entry; it keeps its food, its day and the revision it was logged with.

    portion: has `name` and `grams`; None for grams (units of a product). An entry that was deleted meanwhile
    stays deleted and as it was. Raises NotPermitted and BadAmount.
    """
    check_may_write(by=by, person=entry.person)
    measure = weigh(
        is_supplement=entry.food.is_supplement,
        portion_grams=None if portion is None else portion.grams,
        quantity=quantity,
    )
    with transaction.atomic():
        keeper = held_keeper(entry.person)
        if not _is_standing(entry):
            return Outcome(entry, False, read_days(keeper, entry.eaten_on))
        entry.quantity, entry.portion_name = measure.quantity, "" if portion is None else portion.name
        entry.grams, entry.units = measure.grams, measure.units
        entry.meal, entry.eaten_at, entry.note = meal, eaten_at, note
        entry.save(
            update_fields=[
                "quantity",
                "portion_name",
                "grams",
                "units",
                "meal",
                "eaten_at",
                "note",
                "changed_at",
            ]
        )
        judge_again(keeper, entry.eaten_on, now)
        days = after_write(keeper, entry, now)
    return Outcome(entry, False, days)


def delete_entry(*, by, entry: Entry) -> None:
    """Take an entry out of its day, in a way that can be undone; its open cautions are withdrawn.

    Raises NotPermitted.
    """
    check_may_write(by=by, person=entry.person)
    with transaction.atomic():
        keeper = held_keeper(entry.person)
        if not _is_standing(entry):
            return
        entry.deleted_at = timezone.now()
        entry.save(update_fields=["deleted_at", "changed_at"])
        raise_for_entries(keeper, alerts.withdraw_for_entry(by=by, entry_key=entry.key), None)
        judge_again(keeper, entry.eaten_on, None)


def undo_delete(*, by, entry: Entry, now: datetime | None = None) -> Outcome:
    """Put a deleted entry back as it was; what was corrected meanwhile is offered. Raises NotPermitted."""
    check_may_write(by=by, person=entry.person)

    def write(_held):
        keeper = held_keeper(entry.person)
        if not _is_standing(entry):
            entry.deleted_at = None
            entry.save(update_fields=["deleted_at", "changed_at"])
            offer_since(entry)
        return after_write(keeper, entry, now)

    return Outcome(entry, False, with_held([entry.revision.food_id], write))


def repeat_yesterday(
    *, by, person, key: uuid.UUID, eaten_on: date, meal: str, now: datetime | None = None
) -> list[Outcome]:
    """Log again what the person had for this meal on the day before `eaten_on`.

    key: made by the client, once; each entry's own key follows from it, so that a second press adds nothing.
    Foods that can no longer be logged are left out; the others come with today's published revision.
    Raises NotPermitted, DayFull, and DayOutside where the diary has no such day.
    """
    check_may_write(by=by, person=person)
    keeper = keeper_of(person)
    keeper.check_day(eaten_on, now)
    source = list(
        person.entries.standing()
        .filter(eaten_on=eaten_on - timedelta(days=1), meal=meal)
        .filter(food__is_retired=False, food__revision__isnull=False)
        .select_related("food")
        .order_by("created_at", "pk")
    )
    compositions({entry.food.revision_id for entry in source})

    def write(held):
        as_it_is = held_keeper(person)
        added = [
            _add(
                Entry(
                    person=person,
                    key=repeated_key(key, entry.key),
                    eaten_on=eaten_on,
                    time_zone=keeper.profile.time_zone,
                    meal=meal,
                    food=food,
                    revision_id=food.revision_id,
                    quantity=entry.quantity,
                    portion_name=entry.portion_name,
                    grams=entry.grams,
                    units=entry.units,
                )
            )
            for entry in source
            if (food := held.get(entry.food_id)) is not None and _can_log(food, person)
        ]
        return added, judge_written(as_it_is, eaten_on, now) if added else None

    added, days = with_held({entry.food_id for entry in source}, write)
    return [Outcome(entry, is_new, days) for entry, is_new in added]


@transaction.atomic
def delete_repeated(*, by, person, key: uuid.UUID, eaten_on: date) -> list[Entry]:
    """Take out of the day what one press of "same as the day before" put there; what the person logged
    besides stays. Returns the entries it took out, none at a second press. Raises NotPermitted.

    key: the one that `repeat_yesterday` was called with.
    """
    entries = repeated_entries(person, eaten_on, key)
    for entry in entries:
        delete_entry(by=by, entry=entry)
    return entries


def log_supplements(
    *, by, person, key: uuid.UUID, eaten_on: date, now: datetime | None = None
) -> list[Outcome]:
    """Log what the person's cabinet has for `eaten_on` and the day has not yet.

    key: made by the client, once; each entry's own key follows from it, so that a second press adds nothing
    and returns what the first one logged. Products that can no longer be logged are left out; the others come
    with today's published revision. Raises NotPermitted, DayFull, and DayOutside where the diary has no such
    day.
    """
    check_may_write(by=by, person=person)
    keeper = keeper_of(person)
    keeper.check_day(eaten_on, now)
    uses = uses_on(person, eaten_on)
    food_ids = {use.food_id for use in uses}
    compositions({use.food.revision_id for use in uses} - {None})
    units = unit_names(food_ids)

    def write(held):
        as_it_is = held_keeper(person)  # two presses at once take turns
        before = supplement_entries(person, eaten_on, key)
        added = []
        for use in due_on(uses, eaten_on, meals_logged(person, eaten_on)):
            food = held.get(use.food_id)
            if food is None or not can_be_logged(food, person):
                continue
            entry = Entry(
                person=person,
                key=repeated_key(key, use.key),
                eaten_on=eaten_on,
                eaten_at=use.taken_at,
                time_zone=keeper.profile.time_zone,
                meal=use.meal,
                food=food,
                revision_id=food.revision_id,
                quantity=use.quantity,
                portion_name=units.get(use.food_id, PRODUCT_UNIT),
                units=use.quantity,
            )
            added.append(_add(entry))
        entries = [*((entry, False) for entry in before), *added]
        if any(is_new for _entry, is_new in added):
            return entries, judge_written(as_it_is, eaten_on, now)
        return entries, read_days(as_it_is, eaten_on) if entries else None

    entries, days = with_held(food_ids, write)
    return [Outcome(entry, is_new, days) for entry, is_new in entries if entry.deleted_at is None]


@transaction.atomic
def delete_supplements(*, by, person, key: uuid.UUID, eaten_on: date) -> list[Entry]:
    """Take out of the day what one press of "my usual supplements" put there. Returns the entries it took
    out, none at a second press. Raises NotPermitted.

    key: the one that `log_supplements` was called with.
    """
    entries = supplement_entries(person, eaten_on, key)
    for entry in entries:
        delete_entry(by=by, entry=entry)
    return entries


def mark_day(
    *,
    by,
    person,
    day: date,
    is_complete: bool | None = None,
    had_sun: bool | None = None,
    now: datetime | None = None,
) -> Marks:
    """Set or clear the marks of a day; None leaves a mark as it is.

    Raises NotPermitted, and DayOutside where the diary has no such day.
    """
    check_may_write(by=by, person=person)
    keeper = keeper_of(person)
    keeper.check_day(day, now)
    wanted = {"is_complete": is_complete, "had_sun": had_sun}
    defaults = {name: value for name, value in wanted.items() if value is not None}
    with transaction.atomic():
        if is_complete is not None:
            keeper = held_keeper(person)
        row, _is_new = Day.objects.update_or_create(person=person, day=day, defaults=defaults)
        if is_complete is not None:  # a complete day without entries counts in a week's mean
            judge_again(keeper, day, now)
            for other in sorted({day, keeper.today(now)}):
                raise_sums(keeper, other, now)
    return Marks(row.is_complete, row.had_sun, row.outdoors_minutes)


def tell_outdoors(*, by, person, day: date, minutes: int | None, now: datetime | None = None) -> None:
    """Keep the time outdoors of a day; None where it is not told any more. More than 0 sets the mark of sun,
    nothing clears it.

    Raises NotPermitted, and DayOutside where the diary has no such day.
    """
    check_may_write(by=by, person=person)
    keeper_of(person).check_day(day, now)
    told = {"outdoors_minutes": minutes}
    if minutes is not None and minutes > 0:
        told["had_sun"] = True
    Day.objects.update_or_create(person=person, day=day, defaults=told)


def set_favourite(*, by, person, food: Food, wanted: bool) -> None:
    """Star a food or take its star away; saying it twice changes nothing. A food that has become part of
    another one since it was read stands for that one. Raises NotPermitted."""
    check_may_write(by=by, person=person)

    def write(held):
        now_is = held.get(food.pk)
        if wanted and now_is is not None:
            Favourite.objects.get_or_create(person=person, food=now_is)
        elif now_is is not None:
            person.favourites.filter(food=now_is).delete()

    with_held([food.pk], write)


def _can_log(food: Food, person) -> bool:
    return not food.is_retired and food.revision_id is not None and food.owner_id in (None, person.pk)


def _add(entry: Entry) -> tuple[Entry, bool]:
    """Insert `entry`, or find the one that its key made before: (entry, whether it is new).

    The unique constraint decides, so that two requests at once agree; the insert has a savepoint of its own
    because PostgreSQL gives up the whole transaction otherwise.
    """
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        stored = Entry.objects.select_related("food").filter(person=entry.person, key=entry.key).first()
        if stored is None:
            raise
        return stored, False
    return entry, True


def _is_standing(entry: Entry) -> bool:
    """Whether the entry is in its day now: it may have been deleted since it was read. Locks its row."""
    entry.refresh_from_db(fields=["deleted_at"], from_queryset=Entry.objects.select_for_update())
    return entry.deleted_at is None
