"""Making offers, when a correction is published.

One statement for everybody, whatever the number of entries: the publishing transaction is short, and nobody
who logs meanwhile waits for it longer than that.
"""

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from foods.models import Revision
from k2tracker.diary.models import RepriceOffer

from .queries import earlier_with_other_values


def offer_correction(*, food, revision: Revision, is_correction: bool, **_) -> None:
    """Offer a correction to everybody who logged the food with other values. Receives what `foods.signals`
    sends inside the publishing transaction."""
    if not is_correction:
        _replace_taken_back(revision)
        return
    make_offers(revision)
    # Whoever logged with the earlier values while the transaction ran could not be seen from inside it.
    transaction.on_commit(lambda: make_offers(revision), robust=True)


@transaction.atomic
def make_offers(revision: Revision) -> None:
    """One offer for each person with a standing entry of an earlier composition that says something else.

    An offer of an earlier correction that still waits is replaced, also where the new one says again what
    the entry was logged with. Run again, it adds only who is missing.
    """
    now = timezone.now()
    RepriceOffer.objects.filter(
        food=revision.food_id, state=RepriceOffer.State.WAITING, revision__number__lt=revision.number
    ).update(state=RepriceOffer.State.REPLACED, answered_at=now)
    earlier = earlier_with_other_values([revision])[revision.pk]
    if not earlier:
        return
    places = ", ".join(["%s"] * len(earlier))
    with connection.cursor() as cursor:
        cursor.execute(
            # A newer waiting offer of the same food is left in its place by the conflict clause.
            "INSERT INTO diary_repriceoffer (person_id, food_id, revision_id, state, made_at) "  # noqa: S608
            "SELECT DISTINCT entry.person_id, %s, %s, 'waiting', %s FROM diary_entry entry "
            f"WHERE entry.revision_id IN ({places}) AND entry.deleted_at IS NULL "
            "ON CONFLICT DO NOTHING",
            [
                revision.food_id,
                revision.pk,
                connection.ops.adapt_datetimefield_value(now),
                *earlier,
            ],
        )


def _replace_taken_back(revision: Revision) -> None:
    """Replace the waiting offers of a correction where `revision` says again what stood before it."""
    before = Revision.objects.published().filter(
        food=revision.food_id, digest=revision.digest, number__lt=OuterRef("revision__number")
    )
    RepriceOffer.objects.filter(
        Exists(before), food=revision.food_id, state=RepriceOffer.State.WAITING
    ).update(state=RepriceOffer.State.REPLACED, answered_at=timezone.now())
