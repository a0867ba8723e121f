"""The day's entries by meal."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from k2tracker.diary.days import Days
from k2tracker.diary.logged import Logged
from k2tracker.diary.measures import quantity_text, unit_text
from k2tracker.diary.models import Entry
from k2tracker.web.numbers import display
from nutrients.cautions import INFO
from nutrients.intake import Item

MEALS = (
    Entry.Meal.SUPPLEMENTS,
    Entry.Meal.BREAKFAST,
    Entry.Meal.LUNCH,
    Entry.Meal.SNACK,
    Entry.Meal.DINNER,
)
SHOWN = (("menaquinone_7", "MK-7", "µg"), ("vitamin_d", "D", "µg"), ("magnesium", "Mg", "mg"))
NO_KEY, NO_SLUG = uuid.UUID(int=0), "no-food"


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
    """One meal with its entries, and what of the day before may be repeated in it (None: nothing)."""

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
    """All entries of the day; `summary` counts them by kind, `count` all of them."""

    summary: str
    count: int
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
    presenter = _Rows(days, frozenset(favourites), problem)
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
        here = {_what(row) for row, _eaten in logged}
        is_offered = any(_what(row) not in here for row in before) and all(offers(row) for row in before)
        repeat = _repeat(days, meal, before) if is_offered else None
        if logged:
            rows = tuple(presenter.row(row, eaten) for row, eaten in logged)
            meals.append(
                MealBlock(meal.value, str(meal.label), _time(logged), _meal_sum(logged), rows, repeat)
            )
        elif repeat is not None:
            meals.append(MealBlock(meal.value, str(meal.label), "", "", (), repeat))
    supplements = sum(row.is_supplement for row in days.entries)
    return Entries(
        _counts(len(days.entries) - supplements, supplements),
        len(days.entries),
        tuple(meals),
        bool(days.entries),
        problem is not None,
    )


def _what(row: Logged) -> tuple:
    """What was eaten and how much of it, whenever that was."""
    return row.food_id, row.quantity, row.portion_name


class _Rows:
    """The rows of one day. Addresses are looked up once with stand-ins: a reverse each would cost more than
    the rest of a row."""

    def __init__(self, days: Days, starred: frozenset[int], problem: Problem | None):
        self._notes, self._starred, self._problem = days.notes, starred, problem
        self._flagged = {
            finding.item_key
            for finding in days.findings
            if finding.item_key is not None and finding.level != INFO
        }
        self._entry = reverse("diary:entry", args=[NO_KEY])
        self._food = reverse("foods:detail", args=[NO_SLUG])
        self._favourite = f"{reverse('diary:favourite', args=[NO_SLUG])}?day={days.on}"

    def row(self, row: Logged, eaten: Item) -> EntryRow:
        problem = self._problem if self._problem is not None and self._problem.key == row.key else None
        return EntryRow(
            key=row.key,
            url=self._entry.replace(str(NO_KEY), str(row.key)),
            food_url=self._food.replace(NO_SLUG, row.slug),
            favourite_url=self._favourite.replace(NO_SLUG, row.slug),
            name=row.name,
            facts=tuple(_fact(eaten, code, label, unit) for code, label, unit in SHOWN),
            quantity=quantity_text(row.quantity) if problem is None else problem.typed,
            unit=unit_text(quantity=row.quantity, portion_name=row.portion_name, grams=row.grams),
            note=self._notes.get(row.key, ""),
            needs_caution=row.key in self._flagged,
            is_favourite=row.food_id in self._starred,
            error="" if problem is None else problem.message,
        )


@lru_cache(maxsize=4000)
def _shown(amount: Decimal, unit: str, _language: str) -> str:
    """`display`, kept: the same foods in the same amounts fill most rows of most days."""
    return display(amount, unit)


def _fact(eaten: Item, code: str, label: str, unit: str) -> Fact:
    amount = eaten.amounts.get(code)
    sure = None if amount is None else amount.at_least
    if sure is None or (sure == 0 and not amount.is_known):
        return Fact(label, None)
    shown = _shown(sure, unit, get_language())
    return Fact(label, shown if amount.is_known else _("at least %(amount)s") % {"amount": shown})


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
