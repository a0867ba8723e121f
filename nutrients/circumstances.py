"""What a person told beside their log, as the rules see it: medicines, conditions, cabinet, results, plans.

Plain data with dates, so that a day of the past is judged by what held on it. Nothing here names anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .design_values import WASH_OUT_DAYS, WASH_OUT_DAYS_BY_DRUG
from .intake import Item
from .medicines import CLASSES_OF, MedicineClass
from .subject import Subject
from .ttr import InrResult


class Condition(StrEnum):
    """What some rules ask about. Kidney disease is told by stage; 4 and 5 mean an eGFR under 30."""

    KIDNEY_STAGE_1_2 = "kidney_stage_1_2"
    KIDNEY_STAGE_3 = "kidney_stage_3"
    KIDNEY_STAGE_4_5 = "kidney_stage_4_5"
    KIDNEY_STAGE_UNKNOWN = "kidney_stage_unknown"
    HIGH_CALCIUM = "high_calcium"
    KIDNEY_STONES = "kidney_stones"
    SARCOIDOSIS = "sarcoidosis"
    HYPERPARATHYROIDISM = "hyperparathyroidism"


# With these magnesium can build up in the blood (M-02): what is right for others is no target for them.
MAGNESIUM_BUILDS_UP = frozenset(
    {Condition.KIDNEY_STAGE_3, Condition.KIDNEY_STAGE_4_5, Condition.KIDNEY_STAGE_UNKNOWN}
)


@dataclass(frozen=True, slots=True)
class MedicineTaken:
    """A medicine on somebody's list. name: as they typed it. drug: the generic name they confirmed, or None.

    started_on None: for as long as the log goes back. stopped_on: the last day it was taken; None: still.
    entered_on: the day they put it on the list; None: not known.
    """

    name: str
    drug: str | None
    started_on: date | None = None
    stopped_on: date | None = None
    entered_on: date | None = None

    @property
    def classes(self) -> frozenset[str]:
        """What rules ask of it (`nutrients.medicines.MedicineClass`); none where no name was confirmed."""
        return CLASSES_OF.get(self.drug, frozenset())

    def is_taken_on(self, day: date) -> bool:
        begun = self.started_on is None or self.started_on <= day
        return begun and (self.stopped_on is None or day <= self.stopped_on)


@dataclass(frozen=True, slots=True)
class ConditionHeld:
    """A condition and the days it holds for, both ends included; None: no end known."""

    condition: Condition
    from_on: date | None = None
    to_on: date | None = None

    def holds_on(self, day: date) -> bool:
        begun = self.from_on is None or self.from_on <= day
        return begun and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class CabinetProduct:
    """A product in somebody's supplement cabinet.

    item: what one day of use brings, on a day it is taken. days_a_week: 1 to 7, or None for "now and then".
    from_on: since when it stands there. to_on: the last day, None: still.
    """

    item: Item
    days_a_week: int | None
    from_on: date
    to_on: date | None = None

    @property
    def is_daily(self) -> bool:
        return self.days_a_week == 7

    def is_there_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class InrRange:
    """A person's own therapeutic range, both limits included. It holds from `from_on` to the next one."""

    low: Decimal
    high: Decimal
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class VitaminDResult:
    """25(OH)D in serum as reported. unit: "nmol/L" or "ng/mL"."""

    on: date
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Band:
    """An amount a day, both ends included, in µg."""

    low: Decimal
    high: Decimal

    def holds(self, amount: Decimal) -> bool:
        return self.low <= amount <= self.high


class PermittedSources(StrEnum):
    """Where a plan lets vitamin K2 come from."""

    NONE = "none"
    FOOD = "food"
    SUPPLEMENT = "supplement"  # the one that the plan names


@dataclass(frozen=True, slots=True)
class Plan:
    """A clinician's plan. A band or maximum that is None is left open by it.

    drug: the generic name it was written for. valid_from, valid_to: both included. supplement: the product
    that `PermittedSources.SUPPLEMENT` means. ended_on: the first day it held no more before its time, as when
    it was replaced or its author lost access.
    """

    drug: str
    valid_from: date
    valid_to: date
    sources: PermittedSources = PermittedSources.NONE
    supplement: str | None = None
    mk7: Band | None = None
    vitamin_k: Band | None = None
    vitamin_d_maximum_ug: Decimal | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything beside the log. Each part may be empty: then nothing was told."""

    medicines: tuple[MedicineTaken, ...] = ()
    conditions: tuple[ConditionHeld, ...] = ()
    cabinet: tuple[CabinetProduct, ...] = ()
    inr: tuple[InrResult, ...] = ()  # in the order they were entered
    inr_ranges: tuple[InrRange, ...] = ()
    vitamin_d: tuple[VitaminDResult, ...] = ()
    plans: tuple[Plan, ...] = ()

    def medicines_on(self, day: date) -> tuple[MedicineTaken, ...]:
        return tuple(one for one in self.medicines if one.is_taken_on(day))

    def conditions_on(self, day: date) -> frozenset[Condition]:
        return frozenset(one.condition for one in self.conditions if one.holds_on(day))

    def cabinet_on(self, day: date) -> tuple[CabinetProduct, ...]:
        return tuple(one for one in self.cabinet if one.is_there_on(day))

    def subject_on(self, day: date, subject: Subject) -> Subject:
        """The subject as the list of medicines makes them, where it tells more than their answer.

        A vitamin K antagonist that was confirmed on the list is a yes, and one that was stopped lately is
        "stopped", whatever the answer to the question says. An answer that already holds is left alone.
        """
        if subject.vka_is_active(day):
            return subject
        listed = [
            one
            for one in self.medicines
            if MedicineClass.ANTICOAGULANT_VKA in one.classes
            and (one.started_on is None or one.started_on <= day)
        ]
        for one in listed:
            if one.is_taken_on(day):
                return replace(subject, vka="yes", vka_drug=one.drug, vka_stopped_on=None)
        for one in listed:
            if (day - one.stopped_on).days < WASH_OUT_DAYS_BY_DRUG.get(one.drug, WASH_OUT_DAYS):
                return replace(subject, vka="stopped", vka_drug=one.drug, vka_stopped_on=one.stopped_on)
        return subject

    def inr_range_on(self, day: date) -> InrRange | None:
        """The range that was the latest on that day; of two from one day the later in the list."""
        held = [one for one in self.inr_ranges if one.from_on is None or one.from_on <= day]
        latest = None
        for one in held:
            if latest is None or (one.from_on or date.min) >= (latest.from_on or date.min):
                latest = one
        return latest

    def plan_on(self, day: date, subject: Subject) -> Plan | None:
        """The plan in force on that day, or None: none was written, or it is suspended."""
        return plan_in_force(self.plans, day, subject)


NOTHING_TOLD = Circumstances()


def plan_in_force(plans: Iterable[Plan], day: date, subject: Subject) -> Plan | None:
    """The latest plan that holds on `day` for somebody who takes the medicine it was written for.

    It is suspended, and the rules return, outside its days, when the medicine is another one or unnamed, and
    with any answer but a plain yes.
    """
    if subject.vka != "yes":
        return None
    holding = [
        plan
        for plan in plans
        if plan.valid_from <= day <= plan.valid_to
        and (plan.ended_on is None or day < plan.ended_on)
        and subject.vka_generic == plan.drug
    ]
    return max(holding, key=lambda plan: plan.valid_from, default=None)
