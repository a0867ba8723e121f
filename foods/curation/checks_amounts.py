"""Checks of amounts by themselves: off a stated total, unknown where it matters. Outliers: `.outliers`."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext as _

from nutrients.intake import State
from nutrients.nutrient import MENAQUINONES

from ..composition import Assumptions, Composition, Interval, active_assumptions, compositions
from ..models import Food
from .checks import Finding, Known, exact, exact_range, fingerprint, known_values, per, short

MOST_LOGGED = 100
MK7, UNSPECIFIED = "menaquinone_7", "menaquinone_unspecified"
MEASURED_FORMS = tuple(f"menaquinone_{length}" for length in range(4, 10))
SETTLED = (State.TRACE, State.NOT_ON_LABEL)


def off_totals() -> Iterator[Finding]:
    """Foods whose known forms of K2 add up to more than the total that is stated, or, where MK-4 to MK-9 are
    all known, to less. Two queries, and more for every 500 foods with a stated total."""
    rows = list(
        Food.objects.published()
        .filter(Q(revision__k2_low__isnull=False) | Q(revision__k2_high__isnull=False))
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
    """Of the foods logged most, those without a figure for MK-7. One query, and three for each hundred looked
    at.

    use: food -> (logs, people). A product whose label does not list MK-7, or that holds no vitamin K2 at all,
    does not lack it, and neither does a food for which none is assumed whatever its weight. Where another
    assumption stands in for small amounts, of the food's own group or of its source's category, the line says
    so and does not stand out.
    """
    ranked = sorted(use, key=lambda pk: (-use[pk][0], pk))
    assumptions = active_assumptions()
    left = MOST_LOGGED
    for start in range(0, len(ranked), MOST_LOGGED):
        for pk, group, interval in _lacking_mk7(ranked[start : start + MOST_LOGGED], assumptions):
            say = partial(_unknown_words, interval)
            yield Finding("unknown", pk, MK7, fingerprint(group), say, stands_out=interval is None)
            left -= 1
            if not left:
                return


def _unknown_words(assumed: Interval | None) -> str:
    if assumed is None:
        return _("MK-7 is unknown")
    said = _("MK-7 is unknown; in small amounts %(interval)s per 100 g are assumed")
    return said % {"interval": exact_range(assumed.low, assumed.high, MK7)}


def _lacking_mk7(ids: list[int], assumptions: Assumptions) -> list[tuple[int, str, Interval | None]]:
    """Those of these foods without a figure for MK-7, in their order, with the assumption group that stands
    in for them now and what is assumed."""
    revisions = dict(Food.objects.published().filter(pk__in=ids).values_list("pk", "revision_id"))
    read = compositions(revisions.values())
    lacking = []
    for pk in ids:
        composition = read.get(revisions.get(pk))
        if composition is None or not _lacks_mk7(composition):
            continue
        group = "" if composition.is_per_unit else assumptions.group_of(composition)
        interval = assumptions.of(group).get(MK7)
        if interval is None or interval.grams_below_limit is not None:
            lacking.append((pk, group, interval))
    return lacking


def _lacks_mk7(composition: Composition) -> bool:
    mk7 = composition.amount(MK7)
    if mk7.is_known or mk7.state in SETTLED:
        return False
    return not composition.is_per_unit or any(composition.amount(form).is_known for form in MENAQUINONES)
