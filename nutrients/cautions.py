"""What a person should be told before any praise: findings of the rules, apart from every score.

Pure rules over what was logged. Raising, repeating and answering alerts is the app's work; the words are in
`wording.py`. For these rules unknown counts as present, and nothing here can be outweighed by points.

A finding says "at least": upper limits are held against what is known of each day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from . import recognition
from .anticoagulants import recognise
from .design_values import CAUTION_WINDOW_DAYS, MINIMUM_DAYS, MK7_LOW_UG, VITAMIN_K_PRODUCT_UG
from .intake import DayLog, Item, Origin, only_supplements, sum_intake
from .names import fold
from .reference_intakes import reference
from .scoring import Coverage, coverage, is_logged
from .subject import Subject
from .units import vitamin_d_iu

RULE_SET = "2026-11"  # stored with every alert; changes whenever a rule or a number behind it does

INFO, CAUTION, CALL_FIRST = "INFO", "CAUTION", "CALL_FIRST"
LEVELS = (CALL_FIRST, CAUTION, INFO)  # most urgent first

_CAUSE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds.

    cause: code and what raised it, such as "K-02:natto"; the same cause on another day is the same matter.
    day: the day that was judged. params: what the wording needs, as strings; amounts keep up to four
    decimals, dates are ISO. item_key and product: the item that raised it, where one did.
    """

    code: str
    level: str
    cause: str
    day: date
    params: Mapping[str, str] = field(default_factory=dict)
    item_key: object = None
    product: str | None = None


def find_cautions(
    subject: Subject,
    logs: Mapping[date, DayLog],
    on: date,
    subjects: Mapping[date, Subject] | None = None,
) -> list[Finding]:
    """Every finding on one day, the most urgent first.

    logs: the days up to `on`; those of the last seven are read. subjects: the subject of each day where it
    differs; the day itself is judged by it too. A product logged twice gives a finding for each of its items,
    with the same cause.
    """
    if subjects is not None:
        subject = subjects.get(on, subject)
    log = logs.get(on)
    items = log.items if log is not None else ()
    week = [
        day_log
        for day, day_log in logs.items()
        if 0 <= (on - day).days < CAUTION_WINDOW_DAYS and is_logged(day_log)
    ]
    found = [
        *_vitamin_k_antagonist(subject, items, on),
        *_other_anticoagulant(subject, on),
        *_upper_limits(subject, items, week, on),
        *_calcium_without_k2(subject, log, week, on),
    ]
    return sorted(found, key=lambda one: (LEVELS.index(one.level), one.code, one.cause))


def _vitamin_k_antagonist(subject: Subject, items: tuple[Item, ...], on: date):
    if not subject.vka_is_answered:
        yield Finding("K-00", INFO, "K-00", on)
    if not subject.vka_is_active(on):
        return
    answer = _what_was_said(subject)
    of_product: dict[str, Decimal] = {}
    for item in items:
        if item.origin is Origin.SUPPLEMENT:
            name = fold(item.food)
            of_product[name] = of_product.get(name, Decimal(0)) + recognition.known_vitamin_k_ug(item)
    for item in items:
        # known_ug: an alert tells by it that a matter grew
        said = {**answer, "known_ug": plain(Fraction(recognition.known_vitamin_k_ug(item)))}
        if recognition.is_k2_supplement(item):
            yield _of_item("K-01", item, on, {**said, "form": recognition.k2_form(item) or ""})
        if recognition.is_natto_family(item):
            kind = "cheonggukjang" if recognition.is_cheonggukjang(item) else "natto"
            yield _of_item("K-02", item, on, {**said, "kind": kind, "date": on.isoformat()})
        if (
            recognition.is_vitamin_k_medicine(item)
            or recognition.is_high_vitamin_k_preparation(item)
            or recognition.lists_k1_without_amount(item)
            or (item.origin is Origin.SUPPLEMENT and of_product[fold(item.food)] >= VITAMIN_K_PRODUCT_UG)
        ):
            yield _of_item("K-03", item, on, said)


def _of_item(code: str, item: Item, on: date, params: Mapping[str, str]) -> Finding:
    product = item.names[0] if item.names else item.food
    return Finding(
        code=code,
        level=CALL_FIRST,
        cause=f"{code}:{fold(item.food)[:_CAUSE_LENGTH]}",
        day=on,
        params={**params, "product": product},
        item_key=item.key,
        product=product,
    )


def _what_was_said(subject: Subject) -> dict[str, str]:
    """The answer about vitamin K antagonists as the wording needs it; "drug" is empty where none was named.

    A name that is known to be no vitamin K antagonist contradicts the answer: the rules hold, unnamed.
    """
    drug = subject.vka_drug or ""
    medicine = recognise(drug)
    if medicine is not None:
        drug = medicine.drug if medicine.is_vka else ""
    return {"answer": subject.vka, "drug": drug}


def _other_anticoagulant(subject: Subject, on: date):
    medicine = recognise(subject.vka_drug) if subject.vka_drug and subject.vka != "stopped" else None
    if medicine is not None and medicine.is_doac:
        yield Finding("A-01", INFO, f"A-01:{medicine.drug}", on, {"drug": medicine.drug})


def _upper_limits(subject: Subject, items, week: list[DayLog], on: date):
    """Vitamin D, calcium, and magnesium of supplements against the upper limits of the person's set."""
    limit = reference("vitamin_d", "UL", subject)
    if limit is not None:
        mean = _mean([sum_intake(log.items, "vitamin_d").known for log in week])
        today = sum_intake(items, "vitamin_d").known
        if mean is not None and mean > limit.amount:
            yield _over("D-02", CAUTION, "vitamin_d", on, mean, limit.amount)
        elif today > limit.amount:
            yield _over("D-01", INFO, "vitamin_d", on, Fraction(today), limit.amount)
    limit = reference("calcium", "UL", subject)
    if limit is not None:
        mean = _mean([sum_intake(log.items, "calcium").known for log in week])
        if mean is not None and mean > limit.amount:
            yield _over("C-01", CAUTION, "calcium", on, mean, limit.amount)
    limit = reference("magnesium", "UL_supplemental", subject)
    if limit is not None:
        mean = _mean([sum_intake(only_supplements(log.items), "magnesium").known for log in week])
        today = sum_intake(only_supplements(items), "magnesium").known
        if mean is not None and mean > limit.amount:
            yield _over("M-01", CAUTION, "magnesium", on, mean, limit.amount)
        elif today > limit.amount:
            yield _over("M-01", INFO, "magnesium", on, Fraction(today), limit.amount)


def _mean(amounts: list[Decimal]) -> Fraction | None:
    return Fraction(sum(amounts)) / len(amounts) if amounts else None


def _over(code: str, level: str, nutrient: str, on: date, amount: Fraction, limit: Decimal) -> Finding:
    params = {"x": plain(amount), "ul": plain(Fraction(limit)), "date": on.isoformat()}
    if nutrient == "vitamin_d":
        params["iu"] = plain(vitamin_d_iu(amount))
    return Finding(code, level, f"{code}:{nutrient}", on, params)


def _calcium_without_k2(subject: Subject, log: DayLog | None, week: list[DayLog], on: date):
    """The article's advice on calcium supplements. Nobody on a VKA sees it, nor before the question about it
    is answered: it would nudge towards K2."""
    if log is None or subject.k2_is_paused(on):
        return
    if sum_intake(only_supplements(log.items), "calcium").known <= 0:
        return
    today = _known_mk7(log)
    known = [amount for amount in map(_known_mk7, week) if amount is not None]
    mean = _mean(known) if len(known) >= MINIMUM_DAYS[CAUTION_WINDOW_DAYS] else None
    if (today is not None and today < MK7_LOW_UG) or (mean is not None and mean < MK7_LOW_UG):
        yield Finding("CA-INFO", INFO, "CA-INFO:calcium", on)


def _known_mk7(log: DayLog) -> Decimal | None:
    """A day's MK-7 where the K2 line could be scored on it."""
    intake = sum_intake(log.items, "menaquinone_7")
    if coverage(log, intake) is Coverage.PARTIAL_LOW and intake.known < MK7_LOW_UG:
        return None
    return intake.known


def plain(amount: Fraction, places: int = 4) -> str:
    """A non-negative amount to so many decimals, rounded half up, without trailing zeros."""
    scale = 10**places
    scaled = (2 * amount.numerator * scale + amount.denominator) // (2 * amount.denominator)
    whole, part = divmod(scaled, scale)
    decimals = f"{part:0{places}d}".rstrip("0") if places else ""
    return f"{whole}.{decimals}" if decimals else str(whole)
