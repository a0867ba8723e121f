"""A day's sheet as plain JSON in, its score sheet out: the engine for people and programs without the app.

Reading is strict where a slip could change a result and says which field is wrong; a field that may be left
out then means the cautious thing: unknown, unanswered, not complete. Results are printed to four decimals,
rounded half up from exact numbers. No file, database or clock is touched here.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext
from fractions import Fraction

from .cautions import CALL_FIRST, find_cautions, plain
from .circumstances import Circumstances
from .intake import DayLog
from .scoring import DayScore, LineScore, LineState, score_day
from .sheet_circumstances import read_circumstances
from .sheet_reading import BadSheet, read_date, read_days, read_inr, read_inr_range, read_object, read_person
from .subject import Subject
from .ttr import InrResult, TimeInRange, time_in_range
from .windows import k2_rolling, window

__all__ = ["BadSheet", "Sheet", "parse", "read", "score", "score_text"]

# More digits than the sum of any readable sheet has, so that no sum is rounded.
_EXACT = Context(prec=100)

# The level's name as a person reads it.
_LEVEL_NAMES = {CALL_FIRST: "CALL FIRST"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was asked: a person, their days by date, the day to judge, INR results with their range, and all
    that was told beside the log."""

    subject: Subject
    logs: dict[date, DayLog]
    on: date
    inr: tuple[InrResult, ...]
    inr_range: tuple[Decimal, Decimal] | None
    told: Circumstances


def parse(data: object) -> Sheet:
    """Plain data as a sheet. Raises BadSheet.

    At the top, fields of other names are let be, so that a sheet may carry a title; elsewhere they are slips.
    """
    fields = read_object(data, "sheet")
    for name in ("person", "days", "on"):
        if name not in fields:
            raise BadSheet(name, "missing")
    subject = read_person(fields["person"])
    logs = {log.day: log for log in read_days(fields["days"])}
    on = read_date(fields["on"], "on")
    inr, inr_range = read_inr(fields.get("inr")), read_inr_range(fields.get("inr_range"))
    told = read_circumstances(fields, on, inr, inr_range)
    return Sheet(told.subject_on(on, subject), logs, on, inr, inr_range, told)


def score(sheet: Sheet) -> dict[str, object]:
    """The score sheet as plain data. The person holds for every day: age and VKA are judged on `sheet.on`."""
    with localcontext(_EXACT):
        plan = sheet.told.plan_on(sheet.on, sheet.subject)
        days = {day: score_day(log, sheet.subject, sheet.on, plan) for day, log in sheet.logs.items()}
        today = days.get(sheet.on) or score_day(None, sheet.subject, sheet.on, plan)
        findings = find_cautions(sheet.subject, sheet.logs, sheet.on, circumstances=sheet.told)
        return {
            "on": sheet.on.isoformat(),
            "lines": {code: _line(line) for code, line in today.lines.items()},
            "score": _four_decimals(today.score),
            "lines_scored": today.lines_scored,
            "windows": {
                "7": {**_window(days, sheet.on, 7), "k2_rolling": _rolling(days, sheet.on)},
                "30": _window(days, sheet.on, 30),
            },
            # One entry for a rule, however many items fired it: the list names neither cause nor item.
            "cautions": [
                {"code": code, "level": _LEVEL_NAMES.get(level, level)}
                for code, level in dict.fromkeys((one.code, one.level) for one in findings)
            ],
            "ttr": _ttr(sheet),
        }


def _line(line: LineScore) -> dict[str, object]:
    if line.state is not LineState.SCORED:
        return {"state": line.state.value}
    return {
        "state": line.state.value,
        "score": _four_decimals(line.score),
        "band": line.band,
        "amount": _exactly(line.amount),
        "minimum": line.minimum,
        # Only where the clinic's range is meant, so that a sheet without a plan reads as ever.
        **({"range": "plan"} if line.target.is_of_plan else {}),
    }


def _window(days: dict[date, DayScore], on: date, length: int) -> dict[str, object]:
    result = window(days, on, length)
    return {
        "lines": {
            code: {"score": _four_decimals(line.score), "days": line.days}
            for code, line in result.lines.items()
        },
        "score": _four_decimals(result.score),
    }


def _rolling(days: dict[date, DayScore], on: date) -> dict[str, str] | None:
    rolling = k2_rolling(days, on)
    if rolling is None:
        return None
    return {"mean": plain(rolling.exact_mean), "score": _four_decimals(rolling.score)}


def _ttr(sheet: Sheet) -> dict[str, object] | None:
    if sheet.inr_range is None:
        return None
    result: TimeInRange | None = time_in_range(
        [result for result in sheet.inr if result.on <= sheet.on], *sheet.inr_range
    )
    if result is None:
        return None
    return {
        "percent": _four_decimals(result.percent),
        "days": result.days,
        "pairs_used": result.pairs_used,
        "pairs_skipped": result.pairs_skipped,
    }


def _four_decimals(number: Fraction | None) -> str | None:
    if number is None:
        return None
    whole, _, part = plain(number).partition(".")
    return f"{whole}.{part:0<4}"


def _exactly(amount: Decimal) -> str:
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def score_text(raw: bytes) -> tuple[list[str], str | None]:
    """The lines to print for one sheet, or for several with one JSON object a line; and what was wrong.

    Of several sheets a bad one gives a line {"error": …} in its place. For a single bad sheet there is no
    line to print. The error is None where every sheet was good.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [], str(BadSheet("sheet", f"not UTF-8 text (byte {error.start + 1})"))
    lines = _sheets_by_line(text)
    if lines is None:
        try:
            return [_score_json(text)], None
        except BadSheet as error:
            return [], str(error)
    printed = []
    first_error = None
    for line in lines:
        try:
            printed.append(_score_json(line))
        except BadSheet as error:
            printed.append(json.dumps({"error": str(error)}))
            first_error = first_error or str(error)
    return printed, first_error


def _score_json(text: str) -> str:
    return json.dumps(score(parse(read(text))))


def read(text: str) -> object:
    """JSON text as plain data. Raises BadSheet, also for a field that is given twice."""
    if not text.strip():
        raise BadSheet("sheet", "empty")
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        raise BadSheet("sheet", f"not JSON: line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise BadSheet("sheet", "nested too deeply") from None
    except BadSheet:
        raise
    except ValueError:  # Python refuses to turn thousands of digits into a number
        raise BadSheet("sheet", "a number has too many digits") from None


def _refuse_constant(name: str):
    raise BadSheet("sheet", f"{name} is no number of JSON")


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))
        raise BadSheet("sheet", "field given twice", twice)
    return fields


def _sheets_by_line(text: str) -> list[str] | None:
    """The lines of JSON Lines, or None where the text is one sheet, good or bad."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or _is_json(text):
        return None
    both_begin_objects = all(line.lstrip().startswith("{") for line in lines[:2])
    return lines if both_begin_objects or any(map(_is_a_sheet, lines)) else None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_a_sheet(line: str) -> bool:
    """Whether a line alone is an object with the fields of a sheet; a line of a broken sheet never is."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and ("person" in data or "on" in data)
