"""The life of a change to a food's values: drafted, submitted with a reason, approved by somebody else.

Every step locks the food's row and reads the draft anew, so of two curators one comes first and the other
hears what happened. A food has one open draft at most. Whoever had a hand in a draft (the log tells) does not
approve it, while `settings.FOODS_NEEDS_SECOND_CURATOR` is on; with it off, submitting publishes.
"""

from django.conf import settings
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..actions import Draft
from ..holding import again_after_deadlock
from ..marks import pass_on_marks
from ..models import Food, Revision
from ..recipe_corrections import correct_recipes
from ..representation import represent
from ..search_index import index_foods
from ..signals import composition_published, recipes_corrected
from .content import carried_over, content_of, write_content

LONGEST_REASON = 300  # letters; the columns of Revision


class DraftError(Exception):
    """A step that cannot be taken as things stand. str() is the sentence for the curator."""

    sentence = gettext_lazy("This cannot be done as things stand.")

    def __str__(self):
        return str(self.sentence)


class DraftClosed(DraftError):
    """It is submitted, published, declined or thrown away by now."""

    sentence = gettext_lazy("Somebody submitted, decided or discarded this draft meanwhile. Nothing changed.")


class DraftChanged(DraftError):
    """Its content is not the one that the curator had before them."""

    sentence = gettext_lazy(
        "The values changed since you opened the page. Nothing was saved. Compare, then send again."
    )


class DraftExists(DraftError):
    """The food has an open draft already."""

    sentence = gettext_lazy("This food has a draft already. Submit or discard that one first.")


class PublishedMeanwhile(DraftError):
    """The food's published composition is a newer one than the draft began from."""

    sentence = gettext_lazy(
        "Other values of this food were published since the draft began. Take them over first."
    )


class NothingChanged(DraftError):
    """The draft says what is published."""

    sentence = gettext_lazy("The draft says the same as what is published.")


class ReasonMissing(DraftError):
    """Neither a submission nor a refusal goes without one."""

    sentence = gettext_lazy("Give a reason: it stays with the revision.")


class OwnChange(DraftError):
    """The curator had a hand in it."""

    sentence = gettext_lazy("You worked on this draft. Another curator approves it.")


class FoodRetired(DraftError):
    """Nobody finds the food any more, so nobody corrects it."""

    sentence = gettext_lazy("This food is retired. Its values stay as they are.")


def open_draft(food: Food) -> Revision | None:
    """The draft of a food that is being worked on or waits for approval."""
    return (
        Revision.objects.filter(food=food, published_at__isnull=True, declined_at__isnull=True)
        .order_by("-number")
        .first()
    )


def is_behind(draft: Revision, published: Revision | None) -> bool:
    """Whether the food was published anew since the draft began: revisions are numbered as they are made."""
    return published is not None and published.number > draft.number


def had_a_hand_in(draft: Revision) -> set[int]:
    """The ids of the curators who made, saved or submitted the draft. One query."""
    log = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Revision), object_id=str(draft.pk)
    )
    return {draft.made_by_id, *log.values_list("user_id", flat=True)} - {None}


def submission_of(draft: Revision) -> str:
    """Names one handing-in of a draft; "" while it is open."""
    return "" if draft.submitted_at is None else draft.submitted_at.isoformat()


def why_not_approve(draft: Revision, by) -> str:
    """Why this curator cannot approve the draft, as a sentence; "" where they can."""
    if draft.published_at or draft.declined_at or not draft.submitted_at:
        return str(DraftClosed.sentence)
    if draft.food.is_retired:
        return str(FoodRetired.sentence)
    if settings.FOODS_NEEDS_SECOND_CURATOR and by.pk in had_a_hand_in(draft):
        return str(OwnChange.sentence)
    if is_behind(draft, draft.food.revision):
        return str(PublishedMeanwhile.sentence)
    return ""


@transaction.atomic
def start_draft(*, food: Food, by) -> Revision:
    """A draft with the published values; the open one where there is one already.

    Raises FoodRetired, and DraftClosed where the open one is submitted.
    """
    food = _locked(food)
    draft = open_draft(food)
    if draft is not None:
        return _still_open(draft)
    return _new_draft(food, content_of(food.revision), by)


@transaction.atomic
def save_draft(*, draft: Revision, content: Draft, by, seen: str) -> Revision:
    """Make `content` that of the draft. seen: digest of the content that the curator had before them.

    Raises DraftClosed; DraftChanged where somebody saved another content since.
    """
    draft = _still_open(_fresh(draft))
    if content.digest == draft.digest:
        return draft
    if draft.digest != seen:
        raise DraftChanged
    write_content(draft, content)
    _record(draft, by, CHANGE, _("Values saved"))
    return draft


@transaction.atomic
def discard_draft(*, draft: Revision, by) -> None:
    """Throw an open draft away. Raises DraftClosed."""
    draft = _still_open(_fresh(draft))
    words = _("Draft %(number)s discarded") % {"number": draft.number}
    LogEntry.objects.log_actions(by.pk, [draft.food], DELETION, change_message=words)
    draft.delete()


@transaction.atomic
def catch_up(*, draft: Revision, by) -> Revision:
    """Put an open draft on top of what was published since it began; values it did not touch take the new
    ones. Raises DraftClosed."""
    draft = _still_open(_fresh(draft))
    published = draft.food.revision
    if not is_behind(draft, published):
        return draft
    base = (
        Revision.objects.published().filter(food=draft.food, number__lt=draft.number).order_by("-number")
    ).first()
    content = carried_over(base=content_of(base), theirs=content_of(published), ours=content_of(draft))
    draft.number = _next_number(draft.food)
    write_content(draft, content)
    _record(draft, by, CHANGE, _("Newly published values taken over"))
    return draft


@again_after_deadlock
@transaction.atomic
def submit(*, draft: Revision, reason: str, is_correction: bool, by, seen: str) -> Revision:
    """Hand a draft in for approval; publish it where no second curator is asked for.

    is_correction: the value before was wrong; else it is better data from now on. seen: digest of the content
    that the curator had before them. Raises DraftClosed, DraftChanged, ReasonMissing, NothingChanged,
    PublishedMeanwhile, FoodRetired.
    """
    draft = _still_open(_fresh(draft))
    if draft.food.is_retired:
        raise FoodRetired
    if draft.digest != seen:
        raise DraftChanged
    if not reason.strip():
        raise ReasonMissing
    published = draft.food.revision
    if is_behind(draft, published):
        raise PublishedMeanwhile
    if published is not None and content_of(published).digest == draft.digest:
        raise NothingChanged
    draft.reason, draft.is_correction = reason.strip()[:LONGEST_REASON], is_correction
    draft.submitted_at = timezone.now()
    draft.save(update_fields=["reason", "is_correction", "submitted_at"])
    _record(draft, by, CHANGE, _("Submitted: %(reason)s") % {"reason": draft.reason})
    if not settings.FOODS_NEEDS_SECOND_CURATOR:
        _publish(draft, by)
    return draft


@transaction.atomic
def take_back(*, draft: Revision, by) -> Revision:
    """Open a submitted draft again, to go on with it. Raises DraftClosed."""
    draft = _waiting(_fresh(draft))
    draft.submitted_at = None
    draft.save(update_fields=["submitted_at"])
    _record(draft, by, CHANGE, _("Taken back"))
    return draft


@again_after_deadlock
@transaction.atomic
def approve(*, draft: Revision, by, seen: str, handed_in: str | None = None) -> Revision:
    """Publish a submitted draft. seen: digest of the content that the curator had before them; handed_in: the
    submission they read (`submission_of`), since a draft can come back with another reason or as a
    correction; None where nobody read a page.

    Raises DraftClosed, DraftChanged, OwnChange, PublishedMeanwhile, FoodRetired.
    """
    draft = _waiting(_fresh(draft))
    if draft.food.is_retired:
        raise FoodRetired
    if draft.digest != seen:
        raise DraftChanged
    if handed_in is not None and handed_in != submission_of(draft):
        raise DraftClosed
    if settings.FOODS_NEEDS_SECOND_CURATOR and by.pk in had_a_hand_in(draft):
        raise OwnChange
    if is_behind(draft, draft.food.revision):
        raise PublishedMeanwhile
    return _publish(draft, by)


@transaction.atomic
def decline(*, draft: Revision, because: str, by) -> Revision:
    """Refuse a submitted draft. It stays to be seen, and its content can be taken up again.

    Raises DraftClosed, ReasonMissing.
    """
    draft = _waiting(_fresh(draft))
    if not because.strip():
        raise ReasonMissing
    draft.declined_at, draft.decided_by = timezone.now(), by
    draft.declined_because = because.strip()[:LONGEST_REASON]
    draft.save(update_fields=["declined_at", "decided_by", "declined_because"])
    _record(draft, by, CHANGE, _("Declined: %(reason)s") % {"reason": draft.declined_because})
    return draft


@transaction.atomic
def restore(*, revision: Revision, by) -> Revision:
    """A new draft with the content of an old revision, published or declined.

    Raises DraftExists, FoodRetired, and DraftClosed for a draft that is not decided.
    """
    food = _locked(revision.food)
    if open_draft(food) is not None:
        raise DraftExists
    revision = Revision.objects.get(pk=revision.pk)
    if revision.published_at is None and revision.declined_at is None:
        raise DraftClosed
    return _new_draft(food, content_of(revision), by, restores=revision)


def _locked(food: Food) -> Food:
    """The food as it stands, its row locked for the rest of the transaction; logging goes on meanwhile."""
    food = Food.objects.select_for_update(no_key=True).get(pk=food.pk)
    if food.is_retired:
        raise FoodRetired
    return food


def _fresh(draft: Revision) -> Revision:
    """The draft as it stands, under the lock of its food."""
    food = Food.objects.select_for_update(no_key=True).get(pk=draft.food_id)
    fresh = Revision.objects.filter(pk=draft.pk).first()
    if fresh is None:
        raise DraftClosed
    fresh.food = food
    return fresh


def _still_open(draft: Revision) -> Revision:
    if draft.published_at or draft.declined_at or draft.submitted_at:
        raise DraftClosed
    return draft


def _waiting(draft: Revision) -> Revision:
    if draft.published_at or draft.declined_at or not draft.submitted_at:
        raise DraftClosed
    return draft


def _new_draft(food: Food, content: Draft, by, *, restores: Revision | None = None) -> Revision:
    draft = Revision(
        food=food,
        number=_next_number(food),
        made_by=by,
        made_at=timezone.now(),
        restores=restores,
    )
    write_content(draft, content)
    words = _("Draft begun")
    if restores is not None:
        words = _("Revision %(number)s brought back as a draft") % {"number": restores.number}
    _record(draft, by, ADDITION, words)
    return draft


def _next_number(food: Food) -> int:
    return (Revision.objects.filter(food=food).aggregate(Max("number"))["number__max"] or 0) + 1


def _takes_back(draft: Revision) -> bool:
    """Whether it says again what stood before a correction: that was wrong then, and recipes count it."""
    before = Revision.objects.published().filter(food=draft.food, digest=draft.digest)
    return before.exclude(pk=draft.pk).exists()


def _donors(revision: Revision | None) -> set[tuple]:
    """The records of other sources that a composition rests on."""
    if revision is None:
        return set()
    return set(revision.values.exclude(donor_food_id="").values_list("donor_source", "donor_food_id"))


def _publish(draft: Revision, by) -> Revision:
    """Make the draft its food's composition, under the lock that the caller holds, and tell who listens."""
    food, replaces = draft.food, draft.food.revision
    draft.published_at, draft.decided_by = timezone.now(), by
    draft.save(update_fields=["published_at", "decided_by"])
    food.revision = draft
    food.save(update_fields=["revision"])
    index_foods([food.pk])
    if _donors(draft) != _donors(replaces):
        represent()
    _record(draft, by, CHANGE, _("Published: %(reason)s") % {"reason": draft.reason})
    composition_published.send(
        Revision, food=food, revision=draft, replaces=replaces, is_correction=draft.is_correction, by=by
    )
    recipes = correct_recipes(draft) if draft.is_correction or _takes_back(draft) else []
    if recipes:
        recipes_corrected.send(Revision, revisions=recipes, by=by)
    pass_on_marks([food.pk])
    return draft


def _record(draft: Revision, by, flag: int, words: str) -> None:
    LogEntry.objects.create(
        user_id=by.pk,
        content_type=ContentType.objects.get_for_model(Revision),
        object_id=str(draft.pk),
        object_repr=_("%(food)s, revision %(number)s")
        % {"food": draft.food.name[:150], "number": draft.number},
        action_flag=flag,
        change_message=words,
    )
