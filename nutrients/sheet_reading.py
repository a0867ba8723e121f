"""The fields of a sheet, checked one by one: each error names its field as a path from the top."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from .design_values import DEFAULT_REFERENCE_SET
from .intake import UNKNOWN, Amount, DayLog, Item, Origin, State
from .nutrient import MENAQUINONES
from .subject import LIFE_STAGES, REFERENCE_SETS, SEXES, VKA_ANSWERS, Subject
from .ttr import InrResult

NUTRIENT_CODES = frozenset(
    {"phylloquinone", *MENAQUINONES, "vitamin_d", "cholecalciferol", "magnesium", "calcium"}
)
# Beyond these a sheet holds a slip and no food. They also bound the digits of a sum.
LARGEST_AMOUNT = Decimal(1_000_000_000)
MOST_DECIMALS = 30
LARGEST_INR = Decimal(100)
OLDEST_AGE = 130

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_]{1,60}", re.ASCII)
_SHOWN = 60  # characters of a wrong value that an error repeats

_NOTHING_GIVEN = object()


class BadSheet(ValueError):
    """A sheet that cannot be scored: one line, with the field and what is wrong with it."""

    def __init__(self, path: str, problem: str, value: object = _NOTHING_GIVEN):
        shown = "" if value is _NOTHING_GIVEN else f": {_shown(value)}"
        super().__init__(f"{path}: {problem}{shown}")


def _shown(value: object) -> str:
    """A value on one line, however odd it is."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = json.dumps(value, ensure_ascii=False)
    if not text.isprintable():
        text = json.dumps(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if _PLAIN_NAME.fullmatch(name) else f"{path}[{_shown(name)}]"


def read_object(data: object, path: str, allowed: tuple[str, ...] | None = None) -> dict[str, object]:
    """The data as an object; with `allowed`, any other field is a slip."""
    if not isinstance(data, dict):
        raise BadSheet(path, "not an object", data)
    for name in data if allowed is not None else ():
        if name not in allowed:
            raise BadSheet(_below(path, name), "unknown field")
    return data


def read_list(data: object, path: str) -> Iterator[tuple[str, object]]:
    """The entries of a list, each with its own path."""
    if not isinstance(data, list):
        raise BadSheet(path, "not a list", data)
    return ((f"{path}[{index}]", entry) for index, entry in enumerate(data))


def read_text(data: object, path: str) -> str:
    """A text that says something."""
    if not isinstance(data, str) or not data.strip():
        raise BadSheet(path, "not a text", data)
    return data


def read_choice(data: object, path: str, choices: tuple[str, ...]) -> str:
    """One of the texts in `choices`."""
    if not isinstance(data, str) or data not in choices:
        raise BadSheet(path, f"not one of {', '.join(choices)}", data)
    return data


def _flag(data: object, path: str) -> bool:
    if not isinstance(data, bool):
        raise BadSheet(path, "not true or false", data)
    return data


def required(fields: dict[str, object], name: str, path: str) -> object:
    """The value of a field that has to be there."""
    if name not in fields:
        raise BadSheet(_below(path, name), "missing")
    return fields[name]


def read_date(data: object, path: str) -> date:
    """A date as YYYY-MM-DD."""
    if isinstance(data, str) and _DATE.fullmatch(data):
        try:
            return date.fromisoformat(data)
        except ValueError:
            pass  # 2026-02-30 has the form and is no day; it is refused with the others
    raise BadSheet(path, "not a date", data)


def read_number(data: object, path: str, largest: Decimal) -> Decimal:
    """A number from 0 to below `largest`, written as a decimal string."""
    if not isinstance(data, str):
        raise BadSheet(path, "not a decimal string", data)
    if not _NUMBER.fullmatch(data):
        raise BadSheet(path, "not a number", data)
    if len(data) > 2 * MOST_DECIMALS:
        raise BadSheet(path, "too many digits", data)
    number = Decimal(data)
    if number < 0:
        raise BadSheet(path, "below 0", data)
    if number >= largest:
        raise BadSheet(path, "too large", data)
    if number.as_tuple().exponent < -MOST_DECIMALS:
        raise BadSheet(path, "too many decimals", data)
    return number.copy_abs()


def read_person(data: object) -> Subject:
    path = "person"
    fields = read_object(
        data,
        path,
        ("age", "sex", "life_stage", "reference_set", "vka", "vka_drug", "vka_stopped_on"),
    )
    age = fields.get("age")
    if age is not None:
        if not isinstance(age, int) or isinstance(age, bool):
            raise BadSheet("person.age", "not a whole number of years", age)
        if age < 1:
            raise BadSheet("person.age", "under 1 year, where the reference tables begin", age)
        if age > OLDEST_AGE:
            raise BadSheet("person.age", "too large", age)
    sex = fields.get("sex")
    drug = fields.get("vka_drug")
    if drug is not None and not isinstance(drug, str):
        raise BadSheet("person.vka_drug", "not a text", drug)
    stopped_on = fields.get("vka_stopped_on")
    return Subject(
        age=age,
        sex=None if sex is None else read_choice(sex, "person.sex", SEXES),
        life_stage=read_choice(fields.get("life_stage", "none"), "person.life_stage", LIFE_STAGES),
        reference_set=read_choice(
            fields.get("reference_set", DEFAULT_REFERENCE_SET), "person.reference_set", REFERENCE_SETS
        ),
        vka=read_choice(fields.get("vka", "unanswered"), "person.vka", VKA_ANSWERS),
        vka_drug=drug,
        vka_stopped_on=None if stopped_on is None else read_date(stopped_on, "person.vka_stopped_on"),
    )


def read_days(data: object) -> list[DayLog]:
    """The days of a sheet, each date once."""
    days = []
    seen: set[date] = set()
    for path, entry in read_list(data, "days"):
        log = _read_day(entry, path)
        if log.day in seen:
            raise BadSheet(f"{path}.date", "given twice", log.day.isoformat())
        seen.add(log.day)
        days.append(log)
    return days


def _read_day(data: object, path: str) -> DayLog:
    fields = read_object(data, path, ("date", "complete", "sun", "items"))
    return DayLog(
        day=read_date(required(fields, "date", path), f"{path}.date"),
        items=tuple(
            read_item(entry, below) for below, entry in read_list(fields.get("items", []), f"{path}.items")
        ),
        complete=_flag(fields.get("complete", False), f"{path}.complete"),
        sun=_flag(fields.get("sun", False), f"{path}.sun"),
    )


def read_item(data: object, path: str) -> Item:
    """Something eaten or taken; its key is its path."""
    fields = read_object(data, path, ("food", "origin", "amounts"))
    food = required(fields, "food", path)
    if not isinstance(food, str) or not food.strip():
        raise BadSheet(f"{path}.food", "not a name", food)
    origin = read_choice(required(fields, "origin", path), f"{path}.origin", ("food", "supplement"))
    amounts_path = f"{path}.amounts"
    amounts = {}
    for code, amount in read_object(required(fields, "amounts", path), amounts_path).items():
        if code not in NUTRIENT_CODES:
            raise BadSheet(_below(amounts_path, code), "unknown nutrient")
        amounts[code] = _read_amount(amount, f"{amounts_path}.{code}")
    return Item(food=food, origin=Origin(origin), amounts=amounts, key=path)


def _read_amount(data: object, path: str) -> Amount:
    if data is None:
        return UNKNOWN
    if data == "trace":
        return Amount(Decimal(0), state=State.TRACE)
    return Amount(read_number(data, path, LARGEST_AMOUNT))


def read_inr(data: object) -> tuple[InrResult, ...]:
    """INR results in the order given; none where there are none."""
    if data is None:
        return ()
    results = []
    for path, entry in read_list(data, "inr"):
        fields = read_object(entry, path, ("date", "value"))
        on = read_date(required(fields, "date", path), f"{path}.date")
        value = read_number(required(fields, "value", path), f"{path}.value", LARGEST_INR)
        results.append(InrResult(on, value))
    return tuple(results)


def read_inr_range(data: object) -> tuple[Decimal, Decimal] | None:
    if data is None:
        return None
    fields = read_object(data, "inr_range", ("low", "high"))
    low = read_number(required(fields, "low", "inr_range"), "inr_range.low", LARGEST_INR)
    high = read_number(required(fields, "high", "inr_range"), "inr_range.high", LARGEST_INR)
    if low > high:
        raise BadSheet("inr_range.low", "above inr_range.high", fields["low"])
    return low, high
