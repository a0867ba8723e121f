"""Foods by how much of one nutrient they hold: the published amount, most first.

What is unknown is left out and counted; so is what holds none. Products per unit never stand among foods per
100 g. Limits: the first MOST_RANKED; an order per usual portion multiplies in the database, to six decimals.
"""

from dataclasses import dataclass, replace

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nutrients.intake import State

from ..models import Food, Portion
from ..search import Reader
from .listing import (
    Filters,
    best_matches,
    count_hidden,
    leaves_branded_out,
    listed_values,
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
    of_nutrient = replace(filters, only_measured=False, with_branded=filters.with_branded or bool(query))
    basis = Food.Basis.PER_UNIT if per == PER_UNIT else Food.Basis.PER_100G
    fitting = Q(basis=basis)
    if query:
        fitting &= Q(food__in=best_matches(query, reader))
    foods = without(listed_values("", of_nutrient).filter(fitting), unwanted).count()
    values = without(listed_values(nutrient, of_nutrient).filter(fitting), unwanted)
    if filters.only_measured:
        values = values.filter(state=State.MEASURED.value)
    counted = values.aggregate(known=Count("amount"), holding=Count("pk", filter=Q(amount__gt=0)))
    order = "in_portion" if per == PER_PORTION else "amount"
    ranked = values.filter(**{f"{order}__gt": 0}).order_by(
        F(order).desc(), F("release").asc(nulls_first=True), "food__name", "food"
    )
    return Ranking(
        food_ids=tuple(ranked.values_list("food", flat=True)[:MOST_RANKED]),
        holding=counted["holding"],
        none=counted["known"] - counted["holding"],
        unknown=foods - counted["known"],
        hidden=count_hidden(of_nutrient, unwanted),
        branded_left_out=leaves_branded_out(of_nutrient),
    )


def first_portions(foods: QuerySet | list[Food]) -> dict[int, Portion]:
    """The usual portion of each food that has one, by the food's id. One query."""
    found: dict[int, Portion] = {}
    for portion in Portion.objects.filter(food__in=foods).order_by("food", "position", "pk"):
        found.setdefault(portion.food_id, portion)
    return found
