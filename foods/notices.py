"""What people tell the curators of a published figure.

Limits: only sending is here; what becomes of a report is `foods.curation.notices`.
"""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from nutrients.nutrient import NUTRIENTS

from .models import Food, Notice, Revision

MOST_TEXT = Notice._meta.get_field("text").max_length


class NotReportable(Exception):
    """Curators cannot answer for it: a food of one person's own, or figures of another food."""


def is_reportable(food: Food) -> bool:
    """Whether a figure of this food can be reported: curators answer for foods of everybody's."""
    return food.owner_id is None


def reports_of(person) -> QuerySet[Notice]:
    """What this person reported, the latest first, each with its food ready."""
    sent = Notice.objects.filter(sent_by=person, kind=Notice.Kind.REPORT)
    return sent.select_related("food").order_by("-sent_at", "-pk")


def report(*, by, food: Food, revision: Revision, nutrient: str, text: str) -> Notice:
    """Tell the curators that a figure looks wrong. Said again while it is open, new words replace the old.

    revision: the published composition that was looked at, of this food or of one that became part of it.
    nutrient: a code, or "" for the food as a whole. text: up to MOST_TEXT characters. Raises NotReportable.
    """
    of_this = revision.food_id == food.pk or revision.food.merged_into_id == food.pk
    if not is_reportable(food) or not of_this or revision.published_at is None:
        raise NotReportable(food.slug)
    if nutrient and nutrient not in NUTRIENTS:
        raise NotReportable(nutrient)
    matter = {"kind": Notice.Kind.REPORT, "food": food, "nutrient": nutrient, "sent_by": by}
    said = {"revision": revision, "text": text, "sent_at": timezone.now()}
    with transaction.atomic():
        if not _say_again(matter, said):
            try:
                with transaction.atomic():
                    Notice.objects.create(**matter, **said)
            except IntegrityError:  # the same report, sent twice at once
                _say_again(matter, said)
        return Notice.objects.filter(**matter).latest("sent_at", "pk")


def _say_again(matter: dict, said: dict) -> int:
    return Notice.objects.filter(**matter, closed_at__isnull=True).update(**said)
