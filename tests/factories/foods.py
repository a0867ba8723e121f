"""Foods for tests: the smallest valid ones, with a published composition."""

from dataclasses import replace
from decimal import Decimal

import factory
from django.utils import timezone

from foods.actions import Draft, DraftValue, Publication, publish
from foods.models import (
    Food,
    FoodAlias,
    FoodBarcode,
    FoodMark,
    FoodNutrient,
    Portion,
    Revision,
    Source,
    SourceRelease,
)
from foods.search_index import index_foods
from nutrients.intake import State


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source
        django_get_or_create = ("key",)

    key = "test_source"
    citation = "A source for tests."


class FoodFactory(factory.django.DjangoModelFactory):
    """A food with a published revision, and a product where `per_unit` is given.

    per_100g, per_unit: nutrient code -> decimal text; None for an unknown value that stands on the label;
    a DraftValue where state, range or source matter. portions: name -> grams as text (None for a unit); the
    first is the default one. marks, aliases: lists of texts. assumption_group: see AssumptionGroup.
    """

    class Meta:
        model = Food
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"food-{number}")
    name = factory.LazyAttribute(lambda food: food.slug.replace("-", " ").capitalize())
    category = "vegetable"
    basis = Food.Basis.PER_100G
    source = factory.SubFactory(SourceFactory)
    source_food_id = factory.LazyAttribute(lambda food: food.slug)

    @classmethod
    def _create(
        cls,
        model_class,
        *args,
        per_100g=None,
        per_unit=None,
        portions=None,
        marks=(),
        aliases=(),
        assumption_group="",
        k2_low=None,
        k2_high=None,
        **fields,
    ):
        if per_unit is not None:
            fields |= {"basis": Food.Basis.PER_UNIT}
            if fields["category"] == "vegetable":
                fields["category"] = "supplement"
        food = super()._create(model_class, *args, **fields)
        if portions is None:
            portions = {"1 unit": None} if per_unit is not None else {"1 serving": "100"}
        Portion.objects.bulk_create(
            Portion(food=food, name=name, grams=None if grams is None else Decimal(grams), position=position)
            for position, (name, grams) in enumerate(portions.items())
        )
        FoodMark.objects.bulk_create(FoodMark(food=food, mark=mark) for mark in marks)
        FoodAlias.objects.bulk_create(FoodAlias(food=food, text=text) for text in aliases)
        amounts = (per_100g or {}) if per_unit is None else per_unit
        draft = Draft(
            values=tuple(_value(code, amount, food) for code, amount in amounts.items()),
            assumption_group=assumption_group,
            k2_low=None if k2_low is None else Decimal(k2_low),
            k2_high=None if k2_high is None else Decimal(k2_high),
        )
        sources = {source.key: source for source in Source.objects.all()}
        publish(publications=[Publication(food, draft, reason="for a test")], sources=sources)
        return food


class ImportedFoodFactory(factory.django.DjangoModelFactory):
    """A food as an import leaves it: its revision names the release. gtin: fourteen digits, or ""."""

    class Meta:
        model = Food
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"imported-{number}")
    name = factory.LazyAttribute(lambda food: food.slug.replace("-", " ").capitalize())
    category = "vegetable"
    basis = Food.Basis.PER_100G
    source = factory.SubFactory(SourceFactory, key="test_import")
    source_food_id = factory.LazyAttribute(lambda food: food.slug)

    @classmethod
    def _create(cls, model_class, *args, per_100g=None, gtin="", **fields):
        food = super()._create(model_class, *args, **fields)
        release, _is_new = SourceRelease.objects.get_or_create(source=food.source, digest="test")
        revision = Revision.objects.create(food=food, number=1, digest=food.slug, release=release)
        FoodNutrient.objects.bulk_create(
            FoodNutrient(
                revision=revision, nutrient=code, amount=amount, state="measured", source=food.source
            )
            for code, amount in (per_100g or {}).items()
        )
        Revision.objects.filter(pk=revision.pk).update(published_at=timezone.now())
        food.revision = revision
        food.save(update_fields=["revision"])
        if gtin:
            FoodBarcode.objects.create(food=food, gtin=gtin)
        index_foods([food.pk])
        return food


def _value(code, amount, food):
    if isinstance(amount, DraftValue):
        return replace(amount, nutrient=code)
    if amount is None:
        return DraftValue(nutrient=code, amount=None, state=State.UNKNOWN, source=None)
    state = State.LABEL if food.is_supplement else State.MEASURED
    return DraftValue(nutrient=code, amount=Decimal(amount), state=state, source=food.source.key)
