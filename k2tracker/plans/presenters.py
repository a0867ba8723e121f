"""A plan in plain words for the person it was written for: whose it is, until when, what it changes.

It repeats what the clinician wrote and adds no advice. Why a plan does not hold is said, since the rules
that it would change hold then.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from k2tracker.profiles.presenters import day_text
from k2tracker.web.numbers import EN_DASH, display, number, range_text
from nutrients.anticoagulants import recognise
from nutrients.circumstances import plan_in_force
from nutrients.subject import Subject
from nutrients.units import vitamin_d_iu

from .models import Plan
from .queries import told


@dataclass(frozen=True)
class PlanCard:
    """One plan in words. holds: it is the one in force today. state: whether it holds, and why not.

    lines: (what it is about, what the clinician wrote of it), what is left open included.
    """

    author: str
    days: str
    drug: str
    holds: bool
    state: str
    lines: tuple[tuple[str, str], ...]
    reason: str


def plan_cards(plans: list[Plan], subject: Subject, today: date) -> list[PlanCard]:
    """The plans in words. subject: the person as the rules see them today."""
    data = {plan.pk: told(plan) for plan in plans}
    in_force = plan_in_force(data.values(), today, subject)
    return [_card(plan, data[plan.pk] is in_force, subject, today) for plan in plans]


def _card(plan: Plan, holds: bool, subject: Subject, today: date) -> PlanCard:
    return PlanCard(
        author=plan.author_name,
        days=_("%(first)s to %(last)s")
        % {"first": day_text(plan.valid_from), "last": day_text(plan.valid_to)},
        drug=_drug(plan.drug),
        holds=holds,
        state=_("In force") if holds else _why_not(plan, subject, today),
        lines=_lines(plan),
        reason=plan.reason,
    )


def _why_not(plan: Plan, subject: Subject, today: date) -> str:
    if plan.ended_on is not None and plan.ended_on <= today:
        return _("Ended on %(day)s: %(reason)s.") % {
            "day": day_text(plan.ended_on),
            "reason": plan.get_end_reason_display(),
        }
    if today < plan.valid_from:
        return _("Not yet: it begins on %(day)s.") % {"day": day_text(plan.valid_from)}
    if plan.valid_to < today:
        return _("Expired on %(day)s.") % {"day": day_text(plan.valid_to)}
    if subject.vka != "yes":
        return _("Suspended: your profile does not say that you take %(drug)s.") % {"drug": _drug(plan.drug)}
    if subject.vka_generic != plan.drug:
        return _("Suspended: it was written for %(drug)s, and your profile names another medicine.") % {
            "drug": _drug(plan.drug)
        }
    return _("Another plan holds in its place.")


def _lines(plan: Plan) -> tuple[tuple[str, str], ...]:
    left_open = _("left open")
    vitamin_d = left_open
    if plan.vitamin_d_maximum_ug is not None:
        vitamin_d = _("up to %(amount)s (%(iu)s IU) a day") % {
            "amount": display(plan.vitamin_d_maximum_ug, "µg"),
            "iu": number(Decimal(vitamin_d_iu(plan.vitamin_d_maximum_ug))),
        }
    sources = plan.get_sources_display()
    if plan.sources == Plan.Sources.SUPPLEMENT:
        sources = _("One supplement: %(product)s") % {"product": plan.supplement}
    inr = left_open
    if plan.inr_low is not None:
        inr = f"{number_format(plan.inr_low, 1)}{EN_DASH}{number_format(plan.inr_high, 1)}"
    return (
        (_("Vitamin K2 may come from"), sources),
        (_("MK-7"), _span(plan.mk7_low_ug, plan.mk7_high_ug) or left_open),
        (
            _("Vitamin K, K1 and K2 without MK-7"),
            _span(plan.vitamin_k_low_ug, plan.vitamin_k_high_ug) or left_open,
        ),
        (_("Vitamin D"), vitamin_d),
        (_("INR range"), inr),
    )


def _span(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return ""
    return _("%(range)s a day") % {"range": range_text(low, high, "µg")}


def _drug(generic: str) -> str:
    medicine = recognise(generic)
    return medicine.drug if medicine else generic
