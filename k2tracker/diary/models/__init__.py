from .day import Day, Favourite
from .entry import Entry

__all__ = ["Day", "Entry", "Favourite"]
