"""The food composition database."""

from .assumption import Assumption, AssumptionGroup
from .food import Food, FoodAlias, FoodBarcode, FoodMark, Portion
from .listed import ListedValue
from .loaded import LoadedFood
from .notice import Dismissal, Notice
from .recipe import Ingredient, Recipe
from .revision import STATES, FoodNutrient, PublishedRevisionError, Revision
from .search import SearchName, SearchWord
from .source import Source, SourceCategory, SourceRelease

__all__ = [
    "STATES",
    "Assumption",
    "AssumptionGroup",
    "Dismissal",
    "Food",
    "FoodAlias",
    "FoodBarcode",
    "FoodMark",
    "FoodNutrient",
    "Ingredient",
    "ListedValue",
    "LoadedFood",
    "Notice",
    "Portion",
    "PublishedRevisionError",
    "Recipe",
    "Revision",
    "SearchName",
    "SearchWord",
    "Source",
    "SourceCategory",
    "SourceRelease",
]
