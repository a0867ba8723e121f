"""The days of a log with what rules ask of them again and again, each thing worked out once.

Judging one day reads up to five weeks, and pages judge many days in a row: pass the same `DaySums` each time.
It holds for the logs it was made of and is never updated.
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


class DaySums(Mapping[date, DayLog]):
    """Logs by day, with sums and products of each day kept once asked for."""

    def __init__(self, logs: Mapping[date, DayLog]):
        self._logs = logs
        self._intakes: dict[tuple[date, str, bool], Intake] = {}
        self._vitamin_k: dict[date, Decimal] = {}
        self._knows: dict[date, bool] = {}
        self._products: dict[date, Mapping[str, tuple[Item, ...]]] = {}

    @classmethod
    def of(cls, logs: Mapping[date, DayLog]) -> "DaySums":
        return logs if isinstance(logs, cls) else cls(logs)

    def with_log(self, log: DayLog) -> "DaySums":
        """These days with one of them replaced; what was worked out of the others is kept."""
        made = DaySums({**self._logs, log.day: log})
        made._intakes = {key: kept for key, kept in self._intakes.items() if key[0] != log.day}
        for name in ("_vitamin_k", "_knows", "_products"):
            kept = getattr(self, name)
            setattr(made, name, {day: value for day, value in kept.items() if day != log.day})
        return made

    def __getitem__(self, day: date) -> DayLog:
        return self._logs[day]

    def __iter__(self) -> Iterator[date]:
        return iter(self._logs)

    def __len__(self) -> int:
        return len(self._logs)

    def is_logged(self, day: date) -> bool:
        return is_logged(self._logs.get(day))

    def items_of(self, day: date) -> tuple[Item, ...]:
        log = self._logs.get(day)
        return log.items if log is not None else ()

    def intake(self, day: date, nutrient: str, *, supplements: bool = False) -> Intake:
        """The sum of a day; a day without a log gives one over no items."""
        key = (day, nutrient, supplements)
        kept = self._intakes.get(key)
        if kept is None:
            items = self.items_of(day)
            kept = sum_intake(only_supplements(items) if supplements else items, nutrient)
            self._intakes[key] = kept
        return kept

    def coverage(self, day: date, nutrient: str) -> Coverage:
        if not self.is_logged(day):
            return Coverage.NOT_LOGGED
        return coverage(self._logs[day], self.intake(day, nutrient))

    def vitamin_k(self, day: date) -> Decimal:
        """What is known of a day's vitamin K without MK-7: K1, MK-4 and the other menaquinones, in µg."""
        kept = self._vitamin_k.get(day)
        if kept is None:
            kept = sum((vitamin_k_without_mk7(item) for item in self.items_of(day)), NOTHING)
            self._vitamin_k[day] = kept
        return kept

    def knows_vitamin_k(self, day: date) -> bool:
        """Whether a day's vitamin K without MK-7 is known well enough to count: its phylloquinone is.

        What brings MK-7 and does not tell its phylloquinone is left out of the count: other rules speak of
        MK-7, and more of it must not silence what the rest of the day says.
        """
        kept = self._knows.get(day)
        if kept is None:
            kept = self._knows[day] = self._looks_known(day)
        return kept

    def _looks_known(self, day: date) -> bool:
        covered = self.coverage(day, "phylloquinone")
        if covered is Coverage.PARTIAL_LOW:
            counted = [item for item in self.items_of(day) if _knows_k1(item) or not _brings_mk7(item)]
            if counted:
                covered = coverage(self._logs[day], sum_intake(counted, "phylloquinone"))
        return covered in (Coverage.COMPLETE, Coverage.PARTIAL)

    def products(self, day: date) -> Mapping[str, tuple[Item, ...]]:
        """The supplements of a day by folded name."""
        kept = self._products.get(day)
        if kept is None:
            found: dict[str, tuple[Item, ...]] = {}
            for item in self.items_of(day):
                if item.origin is Origin.SUPPLEMENT:
                    name = fold(item.food)
                    found[name] = (*found.get(name, ()), item)
            kept = self._products[day] = MappingProxyType(found)
        return kept


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
