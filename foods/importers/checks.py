"""What every imported record has to pass: amounts, units, ranges, names, trade item numbers.

Numbers are Decimals from the first character on. A fault is a ValueError whose text is the reason; where a
source gives a range that cannot be, the value stays and the range is left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from foods.actions import DraftValue
from foods.barcodes import gtin_of
from foods.limits import MOST_ENERGY, MOST_MILLIGRAMS
from nutrients.intake import State
from nutrients.nutrient import KILOCALORIE, MILLIGRAM, NUTRIENTS
from nutrients.units import IU_PER_UG_VITAMIN_D, UnknownUnit, to_canonical

from .records import Kind, PortionRecord, Problem

NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
STORED_STEP = Decimal("0.000001")  # the six places of the database
MOST_SAMPLES = 2_147_483_647
LONGEST = {"name": 200, "brand": 120, "portion": 80, "note": 300, "derivation": 60}
UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")  # NUL, and halves of letters: no database keeps them
MOST = {MILLIGRAM: MOST_MILLIGRAMS, KILOCALORIE: MOST_ENERGY}
MOST_UG = Decimal("99999999")


def number(text: str) -> Decimal:
    """Raises ValueError for what is no plain decimal number (also NaN, 1_000, 1,5)."""
    text = text.strip()
    if not NUMBER.fullmatch(text) or len(text) > 40:
        raise ValueError("not a number")
    return Decimal(text)


def optional(text: str) -> Decimal | None:
    """As `number`; None for an empty cell."""
    return number(text) if text.strip() else None


def samples(text: str) -> int | None:
    """The number of data points; None for an empty cell. Raises ValueError where it is no whole number."""
    found = optional(text)
    if found is None:
        return None
    if found != found.to_integral_value() or not 0 <= found <= MOST_SAMPLES:
        raise ValueError("number of samples is not a whole number")
    return int(found)


def stored(amount: Decimal) -> Decimal:
    """`amount` to the six places that are kept."""
    if amount.as_tuple().exponent >= -6:
        return amount
    return amount.quantize(STORED_STEP, rounding=ROUND_HALF_EVEN)


def amount_in(text: str, unit: str, nutrient: str, *, per_100g: bool = True) -> Decimal:
    """A stated amount in the nutrient's own unit.

    Raises ValueError for an unreadable or negative number, a unit that does not fit, or more than 100 g in
    100 g (only where the composition is per 100 g).
    """
    amount = number(text)
    if amount < 0:
        raise ValueError("negative amount")
    if amount.adjusted() > 12:
        raise ValueError("more than 100 g in 100 g" if per_100g else "amount out of all proportion")
    try:
        amount = to_canonical(amount, unit, nutrient)
    except UnknownUnit as error:
        raise ValueError(f"unit does not fit {nutrient}") from error
    most = MOST.get(NUTRIENTS[nutrient].unit, MOST_UG) if per_100g else MOST_UG
    if amount > most:
        if NUTRIENTS[nutrient].unit == KILOCALORIE:
            raise ValueError("more energy than 100 g can hold")
        raise ValueError("more than 100 g in 100 g" if per_100g else "amount out of all proportion")
    return stored(amount)


def storable(text: str) -> str:
    """`text` as it stands. Raises ValueError where a database cannot keep it."""
    if UNSTORABLE.search(text):
        raise ValueError("letters that cannot be stored")
    return text


def checked_name(text: str, what: str = "name") -> str:
    """`text` without blanks around it. Raises ValueError where it is empty, too long or has control codes."""
    text = text.strip()
    if not text:
        raise ValueError(f"no {what}")
    if len(text) > LONGEST[what]:
        raise ValueError(f"{what} of more than {LONGEST[what]} letters")
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise ValueError(f"control codes in the {what}")
    return text


def gtin14(text: str) -> str:
    """A trade item number as fourteen digits; missing leading zeros are put back.

    Raises ValueError where length or check digit are wrong.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and 8 <= len(digits) <= 14):
        raise ValueError("barcode is not 8 to 14 digits")
    gtin = gtin_of(digits.zfill(14))
    if gtin is None or not gtin.strip("0"):
        raise ValueError("check digit of the barcode is wrong")
    return gtin


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of a source about one nutrient of one food, before the rows of a food are put together.

    nutrient: our code; number: the source's number of the nutrient; unit: as the source writes it.
    rank: of several numbers for one nutrient, the smallest counts. The rest are texts as they stand.
    """

    nutrient: str
    number: str
    unit: str
    rank: int
    amount: str
    n: str
    low: str
    high: str
    state: State
    derivation: str
    place: str
    loq: str = ""
    is_less_than: bool = False
    note: str = ""


def values_of(
    food: str, source: str, readings: Iterable[Reading], *, per_100g: bool = True
) -> tuple[tuple[DraftValue, ...], list[Problem]]:
    """The values that the rows about one food come to, whatever the order of the rows, and what was left out.

    Rows that repeat each other count once; rows of one number that contradict each other are all left out.
    Vitamin D in IU and in µg is one value: µg is kept, IU alone is converted.
    """
    problems: list[Problem] = []
    by_number: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        by_number.setdefault((reading.nutrient, reading.number), []).append(reading)
    found: dict[str, list[tuple[Reading, DraftValue]]] = {}
    for (nutrient, _number), rows in sorted(by_number.items()):
        contents = {replace(row, place="") for row in rows}
        if len(contents) > 1:
            problems += [
                _problem(food, row, "two rows of one nutrient contradict each other") for row in rows
            ]
            continue
        problems += [_problem(food, row, "the same row twice") for row in rows[1:]]
        try:
            value, faults = _value(rows[0], source, per_100g=per_100g)
        except ValueError as error:
            problems.append(_problem(food, rows[0], str(error)))
            continue
        problems += [_problem(food, rows[0], fault, Kind.RANGE) for fault in faults]
        found.setdefault(nutrient, []).append((rows[0], value))
    values = []
    for rows in found.values():
        rows.sort(key=lambda pair: pair[0].rank)
        values.append(rows[0][1])
        problems += _disagreements(food, rows)
    return tuple(values), problems


def _problem(food: str, row: Reading, reason: str, kind: Kind = Kind.VALUE) -> Problem:
    return Problem(kind, row.place, food, reason, f"{row.nutrient} {row.amount[:40]} {row.unit}".strip())


def _value(row: Reading, source: str, *, per_100g: bool) -> tuple[DraftValue, list[str]]:
    limit = optional(row.loq)
    if not row.amount.strip() and limit is None:
        raise ValueError("no amount")
    stated = row.amount if row.amount.strip() else "0"
    amount = amount_in(stated, row.unit, row.nutrient, per_100g=per_100g)
    n, state, faults = samples(row.n), row.state, []
    low = high = None
    try:
        low, high = (
            amount_in(text, row.unit, row.nutrient, per_100g=per_100g) if text.strip() else None
            for text in (row.low, row.high)
        )
    except ValueError as error:
        faults.append(f"range left out: {error}")
    if low is not None and high is not None and low > high:
        faults.append("range left out: minimum above maximum")
        low = high = None
    elif (low is not None and amount < low) or (high is not None and amount > high):
        faults.append("range left out: it does not hold the amount")
        low = high = None
    if row.is_less_than:
        state, low, high, amount = State.TRACE, Decimal(0), amount, Decimal(0)
    elif limit is not None and number(stated) <= limit:
        state, low = State.TRACE, Decimal(0)
        high, amount = amount_in(row.loq, row.unit, row.nutrient, per_100g=per_100g), Decimal(0)
    value = DraftValue(
        nutrient=row.nutrient,
        amount=amount,
        state=state,
        source=source,
        low=low,
        high=high,
        n=n,
        derivation=row.derivation[: LONGEST["derivation"]],
        note=row.note,
    )
    return value, faults


def _disagreements(food: str, rows: list[tuple[Reading, DraftValue]]) -> Iterator[Problem]:
    """Where µg and IU of vitamin D are further apart than their last places allow."""
    (first, kept), *others = rows
    for row, value in others:
        if row.nutrient != "vitamin_d" or row.unit.upper() != "IU":
            continue
        slack = _half_step(first.amount) + _half_step(row.amount) / IU_PER_UG_VITAMIN_D
        if abs(kept.amount - value.amount) > slack:
            detail = f"{kept.amount} µg is kept, {row.amount} IU would be {value.amount} µg"
            yield Problem(Kind.VALUE, row.place, food, "vitamin D in IU and in µg differ", detail)


def _half_step(text: str) -> Decimal:
    return Decimal(5).scaleb(number(text).as_tuple().exponent - 1)


def portions_of(
    food: str, rows: Iterable[tuple[str, str, str]]
) -> tuple[tuple[PortionRecord, ...], list[Problem]]:
    """Household measures out of rows of (place, name, grams), and what was left out.

    A measure listed twice with two weights is kept twice, the weight in its name.
    """
    portions: dict[str, PortionRecord] = {}
    problems = []
    for place, text, weight in rows:
        try:
            name, grams = checked_name(text, "portion"), number(weight)
            if grams.adjusted() > 6 or not 0 < (grams := round(grams, 3)) < 1_000_000:
                raise ValueError("a portion without a weight")
            if name in portions and portions[name].grams != grams:
                name = checked_name(f"{name} ({grams.normalize():f} g)", "portion")
        except ValueError as error:
            problems.append(Problem(Kind.PORTION, place, food, str(error), f"{text[:60]} {weight[:20]}"))
            continue
        portions.setdefault(name, PortionRecord(name, grams))
    return tuple(portions.values()), problems
