"""Entries as the diary keeps them, without the cautions that logging them would raise.

For what the app does when something is logged, tests call `k2tracker.diary.actions`.
"""

import uuid
from datetime import date
from decimal import Decimal

import factory

from k2tracker.diary.models import Day, Entry, Favourite
from tests.factories.foods import FoodFactory


class EntryFactory(factory.django.DjangoModelFactory):
    """100 g of a food at lunch on 1 March 2026; for a product, one unit. `amount`: grams or units."""

    class Meta:
        model = Entry

    class Params:
        amount = "100"

    key = factory.LazyFunction(uuid.uuid4)
    food = factory.SubFactory(FoodFactory)
    revision = factory.SelfAttribute("food.revision")
    eaten_on = date(2026, 3, 1)
    time_zone = "UTC"
    meal = Entry.Meal.LUNCH
    quantity = factory.LazyAttribute(lambda entry: Decimal(entry.amount))
    grams = factory.LazyAttribute(lambda entry: None if entry.food.is_supplement else entry.quantity)
    units = factory.LazyAttribute(lambda entry: entry.quantity if entry.food.is_supplement else None)
    portion_name = factory.LazyAttribute(lambda entry: "1 unit" if entry.food.is_supplement else "")


class DayFactory(factory.django.DjangoModelFactory):
    """A day on which the person logged everything."""

    class Meta:
        model = Day

    day = date(2026, 3, 1)
    is_complete = True


class FavouriteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Favourite
