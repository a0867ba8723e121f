"""Reading a cabinet. Everything is reached through the person it belongs to."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from foods.composition import Composition, compositions, item
from foods.finding import Match, find
from foods.models import Food, Portion
from foods.naming import Naming, naming_of
from foods.search import Reader
from nutrients.circumstances import CabinetProduct

from .models import Use

MOST_NAMES = 300  # that are looked at for a query, of which only products stay
MOST_FOUND = 12
ONE_DAY = timedelta(days=1)


def uses_of(person) -> list[Use]:
    """All that the person takes or took, in the order it was added, with its products. One query."""
    return list(person.cabinet.standing().select_related("food"))


def uses_on(person, day: date) -> list[Use]:
    """What holds on `day`, with its products. One query."""
    return list(person.cabinet.on(day).select_related("food"))


def use_of(person, key: UUID) -> Use | None:
    """One of the person's uses, one that was removed included. One query."""
    return person.cabinet.select_related("food").filter(key=key).first()


def last_use_of(person, food: Food) -> Use | None:
    """How the person took this product last. One query."""
    return person.cabinet.standing().filter(food=food).order_by("since", "pk").last()


def product_named(person, slug: str) -> Food | None:
    """A product that this person can log; of one that was merged, what it is part of now. One query, one
    more for a merged product, and for one that there is not."""
    products = Food.objects.loggable_by(person).filter(basis=Food.Basis.PER_UNIT)
    return products.filter(slug=slug).first() or products.filter(merged__slug=slug).first()


def products_found(query: str, reader: Reader | None) -> list[Match]:
    """The products that fit a query, in the order of food search."""
    found = find(query, reader=reader, limit=MOST_NAMES)
    return [match for match in found if match.food.is_supplement][:MOST_FOUND]


def unit_names(food_ids: Iterable[int]) -> dict[int, str]:
    """What one unit of each product is called, as its first portion: "1 capsule". One query."""
    names: dict[int, str] = {}
    portions = Portion.objects.filter(food__in=set(food_ids), grams__isnull=True)
    for food_id, name in portions.order_by("food", "position", "pk").values_list("food_id", "name"):
        names.setdefault(food_id, name)
    return names


# --- For the rules ------------------------------------------------------------------------------------


def cabinet_told(person) -> tuple[CabinetProduct, ...]:
    """The cabinet as the rules see it: what a day of use brings, by the compositions published now.

    A product that is taken at several times of a day counts as one for the days on which both hold, so that
    its day is whole. A product without a published composition is left out. Two queries, two more for
    compositions that this process does not hold.
    """
    uses = [use for use in uses_of(person) if use.food.revision_id is not None]
    if not uses:
        return ()
    food_ids = {use.food_id for use in uses}
    known = compositions({use.food.revision_id for use in uses})
    naming = naming_of(food_ids)
    told = []
    for food in {use.food_id: use.food for use in uses}.values():
        composition = known[food.revision_id]
        if not composition.is_per_unit:
            continue
        own = [use for use in uses if use.food_id == food.pk]
        for rhythm in dict.fromkeys(_rhythm(use) for use in own):
            alike = [use for use in own if _rhythm(use) == rhythm]
            days_a_week = alike[0].days_in_week
            told += [
                _told(food, composition, naming, units, days_a_week, from_on, to_on)
                for from_on, to_on, units in _spans(alike)
            ]
    return tuple(told)


def _rhythm(use: Use) -> tuple:
    """Uses of one rhythm fall on the same days."""
    return use.often, use.days_a_week, use.weekdays


def _told(
    food: Food,
    composition: Composition,
    naming: Naming,
    units: Decimal,
    days_a_week: int | None,
    from_on: date,
    to_on: date | None,
) -> CabinetProduct:
    brings = item(
        composition,
        slug=food.slug,
        name=food.name,
        names=naming.names.get(food.pk, ()),
        marks=naming.marks.get(food.pk, ()),
        units=units,
    )
    return CabinetProduct(brings, days_a_week, from_on, to_on)


def _spans(uses: list[Use]) -> list[tuple[date, date | None, Decimal]]:
    """The units a day of uses of one product, as spans on which they are the same: (from, to, units)."""
    starts = {use.since for use in uses} | {use.until + ONE_DAY for use in uses if use.until is not None}
    spans: list[tuple[date, date | None, Decimal]] = []
    ordered = sorted(starts)
    for start, following in zip(ordered, [*ordered[1:], None], strict=True):
        holding = [
            use.quantity for use in uses if use.since <= start and (use.until is None or start <= use.until)
        ]
        if not holding:
            continue
        end, units = None if following is None else following - ONE_DAY, sum(holding, Decimal(0))
        if spans and spans[-1][1] == start - ONE_DAY and spans[-1][2] == units:
            start = spans.pop()[0]
        spans.append((start, end, units))
    return spans
