"""The pages of the foods app: one module a page. All are public but search, which is the diary's."""

from .browse import food_list
from .detail import food_detail
from .found import food_search

__all__ = ["food_detail", "food_list", "food_search"]
