"""Other foods like the one of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nutrients.nutrient import NUTRIENTS

from ..composition import Composition
from ..models import Food
from ..search import needs_caution
from .comparing import compare_url
from .kinds import Figure, figure, release_name

SHOWN_OF_ALIKE = ("menaquinone_7", "menaquinone_4", "phylloquinone")


@dataclass(frozen=True, slots=True)
class AlikeLine:
    """A food like another. figures: (short name, figure) per the same basis; compare: both side by side."""

    slug: str
    name: str
    table: str
    figures: tuple[tuple[str, Figure], ...]
    needs_caution: bool
    compare: str


def alike_lines(
    food: Food,
    others: Mapping[Food, Composition],
    marks: Mapping[int, Iterable[str]],
    *,
    with_cautioned: bool,
) -> list[AlikeLine]:
    """Foods like `food`, each with a few of its figures. with_cautioned: also those that open a caution."""
    lines = [
        AlikeLine(
            slug=other.slug,
            name=other.name,
            table=release_name(other.revision.release),
            figures=tuple(
                (NUTRIENTS[code].short, figure(code, composition.amount(code))) for code in SHOWN_OF_ALIKE
            ),
            needs_caution=needs_caution(composition, marks.get(other.pk, ())),
            compare=compare_url([food.slug, other.slug]),
        )
        for other, composition in others.items()
    ]
    return [line for line in lines if with_cautioned or not line.needs_caution]
