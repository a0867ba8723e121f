"""The pages of the foods app: one module a page. All are public but search, which is the diary's."""

from .browse import food_list
from .compare import food_compare
from .coverage import food_coverage
from .detail import food_detail
from .evidence import food_evidence
from .found import food_search

__all__ = ["food_compare", "food_coverage", "food_detail", "food_evidence", "food_list", "food_search"]
