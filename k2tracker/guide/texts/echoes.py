"""Sentences of ours, on other pages, that repeat what the article says: its grade stands beside them too.

As they are looked up for translation; %(name)s and {name} stand for anything.
"""

from nutrients.wording import ABOVE_VITAMIN_D_LIMIT

ECHOES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (ABOVE_VITAMIN_D_LIMIT, ("E15",)),
    ("The article advises against calcium supplements without K2. Trials have not tested this.", ("E21",)),
    ("The article names MK-4 as an alternative; it sets no amount.", ("E18",)),
    ("Article %(range)s", ("E12",)),
    ("Target %(range)s: the article “%(source)s”.", ("E12", "E01")),
)

# On a line of the score that is about something else than the article's amount: another claim in its place.
ON_LINE = {"d3_with_k2": {"E12": "E14"}}
