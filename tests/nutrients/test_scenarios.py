"""Written scenarios: a person, what they logged and told, and every caution that follows, no more, no less.

The table is data, in `scenarios/*.toml`; each row names the one thing it guards. What the short words there
mean stands in `scenarios/README.md`.
"""

import tomllib
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from nutrients.cautions import RULES, find_cautions
from nutrients.circumstances import (
    Band,
    CabinetProduct,
    Circumstances,
    Condition,
    ConditionHeld,
    InrRange,
    MedicineTaken,
    PermittedSources,
    Plan,
    VitaminDResult,
)
from nutrients.intake import UNKNOWN, Amount, DayLog, Item, Origin, State
from nutrients.subject import Subject
from nutrients.ttr import InrResult
from nutrients.wording import render

from .days import ON

FOLDER = Path(__file__).parent / "scenarios"
TABLES = [tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
PEOPLE = {name: fields for table in TABLES for name, fields in table.get("people", {}).items()}
SCENARIOS = [row for table in TABLES for row in table.get("scenario", [])]

NUTRIENTS = {
    "k1": "phylloquinone",
    "mk4": "menaquinone_4",
    "mk7": "menaquinone_7",
    "mk9": "menaquinone_9",
    "k2": "menaquinone_unspecified",
    "d": "vitamin_d",
    "ca": "calcium",
    "mg": "magnesium",
}
STATES = {
    "?": UNKNOWN,
    "-": Amount(None, state=State.NOT_ON_LABEL),
    "~": Amount(Decimal(0), state=State.ASSUMED),
}
LEVELS = {"CALL FIRST": "CALL_FIRST", "CAUTION": "CAUTION", "INFO": "INFO"}


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def some_days(text: str | int) -> list[int]:
    """The days ago that "0", "2-5" or "0,3,6-8" means."""
    found = []
    for part in str(text).split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def an_item(fields: dict) -> Item:
    amounts = {
        code: STATES.get(fields[short]) or Amount(Decimal(fields[short]))
        for short, code in NUTRIENTS.items()
        if short in fields
    }
    origin = Origin.SUPPLEMENT if "take" in fields else Origin.FOOD
    name = fields.get("take") or fields["eat"]
    return Item(
        name, origin, amounts, tuple(fields.get("names", ())), marks=frozenset(fields.get("marks", ()))
    )


def a_person(row: dict) -> Subject:
    fields = {"age": 35, "sex": "female", **PEOPLE[row["person"]], **row.get("but", {})}
    fields["age"] = fields["age"] or None
    stopped = fields.pop("stopped", None)
    return Subject(**fields, vka_stopped_on=None if stopped is None else ago(stopped))


def some_logs(row: dict) -> dict[date, DayLog]:
    entries = [(days, an_item(fields)) for fields in row.get("log", []) for days in some_days(fields["ago"])]
    if row.get("steady"):
        greens = an_item({"eat": "greens", "k1": "100", "mk7": "0"})
        entries += [(days, greens) for days in range(35)]
    complete = set(some_days(row["complete"])) if "complete" in row else set()
    logged = {days for days, _ in entries} | complete
    return {
        ago(days): DayLog(
            ago(days), tuple(item for on, item in entries if on == days), complete=days in complete
        )
        for days in logged
    }


def dates(fields: dict, **names: str) -> dict[str, date]:
    """Dates of the engine's names from days ago under the table's names, those that are given."""
    return {name: ago(fields[short]) for name, short in names.items() if short in fields}


def what_was_told(row: dict) -> Circumstances:
    return Circumstances(
        medicines=tuple(
            MedicineTaken(
                one["name"],
                one.get("drug"),
                **dates(one, started_on="started", stopped_on="stopped", entered_on="entered"),
            )
            for one in row.get("medicines", [])
        ),
        conditions=tuple(
            ConditionHeld(Condition(one["is"]), **dates(one, from_on="from", to_on="to"))
            for one in row.get("conditions", [])
        ),
        cabinet=tuple(
            CabinetProduct(
                an_item(one), one.get("days", 7) or None, ago(one.get("from", 0)), **dates(one, to_on="to")
            )
            for one in row.get("cabinet", [])
        ),
        inr=tuple(InrResult(ago(one["ago"]), Decimal(one["value"])) for one in row.get("inr", [])),
        inr_ranges=tuple(
            InrRange(Decimal(one["low"]), Decimal(one["high"]), **dates(one, from_on="from"))
            for one in row.get("ranges", [])
        ),
        vitamin_d=tuple(
            VitaminDResult(ago(one["ago"]), Decimal(one["value"]), one["unit"])
            for one in row.get("blood", [])
        ),
        plans=tuple(a_plan(row["plan"]) for _ in range("plan" in row)),
    )


def a_plan(fields: dict) -> Plan:
    """Written for warfarin, in force from 30 days ago for 60 days more, unless told otherwise."""
    bands = {
        name: Band(*(Decimal(end) for end in fields[short].split("-")))
        for name, short in (("mk7", "mk7"), ("vitamin_k", "k"))
        if short in fields
    }
    return Plan(
        drug=fields.get("drug", "warfarin"),
        valid_from=ago(fields.get("from", 30)),
        valid_to=ago(fields.get("to", -60)),
        sources=PermittedSources(fields.get("sources", "none")),
        supplement=fields.get("supplement"),
        vitamin_d_maximum_ug=Decimal(fields["d"]) if "d" in fields else None,
        ended_on=ago(fields["ended"]) if "ended" in fields else None,
        **bands,
    )


def findings_of(row: dict):
    return find_cautions(a_person(row), some_logs(row), ON, circumstances=what_was_told(row))


@pytest.mark.parametrize("row", SCENARIOS, ids=[row["name"] for row in SCENARIOS])
def test_scenario(row):
    found = findings_of(row)

    expected = {(code, LEVELS[level]) for code, level in (one.split(" ", 1) for one in row["expect"])}
    assert {(one.code, one.level) for one in found} == expected, row["guards"]
    assert all(render(one) for one in found)


def test_table_is_large_and_each_row_has_its_own_reason():
    assert len(SCENARIOS) >= 120
    for field in ("name", "guards"):
        assert [text for text, times in Counter(row[field] for row in SCENARIOS).items() if times > 1] == []


def test_no_two_rows_tell_the_same():
    told = [repr((a_person(row), some_logs(row), what_was_told(row))) for row in SCENARIOS]

    assert [row["name"] for row, text in zip(SCENARIOS, told, strict=True) if told.count(text) > 1] == []


def test_every_rule_speaks_at_every_level_it_has():
    spoken = {tuple(one.split(" ", 1)) for row in SCENARIOS for one in row["expect"]}

    levels = {(rule.code, level.replace("_", " ")) for rule in RULES.values() for level in rule.levels}
    assert levels - spoken == set()


@pytest.mark.parametrize("row", SCENARIOS, ids=[row["name"] for row in SCENARIOS])
def test_what_a_rule_needs_is_not_older_than_it_says(row):
    """Days that no rule says it reads change nothing."""
    logs = some_logs(row)
    furthest = max(rule.days_read for rule in RULES.values())
    older = {ago(furthest): DayLog(ago(furthest), (an_item({"eat": "greens", "k1": "900"}),))}

    found = find_cautions(a_person(row), {**older, **logs}, ON, circumstances=what_was_told(row))

    assert found == findings_of(row)


def test_finding_of_another_day_is_the_same_from_today_as_it_was_then():
    """Nothing after the judged day changes what is found on it."""
    for row in SCENARIOS:
        subject, logs, told = a_person(row), some_logs(row), what_was_told(row)
        until = {day: log for day, log in logs.items() if day <= ago(3)}

        then = find_cautions(subject, until, ago(3), circumstances=told)

        assert find_cautions(subject, logs, ago(3), circumstances=told) == then, row["name"]


def test_readers_of_the_table_know_every_field():
    known = {
        "name", "guards", "person", "but", "steady", "log", "complete", "medicines", "conditions", "cabinet",
        "inr", "ranges", "blood", "plan", "expect",
    }  # fmt: skip
    assert {field for row in SCENARIOS for field in row} <= known


def test_amount_made_unknown_still_fires_k01_to_k03():
    """For K-01 to K-03 an unknown amount fires what the known one did; K-01 may say it for K-03."""
    for row in SCENARIOS:
        if "plan" in row:
            continue
        blurred = {
            **row,
            "log": [
                {**one, **{short: "?" for short in ("k1", "mk4", "mk7", "k2") if _is_there(one, short)}}
                for one in row.get("log", [])
            ],
        }
        before = {one.code for one in findings_of(row)} & {"K-01", "K-02", "K-03"}
        after = {one.code for one in findings_of(blurred)} & {"K-01", "K-02", "K-03"}
        assert before <= after | ({"K-03"} if "K-01" in after else set()), row["name"]


def _is_there(fields: dict, short: str) -> bool:
    return fields.get(short) not in (None, "?", "-", "~", "0")
