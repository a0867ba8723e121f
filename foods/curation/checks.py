"""What a check of the food table finds, and the words and fingerprints that checks share.

A check reads published compositions as they stand; nothing is kept from one time to the next. Figures are
written exactly as they are stored, since a curator compares them with a paper.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from nutrients.nutrient import NUTRIENTS

from ..models import Food, FoodNutrient

NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2060–\u2060"  # both ends of a range on one line
FACTOR = 3  # how far apart two figures, or a figure and its category's median, are worth a look


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for a curator to look at.

    check: its code. nutrient "": the whole food. fingerprint: what was found, so that one left as it is comes
    back when the figures are others. say: makes its sentence, only where it is shown. notice_id: what was
    sent. stands_out: False for what is to be expected, and is kept apart. weight: among findings that touch
    as many people, the larger comes first.
    """

    check: str
    food_id: int
    nutrient: str
    fingerprint: str
    say: Callable[[], str] = field(compare=False)
    notice_id: int | None = None
    stands_out: bool = field(default=True, compare=False)
    weight: int = field(default=0, compare=False)

    @property
    def said(self) -> str:
        """The figures in words, with units and sources."""
        return self.say()


class Known(NamedTuple):
    """One published amount and where it comes from; `source` is the source's key."""

    amount: Decimal
    state: str
    source: str


def fingerprint(*figures: object) -> str:
    """SHA-256 of what was found; 1.50 and 1.5 are the same figure."""
    parts = [f"{one.normalize():f}" if isinstance(one, Decimal) else str(one) for one in figures]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def exact(amount: Decimal, nutrient: str) -> str:
    """An amount as it is stored, with its unit, on one line."""
    return f"{amount.normalize():f}{NO_BREAK_SPACE}{NUTRIENTS[nutrient].unit}"


def short(nutrient: str) -> str:
    """A nutrient as a line of the list names it."""
    return _(NUTRIENTS[nutrient].short)


def per(basis: str) -> str:
    """What an amount of the food is counted by."""
    return _("per unit") if basis == Food.Basis.PER_UNIT else _("per 100 g")


def curated_foods() -> dict[int, Food]:
    """The published foods whose values are ours and no import's, by id. One query."""
    return {food.pk: food for food in _curated()}


def curated_ids() -> set[int]:
    """The ids of the published foods whose values are ours and no import's. One query."""
    return set(_curated().values_list("pk", flat=True))


def _curated():
    return Food.objects.published().filter(revision__release__isnull=True).order_by()


def exact_range(low: Decimal | None, high: Decimal | None, nutrient: str) -> str:
    """A range as it is stored, with its unit, on one line; ends that are the same are written once."""
    if low is not None and low == high:
        return exact(low, nutrient)
    ends = [_("unknown") if end is None else f"{end.normalize():f}" for end in (low, high)]
    return f"{EN_DASH.join(ends)}{NO_BREAK_SPACE}{NUTRIENTS[nutrient].unit}"


def known_values(revision_ids) -> dict[int, dict[str, Known]]:
    """The known amounts of these revisions: revision -> nutrient -> value. A query for every 500."""
    ids = sorted(set(revision_ids))
    found: dict[int, dict[str, Known]] = {}
    for start in range(0, len(ids), 500):
        rows = FoodNutrient.objects.filter(
            revision__in=ids[start : start + 500], amount__isnull=False
        ).values_list("revision_id", "nutrient", "amount", "state", "source__key")
        for revision_id, nutrient, *value in rows:
            found.setdefault(revision_id, {})[nutrient] = Known(*value)
    return found


def times(larger: Decimal, smaller: Decimal) -> str:
    """How many times the smaller the larger is, in words; of a zero there is no such number."""
    if smaller == 0:
        return _("one of them is 0")
    return _("%(times)s times") % {"times": f"{(larger / smaller).quantize(Decimal('0.1')).normalize():f}"}
