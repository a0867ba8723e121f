"""The forms of K2 in a food as bars on one scale."""

from dataclasses import dataclass
from decimal import Decimal

from nutrients.nutrient import MENAQUINONES, NUTRIENTS

from ..composition import Composition

BAR_HEIGHT = 40  # pixels for a form's label and its bar


@dataclass(frozen=True, slots=True)
class FormBar:
    """A known form of K2 as a bar. width, low, high: share of the scale as SVG takes it, "" for none."""

    name: str
    amount: Decimal
    y: int
    width: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class FormBars:
    """The bars of a food and the height of their drawing in pixels."""

    rows: list[FormBar]
    height: int


def form_bars(composition: Composition) -> FormBars | None:
    """The forms of K2 that were found, per basis; None where fewer than two were, which says nothing new."""
    found = [(code, composition.amount(code)) for code in MENAQUINONES]
    found = [(code, amount) for code, amount in found if amount.is_known and amount.value > 0]
    if len(found) < 2:
        return None
    scale = max(
        number for _code, amount in found for number in (amount.value, amount.high) if number is not None
    )
    rows = [
        FormBar(
            name=NUTRIENTS[code].short,
            amount=amount.value,
            y=place * BAR_HEIGHT,
            width=_percent(amount.value, scale),
            low="" if amount.low is None else _percent(amount.low, scale),
            high="" if amount.high is None else _percent(amount.high, scale),
        )
        for place, (code, amount) in enumerate(found)
    ]
    return FormBars(rows, len(rows) * BAR_HEIGHT)


def _percent(amount: Decimal, scale: Decimal) -> str:
    return f"{(amount / scale * 100).quantize(Decimal('0.01'))}%"
