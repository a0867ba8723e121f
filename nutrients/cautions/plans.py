"""What a clinician's plan covers, and K-06: a day outside it.

A plan covers what comes from a source it permits, in an amount that is known and inside its band. What it
does not speak of keeps its rule: a plan without an MK-7 band says nothing about natto. Below a band a day
counts only once it is over: marked complete, or gone by, and with every amount known.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from .. import recognition
from ..circumstances import Band, PermittedSources, Plan
from ..day_sums import DaySums, vitamin_k_without_mk7
from ..design_values import CAUTION_WINDOW_DAYS, PLAN_DAYS_OUTSIDE
from ..intake import Item, Origin
from ..levels import CALL_FIRST, CAUTION, INFO
from ..names import fold
from ..scoring import Coverage
from ..stability import day_of
from .case import Case
from .finding import Finding, plain

MK7, VITAMIN_K = "menaquinone_7", "vitamin_k"


def level_of_item(case: Case, item: Item, *, is_kept: bool = False) -> str | None:
    """How urgent K-01 to K-03 are about an item: INFO inside the plan, CALL FIRST without one that covers it.

    None where the plan permits the source and the day lies outside its band: K-06 speaks then.
    is_kept: it stands in the cabinet, so that its own amount is held against the band and no day's.
    """
    plan = case.plan
    if plan is None or not _permits(plan, item):
        return CALL_FIRST
    needed = _bands_needed(item)
    if any(_band(plan, nutrient) is None or not _is_known(item, nutrient) for nutrient in needed):
        return CALL_FIRST
    if is_kept:
        brought = {MK7: recognition.known_mk7_ug(item), VITAMIN_K: vitamin_k_without_mk7(item)}
        inside = all(brought[nutrient] <= _band(plan, nutrient).high for nutrient in needed)
        return INFO if inside else CALL_FIRST
    return None if needed & set(outside(case, case.on, plan)) else INFO


def permits_medicine(plan: Plan | None, name: str) -> bool:
    """Whether a plan names this medicine as the source of vitamin K it permits."""
    return plan is not None and _is_the_named_one(plan, name)


def find_days_outside(case: Case) -> Iterator[Finding]:
    """K-06 for each band that the day lies outside of."""
    if case.plan is None:
        return
    today = outside(case, case.on, case.plan)
    if not today:
        return
    span = (case.on - timedelta(days=back) for back in range(1, CAUTION_WINDOW_DAYS))
    before = sum(bool(outside(case, day, case.plan_on(day))) for day in span)
    level = CALL_FIRST if before + 1 >= PLAN_DAYS_OUTSIDE else CAUTION
    for nutrient, amount in today.items():
        band = _band(case.plan, nutrient)
        params = {
            "nutrient": nutrient,
            "side": "above" if amount > band.high else "below",
            "amount": plain(Fraction(amount)),
            "low": plain(Fraction(band.low)),
            "high": plain(Fraction(band.high)),
            "days": str(before + 1),
            "date": case.on.isoformat(),
            "known_ug": plain(Fraction(max(amount - band.high, band.low - amount))),
        }
        yield Finding("K-06", level, f"K-06:{nutrient}", case.on, params)


def outside(case: Case, day: date, plan: Plan | None) -> dict[str, Decimal]:
    """What is known of each nutrient whose band the day lies outside of."""
    if plan is None:
        return {}
    days = case.days
    log = days.get(day)
    is_over = log is not None and (log.complete or day < case.on)
    found = {}
    for nutrient, amount in ((MK7, days.intake(day, MK7).known), (VITAMIN_K, days.vitamin_k(day))):
        band = _band(plan, nutrient)
        if band is None or band.holds(amount):
            continue
        if amount > band.high or (is_over and _is_whole(days, day, nutrient)):
            found[nutrient] = amount
    return found


def _is_whole(days: DaySums, day: date, nutrient: str) -> bool:
    """Whether nothing of the day's amount is missing."""
    if nutrient == MK7:
        return days.coverage(day, MK7) is Coverage.COMPLETE
    return day_of(days, day).is_complete


def _band(plan: Plan, nutrient: str) -> Band | None:
    return plan.mk7 if nutrient == MK7 else plan.vitamin_k


def _permits(plan: Plan, item: Item) -> bool:
    if item.origin is Origin.FOOD:
        return plan.sources is PermittedSources.FOOD
    return any(_is_the_named_one(plan, name) for name in (item.food, *item.names))


def _is_the_named_one(plan: Plan, name: str) -> bool:
    if plan.sources is not PermittedSources.SUPPLEMENT or not plan.supplement:
        return False
    return fold(name) == fold(plan.supplement)


def _bands_needed(item: Item) -> frozenset[str]:
    """The bands that have to hold what makes an item a matter of K-01 to K-03.

    One of which nothing is told needs the band for MK-7, and is not known to be inside it.
    """
    other_forms = any(recognition.may_hold(item, code) for code in recognition.VITAMIN_K_FORMS if code != MK7)
    if recognition.is_natto_family(item) or not other_forms:
        return frozenset({MK7})
    return frozenset({MK7, VITAMIN_K} if recognition.k2_form(item) == "MK-7" else {VITAMIN_K})


def _is_known(item: Item, nutrient: str) -> bool:
    """Whether an item's own amount is told, so that a band can be held against it."""
    if nutrient == MK7:
        amount = item.amounts.get(MK7)
        return amount is not None and not recognition.is_open(amount) and amount.is_known
    if recognition.may_hold(item, "menaquinone_unspecified"):
        return False  # it may be MK-7
    listed = (amount for code, amount in item.amounts.items() if code in recognition.VITAMIN_K_FORMS)
    return not any(recognition.is_open(amount) for amount in listed)
