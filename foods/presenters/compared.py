"""Foods side by side: a column a food, a row a nutrient."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from nutrients.nutrient import MENAQUINONES, NUTRIENTS

from ..composition import Composition
from ..models import Food, Portion
from ..search import needs_caution
from .comparing import compare_url
from .food import shown_nutrients
from .found import portion_words
from .kinds import Figure, figure, full_name, release_name


@dataclass(frozen=True, slots=True)
class Column:
    """A food that is compared. measure: what its amounts are for; without: the page without this food."""

    slug: str
    name: str
    table: str
    measure: str
    needs_caution: bool
    without: str


@dataclass(frozen=True, slots=True)
class Row:
    """One nutrient of every food, in the order of the columns."""

    name: str
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The table of the compare page."""

    columns: list[Column]
    rows: list[Row]


def comparison(
    foods: Sequence[Food],
    known: Mapping[int, Composition],
    *,
    per_portion: bool,
    portions: Mapping[int, Portion],
    marks: Mapping[int, Iterable[str]],
) -> Comparison:
    """The foods side by side, per 100 g or per usual portion; a product always per unit."""
    measures = [_measure(food, per_portion, portions.get(food.pk)) for food in foods]
    slugs = [food.slug for food in foods]
    per = "portion" if per_portion else ""
    columns = [
        Column(
            slug=food.slug,
            name=food.name,
            table=release_name(food.revision.release),
            measure=words,
            needs_caution=needs_caution(known[food.revision_id], marks.get(food.pk, ())),
            without=compare_url([slug for slug in slugs if slug != food.slug], per=per),
        )
        for food, (words, _factor) in zip(foods, measures, strict=True)
    ]
    rows = [
        Row(
            _row_name(code),
            [
                figure(code, known[food.revision_id].amount(code).times(factor))
                for food, (_words, factor) in zip(foods, measures, strict=True)
            ],
        )
        for code in shown_nutrients(known[food.revision_id] for food in foods)
    ]
    return Comparison(columns, rows)


def _row_name(code: str) -> str:
    """A form of K2 by its short name, but for "K2": its row is the amount of no named form, not their sum."""
    is_named = code in MENAQUINONES and code != "menaquinone_unspecified"
    return NUTRIENTS[code].short if is_named else full_name(code)


def _measure(food, per_portion, portion: Portion | None) -> tuple[str, Decimal]:
    if food.is_supplement:
        return (_("per unit: %(unit)s") % {"unit": portion.name} if portion else _("per unit")), Decimal(1)
    if per_portion and portion is not None and portion.grams is not None:
        return _("per %(portion)s") % {"portion": portion_words(portion)}, portion.grams / 100
    return _("per 100 g"), Decimal(1)
