"""Corrections as curators publish them, for the tests of what they do to diaries."""

from dataclasses import replace
from decimal import Decimal

from django.test import override_settings

from foods.actions import DraftValue
from foods.curation import drafts
from foods.curation.content import content_of
from foods.models import Food, Revision
from nutrients.intake import State
from tests.factories.foods import SourceFactory
from tests.factories.people import UserFactory


def correct(
    food: Food, *, reason="The paper gives another figure.", is_correction=True, **amounts
) -> Revision:
    """Publish other amounts of a food: nutrient=decimal text, or None for unknown; the rest stays."""
    food.refresh_from_db()
    curator = UserFactory(role="curator", is_staff=True)
    draft = drafts.start_draft(food=food, by=curator)
    seen = draft.digest
    content = content_of(draft)
    values = [value for value in content.values if value.nutrient not in amounts]
    values += [_value(code, amount) for code, amount in amounts.items() if amount is not None]
    draft = drafts.save_draft(
        draft=draft, content=replace(content, values=tuple(values)), by=curator, seen=seen
    )
    with override_settings(FOODS_NEEDS_SECOND_CURATOR=False):
        return drafts.submit(
            draft=draft, reason=reason, is_correction=is_correction, by=curator, seen=draft.digest
        )


def _value(code: str, amount: str) -> DraftValue:
    return DraftValue(nutrient=code, amount=Decimal(amount), state=State.MEASURED, source=SourceFactory().key)
