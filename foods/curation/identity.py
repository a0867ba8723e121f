"""What a food is called and marked: a new food of the curators, and search in step with a changed one."""

from collections.abc import Collection

from django.db import transaction

from ..marks import pass_on_marks
from ..models import Food, FoodMark, Source
from ..search_index import index_foods
from .splitting import CURATORS_KEY, CURATORS_SOURCE, free_slug


@transaction.atomic
def add_food(*, food: Food) -> Food:
    """Save a new food of the curators, under an address of its own; it has no values yet.

    food: unsaved, with name, brand, category and basis.
    """
    food.source, _made = Source.objects.get_or_create(key=CURATORS_KEY, defaults=CURATORS_SOURCE)
    food.slug = food.source_food_id = free_slug(food.name, otherwise="food")
    food.save(force_insert=True)
    return food


@transaction.atomic
def settle(*, food: Food, marks: Collection[str]) -> None:
    """After a food's names, portions and barcodes were saved: its marks are these, and search follows."""
    FoodMark.objects.filter(food=food).exclude(mark__in=marks).delete()
    FoodMark.objects.bulk_create([FoodMark(food=food, mark=mark) for mark in marks], ignore_conflicts=True)
    index_foods([food.pk])
    pass_on_marks([food.pk])
