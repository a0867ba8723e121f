"""Foods and products that a person adds for themselves, from a label: private, logged like any other.

They are rows of the same tables with an owner, of a source of their own; nobody else finds them, and no
export holds them. Editing publishes a new revision, so that logged days keep theirs. Limits: no request is
known here, and no diary; what is refused because something refers to a food is refused by the database.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, models, transaction

from nutrients.intake import Amount, Item, Origin, State

from .actions import Draft, Publication, publish
from .marks import marks_by_name, pass_on_marks
from .models import Food, FoodAlias, FoodBarcode, FoodMark, Notice, Portion, Source
from .search_index import index_foods

OWN_LABEL = "own_label"
LABEL_CITATION = "Label as typed by the person who added the food"
OWN_CATEGORY, SUPPLEMENT_CATEGORY = "own_food", "supplement"


class NotYours(Exception):
    """The food belongs to somebody else, or to everybody."""


class NotSuggestible(Exception):
    """A recipe stays with its person: its ingredients may be their own."""


@dataclass(frozen=True, slots=True)
class OwnPortion:
    """A portion: its name and weight; grams None for one unit of a product."""

    name: str
    grams: Decimal | None


@dataclass(frozen=True, slots=True)
class OwnFood:
    """What a person says of a food of theirs.

    is_product: counted in units, see `Food.Basis`. gtin: fourteen digits, "" for none. marks: of RULED_MARKS,
    what the person answered; those that the names alone give are added.
    """

    name: str
    is_product: bool
    draft: Draft
    portions: tuple[OwnPortion, ...] = ()
    aliases: tuple[str, ...] = ()
    gtin: str = ""
    marks: frozenset[str] = frozenset()
    category: str = ""

    @property
    def item(self) -> Item:
        """The food as the rules of recognition see it: its names, and what its label lists."""
        return Item(
            food="",
            origin=Origin.SUPPLEMENT if self.is_product else Origin.FOOD,
            amounts={
                value.nutrient: Amount(value.amount, value.low, value.high, value.state)
                for value in self.draft.values
                if value.state is not State.NOT_ON_LABEL
            },
            names=(self.name, *self.aliases),
        )


def own_foods_of(person) -> models.QuerySet:
    """The person's own foods that stand, recipes among them."""
    return Food.objects.filter(owner=person, is_retired=False, revision__isnull=False)


def own_source(key: str, citation: str) -> Source:
    """The row that own values are cited from; made when the first is written."""
    return Source.objects.get_or_create(key=key, defaults={"citation": citation})[0]


def add_own_food(*, by, key: uuid.UUID, told: OwnFood) -> Food:
    """Add a food for `by` alone and publish its composition.

    key: made by the client, once; sent again it is the food that it made, with what is said now. What
    curators have taken up, or is said to be a product and was a food, is left as it stands; of a merged food
    the answer is the one it was merged into.
    """
    source = own_source(OWN_LABEL, LABEL_CITATION)
    with transaction.atomic():
        food, is_new = insert_own(by=by, key=key, told=told, source=source)
        if not is_new:
            may_change = bring_back(food, by=by) and food.is_supplement == told.is_product
            return change_own_food(by=by, food=food, told=told) if may_change else food.merged_into or food
        _write(food, told)
        publish(publications=[Publication(food, told.draft, "added")], sources={source.key: source})
    return food


def insert_own(*, by, key: uuid.UUID, told: OwnFood, source: Source) -> tuple[Food, bool]:
    """The bare row of a new own food, or the one that this key of this person made: (food, whether new).

    The address tells neither name nor person. The unique constraint decides between two requests at once.
    """
    own_id = uuid.uuid5(key, str(by.pk)).hex
    food = Food(
        slug=f"own-{own_id[:20]}",
        name=told.name,
        category=told.category or (SUPPLEMENT_CATEGORY if told.is_product else OWN_CATEGORY),
        basis=Food.Basis.PER_UNIT if told.is_product else Food.Basis.PER_100G,
        source=source,
        source_food_id=own_id,
        owner=by,
    )
    try:
        with transaction.atomic():
            food.save(force_insert=True)
    except IntegrityError:
        return Food.objects.get(source=source, source_food_id=own_id), False
    return food, True


def bring_back(food: Food, *, by) -> bool:
    """Offer a food again that its form is sent for once more; False where curators have taken it up or
    merged it by now."""
    if food.owner_id != by.pk or food.merged_into_id is not None:
        return False
    if food.is_retired:
        food.is_retired = False
        food.save(update_fields=["is_retired"])
    return True


@transaction.atomic
def change_own_food(*, by, food: Food, told: OwnFood) -> Food:
    """Correct an own food; other figures become its next revision. Raises NotYours.

    Food or product, it stays what it was: what was logged counts in grams or in units.
    """
    food = hold(by=by, food=food)
    source = own_source(OWN_LABEL, LABEL_CITATION)
    food.name = told.name
    food.save(update_fields=["name"])
    _write(food, told)
    publish(publications=[Publication(food, told.draft, "changed")], sources={source.key: source})
    index_foods([food.pk])
    pass_on_marks([food.pk])
    return food


def hold(*, by, food: Food) -> Food:
    """The food's row, locked until the transaction ends. Raises NotYours where it is not `by`'s own."""
    held = Food.objects.select_for_update().filter(pk=food.pk, owner=by).first()
    if held is None:
        raise NotYours(food.pk)
    return held


def _write(food: Food, told: OwnFood) -> None:
    write_portions(food, told.portions)
    write_marks(food, told.marks | marks_by_name(told.item))
    FoodAlias.objects.filter(food=food).exclude(text__in=told.aliases).delete()
    known = set(FoodAlias.objects.filter(food=food).values_list("text", flat=True))
    FoodAlias.objects.bulk_create(
        FoodAlias(food=food, text=text) for text in told.aliases if text not in known
    )
    FoodBarcode.objects.filter(food=food).exclude(gtin=told.gtin).delete()
    if told.gtin:
        FoodBarcode.objects.get_or_create(food=food, gtin=told.gtin)


def write_portions(food: Food, portions: Iterable[OwnPortion]) -> None:
    """Make these the food's portions, in this order. Entries keep the weight they were logged with."""
    Portion.objects.filter(food=food).delete()
    Portion.objects.bulk_create(
        Portion(food=food, name=portion.name, grams=portion.grams, position=position)
        for position, portion in enumerate(portions)
    )


def write_marks(food: Food, marks: Iterable[str]) -> None:
    """Make these the food's marks."""
    marks = set(marks)
    FoodMark.objects.filter(food=food).exclude(mark__in=marks).delete()
    known = set(FoodMark.objects.filter(food=food).values_list("mark", flat=True))
    FoodMark.objects.bulk_create(FoodMark(food=food, mark=mark) for mark in sorted(marks - known))


def remove(*, by, food: Food) -> bool:
    """Take an own food away: wholly where nothing refers to it, else it is no longer offered and what was
    logged stays. Returns whether it is wholly gone. Raises NotYours."""
    with transaction.atomic():
        held = hold(by=by, food=food)
        try:
            with transaction.atomic():
                held.delete()
        except models.RestrictedError:
            held.is_retired = True
            held.save(update_fields=["is_retired"])
            index_foods([held.pk])
            return False
    return True


def suggest(*, by, food: Food) -> Notice:
    """Offer an own food to everybody, as it stands now; once for each of its revisions. A food that waits
    already keeps its place, with what it holds now. Raises NotYours and NotSuggestible.
    """
    with transaction.atomic():
        held = hold(by=by, food=food)
        if hasattr(held, "recipe"):
            raise NotSuggestible(held.pk)
        sent = Notice.objects.filter(kind=Notice.Kind.SUGGESTION, food=held, sent_by=by)
        waiting = sent.filter(closed_at__isnull=True).first()
        if waiting is not None:
            waiting.revision_id = held.revision_id
            waiting.save(update_fields=["revision"])
            return waiting
        answered = sent.filter(revision=held.revision_id).first()
        return answered or Notice.objects.create(
            kind=Notice.Kind.SUGGESTION, food=held, revision_id=held.revision_id, sent_by=by
        )
