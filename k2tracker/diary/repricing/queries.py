"""Reading offers: which waits, which entries each concerns, and what an entry was logged with."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Exists, F, Max, Min, OuterRef, QuerySet, Sum

from foods.composition import Composition, compositions
from foods.models import Revision
from foods.recipe_corrections import concerned_by
from k2tracker.diary.models import Entry, RepricedEntry, RepriceOffer
from nutrients.intake import Amount
from nutrients.intake import State as AmountState

State = RepriceOffer.State


class Stretch(NamedTuple):
    """Entries that were logged with one earlier composition. grams, units: their sum, one of them None."""

    revision_id: int
    entries: int
    first: date
    last: date
    grams: Decimal | None
    units: Decimal | None


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer with what it concerns. can_undo: it was answered, and no newer answer rests on it."""

    offer: RepriceOffer
    stretches: tuple[Stretch, ...]
    can_undo: bool

    @property
    def entries(self) -> int:
        return sum(stretch.entries for stretch in self.stretches)


class Correction(NamedTuple):
    """What one entry counts, or counted before: composition `before`, and the correction's `after`."""

    state: str
    before: Composition
    after: Composition


def earlier_with_other_values(revisions: Collection[Revision]) -> dict[int, list[int]]:
    """For each of these compositions, the earlier published ones of its food whose amounts are others; of a
    recipe only those that were made of the same ingredients.

    One query, and two for compositions that this process has not seen.
    """
    before = concerned_by(revisions)
    known = compositions({pk for pks in before.values() for pk in pks} | before.keys())
    return {new: [pk for pk in pks if _is_other(known[pk], known[new])] for new, pks in before.items()}


def differing(before: Composition, after: Composition) -> list[str]:
    """The nutrients that bring an entry something else: another amount or range, or one instead of none."""
    codes = before.values.keys() | after.values.keys()
    return sorted(code for code in codes if _says(before.amount(code)) != _says(after.amount(code)))


def _says(amount: Amount) -> tuple:
    """What sums and rules look at. How a value is known, or what is noted beside it, changes no entry."""
    if amount.state is AmountState.NOT_ON_LABEL:
        return (amount.state,)
    return (amount.value, amount.low, amount.high) if amount.is_known else ()


def _is_other(before: Composition, after: Composition) -> bool:
    return before.assumption_group != after.assumption_group or bool(differing(before, after))


# Every day page asks this. It is written out because putting it together would take longer than it runs, and
# nested so that the person's few entries of the food are looked up, not everybody's of the composition.
FOODS_WAITING = """
    SELECT COALESCE(taken_in.name, food.name)
    FROM diary_repriceoffer offer
    JOIN foods_food food ON food.id = offer.food_id
    JOIN foods_revision corrected ON corrected.id = offer.revision_id
    LEFT JOIN foods_food taken_in ON taken_in.id = food.merged_into_id
    LEFT JOIN foods_recipe recipe ON recipe.food_id = offer.food_id
    WHERE offer.person_id = %s AND offer.state = 'waiting' AND EXISTS (
        SELECT 1 FROM diary_entry entry
        WHERE entry.person_id = offer.person_id
        AND entry.food_id IN (offer.food_id, COALESCE(food.merged_into_id, offer.food_id))
        AND entry.deleted_at IS NULL
        AND EXISTS (
            SELECT 1 FROM foods_revision earlier
            WHERE earlier.id = entry.revision_id
            AND earlier.food_id = offer.food_id AND earlier.number < corrected.number
            AND (recipe.id IS NULL OR NOT EXISTS (
                SELECT 1 FROM foods_revision changed
                WHERE changed.food_id = offer.food_id AND NOT changed.is_correction
                AND changed.number > earlier.number AND changed.number < corrected.number
            ))
        )
    )
    ORDER BY offer.made_at DESC, offer.id DESC
"""


def foods_waiting(person) -> list[str]:
    """What the foods are called whose corrections wait for the person's answer, the latest first. One query.

    An offer whose entries were all deleted, or moved on, is left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOODS_WAITING, [person.pk])
        return [name for (name,) in cursor.fetchall()]


def waiting_offers(person) -> QuerySet:
    """Offers without an answer, the latest first."""
    return _readable(person).filter(state=State.WAITING)


def answered_offers(person) -> QuerySet:
    """Offers that were accepted or kept, the latest answer first."""
    return _readable(person).filter(state__in=[State.ACCEPTED, State.KEPT]).order_by("-answered_at", "-pk")


def _readable(person) -> QuerySet:
    return person.reprice_offers.select_related("food__merged_into", "food__recipe", "revision")


def offered(person, offers: Iterable[RepriceOffer]) -> list[Offered]:
    """These offers of the person with their entries; those that wait and concern none any more are left out.

    Four queries, one more where some were accepted, and two for compositions as above.
    """
    offers = list(offers)
    if not offers:
        return []
    earlier = earlier_with_other_values([offer.revision for offer in offers])
    foods = {offer.food_id for offer in offers} | {offer.food.merged_into_id for offer in offers} - {None}
    still = _stretches(
        person.entries.standing().filter(
            food__in=foods, revision__in={pk for pks in earlier.values() for pk in pks}
        )
    )
    moved = _moved([offer for offer in offers if offer.state == State.ACCEPTED])
    newer = _newer(person, {offer.food_id for offer in offers})
    found = []
    for offer in offers:
        if offer.state == State.ACCEPTED:
            stretches = moved.get(offer.pk, ())
        else:
            stretches = tuple(still[pk] for pk in earlier[offer.revision_id] if pk in still)
        if stretches or offer.state != State.WAITING:
            found.append(Offered(offer, stretches, _can_undo(offer, newer)))
    return found


_MEASURED = {
    "entries": Count("pk"),
    "first": Min("eaten_on"),
    "last": Max("eaten_on"),
    "sum_grams": Sum("grams"),
    "sum_units": Sum("units"),
}


def _stretches(entries: QuerySet) -> dict[int, Stretch]:
    rows = entries.order_by().values_list("revision_id").annotate(**_MEASURED)
    return {row[0]: Stretch(*row) for row in rows}


def _moved(accepted: Collection[RepriceOffer]) -> dict[int, tuple[Stretch, ...]]:
    """By offer, the standing entries that count its correction, by what they were logged with."""
    if not accepted:
        return {}
    rows = (
        RepricedEntry.objects.filter(offer__in=accepted, entry__deleted_at__isnull=True)
        .order_by("offer", "revision__number")
        .values_list("offer_id", "revision_id")
        .annotate(
            Count("entry"),
            Min("entry__eaten_on"),
            Max("entry__eaten_on"),
            Sum("entry__grams"),
            Sum("entry__units"),
        )
    )
    found: dict[int, tuple[Stretch, ...]] = {}
    for offer_id, *row in rows:
        found[offer_id] = (*found.get(offer_id, ()), Stretch(*row))
    return found


def _newer(person, food_ids: Collection[int]) -> Mapping[int, list[tuple[int, str]]]:
    """By food, number and state of each offer that the person ever got."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = person.reprice_offers.filter(food__in=food_ids)
    for food_id, number, state in rows.values_list("food_id", "revision__number", "state"):
        found.setdefault(food_id, []).append((number, state))
    return found


def _can_undo(offer: RepriceOffer, newer: Mapping[int, list[tuple[int, str]]]) -> bool:
    later = {state for number, state in newer[offer.food_id] if number > offer.revision.number}
    if offer.state == State.ACCEPTED:
        return State.ACCEPTED not in later
    return offer.state == State.KEPT and not later


def can_undo(offer: RepriceOffer) -> bool:
    """Whether the answer to this offer can be taken back. One query."""
    return _can_undo(offer, _newer(offer.person, {offer.food_id}))


_CHANGED_BETWEEN = Revision.objects.published().filter(
    food=OuterRef("food"),
    food__recipe__isnull=False,
    is_correction=False,
    number__gt=OuterRef("food__revisions__number"),
    number__lt=OuterRef("revision__number"),
)


def corrections_of(person, revision_ids: Collection[int]) -> dict[int, Correction]:
    """Which of these compositions were corrected since, in an offer that waits or was kept; the newest each.

    One query, and two for compositions as above; none for no revision.
    """
    if not revision_ids:
        return {}
    rows = (
        person.reprice_offers.filter(
            state__in=[State.WAITING, State.KEPT],
            food__revisions__in=revision_ids,
            food__revisions__number__lt=F("revision__number"),
        )
        .exclude(Exists(_CHANGED_BETWEEN))
        .order_by("revision__number")
        .values_list("food__revisions__pk", "revision_id", "state")
    )
    newest = {earlier: (new, state) for earlier, new, state in rows}
    known = compositions({*newest, *(new for new, _state in newest.values())})
    return {
        earlier: Correction(state, known[earlier], known[new])
        for earlier, (new, state) in newest.items()
        if _is_other(known[earlier], known[new])
    }


def correction_of(entry: Entry) -> Correction | None:
    """The correction that an entry counts, or that was made since of what it counts; None without any.

    At most two queries, and two for compositions as above.
    """
    since = corrections_of(entry.person, [entry.revision_id]).get(entry.revision_id)
    if since is not None:
        return since
    before = (
        entry.repriced.filter(offer__state=State.ACCEPTED, offer__revision=entry.revision_id)
        .values_list("revision_id", flat=True)
        .first()
    )
    if before is None:
        return None
    known = compositions([before, entry.revision_id])
    return Correction(State.ACCEPTED, known[before], known[entry.revision_id])
