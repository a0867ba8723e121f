"""What the guide reads of the food database: natto, MK-7 products as published, and which sources are cited.

Only what is curated here: imported tables hold no MK-7, and counting their millions of values takes long.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from foods.composition import Composition, compositions
from foods.models import Food, FoodMark, FoodNutrient, ListedValue, Portion, Source, SourceRelease

MK7 = "menaquinone_7"


@dataclass(frozen=True, slots=True)
class Published:
    """A food with its published composition and its first portion with a weight (None: it has none)."""

    food: Food
    composition: Composition
    portion: Portion | None


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source with how many curated foods and values cite it, and its newest edition if it was imported."""

    source: Source
    foods: int
    values: int
    release: SourceRelease | None


def natto_and_products() -> tuple[list[Published], list[Published]]:
    """The kinds of natto and what is fermented like it; the products that hold MK-7. Each by name.

    At most six queries.
    """
    products = _listed().filter(nutrient=MK7, basis=Food.Basis.PER_UNIT, amount__gt=0)
    family = FoodMark.objects.filter(
        mark=FoodMark.Mark.NATTO_FAMILY, food__in=_listed().filter(basis=Food.Basis.PER_100G).values("food")
    )
    wanted = {*products.values_list("food", flat=True), *family.values_list("food", flat=True)}
    found = _published(Food.objects.listed().filter(pk__in=wanted).order_by("name", "pk"))
    products = [one for one in found if one.food.is_supplement]
    return [one for one in found if not one.food.is_supplement], products


def sources_by_key(keys) -> Mapping[str, Source]:
    """Sources that are here, by their keys. One query."""
    return Source.objects.filter(key__in=set(keys)).in_bulk(field_name="key")


def cited_sources() -> list[CitedSource]:
    """Every source that a value of a curated food cites, or that was imported; the most cited first.

    Three queries.
    """
    revisions = Food.objects.filter(pk__in=_listed().filter(nutrient="").values("food")).values("revision")
    counts = {
        row["source"]: row
        for row in FoodNutrient.objects.filter(revision__in=revisions, source__isnull=False)
        .order_by()
        .values("source")
        .annotate(values=Count("*"), foods=Count("revision", distinct=True))
    }
    releases = {release.source_id: release for release in SourceRelease.objects.order_by("pk")}
    sources = Source.objects.filter(Q(pk__in=counts) | Q(pk__in=releases))
    found = [
        CitedSource(
            source=source,
            foods=counts[source.pk]["foods"] if source.pk in counts else 0,
            values=counts[source.pk]["values"] if source.pk in counts else 0,
            release=releases.get(source.pk),
        )
        for source in sources
    ]
    return sorted(found, key=lambda one: (-one.values, one.source.key))


def _listed():
    """What is listed of curated foods: one row a value, and one more a food, without a nutrient."""
    return ListedValue.objects.filter(release__isnull=True).order_by()


def _published(foods) -> list[Published]:
    foods = list(foods)
    known = compositions(food.revision_id for food in foods)
    portions: dict[int, Portion] = {}
    for portion in Portion.objects.filter(food__in=foods, grams__isnull=False).order_by("position", "pk"):
        portions.setdefault(portion.food_id, portion)
    return [Published(food, known[food.revision_id], portions.get(food.pk)) for food in foods]
