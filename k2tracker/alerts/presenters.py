"""An alert as its banner and the list of alerts show it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from k2tracker.profiles.clock import day_of, today
from k2tracker.profiles.presenters import day_text
from k2tracker.profiles.queries import profile_of
from nutrients.cautions import RULES
from nutrients.wording import EMERGENCY_TEXT, VKA_ALERTS

from .forms import SpokenForm
from .models import Alert
from .seen import seen


@dataclass(frozen=True)
class AlertCard:
    """One alert in words. emergency: the text under alerts about a vitamin K antagonist, else "".

    form: asks for the day of the talk, for an open CALL FIRST alert; else None. is_open: waits for an answer.
    answer: what became of a closed alert, else "". seen: what the rule saw, name and value. rule: what it
    holds on and what it rests on, None for a rule that is no more.
    """

    alert: Alert
    title: str
    day: str
    emergency: str
    is_open: bool
    is_call_first: bool
    answer: str
    form: SpokenForm | None
    clinic_name: str
    clinic_phone: str
    clinic_tel_uri: str
    seen: list[tuple[str, str]]
    rule: "RuleInWords | None"


@dataclass(frozen=True)
class RuleInWords:
    """A rule as a reader of its alert needs it. basis: its sources, as they are cited."""

    holds_when: str
    basis: tuple[str, ...]


def card_of(alert: Alert, form: SpokenForm | None = None) -> AlertCard:
    """The card of an alert. form: the answer as it was typed, where it has to be shown again."""
    profile = profile_of(alert.person)
    is_open = alert.state == Alert.State.OPEN
    is_call_first = alert.level == Alert.Level.CALL_FIRST
    if form is None and is_open and is_call_first:
        form = spoken_form(alert)
    return AlertCard(
        alert=alert,
        title=_title(alert.code),
        day=day_text(alert.day),
        emergency=_(EMERGENCY_TEXT) if alert.code in VKA_ALERTS else "",
        is_open=is_open,
        is_call_first=is_call_first,
        answer="" if is_open else _answer(alert),
        form=form,
        clinic_name=profile.clinic_name if profile else "",
        clinic_phone=profile.clinic_phone if profile else "",
        clinic_tel_uri=profile.clinic_tel_uri if profile else "",
        seen=seen(alert.code, alert.inputs),
        rule=_rule(alert.code),
    )


def spoken_form(alert: Alert, data=None) -> SpokenForm:
    """The form that closes an alert; several can stand on one page."""
    day = today(profile_of(alert.person))
    return SpokenForm(
        data, today=day, about=alert.day, initial={"spoken_on": day}, auto_id=f"id_alert_{alert.pk}_%s"
    )


def _title(code: str) -> str:
    match code:
        case "K-01":
            return _("Caution: vitamin K2 and your medicine")
        case "K-02":
            return _("Caution: natto and your medicine")
        case "K-03":
            return _("Caution: vitamin K and your medicine")
        case "K-04":
            return _("Caution: a new product with vitamin K")
        case "K-05":
            return _("Caution: your vitamin K has changed")
        case "K-06":
            return _("Caution: outside your clinic’s plan")
        case "K-07":
            return _("Caution: a vitamin K product not taken any more")
        case "K-09":
            return _("Caution: a new medicine beside your anticoagulant")
        case "K-10":
            return _("Caution: an INR outside your range")
        case "K-11":
            return _("Caution: an INR far outside")
        case "A-02":
            return _("Caution: a supplement beside your anticoagulant")
        case "D-02":
            return _("Caution: vitamin D over the upper limit")
        case "D-03":
            return _("Caution: very much vitamin D")
        case "D-04":
            return _("Caution: a high 25(OH)D")
        case "D-05":
            return _("Caution: vitamin D and a condition or medicine")
        case "C-01":
            return _("Caution: calcium over the upper limit")
        case "M-01":
            return _("Caution: magnesium from supplements over the upper limit")
        case "M-02":
            return _("Caution: magnesium and the kidneys")
    return _("Caution")


def _rule(code: str) -> RuleInWords | None:
    rule = RULES.get(code)
    if rule is None:
        return None
    return RuleInWords(_(rule.holds_when), tuple(_(source) for source in rule.basis))


def _answer(alert: Alert) -> str:
    if alert.state == Alert.State.SPOKEN:
        return _("Spoken to the team on %(day)s") % {"day": day_text(alert.spoken_on)}
    if alert.state == Alert.State.CLOSED:
        day = day_of(profile_of(alert.person), alert.answered_at)
        said = {"day": day_text(day), "reason": alert.reason}
        return _("Closed by a clinician on %(day)s: %(reason)s") % said
    return alert.get_state_display()
