"""Keeps `ListedValue` in step with the foods. Search does that for its names at the same moments, so
`foods.search_index.index_foods` calls `relist`: whoever changes what a food is called, what it holds or
whether it can be found, calls that in the same transaction.
"""

from collections.abc import Collection
from decimal import Decimal

from django.db import connection
from django.db.models import BooleanField, Case, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Round

from nutrients.intake import State

from .models import Food, FoodNutrient, ListedValue, Portion

GRAMS = DecimalField(max_digits=23, decimal_places=6)
COLUMNS = ("food", "basis", "category", "release", "is_branded", "nutrient", "state", "amount", "in_portion")


def relist(food_ids: Collection[int]) -> None:
    """Write the rows of these foods anew, in the database itself. The caller has locked the foods."""
    ListedValue.objects.filter(food__in=food_ids).delete()
    foods = Food.objects.listed().filter(pk__in=food_ids).order_by()
    _insert(
        foods.annotate(branded=_is_branded("")).values_list(
            *("pk", "basis", "category", "revision__release", "branded"),
            *(Value(""), Value(""), Value(None, GRAMS), Value(None, GRAMS)),
        )
    )
    values = FoodNutrient.objects.filter(revision__published_as__in=foods.values("pk")).order_by()
    _insert(
        values.exclude(state=State.UNKNOWN.value)
        .annotate(branded=_is_branded("revision__published_as__"), portion=_in_portion())
        .values_list(
            *(f"revision__published_as__{name}" for name in ("pk", "basis", "category")),
            *("revision__release", "branded", "nutrient", "state", "amount", "portion"),
        )
    )


def _is_branded(food: str):
    """Curators' products have a brand as well; they are few, and stand in the lists."""
    is_branded = Q(revision__release__isnull=False) & ~Q(**{f"{food}brand": ""})
    return Case(When(is_branded, then=True), default=False, output_field=BooleanField())


def _in_portion():
    """The amount in a food's first portion, or in 100 g where it has none; as the amount, times a hundred."""
    portions = Portion.objects.filter(food=OuterRef("revision__published_as")).order_by("position", "pk")
    grams = Coalesce(Subquery(portions.values("grams")[:1]), Decimal(100), output_field=GRAMS)
    return Case(When(amount__gt=0, then=Round(F("amount") * grams, 6)), output_field=GRAMS)


def _insert(rows: QuerySet) -> None:
    """INSERT … SELECT: the ORM has no word for it."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(ListedValue._meta.get_field(name).column) for name in COLUMNS)
    select, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(ListedValue._meta.db_table)} ({columns}) {select}", parameters)
