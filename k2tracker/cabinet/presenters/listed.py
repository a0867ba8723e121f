"""The cabinet as its page shows it, and a product as search finds it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import number_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foods.composition import Composition
from foods.finding import Match, needs_caution, terms_of
from foods.search import marked
from k2tracker.cabinet.due import can_be_logged
from k2tracker.cabinet.models import PLAIN_UNIT, Use
from k2tracker.profiles.presenters import day_text
from k2tracker.web.numbers import NO_BREAK_SPACE

from .brought import Brought, brought_by

Marks = Mapping[int, Collection[str]]  # by food


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use. brought None: the product has no published figures. trouble: why it is not logged, or "".
    needs_caution: it can open a caution with a vitamin K antagonist."""

    key: UUID
    slug: str
    name: str
    amount: str
    often: str
    when: str
    days: str
    brought: Brought | None
    trouble: str
    can_log: bool
    needs_caution: bool


@dataclass(frozen=True, slots=True)
class CabinetPage:
    """taken: what holds now or begins later. past: what is no longer taken, the latest first. due: how many
    of them wait to be logged today; key: of the press that logs them."""

    taken: tuple[UseRow, ...]
    past: tuple[UseRow, ...]
    due: int
    key: UUID


@dataclass(frozen=True, slots=True)
class FoundProduct:
    """A product that search found, with what one unit brings."""

    slug: str
    brand: str
    name_parts: tuple[tuple[str, bool], ...]
    alias: str
    unit: str
    brought: Brought
    needs_caution: bool


def page_of(
    uses: Iterable[Use],
    *,
    person,
    today: date,
    units: Mapping[int, str],
    known: Mapping[int, Composition],
    marks: Marks,
    due: int,
    key: UUID,
) -> CabinetPage:
    """units: what a unit of each product is called. known: the published compositions by revision. marks: the
    curated ones, by product."""
    rows = [(use, _row(use, person, today, units, known, marks)) for use in uses]
    past = [(use, row) for use, row in rows if use.until is not None and use.until < today]
    past.sort(key=lambda pair: pair[0].until, reverse=True)
    return CabinetPage(
        taken=tuple(row for use, row in rows if use.until is None or use.until >= today),
        past=tuple(row for _use, row in past),
        due=due,
        key=key,
    )


def _row(use: Use, person, today: date, units: Mapping[int, str], known, marks: Marks) -> UseRow:
    composition = known.get(use.food.revision_id)
    can_log = can_be_logged(use.food, person)
    return UseRow(
        key=use.key,
        slug=use.food.slug,
        name=use.food.name,
        amount=amount_words(use.quantity, units.get(use.food_id, PLAIN_UNIT)),
        often=often_words(use),
        when=_when(use),
        days=_days(use, today),
        brought=None if composition is None else brought_by(composition, use.quantity),
        trouble="" if can_log else _("No longer in the food list, so one tap leaves it out."),
        can_log=can_log,
        needs_caution=needs_caution(composition, marks.get(use.food_id, ())),
    )


def amount_words(quantity: Decimal, unit: str) -> str:
    """How much at a time: "1 capsule", "2 × 1 capsule", "2 units"."""
    exact = number_format(f"{quantity.normalize():f}")
    if unit == PLAIN_UNIT:
        return ngettext("%(count)s unit", "%(count)s units", 1 if quantity == 1 else 2) % {"count": exact}
    return unit if quantity == 1 else f"{exact}{NO_BREAK_SPACE}×{NO_BREAK_SPACE}{unit}"


def often_words(use: Use) -> str:
    """How often: "every day", "Mon, Wed, Fri", "3 days a week", "now and then"."""
    match use.often:
        case Use.Often.DAILY:
            return _("every day")
        case Use.Often.SOME_DAYS:
            days = use.days_a_week
            return ngettext("%(days)s day a week", "%(days)s days a week", days) % {"days": days}
        case Use.Often.WEEKDAYS:
            chosen = [day for day in WEEKDAYS if use.weekdays >> day & 1]
            names = WEEKDAYS if len(chosen) == 1 else WEEKDAYS_ABBR
            return ", ".join(str(names[day]) for day in chosen)
    return _("now and then")


def _when(use: Use) -> str:
    meal = use.get_meal_display()
    return meal if use.taken_at is None else f"{meal}, {time_format(use.taken_at, 'H:i')}"


def _days(use: Use, today: date) -> str:
    first = day_text(use.since)
    if use.until is None:
        said = _("since %(day)s") if use.since <= today else _("from %(day)s on")
        return said % {"day": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": day_text(use.until)}


def found_of(
    matches: Iterable[Match],
    query: str,
    units: Mapping[int, str],
    known: Mapping[int, Composition],
    marks: Marks,
) -> list[FoundProduct]:
    """What search found, with the letters that matched."""
    terms = terms_of(query)
    return [
        FoundProduct(
            slug=match.food.slug,
            brand=match.food.brand,
            name_parts=marked(match.food.name, terms),
            alias=match.alias,
            unit=units.get(match.food.id, PLAIN_UNIT),
            brought=brought_by(known[match.food.revision_id], Decimal(1)),
            needs_caution=needs_caution(known[match.food.revision_id], marks.get(match.food.id, ())),
        )
        for match in matches
    ]
