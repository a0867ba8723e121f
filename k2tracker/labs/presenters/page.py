"""The page of all results, read in a number of queries that does not grow with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from k2tracker.labs import queries
from k2tracker.labs.models import LabResult
from k2tracker.profiles.queries import VkaHistory, vka_history

from .charts import Chart, inr_chart, vitamin_d_chart
from .inr import ControlRow, NextInr, RangeRow, control_rows, next_inr, range_rows
from .results import BodyWords, ResultRow, body_words, row_of, rows_of

Kind = LabResult.Kind
SHOWN = 6  # newest results of a kind on the page of all; the rest is one tap away


@dataclass(frozen=True, slots=True)
class Section:
    """The results of one kind. rows: the newest; count: of all. chart: None for kinds without one."""

    kind: str
    name: str
    rows: list[ResultRow]
    count: int
    add_words: str
    meaning: str
    chart: Chart | None = None

    @property
    def has_more(self) -> bool:
        return self.count > len(self.rows)

    @property
    def latest(self) -> ResultRow | None:
        return self.rows[0] if self.rows else None


@dataclass(frozen=True, slots=True)
class InrPart:
    """What stands with the INR: range, time in range, next test. is_open: the person takes, or may take, a
    vitamin K antagonist."""

    is_open: bool
    ranges: list[RangeRow]
    controls: list[ControlRow]
    next: NextInr

    @property
    def range_now(self) -> RangeRow | None:
        return next((row for row in self.ranges if row.is_now), None)


@dataclass(frozen=True, slots=True)
class LabsPage:
    inr: Section
    inr_part: InrPart
    vitamin_d: Section
    body: BodyWords
    body_code: str
    others: list[Section]
    wrong: list[ResultRow] = field(default_factory=list)


def labs_page(person, today: date) -> LabsPage:
    """Everything the page shows, in five queries and the profile's."""
    results = queries.standing_results(person)
    ranges = queries.standing_ranges(person)
    settings = queries.settings_of(person)
    history = vka_history(person)
    body = settings.vitamin_d_body

    def section(kind: str, chart: Chart | None = None) -> Section:
        of_kind = _of(results, kind)
        rows = rows_of(of_kind[:SHOWN], body=body, ranges=ranges)
        return Section(kind, Kind(kind).label, rows, len(of_kind), _add_words(kind), _meaning(kind), chart)

    counted = _counted(results)
    inr = _of(counted, Kind.INR)
    return LabsPage(
        inr=section(Kind.INR, inr_chart(inr, ranges, history)),
        inr_part=InrPart(
            is_open=_concerns(history, today),
            ranges=range_rows(ranges, today),
            controls=control_rows(inr, ranges, history),
            next=next_inr(settings.next_inr_on, today),
        ),
        vitamin_d=section(Kind.VITAMIN_D, vitamin_d_chart(_of(counted, Kind.VITAMIN_D), body)),
        body=body_words(body),
        body_code=body,
        others=[section(kind) for kind in (Kind.DP_UCMGP, Kind.T_SCORE, Kind.CORONARY_CALCIUM)],
        wrong=[row_of(one, body=body, ranges=()) for one in queries.wrong_results(person)],
    )


def _of(results: Sequence[LabResult], kind: str) -> list[LabResult]:
    return [one for one in results if one.kind == kind]


def _counted(results: Sequence[LabResult]) -> list[LabResult]:
    """Of each kind and day the one that counts, the earliest day first."""
    in_order = sorted(results, key=lambda one: (one.entered_at, one.key))
    return sorted(queries.counting(in_order), key=lambda one: one.taken_on)


def _concerns(history: VkaHistory, today: date) -> bool:
    """Whether INR results are of use to this person: they take a vitamin K antagonist, or may."""
    return history.is_active_on(today)


def _add_words(kind: str) -> str:
    return {
        Kind.INR: _("Add an INR"),
        Kind.VITAMIN_D: _("Add a 25(OH)D result"),
        Kind.DP_UCMGP: _("Add a dp-ucMGP result"),
        Kind.T_SCORE: _("Add a T-score"),
        Kind.CORONARY_CALCIUM: _("Add a calcium score"),
    }[kind]


def _meaning(kind: str) -> str:
    """What a kind of result is, in a line."""
    return {
        Kind.INR: _("How long blood takes to clot, compared with blood without an anticoagulant."),
        Kind.VITAMIN_D: _("25-hydroxyvitamin D in the blood: what the body holds of vitamin D."),
        Kind.DP_UCMGP: _("Matrix Gla protein that vitamin K has not made active, in the blood."),
        Kind.T_SCORE: _("Bone density beside the mean of young adults, in standard deviations, at one site."),
        Kind.CORONARY_CALCIUM: _("Calcium in the arteries of the heart, counted on a scan."),
    }[kind]
