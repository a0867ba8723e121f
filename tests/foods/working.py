"""The work list in short words, for its tests."""

from foods.curation.worklist import lines_of, ranked
from tests.factories.foods import FoodFactory

MK7 = "menaquinone_7"


def work_list(kind=""):
    return lines_of(ranked(kind))


def lines(kind):
    return [(line.food.slug, line.finding.nutrient, line.finding.said) for line in work_list(kind)]


def slugs(kind):
    return [line.food.slug for line in work_list(kind)]


def eight_alike(amount, **fields):
    for _ in range(8):
        FoodFactory(**{"category": "cheese", "per_100g": {MK7: amount}} | fields)
