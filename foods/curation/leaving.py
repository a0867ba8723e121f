"""Leaving findings of the work list as they are, with the reason: they come back when the figures change."""

from collections.abc import Collection
from typing import NamedTuple

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from ..models import Dismissal, Food
from .checks import Finding
from .worklist import KINDS, findings, use_of_foods


class NotFound(Exception):
    """What was to be left as it is, the check does not find any more, or finds with other figures."""


class Named(NamedTuple):
    """What names a finding: its check, its food, its nutrient ("" for the whole food), and its figures."""

    check: str
    food_id: int
    nutrient: str
    fingerprint: str


def named(finding: Finding) -> Named:
    """The name of a finding."""
    return Named(finding.check, finding.food_id, finding.nutrient, finding.fingerprint)


def standing(names: Collection[Named]) -> list[Finding]:
    """Those of these that their checks find now of just these figures, in the checks' order. What was sent is
    none: it ends with an answer."""
    wanted, found = set(names), []
    checks = {one.check for one in wanted}
    for code in [code for code, kind in KINDS.items() if code in checks and not kind.is_sent]:
        use = use_of_foods() if code == "unknown" else {}
        found += [one for one in findings(code, use) if named(one) in wanted]
    return found


def leave(*, by, names: Collection[Named], reason: str) -> list[Food]:
    """Leave findings as they are. Sent twice, each stands once. Returns their foods, each once, by name.

    Those that are not found any more are passed over. Raises NotFound where none is, so that nobody lets pass
    what they have not seen. The checks run before the transaction begins: a log may be written meanwhile.
    """
    before = [one for one in names if _dismissals(one).exists()]
    now = [named(one) for one in standing(set(names) - set(before))]
    if not before and not now:
        raise NotFound
    with transaction.atomic():
        for one in now:
            dismissal, is_new = Dismissal.objects.get_or_create(
                check_code=one.check, **_columns(one), defaults={"reason": reason, "dismissed_by": by}
            )
            if is_new:
                message = f"Left as it is ({one.check} {one.nutrient}): {reason}"
                LogEntry.objects.log_actions(by.pk, [dismissal.food], CHANGE, change_message=message)
    return list(Food.objects.filter(pk__in={one.food_id for one in [*before, *now]}))


def _dismissals(one: Named):
    return Dismissal.objects.filter(check_code=one.check, **_columns(one))


def _columns(one: Named) -> dict:
    return {"food_id": one.food_id, "nutrient": one.nutrient, "fingerprint": one.fingerprint}
