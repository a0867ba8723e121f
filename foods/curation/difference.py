"""What a draft changes, in words: each field with its text before and after, amounts with their unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from nutrients.nutrient import NUTRIENTS

from ..actions import Draft, DraftValue
from ..models import STATES, AssumptionGroup

MICROGRAM = "µg"
NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one nutrient that is not as it was. before, after: as text; "" for nothing there."""

    nutrient: str
    subject: str
    field: str
    before: str
    after: str


def differences(before: Draft, after: Draft) -> list[Change]:
    """Every field in which the two differ: nutrients in their own order, then K2 as a whole."""
    olds = {value.nutrient: value for value in before.values}
    news = {value.nutrient: value for value in after.values}
    changes = []
    for code, nutrient in NUTRIENTS.items():
        old, new = _fields(olds.get(code), nutrient.unit), _fields(news.get(code), nutrient.unit)
        changes += [
            Change(code, nutrient.short, field, was, now)
            for (field, was), (_field, now) in zip(old, new, strict=True)
            if was != now
        ]
    for (field, was), (_field, now) in zip(_head(before), _head(after), strict=True):
        if was != now:
            changes.append(Change("", _("Composition"), field, was, now))
    return changes


def _fields(value: DraftValue | None, unit: str) -> Iterator[tuple[str, str]]:
    """The fields of one value in words; all empty where there is no row."""
    has_row = value is not None
    yield _("amount"), amount_text(value.amount, unit) or _("unknown") if has_row else _("unknown")
    yield _("low"), amount_text(value.low, unit) if has_row else ""
    yield _("high"), amount_text(value.high, unit) if has_row else ""
    yield _("state"), str(dict(STATES)[value.state.value]) if has_row else ""
    yield _("source"), (value.source or "") if has_row else ""
    yield _("number of samples"), "" if not has_row or value.n is None else str(value.n)
    yield _("donor"), f"{value.donor_source} {value.donor_food_id}" if has_row and value.donor_source else ""
    yield _("derivation"), value.derivation if has_row else ""
    yield _("note"), value.note if has_row else ""


def _head(content: Draft) -> Iterator[tuple[str, str]]:
    groups = dict(AssumptionGroup.choices)
    yield _("assumption group"), str(groups.get(content.assumption_group, ""))
    yield _("total K2, low"), amount_text(content.k2_low, MICROGRAM)
    yield _("total K2, high"), amount_text(content.k2_high, MICROGRAM)
    yield _("what the range of total K2 is"), content.k2_range_note
    yield _("notes on K2"), content.k2_note


def amount_text(amount: Decimal | None, unit: str) -> str:
    """An exact amount with its unit; "" where there is none. Curators see every digit that is stored."""
    return "" if amount is None else f"{amount.normalize():f}{NO_BREAK_SPACE}{unit}"
