from .day import Day, Favourite
from .entry import Entry
from .repricing import RepricedEntry, RepriceOffer

__all__ = ["Day", "Entry", "Favourite", "RepriceOffer", "RepricedEntry"]
