"""Marks that rules look at: what a name gives or suggests, and what a recipe has from its ingredients.

A recipe's marks are stored with it like any food's, so that search, rules and pages read them in one way.
Whatever changes a food's marks, names or composition calls `pass_on_marks` in its transaction, and the
recipes that hold the food, and those that hold these, follow at once.
"""

from collections.abc import Collection, Iterable, Mapping

from nutrients import recognition
from nutrients.intake import Item, Origin

from .composition import compositions, item
from .models import Food, FoodAlias, FoodMark, Ingredient

NATTO_FAMILY, HIGH_VITAMIN_K = FoodMark.Mark.NATTO_FAMILY, FoodMark.Mark.HIGH_VITAMIN_K
RULED_MARKS = frozenset({NATTO_FAMILY.value, HIGH_VITAMIN_K.value})
BATCH = 500


def marks_by_name(told: Item) -> frozenset[str]:
    """The marks that names alone give, without asking: chlorella, aojiru, "vitamin K complex", medicines."""
    if recognition.is_high_vitamin_k_preparation(told) or recognition.is_vitamin_k_medicine(told):
        return frozenset({HIGH_VITAMIN_K.value})
    return frozenset()


def questions_about(told: Item) -> frozenset[str]:
    """The marks that a name suggests and a person is asked about, once.

    No question where the label answers it: a product that lists K2 is known by that.
    """
    asked = set()
    if recognition.is_natto_family(told):
        asked.add(NATTO_FAMILY.value)
    is_answered = told.origin is Origin.SUPPLEMENT and recognition.lists_k2(told)
    if recognition.names_k2(told) and not is_answered and not marks_by_name(told):
        asked.add(HIGH_VITAMIN_K.value)
    return frozenset(asked)


def named(name: str) -> Item:
    """A food of which nothing is known but what it is called."""
    return Item(food="", origin=Origin.FOOD, amounts={}, names=(name,))


def inherited_marks(parts: Iterable) -> frozenset[str]:
    """The marks of what goes in; what is natto or holds vitamin K by its name or label marks the recipe too,
    which is a food and would not be known by its amounts.

    parts: each with `food`, and `grams` or `units` of it.
    """
    parts = list(parts)
    return _inherited(parts, _known_of({part.food.pk: part.food for part in parts}))


def _known_of(foods: Mapping[int, Food]) -> Mapping[int, tuple[set[str], list[str], object]]:
    """Marks, other names and composition of each food. Two queries, and those for compositions."""
    marks: dict[int, set[str]] = {pk: set() for pk in foods}
    names: dict[int, list[str]] = {pk: [] for pk in foods}
    for ids in _batches(foods):
        for food_id, mark in FoodMark.objects.filter(food__in=ids).values_list("food_id", "mark"):
            marks[food_id].add(mark)
        for food_id, text in FoodAlias.objects.filter(food__in=ids).values_list("food_id", "text"):
            names[food_id].append(text)
    known = compositions(food.revision_id for food in foods.values())
    return {pk: (marks[pk], names[pk], known[food.revision_id]) for pk, food in foods.items()}


def _inherited(parts: Iterable, known: Mapping) -> frozenset[str]:
    found: set[str] = set()
    for part in parts:
        marks, names, composition = known[part.food.pk]
        found |= marks
        one = item(
            composition,
            slug=part.food.slug,
            name=part.food.name,
            names=names,
            grams=part.grams,
            units=part.units,
        )
        if recognition.is_natto_family(one):
            found.add(NATTO_FAMILY.value)
        if (
            recognition.is_k2_supplement(one)
            or recognition.lists_k1_without_amount(one)
            or marks_by_name(one)
        ):
            found.add(HIGH_VITAMIN_K.value)
    return frozenset(found)


def pass_on_marks(food_ids: Iterable[int]) -> None:
    """Let the recipes that hold these foods have the marks that follow from what goes in now.

    What a person answered about their recipe's name stays. Foods that go into nothing cost one query for
    five hundred of them.
    """
    changed = set(food_ids)
    while changed:
        recipes: set[int] = set()
        for ids in _batches(changed):
            recipes |= set(Ingredient.objects.filter(food__in=ids).values_list("recipe__food_id", flat=True))
        changed = {pk for ids in _batches(recipes) for pk in _mark_anew(ids)}


def _mark_anew(recipe_ids: Collection[int]) -> set[int]:
    """Write the marks of these recipes; returns those whose marks are others now."""
    parts: dict[int, list[Ingredient]] = {}
    rows = Ingredient.objects.filter(recipe__food__in=recipe_ids).select_related("food", "recipe")
    for row in rows:
        parts.setdefault(row.recipe.food_id, []).append(row)
    known = _known_of({row.food.pk: row.food for row in rows})
    standing: dict[int, set[str]] = {pk: set() for pk in recipe_ids}
    for food_id, mark in FoodMark.objects.filter(food__in=recipe_ids).values_list("food_id", "mark"):
        standing[food_id].add(mark)
    added, gone = [], []
    for food_id, name in Food.objects.filter(pk__in=recipe_ids).values_list("pk", "name"):
        told = named(name)
        answered = standing[food_id] & questions_about(told)
        wanted = _inherited(parts[food_id], known) | marks_by_name(told) | answered
        added += [FoodMark(food_id=food_id, mark=mark) for mark in sorted(wanted - standing[food_id])]
        gone += [(food_id, mark) for mark in standing[food_id] - wanted]
    FoodMark.objects.bulk_create(added, ignore_conflicts=True, batch_size=BATCH)
    for mark in {mark for _food_id, mark in gone}:
        lost = [food_id for food_id, one in gone if one == mark]
        FoodMark.objects.filter(food__in=lost, mark=mark).delete()
    return {one.food_id for one in added} | {food_id for food_id, _mark in gone}


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
