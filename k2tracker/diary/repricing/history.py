"""What corrections did to a person's entries of a period: before, after, and who decided when.

For whoever reviews the period. Read only. An entry that was corrected twice stands here twice, in the order
of the corrections. Limits: an answer that was taken back left nothing, and the offer waits again; who may
read it is not decided here.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from foods.composition import Composition, compositions
from k2tracker.diary.models import RepricedEntry, RepriceOffer

from .queries import State, earlier_with_other_values


class CorrectedEntry(NamedTuple):
    """One standing entry and one correction of what it was logged with.

    grams, units: what was logged, one of them None. before, after: the compositions, per 100 g or per unit;
    an accepted entry counts `after`, any other `before`. state: waiting, accepted or kept. answered_at,
    answered_by: when and by whom (the id) it was decided; None while it waits. reason: the curators'.
    """

    key: UUID
    eaten_on: date
    food_name: str
    grams: Decimal | None
    units: Decimal | None
    before: Composition
    after: Composition
    reason: str
    corrected_at: datetime
    state: str
    answered_at: datetime | None
    answered_by: int | None


def corrected_between(person, first: date, last: date) -> list[CorrectedEntry]:
    """What was corrected of the person's entries from `first` to `last`, both included, by day.

    Five queries at most, and two for compositions that this process has not seen.
    """
    found = [*_accepted(person, first, last), *_not_accepted(person, first, last)]
    known = compositions({pk for _key, _entry, before, offer in found for pk in (before, offer.revision_id)})
    rows = [
        (number, CorrectedEntry(*entry, known[before], known[offer.revision_id], *_decision(person, offer)))
        for number, entry, before, offer in found
    ]
    return [row for _number, row in sorted(rows, key=lambda one: (one[1].eaten_on, one[0]))]


Found = tuple[tuple[int, int], tuple, int, RepriceOffer]
ENTRY = ("pk", "key", "eaten_on", "food__name", "grams", "units")


def _accepted(person, first: date, last: date) -> Iterator[Found]:
    offers = person.reprice_offers.filter(state=State.ACCEPTED).select_related("revision").in_bulk()
    rows = RepricedEntry.objects.filter(
        offer__in=offers, entry__eaten_on__range=(first, last), entry__deleted_at__isnull=True
    )
    columns = [f"entry__{column}" for column in ENTRY]
    for offer_id, before, pk, *entry in rows.values_list("offer_id", "revision_id", *columns):
        offer = offers[offer_id]
        yield (pk, offer.revision.number), tuple(entry), before, offer


def _not_accepted(person, first: date, last: date) -> Iterator[Found]:
    offers = person.reprice_offers.filter(state__in=[State.WAITING, State.KEPT]).select_related("revision")
    offers = list(offers)
    earlier = earlier_with_other_values([offer.revision for offer in offers]) if offers else {}
    entries: dict[int, list[tuple]] = {}
    rows = person.entries.standing().filter(
        eaten_on__range=(first, last), revision__in={pk for pks in earlier.values() for pk in pks}
    )
    for revision_id, *entry in rows.values_list("revision_id", *ENTRY):
        entries.setdefault(revision_id, []).append(tuple(entry))
    for offer in offers:
        for before in earlier[offer.revision_id]:
            for pk, *entry in entries.get(before, ()):
                yield (pk, offer.revision.number), tuple(entry), before, offer


def _decision(person, offer: RepriceOffer) -> tuple:
    """Nobody but the person answers (`diary.permissions`)."""
    answered_by = None if offer.answered_at is None else person.pk
    corrected = offer.revision
    return corrected.reason, corrected.published_at, offer.state, offer.answered_at, answered_by
