"""The rows of the food list."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from nutrients.nutrient import NUTRIENTS

from .. import categories
from ..composition import Composition
from ..models import Food

LIST_COLUMNS = ("menaquinone_7", "menaquinone_4", "phylloquinone", "vitamin_d", "magnesium")


@dataclass(frozen=True, slots=True)
class ListRow:
    """A food in the list; cells hold (column name, amount per basis or None, unit)."""

    slug: str
    name: str
    category: str
    basis: str
    cells: tuple[tuple[str, Decimal | None, str], ...]


def list_rows(foods: Iterable[Food], known: dict[int, Composition]) -> list[ListRow]:
    """The foods of one page of the list."""
    rows = []
    for food in foods:
        composition = known[food.revision_id]
        cells = tuple(
            (NUTRIENTS[code].short, composition.amount(code).value, NUTRIENTS[code].unit)
            for code in LIST_COLUMNS
        )
        basis = _("per unit") if food.is_supplement else _("per 100 g")
        rows.append(ListRow(food.slug, food.name, categories.label(food.category), basis, cells))
    return rows
