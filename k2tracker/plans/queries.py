"""A person's plans, as the rules and their page want them."""

from decimal import Decimal

from nutrients.circumstances import Band, PermittedSources
from nutrients.circumstances import Plan as PlanTold

from .models import Plan


def plans_of(person) -> list[Plan]:
    """Every plan that was written for the person, the one that begins last first. One query."""
    return list(person.plans.all())


def plans_told(person) -> tuple[PlanTold, ...]:
    """What the rules look at. One query."""
    return tuple(told(plan) for plan in plans_of(person))


def told(plan: Plan) -> PlanTold:
    """A plan as plain data."""
    return PlanTold(
        drug=plan.drug,
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        sources=PermittedSources(plan.sources),
        supplement=plan.supplement or None,
        mk7=_band(plan.mk7_low_ug, plan.mk7_high_ug),
        vitamin_k=_band(plan.vitamin_k_low_ug, plan.vitamin_k_high_ug),
        vitamin_d_maximum_ug=plan.vitamin_d_maximum_ug,
        ended_on=plan.ended_on,
    )


def _band(low: Decimal | None, high: Decimal | None) -> Band | None:
    return None if low is None or high is None else Band(low, high)
