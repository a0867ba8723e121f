"""The day's entries by meal, and what was logged before and may be logged again with one tap."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foods.composition import compositions, item
from k2tracker.diary.days import Days
from k2tracker.diary.measures import amount_text, quantity_text, unit_text
from k2tracker.diary.models import Entry
from k2tracker.diary.queries import FirstPortion, Logged, Naming, Shortcut
from k2tracker.web.numbers import display
from nutrients import recognition
from nutrients.design_values import VITAMIN_K_PRODUCT_UG
from nutrients.intake import Item

MEALS = (
    Entry.Meal.SUPPLEMENTS,
    Entry.Meal.BREAKFAST,
    Entry.Meal.LUNCH,
    Entry.Meal.SNACK,
    Entry.Meal.DINNER,
)
SHOWN = (("menaquinone_7", "MK-7", "µg"), ("vitamin_d", "D", "µg"), ("magnesium", "Mg", "mg"))
MOST_RECENT, MOST_OFTEN, MOST_FAVOURITES = 5, 5, 8
NO_KEY, NO_SLUG = uuid.UUID(int=0), "no-food"
HUNDRED = Decimal(100)
OFTEN = 3  # logs in the window that make a habit
# From 10 µg MK-7 a day trials saw effects on anticoagulation (Theuwissen 2013): nothing like it is offered.
MK7_NOT_OFFERED_UG = Decimal(10)


@dataclass(frozen=True, slots=True)
class Fact:
    """One amount of an entry; text None: unknown."""

    label: str
    text: str | None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as its row shows it. error: what is wrong with `quantity`, which is then what was typed."""

    key: uuid.UUID
    url: str
    food_url: str
    favourite_url: str
    name: str
    facts: tuple[Fact, ...]
    quantity: str
    unit: str
    note: str
    needs_caution: bool
    is_favourite: bool
    error: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Yesterday's meal, to be logged again. `key` makes a second press harmless."""

    url: str
    key: uuid.UUID
    label: str


@dataclass(frozen=True, slots=True)
class MealBlock:
    """One meal with its entries, or with what may be repeated where it has none."""

    code: str
    name: str
    time: str
    summary: str
    entries: tuple[EntryRow, ...]
    repeat: Repeat | None


@dataclass(frozen=True, slots=True)
class Problem:
    """An amount that could not be saved: what was typed, and the sentence at its field."""

    key: uuid.UUID
    typed: str
    message: str


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries of the day; `summary` counts them."""

    summary: str
    meals: tuple[MealBlock, ...]
    has_any: bool
    has_error: bool


def entries_of(
    days: Days,
    *,
    favourites: Iterable[int],
    offers: Callable[[Logged], bool],
    problem: Problem | None = None,
) -> Entries:
    """The entries by meal. favourites: ids of starred foods. offers: whether an entry may be suggested."""
    starred = frozenset(favourites)
    addresses = _Addresses(days.on)
    flagged = {finding.item_key for finding in days.findings if finding.item_key is not None}
    by_meal: dict[str, list[tuple[Logged, Item]]] = {}
    for row, eaten in zip(days.entries, days.log.items, strict=True):
        by_meal.setdefault(row.meal, []).append((row, eaten))
    yesterday: dict[str, list[Logged]] = {}
    for row in days.rows.get(days.on - timedelta(days=1), ()):
        yesterday.setdefault(row.meal, []).append(row)
    meals = []
    for meal in MEALS:
        logged = by_meal.get(meal, [])
        before = yesterday.get(meal, [])
        if logged:
            rows = tuple(
                _row(row, eaten, addresses, row.key in flagged, row.food_id in starred, problem)
                for row, eaten in logged
            )
            meals.append(MealBlock(meal.value, str(meal.label), _time(logged), _meal_sum(logged), rows, None))
        elif before and all(offers(row) for row in before):
            meals.append(MealBlock(meal.value, str(meal.label), "", "", (), _repeat(days, meal, before)))
    supplements = sum(row.is_supplement for row in days.entries)
    return Entries(
        _counts(len(days.entries) - supplements, supplements),
        tuple(meals),
        bool(days.entries),
        problem is not None,
    )


class _Addresses:
    """The addresses of entries and foods. Looked up once with stand-ins: a reverse each would cost more than
    the rest of a row."""

    def __init__(self, day):
        self._entry = reverse("diary:entry", args=[NO_KEY])
        self._food = reverse("foods:detail", args=[NO_SLUG])
        self._favourite = f"{reverse('diary:favourite', args=[NO_SLUG])}?day={day}"

    def entry(self, key: uuid.UUID) -> str:
        return self._entry.replace(str(NO_KEY), str(key))

    def food(self, slug: str) -> str:
        return self._food.replace(NO_SLUG, slug)

    def favourite(self, slug: str) -> str:
        return self._favourite.replace(NO_SLUG, slug)


def _row(row: Logged, eaten: Item, addresses: _Addresses, needs_caution, is_favourite, problem) -> EntryRow:
    has_problem = problem is not None and problem.key == row.key
    return EntryRow(
        key=row.key,
        url=addresses.entry(row.key),
        food_url=addresses.food(row.slug),
        favourite_url=addresses.favourite(row.slug),
        name=row.name,
        facts=tuple(_fact(eaten, code, label, unit) for code, label, unit in SHOWN),
        quantity=problem.typed if has_problem else quantity_text(row.quantity),
        unit=unit_text(quantity=row.quantity, portion_name=row.portion_name, grams=row.grams),
        note=row.note,
        needs_caution=needs_caution,
        is_favourite=is_favourite,
        error=problem.message if has_problem else "",
    )


@lru_cache(maxsize=4000)
def _shown(amount: Decimal, unit: str, _language: str) -> str:
    """`display`, kept: the same foods in the same amounts fill most rows of most days."""
    return display(amount, unit)


def _fact(eaten: Item, code: str, label: str, unit: str) -> Fact:
    amount = eaten.amounts.get(code)
    is_known = amount is not None and amount.value is not None
    return Fact(label, _shown(amount.value, unit, get_language()) if is_known else None)


def _time(logged) -> str:
    times = [row.eaten_at for row, _eaten in logged if row.eaten_at is not None]
    return f"{min(times):%H:%M}" if times else ""


def _meal_sum(logged) -> str:
    """A closed meal's one line: how many items, what is known of them, and how many hold an unknown."""
    parts = [ngettext("%(count)s item", "%(count)s items", len(logged)) % {"count": len(logged)}]
    for code, label, unit in SHOWN:
        known = [
            eaten.amounts[code].value
            for _row, eaten in logged
            if code in eaten.amounts and eaten.amounts[code].value is not None
        ]
        total = sum(known)
        if total > 0:
            parts.append(f"{label} {display(total, unit)}")
    unknown = sum(
        any(code not in eaten.amounts or eaten.amounts[code].value is None for code, _l, _u in SHOWN)
        for _row, eaten in logged
    )
    if unknown:
        parts.append(_("%(count)s with unknown values") % {"count": unknown})
    return ", ".join(parts)


def _counts(foods: int, supplements: int) -> str:
    if not foods and not supplements:
        return ""
    return ", ".join(
        [
            ngettext("%(count)s food", "%(count)s foods", foods) % {"count": foods},
            ngettext("%(count)s supplement", "%(count)s supplements", supplements) % {"count": supplements},
        ]
    )


def _repeat(days: Days, meal, before: list[Logged]) -> Repeat:
    count = len(before)
    return Repeat(
        url=reverse("diary:repeat", args=[days.on, meal.value]),
        key=uuid.uuid4(),
        label=ngettext(
            "Same as the day before: %(count)s item", "Same as the day before: %(count)s items", count
        )
        % {"count": count},
    )


# --- Shortcuts ----------------------------------------------------------------------------------------


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
    favourites = [shortcut for shortcut in shortcuts if offers(shortcut)][:MOST_FAVOURITES]
    taken = {shortcut.food_id for shortcut in favourites}
    recent = [row for row in reversed(last.values()) if row.food_id not in taken and offers(row)]
    recent = recent[:MOST_RECENT]
    taken |= {row.food_id for row in recent}
    often = [
        row
        for row in sorted(last.values(), key=lambda row: -times[row.food_id])
        if times[row.food_id] >= OFTEN and row.food_id not in taken and offers(row)
    ]
    groups = (
        ChipGroup("recent", _("Recent"), tuple(map(_chip, recent))),
        ChipGroup("often", _("Often"), tuple(map(_chip, often[:MOST_OFTEN]))),
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
