"""Everything a person told beside their log, gathered from the rooms that keep it, as the rules see it."""

from dataclasses import dataclass

from django.db import connection

from k2tracker.cabinet.models import Use
from k2tracker.cabinet.queries import cabinet_told
from k2tracker.exercise.models import ExerciseSettings
from k2tracker.labs.models import LabResult
from k2tracker.labs.queries import ResultsTold, results_told
from k2tracker.medicines.models import ConditionPeriod, Medicine
from k2tracker.medicines.queries import conditions_told, medicines_told
from k2tracker.plans.models import Plan
from k2tracker.plans.queries import plans_told
from k2tracker.profiles.queries import VkaHistory
from nutrients.circumstances import NOTHING_TOLD, Circumstances

ROOMS = {
    "has_medicines": Medicine,
    "has_conditions": ConditionPeriod,
    "has_cabinet": Use,
    "has_results": LabResult,
    "has_plans": Plan,
}


@dataclass(frozen=True, slots=True)
class Told:
    """circumstances: what the rules may look at. shows_exercise: whether the day page is to show the weekly
    line, which no rule looks at."""

    circumstances: Circumstances = NOTHING_TOLD
    shows_exercise: bool = False


def told_by(person, history: VkaHistory) -> Told:
    """What a person told beside the log: one query, and those of the rooms that hold anything.

    history: the person's answers, which name anticoagulants too.
    """
    *holds, shows_exercise = _asked_at_once(person)
    return Told(_circumstances(person, history, dict(zip(ROOMS, holds, strict=True))), shows_exercise)


def _circumstances(person, history: VkaHistory, holds: dict[str, bool]) -> Circumstances:
    holds["has_medicines"] |= any(period.drug for period in history.periods)
    if not any(holds.values()):
        return NOTHING_TOLD
    results = results_told(person) if holds["has_results"] else ResultsTold()
    return Circumstances(
        medicines=medicines_told(person, history) if holds["has_medicines"] else (),
        conditions=conditions_told(person) if holds["has_conditions"] else (),
        cabinet=cabinet_told(person) if holds["has_cabinet"] else (),
        inr=results.inr,
        inr_ranges=results.inr_ranges,
        vitamin_d=results.vitamin_d,
        plans=plans_told(person) if holds["has_plans"] else (),
    )


def _asked_at_once(person) -> list[bool]:
    """Whether each room holds something, and whether the weekly line is on.

    One question, put together by hand: it comes with every page, and building it as a queryset takes fifteen
    times as long as its answer.
    """
    tables = [(model, "") for model in ROOMS.values()] + [(ExerciseSettings, " AND shows_week")]
    asked = ", ".join(
        f"EXISTS (SELECT 1 FROM {connection.ops.quote_name(model._meta.db_table)} "  # noqa: S608
        f"WHERE person_id = %s{condition})"
        for model, condition in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [person.pk] * len(tables))
        return [bool(answer) for answer in cursor.fetchone()]
