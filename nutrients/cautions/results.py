"""K-10, K-11, and D-03 and D-04 of a blood level: what a laboratory result of the day calls for.

A result is a matter of its own day; its alert lasts until it is answered. Of two on one day the later entry
counts. No plan silences any of these.
"""

from collections.abc import Iterator
from fractions import Fraction

from ..design_values import HIGH_25OHD, INR_CRITICAL, INR_FAR_BELOW, TOXIC_25OHD
from ..levels import CALL_FIRST, CAUTION
from .case import Case
from .finding import Finding, plain


def find(case: Case) -> Iterator[Finding]:
    yield from _inr(case)
    yield from _vitamin_d(case)


def _inr(case: Case) -> Iterator[Finding]:
    of_day = [result for result in case.told.inr if result.on == case.on]
    if not of_day:
        return
    value = of_day[-1].value
    own = case.told.inr_range_on(case.on)
    # As reported: an INR of 2.0 is not "2".
    params = {"value": format(value, "f"), "date": case.on.isoformat()}
    if own is not None:
        params |= {"low": format(own.low, "f"), "high": format(own.high, "f")}
    if value >= INR_CRITICAL or (own is not None and own.low - value >= INR_FAR_BELOW):
        side = "high" if value >= INR_CRITICAL else "low"
        yield Finding("K-11", CALL_FIRST, f"K-11:{case.on}", case.on, {**params, "side": side})
    elif own is not None and not own.low <= value <= own.high:
        side = "high" if value > own.high else "low"
        yield Finding("K-10", CAUTION, f"K-10:{case.on}", case.on, {**params, "side": side})


def _vitamin_d(case: Case) -> Iterator[Finding]:
    """Compared in the unit of the report: both units of each mark are as they were published."""
    of_day = [result for result in case.told.vitamin_d if result.on == case.on]
    if not of_day:
        return
    result = of_day[-1]
    params = {"value": format(result.value, "f"), "unit": result.unit, "date": case.on.isoformat()}
    for code, level, marks in (("D-03", CALL_FIRST, TOXIC_25OHD), ("D-04", CAUTION, HIGH_25OHD)):
        mark = marks[result.unit]
        if result.value > mark:
            params["mark"] = plain(Fraction(mark))
            yield Finding(code, level, f"{code}:25ohd:{case.on}", case.on, params)
            return
