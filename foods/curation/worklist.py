"""The curators' work list: what people sent in and what the checks find, by kind.

Worked out anew each time it is asked for, so that nothing on it is out of date. Most of what the checks find
in a large import nobody needs to see, so each kind has three parts: what waits, what is to be expected, and
what is in imported foods that nobody logs. In each, what touches most people comes first. What a curator has
left as it is (`.leaving`) stays away as long as the figures are the same.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Dismissal, Food, Notice
from .checks import Finding, Known, curated_ids, exact, known_values, per, short
from .checks_amounts import off_totals, unknown_mk7
from .checks_sources import changed_donors, conflicts, without_source
from .outliers import outliers

Use = Mapping[int, tuple[int, int]]
# The parts of a kind: in curated foods and those that people log, what waits and what is to be expected; and
# all that is in imported foods nobody logs.
WAITS, EXPECTED, IMPORTED = "waits", "expected", "imported"
PARTS = (WAITS, EXPECTED, IMPORTED)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of lines. is_sent: people sent it, and it ends with an answer instead of a reason. expected:
    what the findings that do not stand out have in common, in words."""

    code: str
    words: str
    explanation: str
    is_sent: bool = False
    expected: str = ""


class Ranked(NamedTuple):
    """A finding with what it touches, `logs` entries of `people` people, and the part of its kind."""

    finding: Finding
    logs: int
    people: int
    part: str


def touched(logs: int, people: int) -> str:
    """Bare counts in words; "" where nobody logs the food. How often a single person logs it is theirs:
    beside what they sent in, a number would say it."""
    if not people:
        return ""
    if people == 1:
        return _("in the logs of 1 person")
    words = ngettext("in %(count)s log", "in %(count)s logs", logs) % {"count": logs}
    of_whom = ngettext("of %(count)s person", "of %(count)s people", people) % {"count": people}
    return f"{words} {of_whom}"


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as the list shows it."""

    finding: Finding
    kind: Kind
    food: Food
    logs: int
    people: int

    @property
    def touches(self) -> str:
        """See `touched`."""
        return touched(self.logs, self.people)

    @property
    def name(self) -> str:
        """What names the finding in a form."""
        one = self.finding
        return f"{one.check}:{one.food_id}:{one.nutrient}:{one.fingerprint}"


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "suggestion",
            gettext_lazy("Suggested for everybody"),
            gettext_lazy("A food that somebody added from its label and offers to all."),
            is_sent=True,
        ),
        Kind(
            "report",
            gettext_lazy("Looks wrong"),
            gettext_lazy("Somebody who logs the food doubts a figure."),
            is_sent=True,
        ),
        Kind(
            "conflict",
            gettext_lazy("Sources disagree"),
            gettext_lazy("Two records of one food are a factor of 3 apart or more."),
        ),
        Kind(
            "donor",
            gettext_lazy("Donor changed"),
            gettext_lazy("The record that a value was taken from now holds another amount."),
        ),
        Kind(
            "total",
            gettext_lazy("Off the total"),
            gettext_lazy("The forms of K2 do not add up to the total that is stated."),
        ),
        Kind(
            "unsourced",
            gettext_lazy("Without a source"),
            gettext_lazy("A range or an amount that nothing is cited for."),
        ),
        Kind(
            "unknown",
            gettext_lazy("MK-7 unknown"),
            gettext_lazy("Of the foods logged most, the first hundred without a figure for MK-7."),
            expected=gettext_lazy("with an assumed range"),
        ),
        Kind(
            "outlier",
            gettext_lazy("Outlier"),
            gettext_lazy(
                "Beyond three times the median of the category; what waits is also beyond what the category "
                "spreads over. Branded foods and products are left out."
            ),
            expected=gettext_lazy("within what their category spreads over"),
        ),
    )
}


def use_of_foods(food_ids: Collection[int] | None = None) -> Use:
    """In how many logs of how many people each food is, by the hook `settings.FOODS_USE`. None: all foods."""
    hook = getattr(settings, "FOODS_USE", None)
    return import_string(hook)(food_ids) if hook else {}


def ranked(kind: str = "") -> list[Ranked]:
    """All that the checks find, or what is of one kind, by kind and part, what touches most people first. A
    number of queries that grows with the foods compared (one for every 500), never with what is found."""
    use = use_of_foods()
    kinds = [kind] if kind else list(KINDS)
    left = set(
        Dismissal.objects.filter(check_code__in=kinds).values_list(
            "check_code", "food_id", "nutrient", "fingerprint"
        )
    )
    curated = curated_ids()
    found = [
        Ranked(one, *use.get(one.food_id, (0, 0)), _part(one, curated, use))
        for code in kinds
        for one in findings(code, use)
        if (one.check, one.food_id, one.nutrient, one.fingerprint) not in left
    ]
    places = {code: place for place, code in enumerate((*KINDS, *PARTS))}
    found.sort(
        key=lambda one: (
            places[one.finding.check],
            places[one.part],
            -one.people,
            -one.logs,
            -one.finding.weight,
            one.finding.food_id,
        )
    )
    return found


def _part(finding: Finding, curated: Collection[int], use: Use) -> str:
    if KINDS[finding.check].is_sent:
        return WAITS
    if finding.food_id not in curated and finding.food_id not in use:
        return IMPORTED
    return WAITS if finding.stands_out else EXPECTED


def lines_of(found: Sequence[Ranked]) -> list[Line]:
    """These findings with their foods, in their order. One query; meant for one page of them."""
    foods = Food.objects.only("pk", "name", "slug", "category", "brand").in_bulk(
        {one.finding.food_id for one in found}
    )
    return [
        Line(one.finding, KINDS[one.finding.check], foods[one.finding.food_id], one.logs, one.people)
        for one in found
    ]


def categories_of(found: Iterable[Ranked]) -> dict[int, str]:
    """The category of each food that these findings are of: food -> category. A query for every 500."""
    ids = sorted({one.finding.food_id for one in found})
    categories: dict[int, str] = {}
    for start in range(0, len(ids), 500):
        foods = Food.objects.filter(pk__in=ids[start : start + 500])
        categories |= dict(foods.order_by().values_list("pk", "category"))
    return categories


def counts_of(found: Iterable[Ranked]) -> Mapping[tuple[str, str], int]:
    """How many there are: (kind, part) -> number, 0 where there is none."""
    return Counter((one.finding.check, one.part) for one in found)


def findings(code: str, use: Use) -> Iterable[Finding]:
    """What one check finds, also what was left as it is. use: as of `use_of_foods`."""
    if code == "unknown":
        return unknown_mk7(use)
    checks: dict[str, Callable[[], Iterable[Finding]]] = {
        "suggestion": lambda: _sent(Notice.Kind.SUGGESTION),
        "report": lambda: _sent(Notice.Kind.REPORT),
        "conflict": conflicts,
        "donor": changed_donors,
        "total": off_totals,
        "unsourced": without_source,
        "outlier": outliers,
    }
    return checks[code]()


def _sent(kind: str) -> Iterable[Finding]:
    """What waits for an answer: the food's published values, or the one in doubt, and what was said."""
    notices = list(Notice.objects.filter(kind=kind, closed_at__isnull=True).select_related("food"))
    known = known_values(notice.food.revision_id for notice in notices if notice.food.revision_id)
    for notice in notices:
        say = partial(_sent_words, notice, known.get(notice.food.revision_id, {}))
        yield Finding(kind, notice.food_id, notice.nutrient, "", say, notice.pk)


def _sent_words(notice: Notice, values: Mapping[str, Known]) -> str:
    shown = [notice.nutrient] if notice.nutrient else list(values)
    unknown = _("unknown")
    figures = ", ".join(
        f"{short(code)} {exact(values[code].amount, code) if code in values else unknown}" for code in shown
    )
    said = f"{figures} {per(notice.food.basis)}" if figures else _("no known values")
    return f"{said}: “{notice.text}”" if notice.text else said
