"""The fields of a sheet beside the log: medicines, conditions, cabinet, plans and laboratory results.

All may be left out. Each error names its field as a path from the top, as in `sheet_reading.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from .circumstances import (
    Band,
    CabinetProduct,
    Circumstances,
    Condition,
    ConditionHeld,
    InrRange,
    MedicineTaken,
    PermittedSources,
    Plan,
    VitaminDResult,
)
from .intake import Origin
from .medicines import recognise
from .sheet_reading import (
    LARGEST_AMOUNT,
    BadSheet,
    read_choice,
    read_date,
    read_item,
    read_list,
    read_number,
    read_object,
    read_text,
    required,
)
from .ttr import InrResult

LARGEST_25OHD = Decimal(10_000)
UNITS_25OHD = ("nmol/L", "ng/mL")


def read_circumstances(
    fields: dict[str, object], on: date, inr: tuple[InrResult, ...], inr_range: tuple[Decimal, Decimal] | None
) -> Circumstances:
    """What a sheet tells beside the log. A product without a date stands in the cabinet from `on`."""
    return Circumstances(
        medicines=_each(fields.get("medicines"), "medicines", _medicine),
        conditions=_each(fields.get("conditions"), "conditions", _condition),
        cabinet=tuple(
            product if product.from_on is not None else replace(product, from_on=on)
            for product in _each(fields.get("cabinet"), "cabinet", _product)
        ),
        inr=inr,
        inr_ranges=() if inr_range is None else (InrRange(*inr_range),),
        vitamin_d=_each(fields.get("vitamin_d_results"), "vitamin_d_results", _vitamin_d_result),
        plans=_each(fields.get("plans"), "plans", _plan),
    )


def _each(data: object, path: str, read_one: Callable[[object, str], object]) -> tuple:
    return () if data is None else tuple(read_one(entry, below) for below, entry in read_list(data, path))


def _optional(fields: dict[str, object], name: str, path: str, read_one: Callable[[object, str], object]):
    value = fields.get(name)
    return None if value is None else read_one(value, f"{path}.{name}")


def _medicine(data: object, path: str) -> MedicineTaken:
    """A name alone stands for the one medicine it is recognised as; `drug` says it, null that it is none."""
    if isinstance(data, str):
        data = {"name": data}
    fields = read_object(data, path, ("name", "drug", "started_on", "stopped_on", "entered_on"))
    name = read_text(required(fields, "name", path), f"{path}.name")
    if "drug" in fields:
        drug = _optional(fields, "drug", path, read_text)
    else:
        found = recognise(name)
        drug = found[0].medicine.drug if len(found) == 1 else None
    dates = {
        one: _optional(fields, one, path, read_date) for one in ("started_on", "stopped_on", "entered_on")
    }
    _in_order(dates["started_on"], dates["stopped_on"], f"{path}.stopped_on")
    return MedicineTaken(name, drug, **dates)


def _condition(data: object, path: str) -> ConditionHeld:
    if isinstance(data, str):
        return ConditionHeld(Condition(read_choice(data, path, tuple(Condition))))
    fields = read_object(data, path, ("condition", "from", "to"))
    condition = read_choice(required(fields, "condition", path), f"{path}.condition", tuple(Condition))
    from_on, to_on = _optional(fields, "from", path, read_date), _optional(fields, "to", path, read_date)
    _in_order(from_on, to_on, f"{path}.to")
    return ConditionHeld(Condition(condition), from_on, to_on)


def _product(data: object, path: str) -> CabinetProduct:
    """`days_a_week` left out means every day, null now and then."""
    fields = read_object(data, path, ("food", "amounts", "days_a_week", "from", "to"))
    item = read_item(
        {
            "food": required(fields, "food", path),
            "origin": "supplement",
            "amounts": fields.get("amounts", {}),
        },
        path,
    )
    days = fields.get("days_a_week", 7)
    if days is not None and (not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 7):
        raise BadSheet(f"{path}.days_a_week", "not a whole number from 1 to 7", days)
    from_on, to_on = _optional(fields, "from", path, read_date), _optional(fields, "to", path, read_date)
    _in_order(from_on, to_on, f"{path}.to")
    return CabinetProduct(replace(item, origin=Origin.SUPPLEMENT), days, from_on, to_on)


def _vitamin_d_result(data: object, path: str) -> VitaminDResult:
    fields = read_object(data, path, ("date", "value", "unit"))
    return VitaminDResult(
        on=read_date(required(fields, "date", path), f"{path}.date"),
        value=read_number(required(fields, "value", path), f"{path}.value", LARGEST_25OHD),
        unit=read_choice(required(fields, "unit", path), f"{path}.unit", UNITS_25OHD),
    )


def _plan(data: object, path: str) -> Plan:
    fields = read_object(
        data,
        path,
        (
            "drug",
            "valid_from",
            "valid_to",
            "sources",
            "supplement",
            "mk7",
            "vitamin_k",
            "vitamin_d_maximum",
            "ended_on",
        ),
    )
    valid_from = read_date(required(fields, "valid_from", path), f"{path}.valid_from")
    valid_to = read_date(required(fields, "valid_to", path), f"{path}.valid_to")
    _in_order(valid_from, valid_to, f"{path}.valid_to")
    sources = read_choice(fields.get("sources", "none"), f"{path}.sources", tuple(PermittedSources))
    supplement = _optional(fields, "supplement", path, read_text)
    if sources == PermittedSources.SUPPLEMENT and supplement is None:
        raise BadSheet(f"{path}.supplement", "missing")
    return Plan(
        drug=read_text(required(fields, "drug", path), f"{path}.drug"),
        valid_from=valid_from,
        valid_to=valid_to,
        sources=PermittedSources(sources),
        supplement=supplement,
        mk7=_optional(fields, "mk7", path, _band),
        vitamin_k=_optional(fields, "vitamin_k", path, _band),
        vitamin_d_maximum_ug=_optional(fields, "vitamin_d_maximum", path, _amount),
        ended_on=_optional(fields, "ended_on", path, read_date),
    )


def _band(data: object, path: str) -> Band:
    fields = read_object(data, path, ("low", "high"))
    low = _amount(required(fields, "low", path), f"{path}.low")
    high = _amount(required(fields, "high", path), f"{path}.high")
    if low > high:
        raise BadSheet(f"{path}.low", f"above {path}.high", fields["low"])
    return Band(low, high)


def _amount(data: object, path: str) -> Decimal:
    return read_number(data, path, LARGEST_AMOUNT)


def _in_order(first: date | None, last: date | None, path: str) -> None:
    if first is not None and last is not None and last < first:
        raise BadSheet(path, "before it begins", last.isoformat())
