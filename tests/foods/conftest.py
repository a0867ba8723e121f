"""What several food tests need."""

from decimal import Decimal
from pathlib import Path

import pytest

from foods.actions import DraftValue
from nutrients.intake import State

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def facts():
    """The folder of the compiled facts, beside the checkout."""
    return _shared("facts")


@pytest.fixture
def sr28_zip():
    """USDA SR28 as published, beside the checkout."""
    return _shared("data/usda_sr28_ascii.zip")


def _shared(name):
    if not SHARED.is_dir():
        pytest.skip(f"no shared folder at {SHARED}")
    return SHARED / name


@pytest.fixture
def value_draft():
    """Makes a value to publish; the factory puts its nutrient in."""

    def make(amount, *, state=State.MEASURED, **bounds):
        return DraftValue(
            nutrient="",
            amount=None if amount is None else Decimal(amount),
            state=state,
            source=None if amount is None else "test_source",
            **{name: Decimal(bound) if isinstance(bound, str) else bound for name, bound in bounds.items()},
        )

    return make
