"""A person's results as the rules, the pages and the trends want them.

Of two results of one kind and day the later entered counts. What was marked wrong counts nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from nutrients import circumstances
from nutrients.design_values import VITAMIN_D_STATUS_DAYS
from nutrients.ttr import InrResult

from .models import InrRange, LabResult, LabSettings

Kind = LabResult.Kind


@dataclass(frozen=True, slots=True)
class ResultsTold:
    """A person's results as plain data, each in the order of entry."""

    inr: tuple[InrResult, ...] = ()
    vitamin_d: tuple[circumstances.VitaminDResult, ...] = ()
    inr_ranges: tuple[circumstances.InrRange, ...] = ()


def results_told(person) -> ResultsTold:
    """What the rules look at, in two queries."""
    results = list(
        person.lab_results.standing().filter(kind__in=[Kind.INR, Kind.VITAMIN_D]).in_order_of_entry()
    )
    return ResultsTold(
        inr=tuple(InrResult(one.taken_on, as_reported(one)) for one in results if one.kind == Kind.INR),
        vitamin_d=tuple(
            circumstances.VitaminDResult(one.taken_on, as_reported(one), one.unit)
            for one in results
            if one.kind == Kind.VITAMIN_D
        ),
        inr_ranges=tuple(
            circumstances.InrRange(_short(one.low), _short(one.high), one.from_on)
            for one in standing_ranges(person)
        ),
    )


def as_reported(result: LabResult) -> Decimal:
    """The value with the decimals of the report; the column keeps two of any."""
    return result.value.quantize(Decimal(1).scaleb(-result.decimals))


def _short(limit: Decimal) -> Decimal:
    """A limit of a range with one decimal, or with two where it needs them."""
    tenths = limit.quantize(Decimal("0.1"))
    return tenths if tenths == limit else limit


def results_between(person, first: date, last: date) -> tuple[LabResult, ...]:
    """The results that count of the days from `first` to `last`, the earliest first; one query."""
    results = person.lab_results.standing().filter(taken_on__range=(first, last)).in_order_of_entry()
    return tuple(sorted(counting(results), key=lambda one: one.taken_on))


def counting(in_order_of_entry: Iterable[LabResult]) -> list[LabResult]:
    """Of each kind and day the result that was entered last."""
    return list({(one.kind, one.taken_on): one for one in in_order_of_entry}.values())


def standing_results(person, kind: str | None = None) -> list[LabResult]:
    """Everything that was not marked wrong, the newest day first, and of one day the later entered first."""
    results = person.lab_results.standing()
    if kind is not None:
        results = results.filter(kind=kind)
    return list(results.order_by("-taken_on", "-entered_at", "-key"))


def wrong_results(person) -> list[LabResult]:
    """What the person marked wrong, the newest day first."""
    return list(person.lab_results.filter(is_current=True, is_wrong=True))


def versions_of(person, key) -> list[LabResult]:
    """Every version of one result, the latest first; empty where the person has none of that key."""
    return list(person.lab_results.filter(key=key).order_by("-version"))


def standing_ranges(person) -> list[InrRange]:
    """The ranges that were not taken back, the earliest first."""
    return list(person.inr_ranges.filter(taken_back_at=None))


def settings_of(person) -> LabSettings:
    """What the person set; the defaults, not saved, where they set nothing."""
    return LabSettings.objects.filter(person=person).first() or LabSettings(person=person)


def latest_vitamin_d(person, day: date) -> LabResult | None:
    """The latest 25(OH)D that may stand beside the intake of `day`; None where none is young enough."""
    since = day - timedelta(days=VITAMIN_D_STATUS_DAYS)
    results = person.lab_results.standing().filter(kind=Kind.VITAMIN_D, taken_on__range=(since, day))
    return results.order_by("-taken_on", "-entered_at", "-key").first()
