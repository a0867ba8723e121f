"""The entries of a range of days as plain values, in one query.

A month is some 450 rows, and turning columns into Python values was most of the time of reading them. So the
database hands over each day as one text, and a text that this process has seen before is not read again: the
same text is the same entries. Notes come beside them and are not kept: what somebody typed themselves could
be of any length, and is theirs to take back. Limits: nothing is judged or summed here.
"""

import json
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import Aggregate, Q, TextField
from django.db.models.functions import JSONArray

from foods.models import Food

from .kept import Kept

THOUSANDTH = Decimal("0.001")
KEPT_ENTRIES = 9000  # about 8 MB a worker: the last month of some twenty people
COLUMNS = (
    "pk",
    "key",
    "meal",
    "food_id",
    "food__slug",
    "food__name",
    "food__basis",
    "revision_id",
    "quantity",
    "portion_name",
    "grams",
    "units",
    "eaten_at",
)


class Logged(NamedTuple):
    """One standing entry. quantity: of the portion, or of grams where `portion_name` is empty."""

    key: UUID
    meal: str
    food_id: int
    slug: str
    name: str
    basis: str
    revision_id: int
    quantity: Decimal
    portion_name: str
    grams: Decimal | None
    units: Decimal | None
    eaten_at: time | None

    @property
    def is_supplement(self) -> bool:
        return self.basis == Food.Basis.PER_UNIT


class LoggedDays(NamedTuple):
    """rows: by day, in the order they were logged; a day without any is left out. notes: by entry."""

    rows: dict[date, tuple[Logged, ...]]
    notes: dict[UUID, str]


class JSONList(Aggregate):
    """The values of a group as the text of one JSON list, in no particular order; of none, "[]" or None."""

    function = "JSON_GROUP_ARRAY"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)  # Django leaves jsonb a text


def entries_between(person, first: date, last: date) -> LoggedDays:
    """The person's entries of the days from `first` to `last`, both included. One query."""
    days = (
        person.entries.standing()
        .filter(eaten_on__range=(first, last))
        .order_by("eaten_on")
        .values_list("eaten_on")
        .annotate(
            entries=JSONList(JSONArray(*COLUMNS)),
            notes=JSONList(JSONArray("key", "note"), filter=~Q(note="")),
        )
    )
    rows, notes = {}, {}
    for day, texts, noted in days:
        rows[day] = _days.get(texts, lambda texts=texts: _read(texts), weight=texts.count("],") + 1)
        notes |= {UUID(key): note for key, note in json.loads(noted or "[]")}
    return LoggedDays(rows, notes)


_days = Kept(KEPT_ENTRIES)


def forget_days() -> None:
    """Let go of every day that this process keeps."""
    _days.forget()


def _read(texts: str) -> tuple[Logged, ...]:
    return tuple(_logged(*row) for _pk, *row in sorted(json.loads(texts, parse_float=Decimal)))


def _logged(key, meal, food_id, slug, name, basis, revision, quantity, portion, grams, units, eaten_at):
    return Logged(
        UUID(key),
        meal,
        food_id,
        slug,
        name,
        basis,
        revision,
        _amount(quantity),
        portion,
        _amount(grams),
        _amount(units),
        None if eaten_at is None else time.fromisoformat(eaten_at),
    )


def _amount(number: int | Decimal | None) -> Decimal | None:
    """A quantity, grams or units, to the three decimals that entries keep."""
    return None if number is None else Decimal(number).quantize(THOUSANDTH)
