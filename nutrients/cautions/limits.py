"""D-01 to D-03, C-01, M-01 and CA-INFO: sums of days and products against upper limits.

A finding says "at least": limits are held against what is known. A plan may raise the limit of D-02. What the
log and the cabinet tell of one nutrient is one matter: the cabinet speaks where the log does not say it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from ..circumstances import CabinetProduct
from ..design_values import (
    CAUTION_WINDOW_DAYS,
    MINIMUM_DAYS,
    MK7_LOW_UG,
    VERY_HIGH_VITAMIN_D_DAYS,
    VERY_HIGH_VITAMIN_D_UG,
)
from ..intake import NOTHING
from ..levels import CALL_FIRST, CAUTION, INFO
from ..reference_intakes import reference
from ..scoring import Coverage
from ..units import vitamin_d_iu
from .case import Case
from .finding import IN_CABINET, Finding, plain, shown_name


def find(case: Case) -> Iterator[Finding]:
    yield from _vitamin_d(case)
    limit = reference("calcium", "UL", case.subject)
    if limit is not None:
        mean = _mean(case, "calcium")
        if mean is not None and mean > limit.amount:
            yield _over(case, "C-01", CAUTION, "calcium", mean, limit.amount)
    yield from _magnesium(case)
    yield from _calcium_without_k2(case)


def _vitamin_d(case: Case) -> Iterator[Finding]:
    limit = reference("vitamin_d", "UL", case.subject)
    maximum = None if case.plan is None else case.plan.vitamin_d_maximum_ug
    raised = None
    if limit is not None:
        raised = limit.amount if maximum is None else max(limit.amount, maximum)
    mean = _mean(case, "vitamin_d")
    today = case.days.intake(case.on, "vitamin_d").known
    if _is_very_high(case, maximum):
        params = {"limit": plain(Fraction(VERY_HIGH_VITAMIN_D_UG)), **_amounts(mean)}
        yield Finding("D-03", CALL_FIRST, "D-03:vitamin_d", case.on, params)
    elif raised is not None and mean is not None and mean > raised:
        yield _over(case, "D-02", CAUTION, "vitamin_d", mean, raised)
    elif limit is not None:
        if today > limit.amount:
            yield _over(case, "D-01", INFO, "vitamin_d", Fraction(today), limit.amount)
        over = [
            one for one in case.told.cabinet_on(case.on) if one.is_daily and _sure(one, "vitamin_d") > raised
        ]
        if over:
            together = Fraction(sum(_sure(one, "vitamin_d") for one in over))
            yield _of_cabinet(case, "D-02", "vitamin_d", over, _amounts(together), raised)


def _is_very_high(case: Case, maximum: Decimal | None) -> bool:
    """Whether each of seven days holds 250 µg or more, and not within what a plan allows."""
    span = (case.on - timedelta(days=back) for back in range(VERY_HIGH_VITAMIN_D_DAYS))
    amounts = [case.days.intake(day, "vitamin_d").known for day in span]
    if min(amounts) < VERY_HIGH_VITAMIN_D_UG:
        return False
    return maximum is None or max(amounts) > maximum


def _magnesium(case: Case) -> Iterator[Finding]:
    limit = reference("magnesium", "UL_supplemental", case.subject)
    if limit is None:
        return
    mean = _mean(case, "magnesium", supplements=True)
    today = case.days.intake(case.on, "magnesium", supplements=True).known
    if mean is not None and mean > limit.amount:
        yield _over(case, "M-01", CAUTION, "magnesium", mean, limit.amount)
        return
    kept = [
        one
        for one in case.told.cabinet_on(case.on)
        if one.days_a_week is not None and _sure(one, "magnesium") > 0
    ]
    total = sum((Fraction(_sure(one, "magnesium")) * one.days_a_week / 7 for one in kept), Fraction(0))
    if total > limit.amount:
        yield _of_cabinet(case, "M-01", "magnesium", kept, {"x": plain(total)}, limit.amount)
    elif today > limit.amount:
        yield _over(case, "M-01", INFO, "magnesium", Fraction(today), limit.amount)


def _sure(product: CabinetProduct, nutrient: str) -> Decimal:
    """What a day of use surely brings."""
    amount = product.item.amounts.get(nutrient)
    sure = None if amount is None else amount.at_least
    return NOTHING if sure is None else sure


def _mean(case: Case, nutrient: str, *, supplements: bool = False) -> Fraction | None:
    amounts = [case.days.intake(day, nutrient, supplements=supplements).known for day in case.week]
    return Fraction(sum(amounts)) / len(amounts) if amounts else None


def _amounts(vitamin_d: Fraction) -> dict[str, str]:
    return {"x": plain(vitamin_d), "iu": plain(vitamin_d_iu(vitamin_d))}


def _over(case: Case, code: str, level: str, nutrient: str, amount: Fraction, limit: Decimal) -> Finding:
    params = {"x": plain(amount), "ul": plain(Fraction(limit)), "date": case.on.isoformat()}
    if nutrient == "vitamin_d":
        params |= _amounts(amount)
    return Finding(code, level, f"{code}:{nutrient}", case.on, params)


def _of_cabinet(
    case: Case, code: str, nutrient: str, products, amounts: dict[str, str], limit: Decimal
) -> Finding:
    """A finding about what products of the cabinet bring together."""
    product = ", ".join(shown_name(one.item) for one in products)
    params = {**amounts, "ul": plain(Fraction(limit)), "product": product, "where": IN_CABINET}
    return Finding(code, CAUTION, f"{code}:{nutrient}", case.on, params, product=product)


def _calcium_without_k2(case: Case) -> Iterator[Finding]:
    """The article's advice on calcium supplements. Nobody on a VKA sees it, nor before the question about it
    is answered: it would nudge towards K2."""
    if case.log is None or case.subject.k2_is_paused(case.on):
        return
    if case.days.intake(case.on, "calcium", supplements=True).known <= 0:
        return
    today = _known_mk7(case, case.on)
    known = [amount for day in case.week for amount in [_known_mk7(case, day)] if amount is not None]
    enough = len(known) >= MINIMUM_DAYS[CAUTION_WINDOW_DAYS]
    mean = Fraction(sum(known)) / len(known) if enough else None
    if (today is not None and today < MK7_LOW_UG) or (mean is not None and mean < MK7_LOW_UG):
        yield Finding("CA-INFO", INFO, "CA-INFO:calcium", case.on)


def _known_mk7(case: Case, day: date) -> Decimal | None:
    """A day's MK-7 where the K2 line could be scored on it."""
    known = case.days.intake(day, "menaquinone_7").known
    if case.days.coverage(day, "menaquinone_7") is Coverage.PARTIAL_LOW and known < MK7_LOW_UG:
        return None
    return known
