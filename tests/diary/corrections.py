"""Corrections as curators publish them, for the tests of what they do to diaries."""

from dataclasses import replace
from decimal import Decimal

from django.test import override_settings
from django.urls import reverse

from foods.actions import DraftValue
from foods.curation import drafts
from foods.curation.content import content_of
from foods.models import Food, Revision
from nutrients.intake import State
from tests.factories.foods import SourceFactory
from tests.factories.people import UserFactory

from .conftest import TODAY, day_url

PAGE = "/diary/new-values/"


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


def answer(client, person, how):
    offer = person.reprice_offers.latest("pk")
    return client.post(reverse("diary:answer_offer", args=[offer.pk]), {"answer": how}, follow=True)


def counted(person):
    """The numbers of the revisions that the person's entries count, in the order they were made."""
    return list(person.entries.order_by("pk").values_list("revision__number", flat=True))


def k2_amount(client, day=TODAY):
    score = client.get(day_url(day)).context["page"].score
    return next(line.amount for line in score.lines if line.code == "k2")
