"""What the food list reads."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from nutrients.intake import State
from nutrients.nutrient import MENAQUINONES

from ..models import Food, FoodMark, FoodNutrient
from ..search import Reader, find

FORMS_THAT_COUNT = ("menaquinone_4", "menaquinone_7")  # the two forms that most papers measure


@dataclass(frozen=True, slots=True)
class FoodList:
    """Ids of the foods that fit, in order, and how many are kept back since they are not for the reader."""

    food_ids: list[int]
    hidden: int


def list_foods(
    *,
    query: str = "",
    category: str = "",
    only_known: bool = False,
    only_measured: bool = False,
    show_hidden: bool = False,
    reader: Reader | None = None,
) -> FoodList:
    """Published foods by name, or by fit where there is a query.

    only_known: MK-4 and MK-7 both have a value. only_measured: every menaquinone that has a value was
    measured in this food, and at least one was.
    """
    foods = Food.objects.published()
    if category:
        foods = foods.filter(category=category)
    if only_known:
        for code in FORMS_THAT_COUNT:
            foods = foods.filter(Exists(_values(nutrient=code, amount__isnull=False)))
    if only_measured:
        known = _values(nutrient__in=MENAQUINONES, amount__isnull=False)
        measured = Q(state=State.MEASURED.value)
        foods = foods.filter(Exists(known.filter(measured)), ~Exists(known.exclude(measured)))
    food_ids = list(foods.order_by("name", "pk").values_list("pk", flat=True))
    if query:
        fitting = set(food_ids)
        food_ids = [match.food.id for match in find(query, reader=reader) if match.food.id in fitting]
    unwanted = set() if show_hidden or reader is None else _marked(reader.unwanted_marks)
    shown = [food_id for food_id in food_ids if food_id not in unwanted]
    return FoodList(shown, len(food_ids) - len(shown))


def _values(**conditions):
    return FoodNutrient.objects.filter(revision=OuterRef("revision"), **conditions)


def _marked(marks: Collection[str]) -> set[int]:
    if not marks:
        return set()
    return set(FoodMark.objects.filter(mark__in=marks).values_list("food_id", flat=True))
