"""The lines of a food page: every nutrient with its kind and source, and what is assumed in its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from nutrients.intake import UNKNOWN
from nutrients.nutrient import MENAQUINONES, NUTRIENTS
from nutrients.wording import ABOVE_VITAMIN_D_LIMIT

from ..composition import Composition, Donor, Interval, Value, passes_vitamin_d_limit
from ..models import Food
from ..search import needs_caution
from .kinds import Figure, figure, full_name
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


@dataclass(frozen=True, slots=True)
class DonorLine:
    """The food of another source that a value was taken from. name, url: "" where it is not here."""

    number: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One nutrient on the food page. in_portion None: unknown, or no portion is shown."""

    name: str
    evidence_url: str
    figure: Figure
    in_portion: Decimal | None
    n: int | None
    reference: Reference | None
    donor: DonorLine | None
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


def lines(
    food: Food,
    composition: Composition,
    portion_factor: Decimal | None,
    references: References,
    donors: Mapping[Donor, Food],
) -> list[Line]:
    """Every nutrient of the food page. portion_factor: the portion in units of the basis, None for none.

    donors: those that are in the database.
    """
    return [
        _line(food, code, composition.values.get(code), portion_factor, references, donors)
        for code in shown_nutrients([composition])
    ]


def shown_nutrients(compositions: Iterable[Composition]) -> list[str]:
    """The nutrients that a page about these foods shows, in its order."""
    known = {code for composition in compositions for code in composition.values}
    shown = [code for code in NUTRIENTS if code in ALWAYS_SHOWN or code in known]
    return sorted(shown, key=_page_order)


def _page_order(code):
    return ALWAYS_SHOWN.index(code) if code in ALWAYS_SHOWN else len(ALWAYS_SHOWN)


def _line(food, code, value: Value | None, factor, references, donors) -> Line:
    shown = figure(code, UNKNOWN if value is None else value.amount)
    return Line(
        name=full_name(code),
        evidence_url=reverse("foods:evidence", args=[food.slug, code]),
        figure=shown,
        in_portion=None if shown.amount is None or factor is None else shown.amount * factor,
        n=samples(value),
        reference=None if value is None else references.get(value.source_key),
        donor=None if value is None else donor_line(value.donor, donors),
        derivation="" if value is None else value.derivation,
        notes=[] if value is None else list(filter(None, value.note.split("\n"))),
    )


def samples(value: Value | None) -> int | None:
    """The number of samples; None where the source gives none. SR28 writes 0 where it did not count."""
    return value.n if value is not None and value.n else None


def donor_line(donor: Donor | None, donors: Mapping[Donor, Food]) -> DonorLine | None:
    """A donor by its number, with name and page where it is in the database."""
    if donor is None:
        return None
    food = donors.get(donor)
    if food is None:
        return DonorLine(donor.food_id, "", "")
    return DonorLine(donor.food_id, food.name, reverse("foods:detail", args=[food.slug]))


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
