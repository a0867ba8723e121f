"""One result in words and numbers: as reported, in the other unit, and against a body or a range, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from k2tracker.labs import queries
from k2tracker.labs.control import range_on
from k2tracker.labs.forms import SPECIMEN_NAMES
from k2tracker.labs.models import InrRange, LabResult
from k2tracker.profiles.presenters import day_text
from k2tracker.web.numbers import EN_DASH, NO_BREAK_SPACE, rounded
from nutrients.labs import BODIES, MEASURES, NOTES, Judgement, Kind, in_unit, judge, other_unit


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One version of a result. value, other: with their units; other is "" where there is one unit only.

    place, words: the mark and what is said of it, "" where nothing is; by: whose words they are.
    counts: False where another result of its day was entered later. loinc: "" where no code is confirmed.
    """

    result: LabResult
    day: str
    value: str
    other: str
    place: str
    words: str
    by: str
    specimen: str
    loinc: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class BodyWords:
    """A body as it is named beside what it says. note: "" or what has to be known of it."""

    name: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Status:
    """The latest 25(OH)D beside the vitamin D line of a day, and what a body says of it."""

    value: str
    other: str
    day: str
    place: str
    words: str
    body: str


def vitamin_d_status(person, day: date) -> Status | None:
    """The status for one day, by the body the person chose; None without a result of its last 180 days.

    Reads twice at most.
    """
    result = queries.latest_vitamin_d(person, day)
    if result is None:
        return None
    said = judged(result, queries.settings_of(person).vitamin_d_body)
    return Status(
        value=value_text(result),
        other=other_text(result),
        day=day_text(result.taken_on),
        place=said.place,
        words=_(said.words),
        body=said.body,
    )


def row_of(result: LabResult, *, body: str, ranges: Sequence[InrRange], counts: bool = True) -> ResultRow:
    """A result as a list shows it. body: the chosen one; ranges: the person's own that stand."""
    place, words, by = _said(result, body, ranges)
    return ResultRow(
        result=result,
        day=day_text(result.taken_on),
        value=value_text(result),
        other=other_text(result),
        place=place,
        words=words,
        by=by,
        specimen=str(SPECIMEN_NAMES.get(result.specimen, "")),
        loinc=MEASURES[Kind(result.kind)].loinc(result.unit, result.specimen) or "",
        counts=counts,
    )


def rows_of(
    results: Sequence[LabResult], *, body: str, ranges: Sequence[InrRange], day_before: date | None = None
) -> list[ResultRow]:
    """Results of one kind, the newest first and of one day the later entered first: the first one counts.

    day_before: the day of the result that stands right before these on another page.
    """
    rows, days = [], {day_before}
    for result in results:
        rows.append(row_of(result, body=body, ranges=ranges, counts=result.taken_on not in days))
        days.add(result.taken_on)
    return rows


def judged(result: LabResult, body: str) -> Judgement:
    return judge(Kind(result.kind), result.value, result.unit, body)


def body_words(code: str) -> BodyWords:
    body = BODIES[code]
    return BodyWords(body.name, body.source, _(NOTES[body.note]) if body.note else "")


def value_text(result: LabResult) -> str:
    """The number as reported, its decimals and unit kept: "2.50", "20 ng/mL"."""
    number = number_format(result.value, decimal_pos=result.decimals, force_grouping=True)
    number = number.replace("-", "−")
    return f"{number}{NO_BREAK_SPACE}{_unit(result)}" if result.unit else number


def other_text(result: LabResult) -> str:
    """25(OH)D in the other unit, one decimal; "" for any other kind."""
    if result.kind != LabResult.Kind.VITAMIN_D:
        return ""
    unit = other_unit(result.unit)
    number = number_format(rounded(in_unit(result.value, result.unit, unit), 1), decimal_pos=1)
    return f"{number}{NO_BREAK_SPACE}{unit}"


def range_text(inr_range: InrRange) -> str:
    """A range with one decimal, or two where one needs them: "2.0–3.0"."""
    return f"{limit_text(inr_range.low)}{EN_DASH}{limit_text(inr_range.high)}"


def limit_text(limit: Decimal) -> str:
    decimals = 1 if limit == rounded(limit, 1) else 2
    return number_format(limit, decimal_pos=decimals)


def is_outside(result: LabResult, ranges: Sequence[InrRange]) -> bool:
    """Whether an INR lies outside the range of its day; False where none holds."""
    held = range_on(ranges, result.taken_on)
    return held is not None and not held.low <= result.value <= held.high


def _unit(result: LabResult) -> str:
    if result.kind == LabResult.Kind.CORONARY_CALCIUM:
        return _("Agatston units")
    return result.unit


def _said(result: LabResult, body: str, ranges: Sequence[InrRange]) -> tuple[str, str, str]:
    if result.kind != LabResult.Kind.INR:
        said = judged(result, body)
        return said.place, _(said.words), said.body
    held = range_on(ranges, result.taken_on)
    if held is None:
        return "", _("No range holds for this day"), ""
    by = range_text(held)
    if result.value < held.low:
        return "below", _("Below your range"), by
    if result.value > held.high:
        return "above", _("Above your range"), by
    return "within", _("Within your range"), by
