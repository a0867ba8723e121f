"""Amounts as they are known, the items of a day, and their sums.

The one rule of this module: unknown is not zero. A sum keeps what is known and what is unmeasured apart.
Amounts are Decimals in the nutrient's canonical unit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class State(StrEnum):
    """How an amount is known."""

    MEASURED = "measured"  # assayed in this food
    CALCULATED = "calculated"  # from other values, recipes or formulations
    LABEL = "label"  # as the label declares it
    BORROWED = "borrowed"  # from a like food
    ASSUMED = "assumed"  # from a reviewed assumption, never a source's value
    UNSTATED = "unstated"  # published without its kind stated
    TRACE = "trace"  # present below what can be quantified; counts as 0
    UNKNOWN = "unknown"  # no value
    NOT_ON_LABEL = "not_on_label"  # a product whose label does not list it


class Origin(StrEnum):
    FOOD = "food"
    SUPPLEMENT = "supplement"


NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of one nutrient. `value` None means unknown; low and high bound it where a range is known.

    A trace counts as 0, also where nobody wrote the 0 down.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    state: State = State.UNSTATED

    @property
    def is_known(self) -> bool:
        return self.value is not None or self.state is State.TRACE

    @property
    def at_least(self) -> Decimal | None:
        """What of the amount is sure: its value, or the lower end of an unknown one; None: nothing is."""
        if self.value is not None:
            return self.value
        return NOTHING if self.state is State.TRACE else self.low

    def times(self, factor: Decimal) -> "Amount":
        """The amount in `factor` times as much food; unknown stays unknown."""

        def scaled(number):
            return None if number is None else number * factor

        return Amount(scaled(self.value), scaled(self.low), scaled(self.high), self.state)


UNKNOWN = Amount(None, state=State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Item:
    """Something eaten or taken, with the amounts it brought.

    food: slug or name; names: further names that rules may look at; marks: curated marks such as
    "natto_family"; key: the caller's own handle, returned in breakdowns. A nutrient missing from `amounts`
    is unknown for sums; a menaquinone that is *present* with an unknown value fires cautions as well.
    """

    food: str
    origin: Origin
    amounts: Mapping[str, Amount]
    names: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    key: object = None


@dataclass(frozen=True, slots=True)
class DayLog:
    """What a person logged on one local day. complete: "I logged everything"; sun: "sun today"."""

    day: date
    items: tuple[Item, ...] = ()
    complete: bool = False
    sun: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """One nutrient's sum over items: what is known, its range, and how much of the day it covers.

    known: sum of the known amounts and of the lower ends of unknown ones, as a recipe has them where one of
    its ingredients is unknown (0 where none is known; see `known_items`).
    low, high: sum of the bounds, a value standing for a missing bound. An unknown item can only add on the
    right of `high`, so `high` bounds the day only while `unknown_items` is 0.
    """

    nutrient: str
    known: Decimal
    low: Decimal
    high: Decimal
    known_items: int
    items: int
    unknown_keys: tuple[object, ...] = field(default=())
    assumed_items: int = 0  # of the known ones, those that rest on an assumption

    @property
    def unknown_items(self) -> int:
        return self.items - self.known_items


def sum_intake(items: Iterable[Item], nutrient: str) -> Intake:
    """The intake of one nutrient over items, in its canonical unit; no item counts as unknown for being 0.

    A missing amount, an unknown one and one that the label does not list are unknown alike. The sum is exact
    as long as the current decimal context holds all its digits.
    """
    known = NOTHING
    below = above = NOTHING  # how far low and high lie from `known`: most amounts have no range
    known_items = items_seen = assumed_items = 0
    unknown_keys = []
    for item in items:
        items_seen += 1
        amount = item.amounts.get(nutrient)
        value = None if amount is None else amount.value
        if value is None:
            if amount is None or amount.state is not State.TRACE:
                unknown_keys.append(item.key)
                if amount is not None and amount.low is not None:
                    known += amount.low
                continue
            value = NOTHING
        known_items += 1
        assumed_items += amount.state is State.ASSUMED
        known += value
        if amount.low is not None:
            below += value - amount.low
        if amount.high is not None:
            above += amount.high - value
    return Intake(
        nutrient,
        known,
        known - below,
        known + above,
        known_items,
        items_seen,
        tuple(unknown_keys),
        assumed_items,
    )


def only_supplements(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items that were taken, not eaten: upper limits for magnesium count these alone."""
    return tuple(item for item in items if item.origin is Origin.SUPPLEMENT)
