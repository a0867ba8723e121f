"""Everything a person told beside their log, gathered from the rooms that keep it, as the rules see it.

Every page and every log asks for it, and it changes a few times a month. So one query asks how it stands, by
a digest of the rows, and this process reads the rooms only for what it has not read as it stands.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from django.db import connection, transaction

from foods.models import Food, FoodAlias, FoodMark
from k2tracker.cabinet.models import Use
from k2tracker.cabinet.queries import cabinet_told
from k2tracker.exercise.models import ExerciseSettings
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.labs.queries import ResultsTold, results_told
from k2tracker.medicines.models import ConditionPeriod, Medicine
from k2tracker.medicines.queries import conditions_told, medicines_told
from k2tracker.plans.models import Plan
from k2tracker.plans.queries import plans_told
from k2tracker.profiles.queries import VkaHistory
from nutrients.circumstances import NOTHING_TOLD, Circumstances

from .kept import Kept

ROOMS = (Medicine, ConditionPeriod, Use, LabResult, InrRange, Plan)
OF_THE_CABINET = {Food: "id", FoodAlias: "food_id", FoodMark: "food_id"}  # what it says of its products
KEPT_TOLD = 2_000  # people, about 4 kB each


@dataclass(frozen=True, slots=True)
class Told:
    """circumstances: what the rules may look at. shows_exercise: whether the day page is to show the weekly
    line, which no rule looks at. digest: another one where any row behind it is another."""

    circumstances: Circumstances = NOTHING_TOLD
    shows_exercise: bool = False
    digest: str = ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """How the rooms stand. held: the models of which there are rows."""

    held: frozenset[type]
    shows_exercise: bool
    digest: str


_told = Kept(KEPT_TOLD)


def forget_told() -> None:
    """Let go of what this process keeps of anybody."""
    _told.forget()


def told_by(person, history: VkaHistory) -> Told:
    """What a person told beside the log: one query, and where this process has not read it as it stands one
    more, and those of the rooms that hold anything.

    history: the person's answers, which name anticoagulants too.
    """
    stands = _standing(person)
    answers = tuple((one.status, one.drug, one.from_on, one.to_on) for one in history.periods)
    if not stands.held and not any(drug for _status, drug, _from_on, _to_on in answers):
        return Told(NOTHING_TOLD, stands.shows_exercise, stands.digest)
    made_from = (stands, answers)
    found = _told.find(made_from)
    if found is None:
        found = Told(_circumstances(person, history, stands.held), stands.shows_exercise, stands.digest)
        if _standing(person) == stands:  # nothing was written while it was read
            transaction.on_commit(lambda: _told.keep(made_from, found))
    return found


def _circumstances(person, history: VkaHistory, held: frozenset[type]) -> Circumstances:
    takes_medicines = Medicine in held or any(period.drug for period in history.periods)
    results = results_told(person) if held & {LabResult, InrRange} else ResultsTold()
    return Circumstances(
        medicines=medicines_told(person, history) if takes_medicines else (),
        conditions=conditions_told(person) if ConditionPeriod in held else (),
        cabinet=cabinet_told(person) if Use in held else (),
        inr=results.inr,
        inr_ranges=results.inr_ranges,
        vitamin_d=results.vitamin_d,
        plans=plans_told(person) if Plan in held else (),
    )


def _standing(person) -> _Standing:
    """How the rooms stand now, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_question(connection.vendor), [person.pk] * (len(ROOMS) + len(OF_THE_CABINET) + 1))
        *texts, shows_exercise = cursor.fetchone()
    held = frozenset(model for model, text in zip(ROOMS, texts, strict=False) if text not in (None, "[]"))
    return _Standing(held, bool(shows_exercise), sha256(repr(texts).encode()).hexdigest())


@lru_cache
def _question(vendor: str) -> str:
    """Put together by hand and once: building it as a queryset takes many times as long as its answer."""
    cabinet = f"SELECT food_id FROM {_table(Use)} WHERE person_id = %s"  # noqa: S608
    rows = [_rows(vendor, model, "person_id = %s") for model in ROOMS]
    rows += [_rows(vendor, model, f"{column} IN ({cabinet})") for model, column in OF_THE_CABINET.items()]
    rows.append(f"EXISTS (SELECT 1 FROM {_table(ExerciseSettings)} WHERE person_id = %s AND shows_week)")  # noqa: S608
    return f"SELECT {', '.join(rows)}"


def _rows(vendor: str, model, condition: str) -> str:
    """A question for all rows of a table that fit, as the text of one JSON list."""
    columns = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)
    a_list, a_row = "JSON_GROUP_ARRAY", "JSON_ARRAY"
    if vendor == "postgresql":
        a_list, a_row = "JSONB_AGG", "JSONB_BUILD_ARRAY"
    return f"(SELECT {a_list}({a_row}({columns})) FROM {_table(model)} WHERE {condition})"  # noqa: S608


def _table(model) -> str:
    return connection.ops.quote_name(model._meta.db_table)
