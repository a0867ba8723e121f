"""What scoring must know of a person on one day. Never who they are."""

from dataclasses import dataclass
from datetime import date

from .anticoagulants import recognise
from .design_values import DEFAULT_REFERENCE_SET, WASH_OUT_DAYS, WASH_OUT_DAYS_BY_DRUG

SEXES = ("female", "male")
LIFE_STAGES = ("none", "pregnant", "lactating")
REFERENCE_SETS = ("NAM", "EFSA", "MHLW")
VKA_ANSWERS = ("no", "yes", "not_sure", "stopped", "unanswered")


@dataclass(frozen=True, slots=True)
class Subject:
    """A person as the reference tables and the rules see them.

    age: completed years, None if not told. sex: as the reference tables use it, None if not told.
    vka: the answer to "do you take a vitamin K antagonist?". vka_drug: the medicine named with it; beside
    "no" it may be an anticoagulant of another class. vka_stopped_on: the day of the last dose.
    """

    age: int | None
    sex: str | None
    life_stage: str = "none"
    reference_set: str = DEFAULT_REFERENCE_SET
    vka: str = "unanswered"
    vka_drug: str | None = None
    vka_stopped_on: date | None = None

    @property
    def vka_is_answered(self) -> bool:
        return self.vka != "unanswered"

    def vka_is_active(self, on: date) -> bool:
        """Whether the rules for vitamin K antagonists hold on that day.

        "Not sure" counts as yes until it is cleared, and so does "stopped" while the drug may still act, or
        when nobody said since when.
        """
        if self.vka in ("yes", "not_sure"):
            return True
        if self.vka != "stopped":
            return False
        return self.vka_stopped_on is None or (on - self.vka_stopped_on).days < self.wash_out_days

    @property
    def vka_generic(self) -> str | None:
        """The generic name of the medicine named with the answer; None where it is not recognised."""
        medicine = recognise(self.vka_drug) if self.vka_drug else None
        return medicine.drug if medicine else None

    @property
    def wash_out_days(self) -> int:
        """Days after the last dose on which the drug still counts as taken."""
        return WASH_OUT_DAYS_BY_DRUG.get(self.vka_generic, WASH_OUT_DAYS)

    def k2_is_paused(self, on: date) -> bool:
        """Whether no K2 target, score or tip may be shown: a VKA is active, or nobody answered yet."""
        return not self.vka_is_answered or self.vka_is_active(on)
