"""The life of an alert: raised once per cause, answered by the person or closed by a clinician, withdrawn
with what caused it.

Informational findings are never kept. No alert is raised a second time while one of the same code and cause
is open, nor in the seven days after it was answered, unless the matter gets worse: a higher level, or a
larger amount than the alert before it was about. What is logged of a day over a week ago is recorded and
asks for nothing.

What follows from judging (`raise_for`, `record_history`, `judge_again`) runs in the transaction of what was
judged, whose person is held (`hold`) since before anything was read to judge by.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from k2tracker.web.numbers import rounded
from nutrients.cautions import RULE_SET, Finding

from .models import ANSWERED, Alert, AlertEntry
from .permissions import check_may_answer, check_may_close
from .wording import words_of

QUIET = timedelta(days=7)
HISTORY_AFTER = timedelta(days=7)  # a day further back than this asks for no answer any more
STORED_LEVELS = frozenset(Alert.Level.values)
URGENCY = (Alert.Level.CALL_FIRST, Alert.Level.CAUTION)
State = Alert.State
STANDING = (State.OPEN, State.HISTORY)  # nobody answered them: they follow what is found


class NotAnswerableError(ValueError):
    """The alert is closed, or waits for a talk with the team and cannot just be acknowledged."""


def raise_for(
    *,
    person,
    findings: Iterable[Finding],
    day: date,
    now: datetime | None = None,
) -> list[Alert]:
    """Raise what the findings of one local day call for.

    An item's key is its entry's; findings about a sum belong to no entry.
    Returns the alerts of these findings that are open now, new ones and older ones, the most urgent first.
    """
    found = [finding for finding in findings if finding.level in STORED_LEVELS]
    if not found:
        return []  # most logs end here, without a transaction
    return _raise(person, found, day, now or timezone.now())


@transaction.atomic(savepoint=False)
def _raise(person, found: list[Finding], day: date, now: datetime) -> list[Alert]:
    known = _known_alerts(person, {finding.code for finding in found}, now)
    concerned: dict[tuple[str, str], Alert] = {}
    for finding in found:
        matter = (finding.code, finding.cause)
        key = finding.item_key
        before = concerned.get(matter) or known.get(matter)
        if before is None or _is_worse(finding, before) or _is_less_by_now(finding, before):
            alert = _open(person, finding, day, key, now, replacing=before)
        elif before.state == State.OPEN:
            alert = before
            _link(alert, key)
        else:
            continue  # answered less than seven days ago
        concerned[matter] = alert
    return sorted(concerned.values(), key=lambda alert: (URGENCY.index(alert.level), alert.code, alert.cause))


@transaction.atomic(savepoint=False)
def record_history(
    *,
    person,
    findings: Iterable[Finding],
    day: date,
    now: datetime | None = None,
) -> None:
    """Record what is found of a day that is over a week ago, already closed; once for each matter and day.

    A matter whose alert of that day is there already, in whatever state, only gets the entry linked, unless
    what was recorded says another amount than is found now.
    """
    now = now or timezone.now()
    found = [finding for finding in findings if finding.level in STORED_LEVELS]
    if not found:
        return
    of_day = person.alerts.filter(day=day).exclude(state__in=[State.WITHDRAWN, State.REPLACED])
    known = {(alert.code, alert.cause): alert for alert in of_day.order_by("raised_at", "pk")}
    for finding in found:
        matter = (finding.code, finding.cause)
        before = known.get(matter)
        is_outdated = before is not None and before.state == State.HISTORY and _is_different(finding, before)
        if before is None or is_outdated:
            known[matter] = _open(person, finding, day, finding.item_key, now, replacing=before, history=True)
        else:
            _link(before, finding.item_key)


@transaction.atomic
def acknowledge(*, by, alert: Alert) -> Alert:
    """Record that the person has read a caution. Raises NotAnswerableError for any other alert."""
    alert = _locked(by, alert)
    if alert.state != State.OPEN or alert.level != Alert.Level.CAUTION:
        raise NotAnswerableError(f"alert {alert.pk} is {alert.state}, {alert.level}")
    alert.state = State.ACKNOWLEDGED
    alert.answered_at = timezone.now()
    alert.save(update_fields=["state", "answered_at"])
    return alert


@transaction.atomic
def record_spoken(*, by, alert: Alert, on: date) -> Alert:
    """Record that the person has spoken to their team about an open alert, and on which day.

    Raises NotAnswerableError where the alert is not open any more.
    """
    alert = _locked(by, alert)
    if alert.state != State.OPEN:
        raise NotAnswerableError(f"alert {alert.pk} is {alert.state}")
    alert.state = State.SPOKEN
    alert.spoken_on = on
    alert.answered_at = timezone.now()
    alert.save(update_fields=["state", "spoken_on", "answered_at"])
    return alert


@transaction.atomic
def close(*, by, alert: Alert, reason: str) -> Alert:
    """Record that a clinician has looked into an open alert and closed it, and why. The person reads both.

    Whether it is an alert of their patient is for whoever reaches the alert to know. Raises PermissionDenied
    for anybody but a clinician, NotAnswerableError where the alert is not open any more, ValueError without
    a reason.
    """
    check_may_close(by, alert)
    if not reason.strip():
        raise ValueError("an alert is closed with a reason")
    hold(alert.person)
    alert = alert.person.alerts.get(pk=alert.pk)
    if alert.state != State.OPEN:
        raise NotAnswerableError(f"alert {alert.pk} is {alert.state}")
    alert.state = State.CLOSED
    alert.closed_by = by
    alert.reason = reason.strip()
    alert.answered_at = timezone.now()
    alert.save(update_fields=["state", "closed_by", "reason", "answered_at"])
    return alert


@transaction.atomic
def withdraw_for_entry(*, by, entry_key: UUID) -> list[UUID]:
    """Withdraw the open and the recorded alerts that an entry raised, once it is undone or deleted.

    Its words are about that entry; where other entries met the same cause, what they call for is to be raised
    anew. Returns the keys of those entries.
    """
    hold(by)
    of_entry = Q(entry_key=entry_key) | Q(further_entries__entry_key=entry_key)
    others: list[UUID] = []
    for alert in by.alerts.filter(of_entry, state__in=STANDING).distinct():
        if alert.entry_key != entry_key:
            alert.further_entries.filter(entry_key=entry_key).delete()
            continue
        others += alert.further_entries.values_list("entry_key", flat=True)
        _withdraw(alert)
    return others


@transaction.atomic(savepoint=False)
def judge_again(
    *,
    person,
    findings_on: Callable[[date], Iterable[Finding]],
    since: date = date.min,
    until: date = date.max,
    states: Collection[str] = STANDING,
    only: Callable[[Alert], bool] = lambda alert: True,
    now: datetime | None = None,
) -> list[UUID]:
    """Hold the person's open and recorded alerts of the days from `since` to `until` against what is found.

    findings_on: what the rules find on a day as it stands; asked once for each day that has such an alert.
    states, only: which of them; all where nothing is said.
    An alert whose matter is not found any more is withdrawn. One whose amount or level is another by now
    gives way to one that says so; it has waited as long, unless the matter got worse. Returns the keys of
    other entries that a withdrawn alert spoke for: what those call for is to be raised anew.
    """
    now = now or timezone.now()
    others: list[UUID] = []
    standing = person.alerts.filter(state__in=states, day__range=(since, until))
    alerts = [alert for alert in standing if only(alert)]
    found = {day: list(findings_on(day)) for day in {alert.day for alert in alerts}}
    for alert in alerts:
        finding = _largest(found[alert.day], of=alert)
        if finding is None:
            others += alert.further_entries.values_list("entry_key", flat=True)
            _withdraw(alert)
        elif _is_different(finding, alert):
            history = alert.state == State.HISTORY
            _open(person, finding, alert.day, finding.item_key, now, replacing=alert, history=history)
    return others


def _withdraw(alert: Alert):
    alert.state = State.WITHDRAWN
    alert.answered_at = timezone.now()
    alert.save(update_fields=["state", "answered_at"])


def hold(person):
    """Let one request at a time decide about this person's alerts, so that no cause is raised twice.

    Whoever judges holds them before reading what to judge by: what was told meanwhile would be missed, and
    an alert about it withdrawn. Before rows of the person's own, since all rooms lock in this order.
    """
    get_user_model().objects.select_for_update().only("pk").get(pk=person.pk)


def _locked(by, alert: Alert) -> Alert:
    check_may_answer(by, alert)
    hold(by)
    return by.alerts.get(pk=alert.pk)


def _known_alerts(person, codes: set[str], now: datetime) -> dict[tuple[str, str], Alert]:
    """The alert that decides about each matter: the open one, else the latest answered in the quiet days."""
    answered_lately = Q(state__in=ANSWERED, answered_at__gt=now - QUIET)
    alerts = person.alerts.filter(Q(state=State.OPEN) | answered_lately, code__in=codes)
    known: dict[tuple[str, str], Alert] = {}
    for alert in alerts.order_by("answered_at"):
        before = known.get((alert.code, alert.cause))
        if before is None or before.state != State.OPEN:
            known[alert.code, alert.cause] = alert
    return known


def _is_worse(finding: Finding, before: Alert) -> bool:
    """Whether a matter is more urgent than it was, concerns a further condition or medicine, or its amount is
    larger by what a reader can see."""
    if finding.level != before.level:
        return URGENCY.index(finding.level) < URGENCY.index(before.level)
    if _named(finding.params) - _named(before.inputs):
        return True
    if "value" in finding.params:
        return _is_worse_result(finding.params, before.inputs)
    amount, amount_before = _size(finding.params), _size(before.inputs)
    return amount is not None and amount_before is not None and _whole(amount) > _whole(amount_before)


def _named(inputs: Mapping[str, str]) -> set[str]:
    """The conditions and medicines that a matter is about."""
    lists = (inputs.get(name, "").split(",") for name in ("conditions", "medicines"))
    return {name.strip() for names in lists for name in names if name}


def _is_worse_result(now: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether a result that was corrected lies further out, or is one that cannot be compared: what was said
    about it was said of another number."""
    if [now.get(name) for name in ("side", "unit")] != [before.get(name) for name in ("side", "unit")]:
        return True
    value, value_before = Decimal(now["value"]), Decimal(before["value"])
    return value < value_before if now.get("side") == "low" else value > value_before


def _is_less_by_now(finding: Finding, before: Alert) -> bool:
    """Whether a sum that still waits for an answer on the same day has become another one."""
    return (
        finding.item_key is None
        and (before.state, before.day, before.level) == (State.OPEN, finding.day, finding.level)
        and _is_different(finding, before)
    )


def _is_different(finding: Finding, before: Alert) -> bool:
    """Whether an alert says another level, other words, or another amount by what a reader can see, than is
    found now."""
    if finding.level != before.level or words_of(finding) != before.wording:
        return True
    amount, amount_before = _size(finding.params), _size(before.inputs)
    if amount is None or amount_before is None:
        return amount != amount_before
    return _whole(amount) != _whole(amount_before)


def _largest(findings: list[Finding], *, of: Alert) -> Finding | None:
    """What is found of an alert's matter, in the largest amount; None where it calls for nothing any more."""
    matter = (of.code, of.cause)
    found = [one for one in findings if (one.code, one.cause) == matter and one.level in STORED_LEVELS]
    return max(found, key=lambda one: Decimal(_size(one.params) or 0), default=None)


def _size(inputs: Mapping[str, str]) -> str | None:
    """The amount a finding is about: a sum against its limit, or the known vitamin K of a product in µg."""
    return inputs.get("x", inputs.get("known_ug"))


def _whole(amount: str) -> Decimal:
    return rounded(Decimal(amount))


def _open(
    person, finding: Finding, day: date, key: UUID | None, now: datetime, *, replacing, history: bool = False
) -> Alert:
    """Open an alert, or record one that was never open. One of the same matter that stands gives way to it,
    with its entries, and with the moment since which it waits unless the matter got worse."""
    keys, raised_at = [key], now
    if replacing is not None and replacing.state in STANDING:
        if history or not _is_worse(finding, replacing):
            raised_at = replacing.raised_at
        keys += [replacing.entry_key, *replacing.further_entries.values_list("entry_key", flat=True)]
        replacing.state = State.REPLACED
        replacing.answered_at = now
        replacing.save(update_fields=["state", "answered_at"])
    keys = list(dict.fromkeys(key for key in keys if key is not None))
    alert = Alert.objects.create(
        person=person,
        code=finding.code,
        level=finding.level,
        cause=finding.cause,
        day=day,
        entry_key=keys[0] if keys else None,
        rule_set=RULE_SET,
        inputs=dict(finding.params),
        wording=words_of(finding),
        raised_at=raised_at,
        state=State.HISTORY if history else State.OPEN,
        answered_at=now if history else None,
    )
    AlertEntry.objects.bulk_create(AlertEntry(alert=alert, entry_key=further) for further in keys[1:])
    return alert


def _link(alert: Alert, key: UUID | None):
    if key is None or key == alert.entry_key:
        return
    AlertEntry.objects.get_or_create(alert=alert, entry_key=key)
