"""Checks of amounts by themselves: far above their category, off a stated total, unknown where it matters.

Outliers are looked for among foods per 100 g that have no brand: what a label says is the maker's word and
no figure of ours, and doses of products differ by design.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from nutrients.intake import State
from nutrients.nutrient import MENAQUINONES

from ..categories import label
from ..models import Assumption, Food, FoodNutrient
from .checks import (
    FACTOR,
    Finding,
    Known,
    exact,
    exact_range,
    fingerprint,
    known_values,
    per,
    short,
    times,
)

FEWEST = 8  # values of a category below which a median says little
MOST_LOGGED = 100
MK7, UNSPECIFIED = "menaquinone_7", "menaquinone_unspecified"
MEASURED_FORMS = tuple(f"menaquinone_{length}" for length in range(4, 10))


def outliers() -> Iterator[Finding]:
    """Amounts beyond three times the median of their category. Two queries, read in one pass.

    A median of 0 bounds nothing. The fingerprint is the figure alone: a median moves with every import.
    """
    foods = {
        pk: (category, revision)
        for pk, category, revision in Food.objects.listed()
        .filter(brand="", basis=Food.Basis.PER_100G)
        .values_list("pk", "category", "revision_id")
        .iterator()
    }
    known = known_values(revision for _category, revision in foods.values())
    groups: dict[tuple[str, str], list[tuple]] = {}
    for pk, (category, revision) in foods.items():
        for nutrient, value in known.get(revision, {}).items():
            groups.setdefault((category, nutrient), []).append((value, pk))
    for (category, nutrient), values in sorted(groups.items()):
        if len(values) < FEWEST:
            continue
        middle = _median([value.amount for value, _pk in values])
        if middle == 0:
            continue
        for value, pk in values:
            if value.amount > middle * FACTOR:
                say = partial(_outlier_words, category, nutrient, value, middle, len(values))
                yield Finding("outlier", pk, nutrient, fingerprint(value.amount, value.source), say)


def _outlier_words(category: str, nutrient: str, value: Known, middle: Decimal, count: int) -> str:
    said = _(
        "%(nutrient)s %(amount)s per 100\u00a0g (%(source)s), %(times)s the median of %(category)s: "
        "%(median)s of %(count)s foods"
    )
    return said % {
        "nutrient": short(nutrient),
        "amount": exact(value.amount, nutrient),
        "source": value.source,
        "times": times(value.amount, middle),
        "category": label(category),
        "median": exact(middle, nutrient),
        "count": count,
    }


def _median(amounts: list[Decimal]) -> Decimal:
    ordered = sorted(amounts)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def off_totals() -> Iterator[Finding]:
    """Foods whose known forms of K2 add up to more than the total that is stated, or, where MK-4 to MK-9 are
    all known, to less. Two queries, and more for every 500 foods with a stated total."""
    rows = list(
        Food.objects.published()
        .exclude(revision__k2_low=None, revision__k2_high=None)
        .values_list("pk", "basis", "revision_id", "revision__k2_low", "revision__k2_high")
    )
    known = known_values(revision for _pk, _basis, revision, _low, _high in rows)
    for pk, basis, revision, low, high in rows:
        forms = {code: value for code, value in known.get(revision, {}).items() if code in MENAQUINONES}
        if not forms:
            continue
        total = sum((value.amount for value in forms.values()), Decimal(0))
        is_over = high is not None and total > high
        is_under = low is not None and total < low and all(code in forms for code in MEASURED_FORMS)
        if not (is_over or is_under):
            continue
        say = partial(_total_words, basis, forms, total, low, high)
        yield Finding("total", pk, "", fingerprint(total, low, high), say)


def _total_words(
    basis: str, forms: Mapping[str, Known], total: Decimal, low: Decimal | None, high: Decimal | None
) -> str:
    said = _(
        "The known forms of K2 add up to %(total)s %(per)s (%(forms)s); the total is stated as %(range)s"
    )
    parts = [f"{short(code)} {exact(value.amount, code)}, {value.source}" for code, value in forms.items()]
    return said % {
        "total": exact(total, UNSPECIFIED),
        "per": per(basis),
        "forms": ", ".join(parts),
        "range": exact_range(low, high, UNSPECIFIED),
    }


def unknown_mk7(use: Mapping[int, tuple[int, int]]) -> Iterator[Finding]:
    """Of the foods logged most, those without a figure for MK-7. Three queries for each hundred looked at.

    use: food -> (logs, people). A product whose label does not list MK-7, or that holds no vitamin K2 at all,
    does not lack it. Where an assumption stands in for small amounts, the line says so.
    """
    ranked = sorted(use, key=lambda pk: (-use[pk][0], pk))
    assumed = {
        group: (low, high)
        for group, low, high in Assumption.objects.filter(nutrient=MK7, is_active=True).values_list(
            "group", "low", "high"
        )
    }
    left = MOST_LOGGED
    for start in range(0, len(ranked), MOST_LOGGED):
        for pk, group in _lacking_mk7(ranked[start : start + MOST_LOGGED]):
            yield Finding("unknown", pk, MK7, fingerprint(group), partial(_unknown_words, assumed.get(group)))
            left -= 1
            if not left:
                return


def _unknown_words(assumed: tuple[Decimal, Decimal] | None) -> str:
    if assumed is None:
        return _("MK-7 is unknown")
    said = _("MK-7 is unknown; in small amounts %(interval)s per 100\u00a0g are assumed")
    return said % {"interval": exact_range(*assumed, MK7)}


def _lacking_mk7(ids: list[int]) -> list[tuple[int, str]]:
    """Those of these foods without a figure for MK-7, in their order, with their assumption group."""
    foods = {
        pk: (basis, revision, group)
        for pk, basis, revision, group in Food.objects.published()
        .filter(pk__in=ids)
        .values_list("pk", "basis", "revision_id", "revision__assumption_group")
    }
    revisions = [revision for _basis, revision, _group in foods.values()]
    settled = [State.TRACE.value, State.NOT_ON_LABEL.value]
    rows = FoodNutrient.objects.filter(revision__in=revisions, nutrient__in=MENAQUINONES)
    has_mk7, has_k2 = set(), set()
    for revision, nutrient, amount, state in rows.values_list("revision_id", "nutrient", "amount", "state"):
        if amount is not None:
            has_k2.add(revision)
        if nutrient == MK7 and (amount is not None or state in settled):
            has_mk7.add(revision)
    return [
        (pk, foods[pk][2])
        for pk in ids
        if pk in foods
        and foods[pk][1] not in has_mk7
        and (foods[pk][0] == Food.Basis.PER_100G or foods[pk][1] in has_k2)
    ]
