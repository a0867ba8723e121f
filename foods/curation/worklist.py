"""The curators' work list: what people sent in and what the checks find, first what touches most people.

Worked out anew each time it is asked for, so that nothing on it is out of date. What a curator has left as
it is stays away as long as the figures are the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Dismissal, Food, Notice
from .checks import Finding, Known, exact, known_values, per, short
from .checks_amounts import off_totals, outliers, unknown_mk7
from .checks_sources import changed_donors, conflicts, without_source

Use = Mapping[int, tuple[int, int]]


class NotFound(Exception):
    """What was to be left as it is, the check does not find any more, or finds with other figures."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of lines. is_sent: people sent it, and it ends with an answer instead of a reason."""

    code: str
    words: str
    explanation: str
    is_sent: bool = False


class Ranked(NamedTuple):
    """A finding with what it touches: `logs` entries of `people` people."""

    finding: Finding
    logs: int
    people: int


def touched(logs: int, people: int) -> str:
    """Bare counts in words; "" where nobody logs the food. How often a single person logs it is theirs:
    beside what they sent in, a number would say it."""
    if not people:
        return ""
    if people == 1:
        return _("in the logs of 1 person")
    words = ngettext("in %(count)s log", "in %(count)s logs", logs) % {"count": logs}
    return f"{words} {ngettext('of %(count)s person', 'of %(count)s people', people) % {'count': people}}"


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
        ),
        Kind(
            "outlier",
            gettext_lazy("Outlier"),
            gettext_lazy(
                "Beyond three times the median of the category. Branded foods and products are left out."
            ),
        ),
    )
}


def use_of_foods(food_ids: Collection[int] | None = None) -> Use:
    """In how many logs of how many people each food is, by the hook `settings.FOODS_USE`. None: all foods."""
    hook = getattr(settings, "FOODS_USE", None)
    return import_string(hook)(food_ids) if hook else {}


def ranked(kind: str = "") -> list[Ranked]:
    """All that waits, or what is of one kind, what touches most people first. A number of queries that grows
    with the foods looked at (one for every 500), never with what is found."""
    use = use_of_foods()
    kinds = [kind] if kind else list(KINDS)
    left = set(
        Dismissal.objects.filter(check_code__in=kinds).values_list(
            "check_code", "food_id", "nutrient", "fingerprint"
        )
    )
    found = [
        Ranked(one, *use.get(one.food_id, (0, 0)))
        for code in kinds
        for one in _findings(code, use)
        if (one.check, one.food_id, one.nutrient, one.fingerprint) not in left
    ]
    places = {code: place for place, code in enumerate(KINDS)}
    found.sort(key=lambda one: (-one.people, -one.logs, places[one.finding.check], one.finding.food_id))
    return found


def lines_of(findings: Sequence[Ranked]) -> list[Line]:
    """These findings with their foods, in their order. One query; meant for one page of them."""
    foods = Food.objects.only("pk", "name", "slug", "category", "brand").in_bulk(
        {one.finding.food_id for one in findings}
    )
    return [
        Line(one.finding, KINDS[one.finding.check], foods[one.finding.food_id], one.logs, one.people)
        for one in findings
    ]


def counts_of(findings: Iterable[Ranked]) -> dict[str, int]:
    """How many there are of each kind, in the kinds' order."""
    counts = dict.fromkeys(KINDS, 0)
    for one in findings:
        counts[one.finding.check] += 1
    return counts


def _findings(code: str, use: Use) -> Iterable[Finding]:
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
    figures = ", ".join(
        f"{short(code)} {exact(values[code].amount, code) if code in values else _('unknown')}"
        for code in shown
    )
    said = f"{figures} {per(notice.food.basis)}" if figures else _("no known values")
    return f"{said}: “{notice.text}”" if notice.text else said


def standing_finding(*, check: str, food_id: int, nutrient: str, fingerprint: str) -> Finding | None:
    """What the check finds now of just these figures; None where it finds no such thing, or it was sent."""
    if check not in KINDS or KINDS[check].is_sent:
        return None
    asked = (food_id, nutrient, fingerprint)
    found = _findings(check, use_of_foods() if check == "unknown" else {})
    return next((one for one in found if (one.food_id, one.nutrient, one.fingerprint) == asked), None)


@transaction.atomic
def leave(*, by, check: str, food_id: int, nutrient: str, fingerprint: str, reason: str) -> Food:
    """Leave a finding as it is: it comes back when the figures become others. Sent twice, it stands once.

    Raises NotFound where the check finds no such thing, so that nobody lets pass what they have not seen.
    """
    asked = {"food_id": food_id, "nutrient": nutrient, "fingerprint": fingerprint}
    standing = Dismissal.objects.filter(check_code=check, **asked).select_related("food").first()
    if standing is not None:
        return standing.food
    if standing_finding(check=check, **asked) is None:
        raise NotFound(check)
    dismissal, is_new = Dismissal.objects.get_or_create(
        check_code=check, **asked, defaults={"reason": reason, "dismissed_by": by}
    )
    if is_new:
        message = f"Left as it is ({check} {nutrient}): {reason}"
        LogEntry.objects.log_actions(by.pk, [dismissal.food], CHANGE, change_message=message)
    return dismissal.food
