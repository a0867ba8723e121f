"""The lines of a food page: every nutrient with its kind and source, and what is assumed in its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from nutrients.intake import State
from nutrients.nutrient import MENAQUINONES, NUTRIENTS
from nutrients.wording import ABOVE_VITAMIN_D_LIMIT

from ..composition import Composition, Interval, Value, passes_vitamin_d_limit
from ..models import STATES
from ..search import needs_caution
from .references import Reference, References

# Every form of vitamin K that has a column of its own somewhere is shown, known or not; the rest where known.
ALWAYS_SHOWN = (
    "phylloquinone",
    *(f"menaquinone_{length}" for length in range(4, 11)),
    "menaquinone_unspecified",
    "vitamin_d",
    "cholecalciferol",
    "magnesium",
    "calcium",
    "energy",
)
# Whether a value is measured or not must not rest on reading alone: the edge of the badge says it too.
BADGES = {
    State.MEASURED: "badge-measured",
    State.LABEL: "badge-label",
    State.CALCULATED: "badge-calculated",
    State.BORROWED: "badge-borrowed",
    State.ASSUMED: "badge-assumed",
    State.UNSTATED: "badge-published",
    State.TRACE: "badge-published",
    State.UNKNOWN: "badge-unknown",
    State.NOT_ON_LABEL: "badge-unknown",
}
STATE_WORDS = {State(code): words for code, words in STATES}


@dataclass(frozen=True, slots=True)
class Line:
    """One nutrient on the food page. Amounts None: unknown. low, high bound this nutrient per basis."""

    name: str
    short: str
    unit: str
    amount: Decimal | None
    in_portion: Decimal | None
    low: Decimal | None
    high: Decimal | None
    n: int | None
    state: str
    badge: str
    is_measured: bool
    reference: Reference | None
    donor: str
    derivation: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class AssumedLine:
    """An assumption in force for an unknown value. under_grams None: it holds for any amount."""

    name: str
    unit: str
    low: Decimal
    high: Decimal
    under_grams: Decimal | None
    reason: str
    reference: Reference | None


def lines(composition: Composition, portion_factor: Decimal | None, references: References) -> list[Line]:
    """Every nutrient of the food page. portion_factor: the portion in units of the basis, None for none."""
    shown = [code for code in NUTRIENTS if code in ALWAYS_SHOWN or code in composition.values]
    shown.sort(key=_page_order)
    return [_line(code, composition.values.get(code), portion_factor, references) for code in shown]


def _page_order(code):
    return ALWAYS_SHOWN.index(code) if code in ALWAYS_SHOWN else len(ALWAYS_SHOWN)


def _line(code, value: Value | None, factor, references) -> Line:
    nutrient = NUTRIENTS[code]
    state = State.UNKNOWN if value is None else value.amount.state
    amount = None if value is None else value.amount.value
    return Line(
        name=_full_name(nutrient),
        short=nutrient.short,
        unit=nutrient.unit,
        amount=amount,
        in_portion=None if amount is None or factor is None else amount * factor,
        low=None if value is None else value.amount.low,
        high=None if value is None else value.amount.high,
        n=value.n if value is not None and value.n else None,  # SR28 writes 0 where it did not count
        state=str(STATE_WORDS[state]),
        badge=BADGES[state],
        is_measured=state is State.MEASURED,
        reference=None if value is None else references.get(value.source_key),
        donor="" if value is None or value.donor is None else value.donor.food_id,
        derivation="" if value is None else value.derivation,
        notes=[] if value is None else list(filter(None, value.note.split("\n"))),
    )


def _full_name(nutrient) -> str:
    """The name with its short form where people know the short one better: "Menaquinone-7 (MK-7)"."""
    name = _(nutrient.name)
    is_form = nutrient.code in MENAQUINONES and nutrient.short not in name
    return f"{name} ({nutrient.short})" if is_form else name


def known_k2(composition: Composition) -> Decimal | None:
    """The sum of the K2 forms that have a value, per basis; None where none has."""
    amounts = [composition.amount(code).value for code in MENAQUINONES]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def assumed_lines(composition: Composition, assumptions, references: References) -> list[AssumedLine]:
    """Assumptions in force for what this food has no value of. assumptions: rows of the model, in use."""
    return [
        AssumedLine(
            name=NUTRIENTS[row.nutrient].short,
            unit=NUTRIENTS[row.nutrient].unit,
            low=row.low,
            high=row.high,
            under_grams=Interval(row.low, row.high).grams_below_limit,
            reason=row.reason,
            reference=references.get(row.source.key),
        )
        for row in assumptions
        if not composition.amount(row.nutrient).is_known
    ]


def limit_notice(composition: Composition) -> str:
    """What is said beside a product that passes an upper level by itself; "" of any other food."""
    return _(ABOVE_VITAMIN_D_LIMIT) if passes_vitamin_d_limit(composition) else ""


def concerns_vka(composition: Composition, marks: Iterable[str]) -> bool:
    """Whether the page says that a log of this food opens a caution."""
    return needs_caution(composition, set(marks))
