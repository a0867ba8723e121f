"""Making offers, when a correction is published.

One statement for everybody, whatever the number of entries: the publishing transaction is short, and nobody
who logs meanwhile waits for it longer than that.
"""

from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from foods.models import Revision
from k2tracker.diary.models import Entry, RepriceOffer

from .queries import earlier_with_other_values

BATCH = 500


def offer_correction(*, food, revision: Revision, is_correction: bool, **_) -> None:
    """Offer a correction to everybody who logged the food with other values. Receives what `foods.signals`
    sends inside the publishing transaction."""
    if not is_correction:
        _replace_taken_back(revision)
        return
    make_offers([revision])


def offer_recipes(*, revisions: Collection[Revision], **_) -> None:
    """The same for people's recipes that count the corrected food: receives `recipes_corrected`."""
    for start in range(0, len(revisions), BATCH):
        make_offers(revisions[start : start + BATCH])


@transaction.atomic
def make_offers(revisions: Collection[Revision]) -> None:
    """For each of these corrections, one offer for each person with a standing entry of an earlier
    composition that says something else.

    An offer of an earlier correction that still waits is replaced, also where the new one says again what
    the entry was logged with. Run again, it adds only who is missing. Whoever logs the food holds it
    (`foods.holding`), so none of them is missed: their entry lasts by now, or counts the correction.
    """
    now = timezone.now()
    newer = Revision.objects.filter(
        pk__in=[revision.pk for revision in revisions],
        food=OuterRef("food"),
        number__gt=OuterRef("revision__number"),
    )
    RepriceOffer.objects.filter(
        Exists(newer),
        food__in={revision.food_id for revision in revisions},
        state=RepriceOffer.State.WAITING,
    ).update(state=RepriceOffer.State.REPLACED, answered_at=now)
    earlier = {pk for pks in earlier_with_other_values(revisions).values() for pk in pks}
    if not earlier:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            # A newer waiting offer of the same food is left in its place by the conflict clause.
            "INSERT INTO diary_repriceoffer (person_id, food_id, revision_id, state, made_at) "  # noqa: S608
            "SELECT DISTINCT entry.person_id, corrected.food_id, corrected.id, 'waiting', %s "
            "FROM diary_entry entry JOIN foods_revision earlier ON earlier.id = entry.revision_id "
            "JOIN foods_revision corrected ON corrected.food_id = earlier.food_id "
            f"AND corrected.id IN ({_places(revisions)}) "
            f"WHERE entry.revision_id IN ({_places(earlier)}) AND entry.deleted_at IS NULL "
            "ON CONFLICT DO NOTHING",
            [
                connection.ops.adapt_datetimefield_value(now),
                *(revision.pk for revision in revisions),
                *earlier,
            ],
        )


def offer_since(entry: Entry) -> None:
    """Offer the latest correction made since to the person of an entry that was put back: while it was
    deleted, it was no reason to ask. Nothing where the question stands or was answered.

    The entry's food is held. One query where nothing was corrected since.
    """
    counted = entry.revision
    later = Revision.objects.published().filter(food=counted.food_id, number__gt=counted.number)
    rows = list(later.order_by("-number"))
    correction = next((row for row in rows if row.is_correction), None)
    if correction is None or any(row.digest == counted.digest for row in rows):
        return
    if counted.pk in earlier_with_other_values([correction])[correction.pk]:
        waiting = RepriceOffer(
            person_id=entry.person_id,
            food_id=counted.food_id,
            revision=correction,
            made_at=timezone.now(),
        )
        RepriceOffer.objects.bulk_create([waiting], ignore_conflicts=True)


def _places(values: Collection) -> str:
    return ", ".join(["%s"] * len(values))


def _replace_taken_back(revision: Revision) -> None:
    """Replace the waiting offers of a correction where `revision` says again what stood before it."""
    before = Revision.objects.published().filter(
        food=revision.food_id, digest=revision.digest, number__lt=OuterRef("revision__number")
    )
    RepriceOffer.objects.filter(
        Exists(before), food=revision.food_id, state=RepriceOffer.State.WAITING
    ).update(state=RepriceOffer.State.REPLACED, answered_at=timezone.now())
