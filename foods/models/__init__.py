"""The food composition database."""

from .assumption import Assumption, AssumptionGroup
from .catalogue import Catalogue
from .food import Food, FoodAlias, FoodMark, Portion
from .revision import STATES, FoodNutrient, PublishedRevisionError, Revision
from .source import Source, SourceRelease

__all__ = [
    "STATES",
    "Assumption",
    "AssumptionGroup",
    "Catalogue",
    "Food",
    "FoodAlias",
    "FoodMark",
    "FoodNutrient",
    "Portion",
    "PublishedRevisionError",
    "Revision",
    "Source",
    "SourceRelease",
]
