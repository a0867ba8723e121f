"""The rows of the food list, by name and by the amount of one nutrient."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from nutrients.nutrient import NUTRIENTS

from .. import categories
from ..composition import Composition
from ..models import Food, Portion
from ..queries.ranking import PER_HUNDRED_GRAMS, PER_PORTION
from ..search import needs_caution
from .comparing import with_another
from .found import portion_words
from .kinds import Figure, figure, release_name

LIST_COLUMNS = ("menaquinone_7", "menaquinone_4", "phylloquinone", "vitamin_d", "magnesium")


@dataclass(frozen=True, slots=True)
class ListRow:
    """A food in the list; cells hold (column name, amount per basis or None, unit). table: the imported table
    it comes from, "" for a curated food. compare: "" where no more foods can be compared."""

    slug: str
    name: str
    category: str
    table: str
    basis: str
    cells: tuple[tuple[str, Decimal | None, str], ...]
    compare: str


def list_rows(
    foods: Iterable[Food], known: Mapping[int, Composition], chosen: Sequence[str] = ()
) -> list[ListRow]:
    """The foods of one page of the list. chosen: slugs of the foods to be compared."""
    rows = []
    for food in foods:
        composition = known[food.revision_id]
        cells = tuple(
            (NUTRIENTS[code].short, composition.amount(code).value, NUTRIENTS[code].unit)
            for code in LIST_COLUMNS
        )
        rows.append(
            ListRow(
                slug=food.slug,
                name=food.name,
                category=categories.label(food.category),
                table=release_name(food.revision.release),
                basis=_("per unit") if food.is_supplement else _("per 100 g"),
                cells=cells,
                compare=with_another(chosen, food.slug),
            )
        )
    return rows


def order_links(nutrient: str, chosen: Sequence[str] = ()) -> list[tuple[str, str, bool]]:
    """The nutrients of the list's columns: short name, address of the foods in its order, whether it is this.

    nutrient: whose order is shown, or "". chosen: slugs of the foods to be compared.
    """
    foods = [("food", slug) for slug in chosen]
    return [
        (NUTRIENTS[code].short, f"?{urlencode([('nutrient', code), *foods])}", code == nutrient)
        for code in (*LIST_COLUMNS, "calcium")
    ]


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A food in the order of one nutrient. measure: what the figure is for ("1 pack, 45 g")."""

    place: int
    slug: str
    name: str
    category: str
    table: str
    measure: str
    figure: Figure
    needs_caution: bool
    compare: str


def ranked_rows(
    foods: Iterable[Food],
    known: Mapping[int, Composition],
    *,
    nutrient: str,
    per: str,
    portions: Mapping[int, Portion],
    marks: Mapping[int, Iterable[str]],
    first: int,
    chosen: Sequence[str] = (),
) -> list[RankedRow]:
    """The foods of one page of an order. first: the place of the first of them. per: a key of PER."""
    rows = []
    for place, food in enumerate(foods, first):
        composition = known[food.revision_id]
        measure, factor = _measure(food, per, portions.get(food.pk))
        rows.append(
            RankedRow(
                place=place,
                slug=food.slug,
                name=food.name,
                category=categories.label(food.category),
                table=release_name(food.revision.release),
                measure=measure,
                figure=figure(nutrient, composition.amount(nutrient).times(factor)),
                needs_caution=needs_caution(composition, marks.get(food.pk, ())),
                compare=with_another(chosen, food.slug),
            )
        )
    return rows


def _measure(food, per, portion: Portion | None) -> tuple[str, Decimal]:
    if per == PER_HUNDRED_GRAMS or (per == PER_PORTION and (portion is None or portion.grams is None)):
        return _("100 g"), Decimal(1)
    if per == PER_PORTION:
        return portion_words(portion), portion.grams / 100
    return portion.name if portion else _("1 unit"), Decimal(1)
