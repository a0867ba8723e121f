"""The food composition database."""

from .assumption import Assumption
from .food import Food, FoodAlias, FoodMark, Portion
from .revision import FoodNutrient, Revision
from .source import Source, SourceRelease

__all__ = [
    "Assumption",
    "Food",
    "FoodAlias",
    "FoodMark",
    "FoodNutrient",
    "Portion",
    "Revision",
    "Source",
    "SourceRelease",
]
