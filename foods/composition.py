"""What an amount of a food brings: published compositions, read once, and scaled.

Pure once read. Revisions are immutable, so a worker keeps those it has seen; only rows of a committed
transaction are kept, since the id of a revision that was rolled back comes again with other content.
Unknown stays unknown here; the one thing that may stand in for it is a reviewed assumption, under the rule
of `with_assumptions`.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from django.db import transaction
from django.db.models import BigIntegerField, DecimalField, TextField
from django.db.models import Value as Literal

from nutrients.design_values import DEFAULT_REFERENCE_SET
from nutrients.intake import UNKNOWN, Amount, Item, Origin, State
from nutrients.reference_intakes import adult_upper_level

from .folding import words
from .models import Assumption, Food, FoodNutrient, Revision, SourceCategory

KEPT_REVISIONS = 4000  # about 15 MB; a person's ten years name some hundred revisions
ASSUMED_UP_TO = Decimal(1)  # µg per entry; the owner's rule for assumptions: an upper end stays under it


@dataclass(frozen=True, slots=True)
class Donor:
    """The food of another source that a value was taken from."""

    source_key: str
    food_id: str


@dataclass(frozen=True, slots=True)
class Value:
    """One published value: `amount` per 100 g or per unit; `n` samples, None where the source gives none."""

    amount: Amount
    source_key: str | None
    donor: Donor | None
    n: int | None
    derivation: str
    note: str


@dataclass(frozen=True, slots=True)
class Categorised:
    """An imported food's place in its source: the source's category, and the folded words of its name, each
    alone and with the next one (`separable_fat`), as a category's excluded words name them."""

    category_id: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """A published revision. A nutrient missing from `values` is unknown.

    assumption_group: the composition's own; an imported one has none. categorised: by what
    `Assumptions.group_of` gives it one instead; None for a food without a source's category.
    k2_low, k2_high: range of total vitamin K2 in µg, never of one form.
    """

    revision_id: int
    basis: str
    assumption_group: str
    values: Mapping[str, Value]
    k2_low: Decimal | None = None
    k2_high: Decimal | None = None
    k2_range_note: str = ""
    k2_note: str = ""
    categorised: Categorised | None = None

    @property
    def is_per_unit(self) -> bool:
        return self.basis == Food.Basis.PER_UNIT

    def amount(self, code: str) -> Amount:
        """The amount of one nutrient per 100 g or per unit."""
        value = self.values.get(code)
        return UNKNOWN if value is None else value.amount


@dataclass(frozen=True, slots=True)
class Interval:
    """What is assumed of a nutrient per 100 g."""

    low: Decimal
    high: Decimal

    @property
    def grams_below_limit(self) -> Decimal | None:
        """The weight of an entry under which the assumption stands in; None where it always does."""
        return None if self.high == 0 else ASSUMED_UP_TO * 100 / self.high


@dataclass(frozen=True, slots=True)
class CategoryInUse:
    """A source's category whose assumption a curator switched on; `excluded` words rule a food out."""

    group: str
    excluded: frozenset[str]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The assumptions in use: group -> nutrient code -> interval; the sources' categories in use by id."""

    by_group: Mapping[str, Mapping[str, Interval]]
    by_category: Mapping[int, CategoryInUse] = field(default_factory=dict)

    def group_of(self, composition: Composition) -> str:
        """The group whose assumptions stand in for a composition's unknowns; "" for none.

        Its own, else that of its source's category while that is in use and no word of the name rules it out.
        """
        placed = composition.categorised
        if composition.assumption_group or placed is None:
            return composition.assumption_group
        category = self.by_category.get(placed.category_id)
        if category is None or not category.excluded.isdisjoint(placed.words):
            return ""
        return category.group

    def of(self, group: str) -> Mapping[str, Interval]:
        return self.by_group.get(group, {})


NO_ASSUMPTIONS = Assumptions({})


class _Kept:
    """The most recently used compositions of this process."""

    def __init__(self, limit: int):
        self._limit, self._rows, self._lock = limit, OrderedDict(), threading.Lock()

    def get(self, revision_ids: Iterable[int]) -> dict[int, Composition]:
        with self._lock:
            found = {}
            for revision_id in revision_ids:
                if revision_id in self._rows:
                    self._rows.move_to_end(revision_id)
                    found[revision_id] = self._rows[revision_id]
            return found

    def add(self, compositions: Mapping[int, Composition]) -> None:
        with self._lock:
            self._rows.update(compositions)
            while len(self._rows) > self._limit:
                self._rows.popitem(last=False)


_kept = _Kept(KEPT_REVISIONS)


def compositions(revision_ids: Iterable[int]) -> dict[int, Composition]:
    """The compositions of these revisions by id. Two queries for those not kept in memory, else none."""
    wanted = set(revision_ids)
    found = _kept.get(wanted)
    missing = wanted - found.keys()
    if missing:
        read = _read(missing)
        transaction.on_commit(lambda: _kept.add(read))  # at once outside a transaction
        found |= read
    return found


def _read(revision_ids: set[int]) -> dict[int, Composition]:
    values: dict[int, dict[str, Value]] = {revision_id: {} for revision_id in revision_ids}
    rows = FoodNutrient.objects.filter(revision__in=revision_ids).values_list(
        "revision_id",
        "nutrient",
        "amount",
        "low",
        "high",
        "state",
        "source__key",
        "donor_source__key",
        "donor_food_id",
        "n",
        "derivation",
        "note",
    )
    for revision_id, code, amount, low, high, state, source, donor, donor_id, n, derivation, note in rows:
        values[revision_id][code] = Value(
            amount=Amount(amount, low, high, State(state)),
            source_key=source,
            donor=None if donor is None else Donor(donor, donor_id),
            n=n,
            derivation=derivation,
            note=note,
        )
    revisions = Revision.objects.filter(pk__in=revision_ids).values_list(
        "pk",
        "food__basis",
        "assumption_group",
        "k2_low",
        "k2_high",
        "k2_range_note",
        "k2_note",
        "food__source_category",
        "food__name",
    )
    return {
        pk: Composition(
            pk, basis, group, values[pk], low, high, range_note, note, _categorised(category_id, name)
        )
        for pk, basis, group, low, high, range_note, note, category_id, name in revisions
    }


def _categorised(category_id: int | None, name: str) -> Categorised | None:
    if category_id is None:
        return None
    alone = words(name)
    return Categorised(category_id, (*alone, *(f"{first}_{second}" for first, second in pairwise(alone))))


def active_assumptions() -> Assumptions:
    """The assumptions that curators have left in use, and the sources' categories they switched on, which
    take effect at once. One query."""
    no_text, no_amount = (
        Literal("", TextField()),
        Literal(None, DecimalField(max_digits=14, decimal_places=6)),
    )
    intervals = (
        Assumption.objects.filter(is_active=True)
        .order_by()
        .values_list("group", "nutrient", "low", "high", Literal(None, BigIntegerField()), no_text)
    )
    categories = (
        SourceCategory.objects.filter(is_in_use=True)
        .order_by()
        .values_list("assumption_group", no_text, no_amount, no_amount, "pk", "excluded_words")
    )
    by_group: dict[str, dict[str, Interval]] = {}
    by_category: dict[int, CategoryInUse] = {}
    for group, nutrient, low, high, category_id, excluded in intervals.union(categories, all=True):
        if category_id is None:
            by_group.setdefault(group, {})[nutrient] = Interval(low, high)
        else:
            by_category[category_id] = CategoryInUse(group, frozenset(words(excluded)))
    return Assumptions(by_group, by_category)


def in_groups(found: Mapping[int, Composition], assumptions: Assumptions) -> dict[int, Composition]:
    """The compositions with the group whose assumptions stand in for their unknowns now, for saying which."""
    return {
        revision_id: replace(composition, assumption_group=assumptions.group_of(composition))
        for revision_id, composition in found.items()
    }


def passes_vitamin_d_limit(composition: Composition) -> bool:
    """Whether one unit of a product holds more vitamin D than the upper level of adults for a whole day."""
    value = composition.values.get("vitamin_d")
    if not composition.is_per_unit or value is None or value.amount.value is None:
        return False
    return value.amount.value > adult_upper_level("vitamin_d", DEFAULT_REFERENCE_SET)


def scaled(
    composition: Composition, *, grams: Decimal | None = None, units: Decimal | None = None
) -> dict[str, Amount]:
    """The amounts in `grams` of a food, or in `units` of a product.

    What a label does not list is left out: it is unknown for sums, and nothing that a rule should fire on.
    Raises ValueError where the measure does not fit the composition's basis.
    """
    factor = _factor(composition, grams, units)
    return {
        code: value.amount.times(factor)
        for code, value in composition.values.items()
        if value.amount.state is not State.NOT_ON_LABEL
    }


def _factor(composition, grams, units) -> Decimal:
    if composition.is_per_unit:
        if units is None or grams is not None:
            raise ValueError("a composition per unit needs units, and units alone")
        return units
    if grams is None or units is not None:
        raise ValueError("a composition per 100 g needs grams, and grams alone")
    return grams / 100


def with_assumptions(
    amounts: Mapping[str, Amount], *, group: str, grams: Decimal, assumptions: Assumptions
) -> dict[str, Amount]:
    """`amounts`, with an assumed one wherever a value is unknown and the assumption is small enough.

    Where the upper end adds under 1 µg to the entry, the entry counts as known at the lower end, with state
    "assumed" and the interval as its range. Where it could add more, the value stays unknown.
    """
    result = dict(amounts)
    for nutrient, interval in assumptions.of(group).items():
        if result.get(nutrient, UNKNOWN).is_known:
            continue
        low, high = interval.low * grams / 100, interval.high * grams / 100
        if high < ASSUMED_UP_TO:
            result[nutrient] = Amount(low, low, high, State.ASSUMED)
    return result


def item(
    composition: Composition,
    *,
    slug: str,
    name: str,
    names: Iterable[str] = (),
    marks: Iterable[str] = (),
    grams: Decimal | None = None,
    units: Decimal | None = None,
    key: object = None,
    assumptions: Assumptions = NO_ASSUMPTIONS,
) -> Item:
    """What a log entry brought, for the engine.

    names: aliases; marks: the food's curated marks; key: the caller's own handle of the entry.
    Raises ValueError where the measure does not fit the composition's basis.
    """
    amounts = scaled(composition, grams=grams, units=units)
    if grams is not None:
        amounts = with_assumptions(
            amounts, group=assumptions.group_of(composition), grams=grams, assumptions=assumptions
        )
    return Item(
        food=slug,
        origin=Origin.SUPPLEMENT if composition.is_per_unit else Origin.FOOD,
        amounts=amounts,
        names=(name, *names),
        marks=frozenset(marks),
        key=key,
    )
