"""Reading a label: its figures, in its own words and units, as amounts per 100 g or per unit.

Pure. What the label does not list is not on the label, which is not zero; what it lists without an amount is
unknown. Limits: a share of a daily value is refused, since the value it is of differs by country and year;
nothing is taken for another thing here, what looks mixed up is only asked about (`doubts_of`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from nutrients.intake import State
from nutrients.nutrient import MENAQUINONES, NUTRIENTS
from nutrients.units import UnknownUnit, to_canonical

from .actions import Draft, DraftValue
from .limits import MOST_ENERGY

STEP = Decimal("0.000001")  # what the column of amounts keeps
MOST_GRAMS = Decimal(100)  # of anything in 100 g; no capsule weighs that much either
MICROGRAMS_PER_GRAM = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line that a label can have. key: its name in forms; units: those that labels give it in, the usual
    one first; nutrient: the code of what it is an amount of."""

    key: str
    nutrient: str
    units: tuple[str, ...]


IN_MICROGRAMS, VITAMIN_D_UNITS = ("µg", "mg"), ("IU", "µg")
LINES = {
    line.key: line
    for line in (
        LabelLine("d3", "cholecalciferol", VITAMIN_D_UNITS),
        LabelLine("d", "vitamin_d", VITAMIN_D_UNITS),
        LabelLine("mk7", "menaquinone_7", IN_MICROGRAMS),
        LabelLine("mk4", "menaquinone_4", IN_MICROGRAMS),
        LabelLine("k2", "menaquinone_unspecified", IN_MICROGRAMS),
        LabelLine("k1", "phylloquinone", IN_MICROGRAMS),
        LabelLine("k", "phylloquinone", IN_MICROGRAMS),  # "vitamin K", of no named form
        LabelLine("magnesium", "magnesium", ("mg", "g")),
        LabelLine("calcium", "calcium", ("mg", "g")),
        LabelLine("energy", "energy", ("kcal", "kJ")),
    )
}
K2_LINES = ("mk7", "mk4", "k2")
NAMED_K = ("k1", *K2_LINES)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a label says of one line. amount None: the line is there without an amount.

    is_below: the label says "less than" the amount, or with no amount "trace". of_compound: the amount may be
    the weight of a salt ("magnesium oxide") rather than of the mineral in it.
    """

    amount: Decimal | None
    unit: str
    is_below: bool = False
    of_compound: bool = False


@dataclass(frozen=True, slots=True)
class Serving:
    """What the label's amounts are for: so many grams of a food, or so many units of a product."""

    grams: Decimal | None = None
    units: Decimal | None = None

    @property
    def is_of_units(self) -> bool:
        return self.units is not None


class Doubt(StrEnum):
    """What an odd amount may come from."""

    HEAVIER_THAN_ITSELF = "heavier"  # cannot be true
    MORE_IN_PART = "more_in_part"  # a part above its whole: cannot be true
    TAKEN_FOR_MICROGRAMS = "iu_as_ug"  # IU, read as µg
    TAKEN_FOR_IU = "ug_as_iu"
    TAKEN_FOR_MILLIGRAMS = "ug_as_mg"
    TAKEN_FOR_KCAL = "kj_as_kcal"  # cannot be true
    MORE_THAN_FAT = "more_than_fat"  # cannot be true
    VERY_MUCH = "much"
    NEXT_TO_NOTHING = "nothing"  # not zero, and too small to be kept
    WEIGHT_OF_COMPOUND = "compound"


IMPOSSIBLE = frozenset(
    {
        Doubt.HEAVIER_THAN_ITSELF,
        Doubt.MORE_IN_PART,
        Doubt.TAKEN_FOR_KCAL,
        Doubt.MORE_THAN_FAT,
        Doubt.NEXT_TO_NOTHING,
    }
)

# Above these, per 100 g or per unit in the nutrient's own unit, a label is rather misread than true. Ours:
# the highest of SR28 and of products on sale lie below. Vitamin D: 10,000 IU is the strongest capsule sold
# freely, 50,000 IU the strongest on prescription, labelled in IU. MK-4: Japan's medicine has 15 mg.
MOST_D_IN_MICROGRAMS, MOST_D = Decimal(250), Decimal(1250)
LEAST_D_OF_A_UNIT = Decimal(1)
MOST = {
    "menaquinone_7": Decimal(2000),
    "menaquinone_4": Decimal(45_000),
    "menaquinone_unspecified": Decimal(2000),
    "phylloquinone": Decimal(10_000),
    "magnesium": Decimal(1500),
    "calcium": Decimal(4000),
    "energy": MOST_ENERGY,
}


def per_basis(line: LabelLine, stated: Stated, serving: Serving) -> Decimal | None:
    """The amount of one line per 100 g or per unit, in the nutrient's own unit; None where none is stated.

    Raises UnknownUnit where the unit is not one of the nutrient's.
    """
    if stated.amount is None:
        return None
    amount = to_canonical(stated.amount, stated.unit, line.nutrient)
    return amount / serving.units if serving.is_of_units else amount * 100 / serving.grams


def fits(line: LabelLine, unit: str) -> bool:
    """Whether the nutrient of `line` can be given in `unit`."""
    try:
        to_canonical(Decimal(1), unit, line.nutrient)
    except UnknownUnit:
        return False
    return True


def doubts_of(stated: Mapping[str, Stated], serving: Serving) -> dict[str, Doubt]:
    """By line, what cannot be true or is likely mixed up. Lines by their keys; each fits its unit."""
    found: dict[str, Doubt] = {}
    amounts: dict[str, Decimal] = {}
    for key, said in stated.items():
        amount = per_basis(LINES[key], said, serving)
        if amount is None:
            continue
        if said.is_below:
            if (doubt := _doubt(LINES[key], said, amount, serving)) is not None:
                found[key] = doubt
            continue
        amounts[key] = amount
        counted = [other for other in amounts if other != "d3" or "d" not in amounts]  # D3 is part of D
        weighs = key in counted and _grams(LINES[key], amount) > 0
        if weighs and sum(_grams(LINES[one], amounts[one]) for one in counted) >= MOST_GRAMS:
            found[key] = Doubt.HEAVIER_THAN_ITSELF
        elif (doubt := _doubt(LINES[key], said, amount, serving)) is not None:
            found[key] = doubt
    if "d" in amounts and amounts.get("d3", amounts["d"]) > amounts["d"]:
        found["d"] = Doubt.MORE_IN_PART
    if "k" in amounts and _rounded(sum(amounts.get(key, 0) for key in NAMED_K) - amounts["k"]) > 0:
        found["k"] = Doubt.MORE_IN_PART
    return found


def _grams(line: LabelLine, amount: Decimal) -> Decimal:
    """The weight of an amount in the nutrient's own unit; of energy none."""
    unit = NUTRIENTS[line.nutrient].unit
    return amount / MICROGRAMS_PER_GRAM if unit == "µg" else amount / 1000 if unit == "mg" else Decimal(0)


def _doubt(line: LabelLine, said: Stated, amount: Decimal, serving: Serving) -> Doubt | None:
    if 0 < amount < STEP:
        return Doubt.NEXT_TO_NOTHING
    if line.nutrient in ("vitamin_d", "cholecalciferol"):
        if said.unit != "IU" and amount > MOST_D_IN_MICROGRAMS:
            return Doubt.TAKEN_FOR_MICROGRAMS
        if amount > MOST_D:
            return Doubt.VERY_MUCH
        is_little = serving.is_of_units and 0 < amount < LEAST_D_OF_A_UNIT and not said.is_below
        return Doubt.TAKEN_FOR_IU if said.unit == "IU" and is_little else None
    if amount <= MOST[line.nutrient]:
        return Doubt.WEIGHT_OF_COMPOUND if said.of_compound else None
    if line.nutrient == "energy":
        return Doubt.TAKEN_FOR_KCAL if said.unit == "kcal" else Doubt.MORE_THAN_FAT
    if NUTRIENTS[line.nutrient].unit == "µg" and said.unit != "µg":
        return Doubt.TAKEN_FOR_MILLIGRAMS
    return Doubt.VERY_MUCH


def draft_of(stated: Mapping[str, Stated], serving: Serving, *, source: str) -> Draft:
    """The composition that a label states. source: the key of the label's source.

    "Vitamin K2" of no named form is kept as just that, and MK-4 and MK-7 stay unknown. "Vitamin K" of no
    named form is never an amount of one: see `_unnamed_k`. A product's forms that the label leaves out are
    not on the label; of a food they are unknown.
    """
    values = {}
    for key, said in stated.items():
        if key != "k":
            values[LINES[key].nutrient] = _value(LINES[key], said, serving, source)
    if "d3" in stated and "d" not in stated:  # the only vitamin D that the label names
        values["vitamin_d"] = replace(values["cholecalciferol"], nutrient="vitamin_d", derivation=NAMED_AS_D3)
    values |= _unnamed_k(stated, serving)
    if serving.is_of_units:
        for code in NOT_LISTED:
            if code not in values and not _may_hide(code, stated, serving):
                values[code] = DraftValue(nutrient=code, amount=None, state=State.NOT_ON_LABEL, source=None)
    ordered = tuple(values[code] for code in NUTRIENTS if code in values)
    return Draft(values=ordered, **_range_of_k2(stated, serving))


def _unnamed_k(stated: Mapping[str, Stated], serving: Serving) -> dict[str, DraftValue]:
    """What "vitamin K" of no named form says of the forms that the label does not name: they are unknown, and
    at most what the named ones leave of it. That is K1 where the label has no K1, else K2; nothing where the
    named forms are the whole of it."""
    if "k" not in stated or ("k1" in stated and "k2" in stated):
        return {}
    left = _left_of_k(stated, serving)
    if left == 0:
        return {}
    code, note = (
        ("phylloquinone", FORM_NOT_NAMED) if "k1" not in stated else ("menaquinone_unspecified", K2_NOT_NAMED)
    )
    words = words_of(stated["k"], serving) if note == FORM_NOT_NAMED else ""
    unknown = DraftValue(
        nutrient=code, amount=None, state=State.UNKNOWN, source=None, high=left, derivation=words, note=note
    )
    return {code: unknown}


def _left_of_k(stated: Mapping[str, Stated], serving: Serving) -> Decimal | None:
    """What the forms that the label names leave of its vitamin K; None where it has no amount of it."""
    whole = per_basis(LINES["k"], stated["k"], serving)
    return None if whole is None else max(Decimal(0), _rounded(whole - _sum_of(stated, NAMED_K, serving)))


def _range_of_k2(stated: Mapping[str, Stated], serving: Serving) -> dict:
    """The range of all K2 together, where the label has vitamin K of no named form beside named ones."""
    if "k" not in stated or not set(NAMED_K) & set(stated):
        return {}
    note = f"{WHOLE_K}{words_of(stated['k'], serving)}"
    whole = per_basis(LINES["k"], stated["k"], serving)
    if whole is None:
        return {"k2_range_note": note}
    low = _rounded(_sum_of(stated, K2_LINES, serving))
    high = _rounded(whole - _sum_of(stated, ("k1",), serving))
    return {"k2_low": low, "k2_high": max(low, high), "k2_range_note": note}


def _sum_of(stated: Mapping[str, Stated], keys: Iterable[str], serving: Serving) -> Decimal:
    """The sure part of these lines together, per basis."""
    lines = [key for key in keys if key in stated and not stated[key].is_below]
    sure = (per_basis(LINES[key], stated[key], serving) for key in lines)
    return sum((amount for amount in sure if amount is not None), Decimal(0))


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(STEP, rounding=ROUND_HALF_UP)


FORM_NOT_NAMED = "The label lists vitamin K and does not say which form."
K2_NOT_NAMED = "The label lists more vitamin K than the forms that it names. What is left may be K2."
WHOLE_K = "Vitamin K in all, as the label has it: "
NAMED_AS_D3 = "as vitamin D3"
NOT_LISTED = (
    "phylloquinone",
    "menaquinone_4",
    "menaquinone_7",
    "vitamin_d",
    "cholecalciferol",
    "magnesium",
    "calcium",
)


def _may_hide(code: str, stated: Mapping[str, Stated], serving: Serving) -> bool:
    """Whether a line of no named form may be this very form."""
    if code in MENAQUINONES:
        return "k2" in stated or ("k" in stated and _left_of_k(stated, serving) != 0)
    return code == "cholecalciferol" and "d" in stated


def _value(line: LabelLine, said: Stated, serving: Serving, source: str) -> DraftValue:
    exact = per_basis(line, said, serving)
    amount = None if exact is None else _rounded(exact)
    if said.is_below:  # anything from nothing to the limit; without one, it is only said to be there
        low = None if amount is None else Decimal(0)
        how = {"amount": Decimal(0), "low": low, "high": amount, "state": State.TRACE, "source": source}
    elif amount is None:
        how = {"amount": None, "state": State.UNKNOWN, "source": None}
    else:
        how = {"amount": amount, "state": State.LABEL, "source": source}
    return DraftValue(nutrient=line.nutrient, derivation=words_of(said, serving), **how)


# --- The label's own words, kept beside each value, and read again by whoever corrects it ---------------

WORDS = re.compile(
    r"(?P<below><)?(?P<amount>\S+) (?P<unit>µg|mg|g|IU|kcal|kJ) in (?P<of>\S+) (?P<kind>g|units)"
)
NO_AMOUNT, TRACE = "no amount", "trace"


def words_of(said: Stated, serving: Serving) -> str:
    """Figure and what it is for: "1000 IU in 2 units", "<0.5 µg in 30 g"; "no amount"; "trace"."""
    if said.amount is None:
        return TRACE if said.is_below else NO_AMOUNT
    of, kind = (serving.units, "units") if serving.is_of_units else (serving.grams, "g")
    return f"{'<' if said.is_below else ''}{_plain(said.amount)} {said.unit} in {_plain(of)} {kind}"


def _plain(number: Decimal) -> str:
    return f"{number.quantize(STEP, rounding=ROUND_HALF_UP).normalize():f}"


def read_label(words: Mapping[str, str]) -> tuple[dict[str, Stated], Serving | None]:
    """The lines of a label, and what they are for, out of the words kept beside its values (`kept_words`).

    Serving None: no line has an amount.
    """
    stated, serving = {}, None
    for key, line in LINES.items():
        text = words.get(key, "")
        if text in (NO_AMOUNT, TRACE):
            stated[key] = Stated(None, line.units[0], is_below=text == TRACE)
        elif match := WORDS.fullmatch(text):
            stated[key] = Stated(Decimal(match["amount"]), match["unit"], is_below=bool(match["below"]))
            of = Decimal(match["of"])
            serving = Serving(units=of) if match["kind"] == "units" else Serving(grams=of)
    return stated, serving


def kept_words(values: Iterable, k2_range_note: str) -> dict[str, str]:
    """By line, the words kept beside a composition: its values (rows with nutrient, derivation and note) and
    its note on the range of K2."""
    found = {}
    for value in values:
        for key, line in LINES.items():
            if line.nutrient == value.nutrient and (key == "k") == (value.note == FORM_NOT_NAMED):
                found[key] = value.derivation
    if k2_range_note.startswith(WHOLE_K):
        found["k"] = k2_range_note.removeprefix(WHOLE_K)
    return found
