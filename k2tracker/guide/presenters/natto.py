"""How much MK-7 is in how much natto, and in a capsule: worked out from published compositions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from foods.composition import passes_vitamin_d_limit
from foods.models import Source
from foods.natto import ORDINARY_NATTO
from foods.presenters.found import portion_words
from foods.presenters.kinds import Figure, figure
from foods.presenters.references import source_name
from k2tracker.web.numbers import range_text, rounded
from nutrients.design_values import MK7_HIGH_UG, MK7_LOW_UG

from ..queries import MK7, Published
from ..texts.dishes import BRAVE, DISHES, PRAGMATIC
from .claims import identifier_link, quote_row
from .frame import Anchor


@dataclass(frozen=True)
class NattoRow:
    """A kind of natto. grams: what holds the article's range, None where unknown; grams_likely: the same over
    the value's own range, or "". pack, in_pack: its usual portion and the MK-7 in it, None where unknown."""

    name: str
    url: str
    evidence_url: str
    per_100g: Figure
    grams: str | None
    grams_likely: str
    pack: str
    in_pack: Decimal | None
    source: str


@dataclass(frozen=True)
class ProductRow:
    """A product with MK-7. vitamin_d: µg in one unit, None where unknown."""

    name: str
    url: str
    mk7: Figure
    vitamin_d: Figure


@dataclass(frozen=True)
class SourceLink:
    """A source of MK-7 values. link: of its DOI, or ""."""

    citation: str
    identifier: str
    link: str


@dataclass(frozen=True)
class DishRow:
    name: str
    how: str


def source_keys(natto: Iterable[Published]) -> set[str]:
    values = (one.composition.values.get(MK7) for one in natto)
    return {value.source_key for value in values if value is not None and value.source_key}


def natto_page(natto: list[Published], products: list[Published], sources: Mapping[str, Source]) -> dict:
    """What the template needs. sources: those of the MK-7 values, by key."""
    ordinary = [one.composition.amount(MK7).value for one in natto if one.food.slug in ORDINARY_NATTO]
    known = [amount for amount in ordinary if amount]
    kept = [one for one in products if not passes_vitamin_d_limit(one.composition)]
    return {
        "brave": quote_row(BRAVE),
        "pragmatic": quote_row(PRAGMATIC),
        "span": _span(known),
        "article_range": range_text(MK7_LOW_UG, MK7_HIGH_UG, "µg"),
        "natto": [_natto_row(one) for one in sorted(natto, key=_most_first)],
        "papers": [_source_link(sources[key]) for key in sorted(sources)],
        "products": [_product_row(one) for one in sorted(kept, key=_least_first)],
        "left_out": len(products) - len(kept),
        "dishes": [DishRow(_(dish.name), _(dish.how)) for dish in DISHES],
    }


def natto_anchors(*, is_offered: bool) -> tuple[Anchor, ...]:
    if not is_offered:
        return (
            Anchor("brave", _("What the article says of natto")),
            Anchor("pragmatic", _("What the article says of a supplement")),
        )
    brave = Anchor("brave", _("Natto, if you are brave"))
    pragmatic = Anchor("pragmatic", _("A supplement, if you are pragmatic"))
    dishes = Anchor("dishes", _("What hides the taste"))
    return brave, dishes, pragmatic, Anchor("papers", _("Where the figures were measured"))


def quotes_only() -> dict:
    """The page for somebody who is offered nothing on K2."""
    return {"brave": quote_row(BRAVE), "pragmatic": quote_row(PRAGMATIC)}


def _source_link(source: Source) -> SourceLink:
    doi = source.identifier if source.identifier.startswith("10.") else None
    identifier, link = identifier_link(doi, None)
    return SourceLink(source.citation, identifier or source.identifier, link)


def _most_first(one: Published):
    amount = one.composition.amount(MK7).value
    return (amount is None, -amount if amount is not None else 0, one.food.name)


def _least_first(one: Published):
    return (one.composition.amount(MK7).value, one.food.name)


def _span(known: list[Decimal]) -> str | None:
    """From the least of the richest to the most of the poorest, in whole grams; None: nothing is known."""
    if not known:
        return None
    return range_text(rounded(_grams(MK7_LOW_UG, max(known))), rounded(_grams(MK7_HIGH_UG, min(known))), "g")


def _grams(wanted_ug: Decimal, per_100g: Decimal) -> Decimal:
    return wanted_ug * 100 / per_100g


def _natto_row(one: Published) -> NattoRow:
    amount = one.composition.amount(MK7)
    value = one.composition.values.get(MK7)
    grams, likely, in_pack = None, "", None
    if amount.value is not None and amount.value > 0:
        grams = range_text(_grams(MK7_LOW_UG, amount.value), _grams(MK7_HIGH_UG, amount.value), "g")
        if amount.low and amount.high:
            likely = range_text(_grams(MK7_LOW_UG, amount.high), _grams(MK7_HIGH_UG, amount.low), "g")
        if one.portion is not None:
            in_pack = amount.value * one.portion.grams / 100
    return NattoRow(
        name=one.food.name,
        url=reverse("foods:detail", args=[one.food.slug]),
        evidence_url=reverse("foods:evidence", args=[one.food.slug, MK7]),
        per_100g=figure(MK7, amount),
        grams=grams,
        grams_likely=likely,
        pack=portion_words(one.portion) if one.portion is not None else "",
        in_pack=in_pack,
        source=source_name(value.source_key) if value is not None and value.source_key else "",
    )


def _product_row(one: Published) -> ProductRow:
    return ProductRow(
        name=one.food.name,
        url=reverse("foods:detail", args=[one.food.slug]),
        mk7=figure(MK7, one.composition.amount(MK7)),
        vitamin_d=figure("vitamin_d", one.composition.amount("vitamin_d")),
    )
