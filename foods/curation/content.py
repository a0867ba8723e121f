"""What a revision says, as a value that can be compared, edited and written down again."""

from nutrients.intake import State

from ..actions import Draft, DraftValue, value_row
from ..models import FoodNutrient, Revision, Source

HEAD = ("assumption_group", "k2_low", "k2_high", "k2_range_note", "k2_note")
EMPTY = Draft(values=())
COLUMNS = (
    "nutrient",
    "amount",
    "state",
    "source__key",
    "low",
    "high",
    "n",
    "derivation",
    "donor_source__key",
    "donor_food_id",
    "note",
)


def content_of(revision: Revision | None) -> Draft:
    """The content of one revision; that of none is empty. One query."""
    return EMPTY if revision is None else contents_of([revision])[revision.pk]


def contents_of(revisions) -> dict[int, Draft]:
    """The contents of many revisions by their ids. One query."""
    values: dict[int, list[DraftValue]] = {revision.pk: [] for revision in revisions}
    rows = FoodNutrient.objects.filter(revision__in=list(values)).order_by("pk")
    for revision_id, nutrient, amount, state, *rest in rows.values_list("revision_id", *COLUMNS):
        values[revision_id].append(DraftValue(nutrient, amount, State(state), *rest))
    return {
        revision.pk: Draft(tuple(values[revision.pk]), *(getattr(revision, name) for name in HEAD))
        for revision in revisions
    }


def write_content(revision: Revision, content: Draft) -> None:
    """Make `content` that of an unpublished revision, in the caller's transaction.

    Raises PublishedRevisionError for a published one, KeyError for a source that does not exist.
    """
    for name in HEAD:
        setattr(revision, name, getattr(content, name))
    revision.digest = content.digest
    revision.save()
    keys = {value.source for value in content.values} | {value.donor_source for value in content.values}
    sources = Source.objects.filter(key__in=keys - {None}).in_bulk(field_name="key")
    FoodNutrient.objects.filter(revision=revision).delete()
    FoodNutrient.objects.bulk_create([value_row(revision, value, sources) for value in content.values])


def carried_over(*, base: Draft, theirs: Draft, ours: Draft) -> Draft:
    """`ours`, begun from `base`, on top of `theirs`: what ours left as it was takes theirs."""
    befores = {value.nutrient: value for value in base.values}
    news = {value.nutrient: value for value in theirs.values}
    mine = {value.nutrient: value for value in ours.values}
    values = []
    for nutrient in dict.fromkeys([*news, *mine]):
        is_ours = mine.get(nutrient) != befores.get(nutrient)
        value = (mine if is_ours else news).get(nutrient)
        if value is not None:
            values.append(value)
    head = {
        name: getattr(theirs if getattr(ours, name) == getattr(base, name) else ours, name) for name in HEAD
    }
    return Draft(values=tuple(values), **head)
