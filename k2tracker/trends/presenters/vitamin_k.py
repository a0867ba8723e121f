"""Vitamin K stability of somebody on a vitamin K antagonist: K1, MK-4 and other MK, without MK-7.

It describes a log against the log before it. There is no target, no praise, and with gaps no word that
anything is steady. MK-7 stands beside it as an amount alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from k2tracker.web.numbers import display
from k2tracker.web.plots import Axis, Bar, Drawing, Flag, Lane, Line, Open, Span, draw, round_end
from nutrients.design_values import (
    STABILITY_BASELINE_DAYS,
    STABILITY_BASELINE_MINIMUM,
    STABILITY_RECENT_DAYS,
    STABILITY_RECENT_MINIMUM,
)
from nutrients.scoring import EXPECTED_MENAQUINONES, K2, Coverage
from nutrients.stability import Stability, Verdict, day_of, stability

from ..queries import Months, days_between
from .lines import FOUR_WEEKS, WEEK, amounts_lane, cut_words, open_words, shades_of
from .values import ENOUGH_IN_A_WEEK, Slot, as_decimal, day_value, rolling, shown, slot_value

FORMS = ("k1", "mk4", "other")


@dataclass(frozen=True, slots=True)
class FormAmount:
    """What a day, or a week's mean, holds of one form. amount None: unknown."""

    amount: Decimal | Fraction | None
    is_minimum: bool

    @property
    def words(self) -> str:
        if self.amount is None:
            return _("unknown")
        if self.is_minimum:
            return _("at least %(amount)s") % {"amount": shown(self.amount)}
        return shown(self.amount)


@dataclass(frozen=True, slots=True)
class DayOfForms:
    """One day. is_known: it counts for the means; is_complete: nothing of its K1 is missing."""

    forms: tuple[FormAmount, ...]
    is_logged: bool
    is_known: bool
    is_complete: bool


@dataclass(frozen=True, slots=True)
class VitaminK:
    """verdict, figures, coverage: in words; "" where nobody is on the medicine now. rows: of the table."""

    verdict: str
    recent: str
    baseline: str
    coverage: tuple[str, ...]
    drawing: Drawing
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """MK-7 alone: no target, no points."""

    note: str
    drawing: Drawing
    rows: tuple[tuple[str, str], ...]


def vitamin_k(months: Months, slots: Sequence[Slot], flags: tuple[Flag, ...], *, dates: bool) -> VitaminK:
    """The section of K1, MK-4 and other MK. flags: dose-change notes. dates: whether days are labelled."""
    days = {day: _forms_of(months, day) for day in days_between(months.earliest, months.last)}
    sums = {day: months.logs.vitamin_k(day) for day, one in days.items() if one.is_known}
    of_slots = [_of_slot(slot, days) for slot in slots]
    recent = [_recent(sums, slot.last) for slot in slots]
    baseline = [_baseline(sums, slot.last) for slot in slots]
    judged = stability(months.logs, months.last)
    totals = [_total(one.forms) for one in of_slots]
    high = round_end(max([*totals, *(one for one in recent + baseline if one is not None), Fraction(20)]))
    bars = (_bar(slot, one) for slot, one in zip(slots, of_slots, strict=True))
    lane = Lane(
        title=_title(judged, months),
        axis=Axis(months.first, months.last),
        high=high,
        marks=(Decimal(0), high, high / 2),
        height=140,
        bars=tuple(bar for bar in bars if bar is not None),
        missing=tuple(
            Span(slot.first, slot.last)
            for slot, one in zip(slots, of_slots, strict=True)
            if not one.is_logged
        ),
        shades=shades_of(months),
        lines=(
            Line("base", tuple(zip((slot.last for slot in slots), baseline, strict=True))),
            Line("mean", tuple(zip((slot.last for slot in slots), recent, strict=True))),
        ),
        flags=flags,
        dates=dates,
    )
    return VitaminK(
        verdict=_verdict(judged) if months.is_on_vka else "",
        recent=_figure(judged.recent),
        baseline=_figure(judged.baseline),
        coverage=(*coverage_words(judged), _said_whole(months)),
        drawing=draw(lane),
        rows=tuple(
            (*(form.words for form in one.forms), _mean_words(last), _mean_words(base))
            if one.is_logged
            else (*(_("no log") for _form in FORMS), _mean_words(last), _mean_words(base))
            for one, last, base in zip(of_slots, recent, baseline, strict=True)
        ),
    )


def mk7_amount(months: Months, slots: Sequence[Slot]) -> Amount:
    """MK-7 a day while its line is paused: what was logged, and nothing to measure it by."""
    before = days_between(months.earliest, months.last)
    values = {day: day_value(months.scores[day].lines[K2], months.logs, day) for day in before}
    rolls = FOUR_WEEKS if slots[0].is_week else WEEK
    of_slots = [slot_value(slot, values, None, K2) for slot in slots]
    amounts = {day: value.amount for day, value in values.items() if value.counts}
    means = [rolling(amounts, slot.last, days=rolls.days, enough=rolls.enough) for slot in slots]
    note = open_words([values[day] for day in months.days])
    lane = amounts_lane(
        title=" ".join(part for part in (_("MK-7 a day, as logged."), note) if part),
        axis=Axis(months.first, months.last),
        slots=slots,
        values=of_slots,
        means=means,
        targets=dict.fromkeys(months.days),
        shades=shades_of(months),
        height=130,
    )
    return Amount(
        note=" ".join(part for part in (note, cut_words(lane, "µg")) if part),
        drawing=draw(lane),
        rows=tuple((value.words, _mean_words(one)) for value, one in zip(of_slots, means, strict=True)),
    )


def coverage_words(judged: Stability) -> tuple[str, ...]:
    """How much of the log there is: "5 of 7 days complete"."""
    return (
        _("Last 7 days: %(complete)s of %(days)s days complete, %(known)s known.")
        % {
            "complete": judged.recent_complete,
            "days": STABILITY_RECENT_DAYS,
            "known": judged.recent_known,
        },
        _("The 28 days before: %(complete)s of %(days)s days complete, %(known)s known.")
        % {
            "complete": judged.baseline_complete,
            "days": STABILITY_BASELINE_DAYS,
            "known": judged.baseline_known,
        },
    )


def _said_whole(months: Months) -> str:
    """What "complete" does not say: whether all that was eaten is in the log."""
    week = (months.last - timedelta(days=back) for back in range(STABILITY_RECENT_DAYS))
    said = sum(day in months.logs and months.logs[day].complete for day in week)
    return _(
        "Complete: the K1 of all that is logged is known. You said of %(said)s of the last %(days)s days "
        "that everything is logged."
    ) % {"said": said, "days": STABILITY_RECENT_DAYS}


def _forms_of(months: Months, day: date) -> DayOfForms:
    logs = months.logs
    if not logs.is_logged(day):
        return DayOfForms(tuple(FormAmount(None, False) for _form in FORMS), False, False, False)
    k1, mk4 = logs.intake(day, "phylloquinone").known, logs.intake(day, "menaquinone_4").known
    other_is_known = all(logs.coverage(day, code) is Coverage.COMPLETE for code in EXPECTED_MENAQUINONES)
    one = day_of(logs, day)
    return DayOfForms(
        (
            _form(k1, logs.coverage(day, "phylloquinone") is Coverage.COMPLETE),
            _form(mk4, logs.coverage(day, "menaquinone_4") is Coverage.COMPLETE),
            _form(logs.vitamin_k(day) - k1 - mk4, other_is_known),
        ),
        True,
        one.is_known,
        one.is_complete,
    )


def _form(known: Decimal, is_complete: bool) -> FormAmount:
    if is_complete:
        return FormAmount(known, False)
    return FormAmount(known, True) if known > 0 else FormAmount(None, True)


def _of_slot(slot: Slot, days: dict[date, DayOfForms]) -> DayOfForms:
    if not slot.is_week:
        return days[slot.first]
    inside = [days[day] for day in slot.days]
    known = [one for one in inside if one.is_known]
    is_logged = any(one.is_logged for one in inside)
    if len(known) < ENOUGH_IN_A_WEEK:
        return DayOfForms(tuple(FormAmount(None, True) for _form in FORMS), is_logged, False, False)
    return DayOfForms(
        tuple(_mean_form([one.forms[place] for one in known]) for place in range(len(FORMS))),
        True,
        True,
        all(one.is_complete for one in known),
    )


def _mean_form(forms: Sequence[FormAmount]) -> FormAmount:
    """The mean over all its days, those that do not know the form adding nothing: then it is a minimum."""
    known = [form.amount for form in forms if form.amount is not None]
    if not known:
        return FormAmount(None, True)
    return FormAmount(Fraction(sum(known)) / len(forms), any(form.is_minimum for form in forms))


def _total(forms: Sequence[FormAmount]) -> Fraction:
    return sum((Fraction(form.amount) for form in forms if form.amount is not None), Fraction(0))


def _bar(slot: Slot, one: DayOfForms) -> Bar | None:
    if not one.is_logged:
        return None
    parts = tuple(
        (kind, form.amount) for kind, form in zip(FORMS, one.forms, strict=True) if form.amount is not None
    )
    opening = Open.NOTHING if one.is_complete else Open.MORE if one.is_known else Open.ANY
    return Bar(slot.first, slot.last, parts, opening)


def _recent(sums, day: date) -> Fraction | None:
    return rolling(sums, day, days=STABILITY_RECENT_DAYS, enough=STABILITY_RECENT_MINIMUM)


def _baseline(sums, day: date) -> Fraction | None:
    before = date.fromordinal(day.toordinal() - STABILITY_RECENT_DAYS)
    return rolling(sums, before, days=STABILITY_BASELINE_DAYS, enough=STABILITY_BASELINE_MINIMUM)


def _mean_words(amount: Fraction | None) -> str:
    return _("too few days known") if amount is None else shown(amount)


def _figure(amount: Fraction | None) -> str:
    if amount is None:
        return _("no known day")
    return _("%(amount)s a day") % {"amount": display(as_decimal(amount), "µg")}


def _verdict(judged: Stability) -> str:
    """What the rule found, in a sentence that neither praises nor tells anybody what to do."""
    match judged.verdict:
        case Verdict.GAPS:
            return _("Too many days are missing to tell whether your vitamin K changed.")
        case Verdict.WITHIN:
            return _(
                "On the days that are known, your log shows no change of vitamin K against the 28 days "
                "before that a caution would speak of."
            )
    amounts = {
        "before": display(as_decimal(judged.baseline), "µg"),
        "now": display(as_decimal(judged.recent), "µg"),
    }
    if judged.verdict is Verdict.RISE:
        return (
            _(
                "Vitamin K in your log rose from about %(before)s to about %(now)s a day. "
                "What that means is a question for your clinic."
            )
            % amounts
        )
    return (
        _(
            "Vitamin K in your log fell from about %(before)s to about %(now)s a day. "
            "What that means is a question for your clinic."
        )
        % amounts
    )


def _title(judged: Stability, months: Months) -> str:
    said = _("Vitamin K without MK-7 a day. Last 7 days: %(recent)s; the 28 days before: %(baseline)s.") % {
        "recent": _figure(judged.recent),
        "baseline": _figure(judged.baseline),
    }
    return " ".join([said, *coverage_words(judged)])
