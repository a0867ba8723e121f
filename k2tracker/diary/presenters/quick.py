"""What was logged before and may be logged again with one tap, and what is not offered to whom."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext as _

from foods.composition import compositions, item
from foods.naming import Naming
from k2tracker.cabinet.due import can_be_logged, due_on
from k2tracker.cabinet.models import Use
from k2tracker.diary.days import Days
from k2tracker.diary.logged import Logged
from k2tracker.diary.measures import amount_text, quantity_text
from k2tracker.diary.queries import FirstPortion, Shortcut
from nutrients import recognition
from nutrients.design_values import VITAMIN_K_PRODUCT_UG
from nutrients.intake import Item

MOST_RECENT, MOST_OFTEN, MOST_FAVOURITES = 5, 5, 8
HUNDRED = Decimal(100)
OFTEN = 3  # logs in the window that make a habit
# From 10 µg MK-7 a day trials saw effects on anticoagulation (Theuwissen 2013): nothing like it is offered.
MK7_NOT_OFFERED_UG = Decimal(10)


@dataclass(frozen=True, slots=True)
class Chip:
    """One tap that logs. value: what the button sends; a new key each time the page is drawn."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ChipGroup:
    code: str
    name: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Quick:
    """Shortcuts in groups. left_out: says why some are missing, "" where none may be."""

    groups: tuple[ChipGroup, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class ChipValue:
    """What a chip's button sends: which food, how much of which portion, under which key."""

    key: uuid.UUID
    slug: str
    quantity: Decimal
    portion_name: str

    def __str__(self):
        return f"{self.key}|{self.slug}|{quantity_text(self.quantity)}|{self.portion_name}"

    @classmethod
    def read(cls, text: str) -> "ChipValue":
        """Raises ValueError (or its kin ArithmeticError) where `text` was not made by us."""
        key, slug, quantity, portion_name = text.split("|", 3)
        return cls(uuid.UUID(key), slug, Decimal(quantity), portion_name)


@dataclass(frozen=True, slots=True)
class Usual:
    """What one tap logs of somebody's supplement cabinet. due: how many products wait; key: of that tap, a
    new one each time the page is drawn. is_empty: nothing stands in the cabinet for that day."""

    due: int
    key: uuid.UUID
    is_empty: bool


def usual_of(days: Days, uses: Iterable[Use]) -> Usual:
    """uses: of the cabinet, those that hold on the day."""
    uses, person = list(uses), days.keeper.person
    logged = {day: [(row.food_id, row.meal) for row in rows] for day, rows in days.rows.items()}
    due = [use for use in due_on(uses, days.on, logged) if can_be_logged(use.food, person)]
    return Usual(len(due), uuid.uuid4(), is_empty=not uses)


def left_out_of(uses: Iterable[Use], person, day: date) -> list[str]:
    """The names of what is set for a day and can no longer be logged."""
    return [use.food.name for use in uses if use.is_set_for(day) and not can_be_logged(use.food, person)]


def quick_of(
    days: Days,
    shortcuts: Iterable[Shortcut],
    portions: Mapping[int, FirstPortion],
    *,
    offers: Callable[[Logged | Shortcut], bool],
    left_out: str,
) -> Quick:
    """Recent, often and favourite items, each once, with the amount last chosen."""
    last: dict[int, Logged] = {}
    times: dict[int, int] = {}
    for day in sorted(days.rows):
        for row in days.rows[day]:
            last.pop(row.food_id, None)
            last[row.food_id] = row
            times[row.food_id] = times.get(row.food_id, 0) + 1
    favourites = _first(shortcuts, MOST_FAVOURITES, offers)
    taken = {shortcut.food_id for shortcut in favourites}
    recent = _first((row for row in reversed(last.values()) if row.food_id not in taken), MOST_RECENT, offers)
    taken |= {row.food_id for row in recent}
    habits = (
        row
        for row in sorted(last.values(), key=lambda row: -times[row.food_id])
        if times[row.food_id] >= OFTEN and row.food_id not in taken
    )
    often = _first(habits, MOST_OFTEN, offers)
    groups = (
        ChipGroup("recent", _("Recent"), tuple(map(_chip, recent))),
        ChipGroup("often", _("Often"), tuple(map(_chip, often))),
        ChipGroup(
            "favourites",
            _("Favourites"),
            tuple(
                _chip(last[one.food_id])
                if one.food_id in last
                else _first_chip(one, portions.get(one.food_id))
                for one in favourites
            ),
        ),
    )
    return Quick(tuple(group for group in groups if group.chips), left_out)


def _first(rows: Iterable, most: int, offers: Callable[[Logged | Shortcut], bool]) -> list:
    """The first `most` that are offered. No more are asked about: weighing a food takes its whole label."""
    return list(islice(filter(offers, rows), most))


def _chip(row: Logged) -> Chip:
    value = ChipValue(uuid.uuid4(), row.slug, row.quantity, row.portion_name)
    amount = amount_text(quantity=row.quantity, portion_name=row.portion_name, grams=row.grams)
    return Chip(str(value), f"{row.name}, {amount}")


def _first_chip(shortcut: Shortcut, portion: FirstPortion | None) -> Chip:
    """A favourite that was not logged of late: its first portion, or 100 g."""
    quantity, name, grams = Decimal(1), "", None
    if portion is None:
        quantity = HUNDRED
    else:
        name, grams = portion
    value = ChipValue(uuid.uuid4(), shortcut.slug, quantity, name)
    amount = amount_text(quantity=quantity, portion_name=name, grams=grams)
    return Chip(str(value), f"{shortcut.name}, {amount}")


# --- What is not offered ------------------------------------------------------------------------------


def offers_everything(_row: Logged | Shortcut) -> bool:
    return True


def offers_low_vitamin_k(
    rows: Iterable[Logged | Shortcut], portions: Mapping[int, FirstPortion], naming: Naming
) -> Callable[[Logged | Shortcut], bool]:
    """Which foods may be suggested to somebody on a vitamin K antagonist: nothing that a rule fires on, and
    nothing high in vitamin K in the amount that would be logged."""
    rows = list(rows)
    known = compositions({row.revision_id for row in rows})
    verdicts: dict[tuple, bool] = {}

    def is_low(row) -> bool:
        is_product = known[row.revision_id].is_per_unit
        grams, units = HUNDRED, Decimal(1)
        if isinstance(row, Logged):
            grams, units = row.grams, row.units
        elif row.food_id in portions:
            grams = portions[row.food_id].grams
        would_be = item(
            known[row.revision_id],
            slug=row.slug,
            name=row.name,
            names=naming.names.get(row.food_id, ()),
            marks=naming.marks.get(row.food_id, ()),
            grams=None if is_product else grams,
            units=units if is_product else None,
        )
        return not is_high_in_vitamin_k(would_be)

    def offers(row) -> bool:
        identity = (row.food_id, row.revision_id, getattr(row, "grams", None), getattr(row, "units", None))
        if identity not in verdicts:
            verdicts[identity] = is_low(row)
        return verdicts[identity]

    return offers


def is_high_in_vitamin_k(eaten: Item) -> bool:
    """Whether this much of a food is left out of what is suggested beside a vitamin K antagonist."""
    mk7 = eaten.amounts.get("menaquinone_7")
    return (
        recognition.is_natto_family(eaten)
        or recognition.is_k2_supplement(eaten)
        or recognition.is_vitamin_k_medicine(eaten)
        or recognition.is_high_vitamin_k_preparation(eaten)
        or recognition.lists_k1_without_amount(eaten)
        or recognition.known_vitamin_k_ug(eaten) >= VITAMIN_K_PRODUCT_UG
        or (mk7 is not None and mk7.value is not None and mk7.value >= MK7_NOT_OFFERED_UG)
    )
