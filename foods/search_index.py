"""The names that search runs on, kept in step with the foods: whoever changes what a food is called, what it
holds or whether it can be found calls `index_foods` in the same transaction.

Each name stands under a number that says where it belongs among all names, so that the index read in its
order gives the best first: curated foods whose vitamin K forms are known, other curated foods, foods of
imported tables, branded products; within each the shorter names.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import transaction

from nutrients.nutrient import MENAQUINONES

from .folding import is_unspaced, words
from .listed_values import relist
from .models import Food, FoodAlias, FoodNutrient, SearchName, SearchWord

# The parts that PostgreSQL's partial indexes know: see migration 0003.
KNOWN_FORMS, CURATED, IMPORTED, FIRST_BRANDED = range(4)
# The most letters of a branded name in each tier but the last.
BRANDED_LETTERS = (10, 14, 18, 24, 32, 48)
BATCH = 2000
LONGEST_WORD = 100
MOST_NAMES = 99


def place(*, tier: int, letters: int, food_id: int, number: int) -> int:
    """Where a name stands among all: by tier, then by length, then by food. Unique, and below 2**63."""
    return tier * 10**18 + min(letters, 200) * 10**15 + food_id * 100 + min(number, MOST_NAMES)


def tokens_of(text: str) -> Iterator[str]:
    """The folded words of a name. A word of a script without blanks also stands there from each of its
    letters on, so that the start of a query finds it inside."""
    for word in words(text):
        yield word[:LONGEST_WORD]
        if is_unspaced(word):
            yield from (word[start : start + LONGEST_WORD] for start in range(1, len(word)))


@transaction.atomic
def index_foods(food_ids: Iterable[int]) -> None:
    """Bring the search names and listed values of these foods in step: those that can be found get theirs,
    others lose them."""
    for ids in _batches(food_ids):
        # Locked, so that two who change one food at a time do not both write its names; who logs it need not
        # wait for that (see `holding.py`).
        list(Food.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
        relist(ids)
        SearchName.objects.filter(food__in=ids).delete()
        names = list(_names_of(ids))
        SearchName.objects.bulk_create(names, batch_size=BATCH)
        found = {word for name in names for word in name.tokens.split(" ")}
        SearchWord.objects.bulk_create(
            [SearchWord(word=word) for word in sorted(found)], ignore_conflicts=True, batch_size=BATCH
        )


def rebuild_index() -> int:
    """Write all search names anew; returns how many there are."""
    with transaction.atomic():
        SearchName.objects.all().delete()
        SearchWord.objects.all().delete()
        index_foods(Food.objects.listed().order_by("pk").values_list("pk", flat=True).iterator())
    return SearchName.objects.count()


def _batches(food_ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(food_ids)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _names_of(ids: Collection[int]) -> Iterator[SearchName]:
    foods = list(
        Food.objects.listed()
        .filter(pk__in=ids)
        .values_list("pk", "name", "brand", "revision_id", "revision__release_id")
    )
    aliases: dict[int, list[str]] = {}
    for food_id, text in FoodAlias.objects.filter(food__in=ids).values_list("food_id", "text"):
        aliases.setdefault(food_id, []).append(text)
    curated = [revision_id for *_food, revision_id, release in foods if release is None]
    known = set(
        FoodNutrient.objects.filter(
            revision__in=curated, nutrient__in=["phylloquinone", *MENAQUINONES], amount__isnull=False
        ).values_list("revision_id", flat=True)
    )
    for food_id, name, brand, revision_id, release in foods:
        for number, text in enumerate([name, *aliases.get(food_id, ())]):
            tokens = list(dict.fromkeys([*tokens_of(text), *(tokens_of(brand) if brand else ())]))
            if not tokens:
                continue
            tier = _tier(text, brand, is_imported=release is not None, is_known=revision_id in known)
            yield SearchName(
                id=place(tier=tier, letters=len(text), food_id=food_id, number=number),
                food_id=food_id,
                tier=tier,
                text=text[:200],
                tokens=" ".join(tokens),
                is_alias=number > 0,
            )


def _tier(text: str, brand: str, *, is_imported: bool, is_known: bool) -> int:
    if not is_imported:
        return KNOWN_FORMS if is_known else CURATED
    if not brand:
        return IMPORTED
    return FIRST_BRANDED + bisect_left(BRANDED_LETTERS, len(text))
