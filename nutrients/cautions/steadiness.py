"""K-05, K-05b and K-07: whether the vitamin K of somebody on a VKA goes on as it was."""

from collections.abc import Iterator
from datetime import date, timedelta

from .. import recognition
from ..design_values import HABIT_DAYS, HABIT_WINDOW_DAYS, STOPPED_DAYS
from ..intake import Item
from ..levels import CAUTION
from ..stability import Stability, Verdict, day_of, stability
from .case import Case
from .finding import Finding, cause_of, plain, shown_name
from .vitamin_k import what_was_said


def find(case: Case) -> Iterator[Finding]:
    if not case.is_vka_active:
        return
    judged = stability(case.days, case.on)
    if judged.verdict is Verdict.GAPS:
        yield Finding("K-05b", judged.level, "K-05b", case.on, _counts(judged))
    elif judged.verdict is not Verdict.WITHIN:
        yield Finding("K-05", judged.level, f"K-05:{judged.verdict}", case.on, _numbers(judged))
    yield from _stopped(case)


def _counts(judged: Stability) -> dict[str, str]:
    return {
        "recent_known": str(judged.recent_known),
        "recent_complete": str(judged.recent_complete),
        "baseline_known": str(judged.baseline_known),
        "baseline_complete": str(judged.baseline_complete),
    }


def _numbers(judged: Stability) -> dict[str, str]:
    return {
        **_counts(judged),
        "direction": str(judged.verdict),
        "m7": plain(judged.recent),
        "b28": plain(judged.baseline),
        "change": plain(judged.change),
        "share": plain(judged.share),
        "known_ug": plain(abs(judged.change)),
    }


def _stopped(case: Case) -> Iterator[Finding]:
    """K-07: a vitamin K supplement that was a habit and has not been logged for three complete days.

    The day itself is one of the three once it was marked complete; until then the three lie before it.
    """
    log = case.log
    last = case.on if log is not None and log.complete else case.on - timedelta(days=1)
    gap = [last - timedelta(days=back) for back in range(STOPPED_DAYS)]
    if not all(_is_complete(case, day) for day in gap):
        return
    lately = {name for day in (case.on, *gap) for name in case.days.products(day)}
    taken: dict[str, int] = {}
    latest: dict[str, Item] = {}
    for back in range(STOPPED_DAYS, STOPPED_DAYS + HABIT_WINDOW_DAYS):
        for name, items in case.days.products(last - timedelta(days=back)).items():
            item = next(filter(_brings_vitamin_k, items), None)
            if name not in lately and item is not None:
                taken[name] = taken.get(name, 0) + 1
                latest.setdefault(name, item)
    for name, days in taken.items():
        if days >= HABIT_DAYS:
            product = shown_name(latest[name])
            params = {**what_was_said(case.subject), "product": product, "days": str(days)}
            yield Finding("K-07", CAUTION, cause_of("K-07", name), case.on, params, product=product)


def _is_complete(case: Case, day: date) -> bool:
    """Whether a day says that something was not taken: marked complete, or all of its vitamin K is known."""
    log = case.days.get(day)
    if log is None:
        return False
    return log.complete or day_of(case.days, day).is_complete


def _brings_vitamin_k(item: Item) -> bool:
    return (
        recognition.is_k2_supplement(item)
        or recognition.known_vitamin_k_ug(item) > 0
        or recognition.lists_k1_without_amount(item)
    )
