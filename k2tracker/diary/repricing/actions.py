"""Answers to an offer. Each is one transaction: either all entries it concerns follow, or none does.

Sent twice, the second does nothing. What the entries now add up to is judged within the same transaction:
open cautions give way to what is found, and only the last days can raise new ones.
"""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from k2tracker.alerts.actions import hold
from k2tracker.alerts.models import Alert
from k2tracker.diary.days import CAUTION_DAYS
from k2tracker.diary.judging import judge_lately
from k2tracker.diary.models import Entry, RepricedEntry, RepriceOffer
from k2tracker.diary.permissions import check_may_write

from .queries import can_undo, earlier_with_other_values

State = RepriceOffer.State


class NotAnswerable(Exception):
    """The offer was answered or replaced already, or a newer answer rests on this one."""


def accept(*, by, offer: RepriceOffer, now: datetime | None = None) -> int:
    """Let every entry of the food's earlier compositions count the corrected one. Returns how many there are.

    Entries that were deleted follow as well, so that undoing the deletion brings back no other figures.
    Raises NotPermitted and NotAnswerable.
    """
    check_may_write(by=by, person=offer.person)
    # Nothing is published before what is published, so this is read before anybody waits for the write.
    earlier = earlier_with_other_values([offer.revision])[offer.revision_id]
    with transaction.atomic():
        hold(offer.person)
        _answer(offer, State.ACCEPTED, now)
        return _accepted(offer, earlier, now) if earlier else 0


def _accepted(offer: RepriceOffer, earlier: list[int], now: datetime | None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            # The food is named for its index: a composition may have everybody's entries. What it is part of
            # is asked in the same statement: a merge may have moved the entries since the offer was read.
            "INSERT INTO diary_repricedentry (offer_id, entry_id, revision_id) "  # noqa: S608
            "SELECT %s, entry.id, entry.revision_id FROM diary_entry entry "
            "WHERE entry.person_id = %s AND entry.food_id IN (%s, "
            "(SELECT food.merged_into_id FROM foods_food food WHERE food.id = %s)) "
            f"AND entry.revision_id IN ({', '.join(['%s'] * len(earlier))})",
            [offer.pk, offer.person_id, offer.food_id, offer.food_id, *earlier],
        )
    of_offer = Entry.objects.filter(pk__in=offer.repriced.values("entry"))
    of_offer.update(revision=offer.revision_id)
    dates = list(of_offer.standing().values_list("eaten_on", flat=True))
    _judge(offer, dates, now)
    return len(dates)


def _judge(offer: RepriceOffer, dates: list[date], now: datetime | None) -> None:
    """Judge the last days where one of these is among those that the rules look at, or a caution is open.

    Else nothing that the rules look at changed, and on SQLite everybody's log waits for this transaction.
    """
    # A day more than the rules look back over, since it may be yesterday where the person is.
    since = (now or timezone.now()).date() - timedelta(days=2 * CAUTION_DAYS)
    if any(day >= since for day in dates) or offer.person.alerts.filter(state=Alert.State.OPEN).exists():
        judge_lately(person=offer.person, now=now)


def keep(*, by, offer: RepriceOffer, now: datetime | None = None) -> None:
    """Leave the entries as they were logged. Raises NotPermitted and NotAnswerable."""
    check_may_write(by=by, person=offer.person)
    _answer(offer, State.KEPT, now)


def _answer(offer: RepriceOffer, state: str, now: datetime | None) -> None:
    """The row decides: of two answers at once, the second waits for the first and finds it given."""
    waiting = RepriceOffer.objects.filter(pk=offer.pk, state=State.WAITING)
    if not waiting.update(state=state, answered_at=now or timezone.now()):
        raise NotAnswerable(offer.pk)
    offer.refresh_from_db(fields=["state", "answered_at"])


@transaction.atomic
def undo(*, by, offer: RepriceOffer, now: datetime | None = None) -> None:
    """Take an answer back: each entry counts again exactly what it counted before, and the offer waits again,
    unless a newer correction has taken its place. Raises NotPermitted and NotAnswerable.
    """
    check_may_write(by=by, person=offer.person)
    hold(offer.person)
    offer = RepriceOffer.objects.select_for_update().get(pk=offer.pk)
    if not can_undo(offer):
        raise NotAnswerable(offer.pk)
    before = RepricedEntry.objects.filter(offer=offer, entry=OuterRef("pk")).values("revision")
    of_offer = Entry.objects.filter(pk__in=offer.repriced.values("entry"))
    dates = list(of_offer.standing().values_list("eaten_on", flat=True))
    of_offer.filter(revision=offer.revision_id).update(revision=Subquery(before))
    was_accepted = offer.state == State.ACCEPTED
    offer.repriced.all().delete()
    _wait_again(offer, now)
    if was_accepted:
        _judge(offer, dates, now)


def _wait_again(offer: RepriceOffer, now: datetime | None) -> None:
    """A newer correction of the same food may have been offered, even while this runs: then it stands."""
    row = RepriceOffer.objects.filter(pk=offer.pk)
    newer = RepriceOffer.objects.filter(
        person=offer.person_id, food=offer.food_id, revision__number__gt=offer.revision.number
    )
    try:
        with transaction.atomic():
            if not newer.exists():
                row.update(state=State.WAITING, answered_at=None)
                return
    except IntegrityError:
        pass  # it was offered between the two statements
    row.update(state=State.REPLACED, answered_at=now or timezone.now())
