"""Which foods and products to show for each gap of a day: what surely closes most of it, in groups.

Left out is what the person marked as not for them, what would take the day above an upper limit, what would
bring a caution that is not there without it, and while K2 is paused whatever is high in vitamin K or does not
tell. Limits: it knows amounts, not tastes, prices or seasons.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from foods.categories import OF_PEOPLE
from foods.composition import item
from foods.folding import words
from foods.natto import ORDINARY_NATTO
from k2tracker.diary.days import Days, find_on
from k2tracker.diary.presenters.gap import gaps_of_day
from k2tracker.diary.presenters.quick import is_high_in_vitamin_k
from nutrients.gap import Closing, Gap, closings, is_worse, passes_a_limit, sure_amount, with_portion
from nutrients.intake import Item
from nutrients.levels import INFO
from nutrients.recognition import NATTO_FAMILY
from nutrients.scoring import K2, MAGNESIUM, VITAMIN_D

from .portions import Helping, little_natto, usual_helping
from .queries import Suggestible

NATTO, LEAFY_GREENS, SEEDS, NUTS = "natto", "leafy_greens", "seeds", "nuts"
FOODS, SUPPLEMENTS = "foods", "supplements"
# Magnesium stands in the article's own groups; K2 begins with its little natto.
GROUPS = {
    K2: (NATTO, FOODS, SUPPLEMENTS),
    VITAMIN_D: (FOODS, SUPPLEMENTS),
    MAGNESIUM: (LEAFY_GREENS, SEEDS, NUTS, FOODS, SUPPLEMENTS),
}
MOST_SHOWN = 3  # in a group: a choice, not a catalogue
BEST_ALONE = 1  # within the page of the day, where the log stands below
LEAST_SHARE = Fraction(1, 20)  # twenty portions of a food are no way to close a gap
MOST_BEYOND = 2  # times what a smaller portion closes the whole gap with: more of it closes no more
ABOUT_THE_HOUR = frozenset({"M-03"})  # a finding on when to take a product, not on whether


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One portion of a food, and what it closes."""

    food: Suggestible
    helping: Helping
    closing: Closing


@dataclass(frozen=True, slots=True)
class Chosen:
    """A gap with its suggestions by group, in the order of `GROUPS`; groups without any are left out."""

    gap: Gap
    groups: Mapping[str, tuple[Suggestion, ...]]


def choose(
    days: Days, foods: Iterable[Suggestible], unwanted: frozenset[str], *, most: int = MOST_SHOWN
) -> list[Chosen]:
    """unwanted: the marks of what is not for this person. most: how many to show of a group."""
    foods = [food for food in foods if food.marks.isdisjoint(unwanted)]
    if days.subject.k2_is_paused(days.on):
        foods = [food for food in foods if _tells_its_vitamin_k(food)]
    fits = _Fitting(days)
    return [Chosen(gap, _in_groups(gap, _possible(gap, foods), fits, most)) for gap in gaps_of_day(days)]


def _tells_its_vitamin_k(food: Suggestible) -> bool:
    """Whether a food's K1 is known, and its MK-7 where something fermented it: unknown can be a lot."""
    forms = ["phylloquinone"]
    if food.category == "fermented_soy":
        forms.append("menaquinone_7")
    return all(food.composition.amount(code).is_known for code in forms)


def _possible(gap: Gap, foods: Iterable[Suggestible]) -> Iterator[tuple[str, Suggestion]]:
    """Suggestions with their group, the best first."""
    portions = [
        _item(food, helping, key=(group, food, helping))
        for food in foods
        if sure_amount(food.composition.amount(gap.nutrient)) is not None
        for group, helping in _helpings(gap, food)
    ]
    for closing in closings(gap, portions):
        if closing.share >= LEAST_SHARE:
            group, food, helping = closing.item.key
            yield group, Suggestion(food, helping, closing)


def _item(food: Suggestible, helping: Helping, *, key: object) -> Item:
    is_product = food.composition.is_per_unit
    return item(
        food.composition,
        slug=food.slug,
        name=food.name,
        names=food.names,
        marks=food.marks,
        grams=None if is_product else helping.grams,
        units=helping.quantity if is_product else None,
        key=key,
    )


def _helpings(gap: Gap, food: Suggestible) -> Iterator[tuple[str, Helping]]:
    is_product, is_ordinary = food.composition.is_per_unit, food.slug in ORDINARY_NATTO
    if NATTO_FAMILY in food.marks and not is_ordinary and food.category not in OF_PEOPLE:
        return  # salted, dried and enriched kinds are hard to buy and not what the little portion is about
    if gap.line == K2 and is_ordinary:
        little = little_natto(food.composition.amount(gap.nutrient), gap)
        if little is not None:
            yield NATTO, little
    group = SUPPLEMENTS if is_product else FOODS
    if gap.line == MAGNESIUM and not is_product:
        group = _group_of_article(food)
    yield group, usual_helping(food.portions, food.category, is_product=is_product)


def _group_of_article(food: Suggestible) -> str:
    if food.category == "leafy_green":
        return LEAFY_GREENS
    if food.category != "nut_seed":
        return FOODS
    is_seed = any(word.endswith(("seed", "seeds")) for word in words(food.name))
    return SEEDS if is_seed else NUTS


def _in_groups(
    gap: Gap, possible: Iterable[tuple[str, Suggestion]], fits: "_Fitting", most: int
) -> dict[str, tuple[Suggestion, ...]]:
    found: dict[str, list[Suggestion]] = {group: [] for group in GROUPS[gap.line]}
    for group, suggestion in possible:
        shown = found[group]
        if len(shown) == most:
            continue
        if shown and suggestion.closing.sure > MOST_BEYOND * shown[0].closing.sure:
            continue
        if group == FOODS and _is_natto(suggestion) and any(map(_is_natto, shown)):
            continue  # one pack stands for all
        if fits(suggestion):
            shown.append(suggestion)
    return {group: tuple(shown) for group, shown in found.items() if shown}


def _is_natto(suggestion: Suggestion) -> bool:
    return NATTO_FAMILY in suggestion.food.marks


class _Fitting:
    """Whether a portion fits a person's day. One that would close two gaps is judged once."""

    def __init__(self, days: Days):
        self._days, self._verdicts = days, {}
        self._before = find_on(days.keeper, days.logs, days.on)

    def __call__(self, suggestion: Suggestion) -> bool:
        which = suggestion.food.food_id, suggestion.helping
        if which not in self._verdicts:
            self._verdicts[which] = self._fits(suggestion.closing.item)
        return self._verdicts[which]

    def _fits(self, portion: Item) -> bool:
        days = self._days
        if days.subject.k2_is_paused(days.on) and is_high_in_vitamin_k(portion):
            return False
        if passes_a_limit(days.logs, days.on, portion, days.subject):
            return False
        after = find_on(days.keeper, with_portion(days.logs, days.on, portion), days.on)
        after = [one for one in after if one.code not in ABOUT_THE_HOUR]
        is_cautioned = any(one.item_key is portion.key and one.level != INFO for one in after)
        return not is_cautioned and not is_worse(after, self._before)
