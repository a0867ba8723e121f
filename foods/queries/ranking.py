"""Foods by how much of one nutrient they hold: the published amount, most first.

What is unknown is left out and counted; so is what holds none. Products per unit never stand among foods per
100 g. Limits: the first MOST_RANKED; an order per usual portion multiplies in the database, to six decimals.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, DecimalField, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Round
from django.utils.translation import gettext_lazy as _

from nutrients.intake import State

from ..models import Food, Portion
from ..search import Reader
from .kept import kept
from .listing import (
    Filters,
    best_matches,
    count_hidden,
    leaves_branded_out,
    narrowed,
    unwanted_marks,
    without,
)

MOST_RANKED = 200
PER_HUNDRED_GRAMS, PER_PORTION, PER_UNIT = "100g", "portion", "unit"
PER = {
    PER_HUNDRED_GRAMS: _("Foods, per 100 g"),
    PER_PORTION: _("Foods, per usual portion"),
    PER_UNIT: _("Products, per unit"),
}
GRAMS = DecimalField(max_digits=20, decimal_places=6)


@dataclass(frozen=True, slots=True)
class Ranking:
    """food_ids: the first of those that hold the nutrient. holding: how many do; none: how many are known to
    hold 0 or a trace; unknown: how many have no value."""

    food_ids: tuple[int, ...]
    holding: int
    none: int
    unknown: int
    hidden: int
    branded_left_out: bool


def rank_foods(
    nutrient: str,
    per: str,
    filters: Filters = Filters(),  # noqa: B008 - it is frozen
    *,
    query: str = "",
    show_hidden: bool = False,
    reader: Reader | None = None,
) -> Ranking:
    """Findable foods by their published amount of `nutrient`. `filters.only_measured` is about this nutrient.

    per: a key of PER. Equal amounts: curated foods first, then by name.
    """
    unwanted = unwanted_marks(reader, show_hidden)
    matches = tuple(best_matches(query, reader)) if query else None

    def read():
        return _read(nutrient, per, filters, unwanted, matches)

    if query:
        return read()
    return kept(("ranking", nutrient, per, filters, unwanted), read)


def _read(nutrient, per, filters, unwanted, matches) -> Ranking:
    basis = Food.Basis.PER_UNIT if per == PER_UNIT else Food.Basis.PER_100G
    of_nutrient = replace(
        filters, only_measured=False, with_branded=filters.with_branded or matches is not None
    )
    foods = without(narrowed(of_nutrient).filter(basis=basis), unwanted)
    if matches is not None:
        foods = foods.filter(pk__in=matches)
    condition = Q(revision__values__nutrient=nutrient)
    if filters.only_measured:
        condition &= Q(revision__values__state=State.MEASURED.value)
    foods = foods.annotate(value=FilteredRelation("revision__values", condition=condition))
    total = foods.aggregate(
        all=Count("pk"), known=Count("value__amount"), holding=Count("pk", filter=Q(value__amount__gt=0))
    )
    amount = _in_portion() if per == PER_PORTION else F("value__amount")
    ranked = foods.filter(value__amount__gt=0).order_by(
        amount.desc(), F("revision__release").asc(nulls_first=True), "name", "pk"
    )
    return Ranking(
        food_ids=tuple(ranked.values_list("pk", flat=True)[:MOST_RANKED]),
        holding=total["holding"],
        none=total["known"] - total["holding"],
        unknown=total["all"] - total["known"],
        hidden=count_hidden(of_nutrient, unwanted),
        branded_left_out=leaves_branded_out(of_nutrient),
    )


def _in_portion():
    """The amount in a food's first portion, or in 100 g where it has none."""
    return Round(F("value__amount") * Coalesce(first_grams(), Decimal(100), output_field=GRAMS), 6)


def first_grams() -> Subquery:
    """The weight of each food's first portion."""
    portions = Portion.objects.filter(food=OuterRef("pk")).order_by("position", "pk")
    return Subquery(portions.values("grams")[:1], output_field=GRAMS)


def first_portions(foods: QuerySet | list[Food]) -> dict[int, Portion]:
    """The usual portion of each food that has one, by the food's id. One query."""
    found: dict[int, Portion] = {}
    for portion in Portion.objects.filter(food__in=foods).order_by("food", "position", "pk"):
        found.setdefault(portion.food_id, portion)
    return found
