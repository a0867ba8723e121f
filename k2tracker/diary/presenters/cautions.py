"""Cautions above the score, and the page that follows a saved entry which asks for a call first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.alerts.models import Alert
from k2tracker.alerts.presenters import AlertCard, card_of
from k2tracker.alerts.wording import words_of
from k2tracker.diary.days import CAUTION_DAYS, Days
from k2tracker.diary.measures import amount_text
from k2tracker.diary.models import Entry
from k2tracker.profiles.models import Profile
from k2tracker.web.charts import BulletGraph, State
from k2tracker.web.numbers import display, number
from nutrients.cautions import CALL_FIRST, INFO
from nutrients.intake import Item
from nutrients.recognition import VITAMIN_K_FORMS
from nutrients.scoring import is_logged
from nutrients.wording import EMERGENCY_TEXT, VKA_ALERTS

MEANS = frozenset({"D-02", "C-01", "M-01"})  # cautions, not notes, about a mean of the last days
USUAL_DAYS = 28  # a usual day is the median of the days with a log among so many before


@dataclass(frozen=True, slots=True)
class Banner:
    """A caution on a day. alert None: nothing waits for an answer. explained_at: its own page, or "".

    over_days: for a mean, how many days it is of; else "".
    """

    title: str
    words: str
    alert: Alert | None
    explained_at: str
    is_call_first: bool
    answer: str
    over_days: str = ""


@dataclass(frozen=True, slots=True)
class Cautions:
    """What stands above the score. emergency: printed once, under alerts about a vitamin K antagonist.

    notes: informational texts. asks_vka: the question about vitamin K antagonists is unanswered.
    """

    banners: tuple[Banner, ...]
    elsewhere: tuple[AlertCard, ...]
    notes: tuple[str, ...]
    emergency: str
    asks_vka: bool


def cautions_of(days: Days, alerts: Iterable[Alert]) -> Cautions:
    """The day's findings, each cause once, and open alerts of other days.

    A finding stands on its day whatever was answered: it cannot be dismissed there.
    """
    alerts = list(alerts)
    by_cause = {(alert.code, alert.cause): alert for alert in reversed(alerts)}
    banners, seen = [], set()
    for finding in days.findings:
        cause = (finding.code, finding.cause)
        if finding.level == INFO or cause in seen:
            continue
        seen.add(cause)
        alert = by_cause.get(cause)
        is_call_first = finding.level == CALL_FIRST
        is_explained = is_call_first and finding.item_key is not None
        banners.append(
            Banner(
                title=_("Call first") if is_call_first else _("Caution"),
                words=words_of(finding),
                alert=alert if alert is not None and alert.state == Alert.State.OPEN else None,
                explained_at=reverse("diary:caution", args=[finding.item_key]) if is_explained else "",
                is_call_first=is_call_first,
                answer="" if alert is None or alert.state == Alert.State.OPEN else card_of(alert).answer,
                over_days=_over_days(days) if finding.code in MEANS else "",
            )
        )
    elsewhere = tuple(
        card_of(alert)
        for alert in alerts
        if alert.state == Alert.State.OPEN and (alert.code, alert.cause) not in seen
    )
    about_vka = any(code in VKA_ALERTS for code, _cause in seen) or any(card.emergency for card in elsewhere)
    return Cautions(
        banners=tuple(banners),
        elsewhere=elsewhere,
        notes=tuple(
            words_of(finding) for finding in days.findings if finding.level == INFO and finding.code != "K-00"
        ),
        emergency=_(EMERGENCY_TEXT) if about_vka else "",
        asks_vka=any(finding.code == "K-00" for finding in days.findings),
    )


def _over_days(days: Days) -> str:
    week = [days.logs.get(days.on - timedelta(days=back)) for back in range(CAUTION_DAYS)]
    logged = sum(is_logged(log) for log in week)
    return ngettext(
        "%(count)s of the last %(days)s days has a log.",
        "%(count)s of the last %(days)s days have a log.",
        logged,
    ) % {"count": logged, "days": CAUTION_DAYS}


# --- The page after a log that asks for a call first ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """One day's known vitamin K on the common scale. text: the amount; graph None: no day to show."""

    name: str
    graph: BulletGraph | None
    text: str


@dataclass(frozen=True, slots=True)
class CautionPage:
    """saved: the entry in words. texts: what is to be known of it, each rule's own words.

    emergency and bars: where a rule about a vitamin K antagonist speaks, else empty.
    alert: waits for "I have spoken to my team"; None: there is only to go on.
    """

    entry: Entry
    saved: str
    texts: tuple[str, ...]
    emergency: str
    bars: tuple[Bar, ...]
    bars_note: str
    scale: str
    clinic_name: str
    clinic_phone: str
    clinic_tel_uri: str
    day_url: str


def saved_text(entry: Entry) -> str:
    """An entry in running text: "50 g natto (fermented soybeans)"."""
    amount = amount_text(quantity=entry.quantity, portion_name=entry.portion_name, grams=entry.grams)
    return f"{amount} {name_in_text(entry.food.name)}"


def name_in_text(name: str) -> str:
    """A food's name inside a sentence: a first word in plain small letters loses its capital.

    "MK-7 50 µg capsule" and "D3 ..." keep theirs. Limit: so do no names of places; "swiss cheese" is read
    without harm.
    """
    first = name.split(" ", 1)[0].rstrip(",")
    return name[0].lower() + name[1:] if len(first) > 1 and first[1:].islower() and first.isalpha() else name


def caution_page(days: Days, entry: Entry, profile: Profile) -> CautionPage:
    """The page about one entry of `days.on`; it has findings of its own."""
    findings = [one for one in days.findings if one.level == CALL_FIRST and one.item_key == entry.key]
    texts = dict.fromkeys(map(words_of, findings))
    is_about_vka = any(one.code in VKA_ALERTS for one in findings)
    bars, scale, note = _bars(days, entry) if is_about_vka else ((), "", "")
    return CautionPage(
        entry=entry,
        saved=saved_text(entry),
        texts=tuple(texts),
        emergency=_(EMERGENCY_TEXT) if is_about_vka else "",
        bars=bars,
        bars_note=note,
        scale=scale,
        clinic_name=profile.clinic_name,
        clinic_phone=profile.clinic_phone,
        clinic_tel_uri=profile.clinic_tel_uri,
        day_url=reverse("diary:day", args=[entry.eaten_on]),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """Vitamin K of some items: what is known of it in µg, and how many items have no complete figure."""

    amount: Decimal
    open_items: int
    items: int


def _known_of(items: Iterable[Item]) -> _Known:
    amount, open_items, count = Decimal(0), 0, 0
    for eaten in items:
        count += 1
        forms = [eaten.amounts.get(code) for code in VITAMIN_K_FORMS]
        sure = (one.at_least for one in forms if one is not None)
        amount += sum((part for part in sure if part is not None), Decimal(0))
        k1, mk7 = eaten.amounts.get("phylloquinone"), eaten.amounts.get("menaquinone_7")
        open_items += any(one is None or one.value is None for one in (k1, mk7))
    return _Known(amount, open_items, count)


def _bars(days: Days, entry: Entry) -> tuple[tuple[Bar, ...], str, str]:
    before = _known_of(eaten for eaten in days.log.items if eaten.key != entry.key)
    with_this = _known_of(days.log.items)
    usual = _usual(days)
    shown = [known.amount for known in (before, with_this)] + ([] if usual is None else [usual.amount])
    scale = BulletGraph(name="", unit="µg", state=State.INFORMATION, value=max(shown)).end

    def bar(name: str, known: _Known | None) -> Bar:
        if known is None:
            return Bar(name, None, _("unknown"))
        graph = BulletGraph(
            name=name,
            unit="µg",
            state=State.INFORMATION,
            value=known.amount,
            unknown_items=known.open_items,
            items=known.items,
            scale=scale,
            compact=True,
        )
        text = display(known.amount, "µg")
        return Bar(name, graph, _("at least %(amount)s") % {"amount": text} if known.open_items else text)

    bars = (
        bar(_("Your usual day"), usual),
        bar(_("This day before"), before),
        bar(_("With this"), with_this),
    )
    note = _("Known vitamin K, K1 and all forms of K2 together. Foods without a figure can only add.")
    if usual is None:
        about_usual = _("A usual day is unknown: there is no other day in the last four weeks.")
    else:
        about_usual = _("Usual day: the middle one of your days in the last four weeks.")
    return bars, _("µg, one scale, 0 to %(end)s") % {"end": number(scale)}, f"{note} {about_usual}"


def _usual(days: Days) -> _Known | None:
    """The median of the logged days among the four weeks before; None without any."""
    logs = [log for day, log in days.logs.items() if _is_before(day, days.on) and log.items]
    if not logs:
        return None
    known = [_known_of(log.items) for log in logs]
    has_open = any(one.open_items for one in known)
    return _Known(median(one.amount for one in known), int(has_open), len(known))


def _is_before(day: date, on: date) -> bool:
    return on - timedelta(days=USUAL_DAYS) <= day < on
