"""An invented day, for people who have not logged one."""

from decimal import Decimal

from django.utils.translation import gettext as _

from .charts import BulletGraph, State


def example_graphs() -> list[BulletGraph]:
    """A value in its target, and one that falls short of it as far as it is known."""
    return [
        BulletGraph(
            name=_("MK-7"),
            unit="µg",
            state=State.WITHIN,
            value=Decimal(76),
            low=Decimal(70),
            high=Decimal(88),
            target_low=Decimal(50),
            target_high=Decimal(100),
        ),
        BulletGraph(
            name=_("Magnesium"),
            unit="mg",
            state=State.BELOW,
            value=Decimal(269),
            unknown_items=2,
            items=11,
            target_low=Decimal(320),
        ),
    ]
