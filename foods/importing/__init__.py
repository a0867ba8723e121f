"""Imports: an edition of a food source, read and checked by `foods.importers`, brought into the database.

One transaction for a run: a run that is killed leaves nothing. Foods are known again by source and the
source's id, and by nothing else. A composition is published anew only where its content differs; where
curators have published one of their own, theirs stays.
"""

from .report import Report
from .run import import_edition

__all__ = ["Report", "import_edition"]
