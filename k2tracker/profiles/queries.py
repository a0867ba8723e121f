"""What the rules may know of a person, read for one day at a time.

Age, and the answer about vitamin K antagonists, are those of the day that is judged and not of the day it
is looked at; sex, life stage and reference set are today's, since no history of them is kept.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from nutrients.subject import Subject

from .models import Profile, VkaPeriod

UNANSWERED = "unanswered"


def profile_of(person) -> Profile | None:
    """The person's profile, read once per request; None before they were onboarded."""
    try:
        return person.profile
    except Profile.DoesNotExist:
        return None


def age_on(birth_year: int, birth_month: int, day: date) -> int | None:
    """Completed years on `day`, counted from the last day of the month of birth; None before that day.

    Only month and year are known, so the youngest age that fits counts.
    """
    months_last_day = monthrange(day.year, birth_month)[1]
    had_birthday = (day.month, day.day) >= (birth_month, months_last_day)
    age = day.year - birth_year - (0 if had_birthday else 1)
    return age if age >= 0 else None


@dataclass(frozen=True)
class VkaHistory:
    """A person's answers about vitamin K antagonists, the earliest period first; empty: unanswered."""

    periods: tuple[VkaPeriod, ...] = ()

    @property
    def current(self) -> VkaPeriod | None:
        """The period that is still open; None where the question is unanswered.

        After a change from one anticoagulant to another it can begin in a few days' time.
        """
        return next((period for period in reversed(self.periods) if period.to_on is None), None)

    def on(self, day: date) -> VkaPeriod | None:
        """The period that holds `day`; None where no answer covers it."""
        for period in self.periods:
            begun = period.from_on is None or period.from_on <= day
            if begun and (period.to_on is None or day <= period.to_on):
                return period
        return None

    def subject_fields(self, on: date) -> dict:
        """The fields `vka`, `vka_drug` and `vka_stopped_on` of a `Subject` on this day."""
        period = self.on(on)
        if period is None:
            return {"vka": UNANSWERED, "vka_drug": None, "vka_stopped_on": None}
        stopped = period.status == VkaPeriod.Status.STOPPED
        return {
            "vka": period.status,
            "vka_drug": period.drug or None,
            "vka_stopped_on": period.from_on if stopped else None,
        }

    def is_active_on(self, day: date) -> bool:
        """Whether the rules count the person as on a vitamin K antagonist on `day`."""
        subject = Subject(
            age=None, sex=None, life_stage="none", reference_set="NAM", **self.subject_fields(day)
        )
        return subject.vka_is_active(day)


def vka_history(person) -> VkaHistory:
    """All answers of the person, in one query."""
    return VkaHistory(tuple(person.vka_periods.all()))


def subject_on(profile: Profile, history: VkaHistory, day: date) -> Subject:
    """The person as the rules see them on one of their local days; reads nothing from the database."""
    age = None
    if profile.birth_year is not None:
        age = age_on(profile.birth_year, profile.birth_month, day)
    return Subject(
        age=age,
        sex=profile.sex or None,
        life_stage=profile.life_stage,
        reference_set=profile.reference_set,
        **history.subject_fields(day),
    )
