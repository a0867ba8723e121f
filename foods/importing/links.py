"""The links between foods that a file of our own names: what stands for a record, what took a food in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from foods.importers.records import Kind, Problem
from foods.models import Food
from foods.search_index import index_foods

from .report import Report

COLUMNS = ("represented_by", "merged_into")


@dataclass(frozen=True, slots=True)
class Link:
    """What a file says of one food's links: slugs, "" for none. place: file and line."""

    food_id: int
    place: str
    slug: str
    represented_by: str
    merged_into: str


def link(links: Collection[Link], report: Report) -> None:
    """Set the links once all foods are there. Those that would lead back to where they begin are left out."""
    named = {slug for one in links for slug in (one.represented_by, one.merged_into) if slug}
    ids = dict(Food.objects.filter(slug__in=named, owner__isnull=True).values_list("slug", "pk"))
    foods = Food.objects.in_bulk([one.food_id for one in links if one.represented_by or one.merged_into])
    linked = [one for one in links if one.food_id in foods]
    for column in COLUMNS:
        wanted = {one.food_id: ids.get(getattr(one, column)) for one in linked}
        stands = dict(
            Food.objects.filter(**{f"{column}__isnull": False}).values_list("pk", f"{column}_id")
        ) | {pk: target for pk, target in wanted.items() if target is not None}
        for one in linked:
            target = wanted[one.food_id]
            if target is not None and _comes_back(one.food_id, stands):
                reason = "it stands for itself by way of others"
                report.problem(Problem(Kind.OTHER, one.place, one.slug, reason, column))
                target = None
            setattr(foods[one.food_id], f"{column}_id", target)
    Food.objects.bulk_update(foods.values(), COLUMNS, batch_size=200)
    index_foods(foods)


def _comes_back(start: int, stands: Mapping[int, int]) -> bool:
    seen, at = set(), start
    while (at := stands.get(at)) is not None and at not in seen:
        if at == start:
            return True
        seen.add(at)
    return False
