"""One day of one person with everything rules look at, gathered once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ..circumstances import Circumstances, Condition, MedicineTaken, Plan
from ..day_sums import DaySums
from ..design_values import CAUTION_WINDOW_DAYS
from ..intake import DayLog, Item, Origin
from ..names import fold
from ..recognition import named_supplement
from ..subject import Subject
from .finding import IN_CABINET


@dataclass(frozen=True)
class Case:
    """The day `on` of `subject`. subjects: those of other days, where they differ."""

    subject: Subject
    days: DaySums
    on: date
    told: Circumstances
    subjects: Mapping[date, Subject] | None = None

    @property
    def log(self) -> DayLog | None:
        return self.days.get(self.on)

    @property
    def items(self) -> tuple[Item, ...]:
        return self.days.items_of(self.on)

    @cached_property
    def is_vka_active(self) -> bool:
        return self.subject.vka_is_active(self.on)

    @cached_property
    def plan(self) -> Plan | None:
        return self.told.plan_on(self.on, self.subject)

    def plan_on(self, day: date) -> Plan | None:
        return self.told.plan_on(day, (self.subjects or {}).get(day, self.subject))

    @cached_property
    def medicines(self) -> tuple[MedicineTaken, ...]:
        return self.told.medicines_on(self.on)

    @cached_property
    def conditions(self) -> frozenset[Condition]:
        return self.told.conditions_on(self.on)

    @cached_property
    def week(self) -> tuple[date, ...]:
        """The logged days of the week that a mean is held against."""
        span = (self.on - timedelta(days=back) for back in range(CAUTION_WINDOW_DAYS))
        return tuple(day for day in span if self.days.is_logged(day))

    def medicines_of(self, *classes: str) -> tuple[MedicineTaken, ...]:
        """The medicines of any of these classes that are taken on the day."""
        return tuple(one for one in self.medicines if not one.classes.isdisjoint(classes))

    @cached_property
    def kept(self) -> tuple[Item, ...]:
        """The products of the cabinet that are not logged on the day under the same name."""
        logged = {fold(item.food) for item in self.items}
        products = self.told.cabinet_on(self.on)
        return tuple(one.item for one in products if fold(one.item.food) not in logged)

    @cached_property
    def listed(self) -> tuple[tuple[MedicineTaken, Item], ...]:
        """What is on the list of medicines and neither logged nor kept, each as a product of which nothing
        but its name is told."""
        elsewhere = {fold(item.food) for item in (*self.items, *self.kept)}
        return tuple(
            (one, named_supplement(one.name)) for one in self.medicines if fold(one.name) not in elsewhere
        )

    def supplements(self) -> Iterator[tuple[Item, str]]:
        """Every supplement of the day, then those kept in the cabinet alone; each with where it is."""
        for item in self.items:
            if item.origin is Origin.SUPPLEMENT:
                yield item, ""
        for item in self.kept:
            yield item, IN_CABINET
