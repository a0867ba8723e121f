"""What a correction of an ingredient does to recipes: those that count an earlier value get a new revision.

That is another thing than a person's change of their recipe, which no logged day follows: the amounts that
went in are the same, and the value that they were counted with was wrong. Who logged the recipe is offered
the new figures by whoever hears `foods.signals.recipes_corrected`. Limits: a revision does not keep its
ingredients, so what was logged before its person last changed the recipe stays as it was; a recipe that the
new value does not fit into (`TooDense`) stays as it is and is shown as outdated.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _

from .actions import Publication, publish
from .composition import compositions
from .models import Food, Ingredient, Revision, Source
from .own_foods import own_source
from .recipes import OWN_RECIPE, RECIPE_CITATION, TooDense, compose, weighed, yield_of_rows

LONGEST_REASON = 300  # letters; the column of Revision
BATCH = 500


def concerned_by(revisions: Collection[Revision]) -> dict[int, list[int]]:
    """By composition, the earlier published ones of its food, in order; of a recipe only those made of the
    same ingredients, which are those since its person last changed it. One query."""
    earlier: dict[int, list[tuple[int, int, bool]]] = {}
    rows = Revision.objects.published().filter(food__in={one.food_id for one in revisions})
    columns = ("pk", "food_id", "number", "is_correction", "food__recipe__pk")
    for pk, food_id, number, is_correction, recipe in rows.order_by("number").values_list(*columns):
        changes_recipe = recipe is not None and not is_correction
        earlier.setdefault(food_id, []).append((number, pk, changes_recipe))
    return {one.pk: _since_change(earlier.get(one.food_id, ()), one.number) for one in revisions}


def _since_change(rows, before: int) -> list[int]:
    found: list[int] = []
    for number, pk, changes_recipe in rows:
        if number >= before:
            break
        if changes_recipe:
            found.clear()
        found.append(pk)
    return found


def correct_recipes(revision: Revision) -> list[Revision]:
    """Publish the next revision of each recipe that counts an earlier value of what `revision` corrects,
    recipes within recipes included; returns them. Runs inside the transaction that publishes.

    Ingredients before the recipes that hold them, some statements for each depth.
    """
    waiting = _locked_holders(revision.food_id)
    if not waiting:
        return []
    reason = _("%(food)s was corrected: %(reason)s") % {
        "food": revision.food.name,
        "reason": revision.reason,
    }
    instead = dict.fromkeys(concerned_by([revision])[revision.pk], revision.pk)
    source = own_source(OWN_RECIPE, RECIPE_CITATION)
    corrected: list[Revision] = []
    while ready := [pk for pk, holds in waiting.items() if not holds & waiting.keys()]:
        for start in range(0, len(ready), BATCH):
            fresh = _correct(ready[start : start + BATCH], instead, source, reason[:LONGEST_REASON])
            for new, pks in concerned_by(fresh).items():
                instead |= dict.fromkeys(pks, new)
            corrected += fresh
        for pk in ready:
            del waiting[pk]
    return corrected


def _locked_holders(food_id: int) -> dict[int, set[int]]:
    """`_holders`, locked in the order of `holding`: their owners may be saving or logging several of them.
    What began to hold one before it was locked is found by asking again."""
    locked: set[int] = set()
    while True:
        found = _holders(food_id)
        fresh = sorted(found.keys() - locked)
        if not fresh:
            return found
        for start in range(0, len(fresh), BATCH):
            rows = Food.objects.select_for_update().filter(pk__in=fresh[start : start + BATCH])
            list(rows.order_by("pk").values_list("pk"))
        locked.update(fresh)


def _holders(food_id: int) -> dict[int, set[int]]:
    """All recipes that hold the food, or hold one that does: by food, what of these it holds itself."""
    found: dict[int, set[int]] = {}
    fresh = {food_id}
    while fresh:
        pairs = list(
            Ingredient.objects.filter(food__in=fresh).values_list("recipe__food_id", "food_id").distinct()
        )
        fresh = {holder for holder, _held in pairs} - found.keys()
        for holder, held in pairs:
            found.setdefault(holder, set()).add(held)
    return found


def _correct(food_ids: list[int], instead: dict[int, int], source: Source, reason: str) -> list[Revision]:
    """The next revision of those of these recipes that count one of the compositions replaced."""
    foods = Food.objects.in_bulk(food_ids)
    parts: dict[int, list[Ingredient]] = {}
    for row in Ingredient.objects.filter(recipe__food__in=food_ids).select_related("recipe", "food"):
        parts.setdefault(row.recipe.food_id, []).append(row)
    known = compositions(
        {instead.get(row.revision_id, row.revision_id) for rows in parts.values() for row in rows}
    )
    publications, followed = [], []
    for food_id, rows in sorted(parts.items()):
        outdated = [row for row in rows if row.revision_id in instead]
        if not outdated:
            continue
        for row in outdated:
            row.revision_id = instead[row.revision_id]
        brought = [
            weighed(row.food.name, known[row.revision_id], grams=row.grams, units=row.units) for row in rows
        ]
        try:
            draft = compose(brought, grams=yield_of_rows(rows))
        except TooDense:
            continue
        publications.append(Publication(foods[food_id], draft, reason, is_correction=True))
        followed += outdated
    Ingredient.objects.bulk_update(followed, ["revision"], batch_size=BATCH)
    return publish(publications=publications, sources={source.key: source})
