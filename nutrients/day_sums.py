"""The days of a log with what rules ask of them again and again, each thing worked out once.

Judging one day reads up to five weeks, and pages judge many days in a row: pass the same `DaySums` each time.
It holds for the logs it was made of, and a log never changes.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from . import recognition
from .intake import NOTHING, DayLog, Intake, Item, Origin, only_supplements, sum_intake
from .names import fold
from .scoring import OTHER_MENAQUINONES, Coverage, coverage, is_logged

# What "vitamin K" means where MK-7 is left out: it is much stronger per µg and has rules of its own.
WITHOUT_MK7 = frozenset({"phylloquinone", "menaquinone_4", *OTHER_MENAQUINONES})


class SummedDay:
    """The log of one day with its sums and products, each worked out once it is asked for and then kept."""

    __slots__ = ("_intakes", "_knows", "_products", "_vitamin_k", "log")

    def __init__(self, log: DayLog):
        self.log = log
        self._intakes: dict[tuple[str, bool], Intake] = {}
        self._vitamin_k: Decimal | None = None
        self._knows: bool | None = None
        self._products: Mapping[str, tuple[Item, ...]] | None = None

    def intake(self, nutrient: str, *, supplements: bool = False) -> Intake:
        kept = self._intakes.get((nutrient, supplements))
        if kept is None:
            items = only_supplements(self.log.items) if supplements else self.log.items
            kept = self._intakes[nutrient, supplements] = sum_intake(items, nutrient)
        return kept

    def coverage(self, nutrient: str) -> Coverage:
        return coverage(self.log, self.intake(nutrient)) if is_logged(self.log) else Coverage.NOT_LOGGED

    def vitamin_k(self) -> Decimal:
        if self._vitamin_k is None:
            self._vitamin_k = sum((vitamin_k_without_mk7(item) for item in self.log.items), NOTHING)
        return self._vitamin_k

    def knows_vitamin_k(self) -> bool:
        if self._knows is None:
            self._knows = self._looks_known()
        return self._knows

    def _looks_known(self) -> bool:
        covered = self.coverage("phylloquinone")
        if covered is Coverage.PARTIAL_LOW:
            counted = [item for item in self.log.items if _knows_k1(item) or not _brings_mk7(item)]
            if counted:
                covered = coverage(self.log, sum_intake(counted, "phylloquinone"))
        return covered in (Coverage.COMPLETE, Coverage.PARTIAL)

    def products(self) -> Mapping[str, tuple[Item, ...]]:
        if self._products is None:
            found: dict[str, tuple[Item, ...]] = {}
            for item in self.log.items:
                if item.origin is Origin.SUPPLEMENT:
                    name = fold(item.food)
                    found[name] = (*found.get(name, ()), item)
            self._products = MappingProxyType(found)
        return self._products


class DaySums(Mapping[date, DayLog]):
    """Logs by day, with what rules ask of each. A day without a log is one with nothing in it.

    Each log may come as a `SummedDay`, with what was worked out of it before.
    """

    def __init__(self, logs: Mapping[date, DayLog | SummedDay]):
        self._days = {day: log if isinstance(log, SummedDay) else SummedDay(log) for day, log in logs.items()}

    @classmethod
    def of(cls, logs: Mapping[date, DayLog]) -> "DaySums":
        return logs if isinstance(logs, cls) else cls(logs)

    def with_log(self, log: DayLog) -> "DaySums":
        """These days with one of them replaced; what was worked out of the others is kept."""
        return DaySums({**self._days, log.day: log})

    def __getitem__(self, day: date) -> DayLog:
        return self._days[day].log

    def __iter__(self) -> Iterator[date]:
        return iter(self._days)

    def __len__(self) -> int:
        return len(self._days)

    def _on(self, day: date) -> SummedDay:
        return self._days.get(day) or SummedDay(DayLog(day))

    def is_logged(self, day: date) -> bool:
        return is_logged(self._on(day).log)

    def items_of(self, day: date) -> tuple[Item, ...]:
        return self._on(day).log.items

    def intake(self, day: date, nutrient: str, *, supplements: bool = False) -> Intake:
        """The sum of a day; a day without a log gives one over no items."""
        return self._on(day).intake(nutrient, supplements=supplements)

    def coverage(self, day: date, nutrient: str) -> Coverage:
        return self._on(day).coverage(nutrient)

    def vitamin_k(self, day: date) -> Decimal:
        """What is known of a day's vitamin K without MK-7: K1, MK-4 and the other menaquinones, in µg."""
        return self._on(day).vitamin_k()

    def knows_vitamin_k(self, day: date) -> bool:
        """Whether a day's vitamin K without MK-7 is known well enough to count: its phylloquinone is.

        What brings MK-7 and does not tell its phylloquinone is left out of the count: other rules speak of
        MK-7, and more of it must not silence what the rest of the day says.
        """
        return self._on(day).knows_vitamin_k()

    def products(self, day: date) -> Mapping[str, tuple[Item, ...]]:
        """The supplements of a day by folded name."""
        return self._on(day).products()


def _knows_k1(item: Item) -> bool:
    amount = item.amounts.get("phylloquinone")
    return amount is not None and amount.is_known


def _brings_mk7(item: Item) -> bool:
    return recognition.is_natto_family(item) or recognition.lists_k2(item) or recognition.names_k2(item)


def vitamin_k_without_mk7(item: Item) -> Decimal:
    """What is known of an item's vitamin K beside MK-7, in µg."""
    total = NOTHING
    for code, amount in item.amounts.items():
        if code in WITHOUT_MK7:
            sure = amount.at_least
            if sure:
                total += sure
    return total
