"""Clinicians' plans. The default is for warfarin, food only, MK-7 0 to 50 µg, valid in all of 2026."""

from datetime import date
from decimal import Decimal

import factory

from k2tracker.plans.models import Plan


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    author_name = "Dr. Harju"
    drug = "warfarin"
    valid_from = date(2026, 1, 1)
    valid_to = date(2026, 12, 31)
    sources = Plan.Sources.FOOD
    mk7_low_ug = Decimal(0)
    mk7_high_ug = Decimal(50)
    reason = "Natto twice a week is part of the household."
