"""What the food pages show, worked out before a template sees it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nutrients.intake import State
from nutrients.nutrient import MENAQUINONES, NUTRIENTS

from . import categories
from .catalogue import CataloguedPortion
from .composition import Composition, Interval, Value
from .models import STATES, Food, Portion, Source
from .search import SearchHit, needs_caution

NO_BREAK_SPACE = "\u00a0"
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
LIST_COLUMNS = ("menaquinone_7", "menaquinone_4", "phylloquinone", "vitamin_d", "magnesium")


def portion_words(portion: CataloguedPortion | Portion) -> str:
    """A portion with its weight: "1 pack, 45 g". The weight is left out where the name says it."""
    if portion.grams is None or re.search(r"\d\s*g$", portion.name):
        return portion.name
    return f"{portion.name}, {number_format(portion.grams.normalize(), use_l10n=True)}{NO_BREAK_SPACE}g"


def hits_as_json(hits: Iterable[SearchHit]) -> dict:
    """The search answer for programs: amounts as decimal strings, null where unknown."""
    return {
        "results": [
            {
                "slug": hit.food.slug,
                "name": hit.food.name,
                "portion": portion_words(hit.default_portion),
                "amounts": {code: _plain(hit, code) for code in NUTRIENTS},
            }
            for hit in hits
        ]
    }


def _plain(hit, code):
    amount = hit.amounts.get(code)
    return None if amount is None or amount.value is None else f"{amount.value.normalize():f}"


@dataclass(frozen=True, slots=True)
class Option:
    """A found food in the log box and on the page of results. Amounts None: unknown."""

    slug: str
    name_parts: tuple[tuple[str, bool], ...]
    alias_parts: tuple[tuple[str, bool], ...]
    portion: str
    mk7: Decimal | None
    vitamin_d: Decimal | None
    magnesium: Decimal | None
    needs_caution: bool
    log_url: str


def options(hits: Iterable[SearchHit], day: date | None) -> list[Option]:
    """The hits as the log box shows them; each leads to its amount form on `day`, or on today."""
    return [
        Option(
            slug=hit.food.slug,
            name_parts=hit.name_parts,
            alias_parts=hit.alias_parts,
            portion=portion_words(hit.default_portion),
            mk7=_value(hit, "menaquinone_7"),
            vitamin_d=_value(hit, "vitamin_d"),
            magnesium=_value(hit, "magnesium"),
            needs_caution=hit.needs_caution,
            log_url=log_url(hit.food.slug, day),
        )
        for hit in hits
    ]


def _value(hit, code):
    amount = hit.amounts.get(code)
    return None if amount is None else amount.value


def log_url(slug: str, day: date | None) -> str:
    """Where a food's amount is asked for."""
    if day is None:
        return reverse("diary:add_today", args=[slug])
    return reverse("diary:add", args=[day, slug])


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


# How sources are called in a table; papers go by their first author and year, which their keys hold.
SOURCE_NAMES = {
    "usda_sr28": "USDA SR28",
    "ciqual2020": "CIQUAL 2020",
    "mext2023": "MEXT 2023",
    "frida54": "Frida 5.4",
    "k2viewer": "K2viewer",
    "nih_ods_k": "NIH ODS",
    "plant_rule": gettext_lazy("rule for plant foods"),
    "label": gettext_lazy("label"),
    "k2tracker": "k2tracker",
}


def source_name(key: str) -> str:
    """A source as a table names it: "Schurgers 2000"."""
    if key in SOURCE_NAMES:
        return str(SOURCE_NAMES[key])
    paper = re.fullmatch(r"([a-z]+)(\d{4})", key)
    return f"{paper[1].capitalize()} {paper[2]}" if paper else key


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote: its letter, its source and the link of its identifier ("" where it has none)."""

    letter: str
    source: Source
    link: str

    @property
    def name(self) -> str:
        return source_name(self.source.key)


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


@dataclass(frozen=True, slots=True)
class References:
    """The footnotes of a page, lettered in the order they are first needed."""

    by_key: dict[str, Reference]

    @classmethod
    def to(cls, keys: Iterable[str], sources: dict[str, Source]) -> "References":
        found = {}
        for key in dict.fromkeys(keys):
            if key in sources:
                found[key] = Reference(_letter(len(found)), sources[key], _link(sources[key].identifier))
        return cls(found)

    def get(self, key: str | None) -> Reference | None:
        return self.by_key.get(key)

    def __iter__(self):
        return iter(self.by_key.values())


def _letter(number: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return letters[number] if number < len(letters) else f"{letters[number // 26 - 1]}{letters[number % 26]}"


def _link(identifier: str) -> str:
    return f"https://doi.org/{identifier}" if identifier.startswith("10.") else ""


def cited_keys(composition: Composition, assumption_sources: Iterable[str] = ()) -> list[str]:
    """Source keys a food page may cite: of values and donors, then those that notes name."""
    values = [composition.values[code] for code in NUTRIENTS if code in composition.values]
    keys = [value.source_key for value in values if value.source_key]
    keys += [value.donor.source_key for value in values if value.donor]
    keys += assumption_sources
    texts = [composition.k2_range_note, composition.k2_note, *(value.note for value in values)]
    return keys + [word for text in texts for word in re.findall(r"[a-z][a-z_]*\d*\w*", text)]


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
        name=nutrient.name if nutrient.short in nutrient.name else f"{nutrient.name} ({nutrient.short})",
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


def concerns_vka(composition: Composition, marks: Iterable[str]) -> bool:
    """Whether the page says that a log of this food opens a caution."""
    return needs_caution(composition, set(marks))
