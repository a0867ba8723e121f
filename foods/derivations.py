"""What the codes mean by which USDA says how it got a value: our own words for each.

SR28 and FoodData Central use the same codes. A value's `derivation` holds them as "source 4, derivation BFSN,
from NDB 16112"; other sources write sentences of their own, which are left as they are.
Source: USDA SR28, tables SRC_CD and DERIV_CD; FoodData Central, the two codes of labels per serving.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

SOURCE_CODES = {
    "1": _("analysed, or worked out from analyses"),
    "4": _("calculated or filled in by the compilers"),
    "5": _("the amount on which a maker based the label of an added nutrient"),
    "6": _("put together from analyses, some by the maker"),
    "7": _("taken to be zero"),
    "8": _("worked out from the label by the compilers"),
    "9": _("calculated by the maker, not rounded as labels are"),
    "11": _("put together from values of several kinds, not all analysed"),
    "12": _("analysed by the maker, partly documented"),
    "13": _("analyses from the literature, partly documented"),
}

_FORMULATION = _("Worked out from the list of ingredients: a computation estimates how much of each there is")
_PHYSICAL = _("Worked out from the parts that the food consists of")

DERIVATION_CODES = {
    "A": _("Analysed in this food."),
    "AI": _("Analysed; from the literature or an authority, not fully documented."),
    "AR": _("From analyses, through a linear regression."),
    "AS": _("The sum of parts that were analysed or are zero."),
    "BD": _("From the same food, drained where this one is not, or the other way round (canned foods)."),
    "BNA": _("From another form of the food, its parts adjusted to the total; for vitamin A."),
    "DA": _("From analyses, adjusted by a factor of concentration."),
    "DI": _("From filled-in values, adjusted by a factor of concentration."),
    "FLA": (_FORMULATION, _("from analyses of the ingredients")),
    "FLC": (_FORMULATION, _("from the claim on the label")),
    "FLM": (_FORMULATION, _("from figures of the maker")),
    "JA": _("Put together from analyses, some of them by makers or from the literature."),
    "JO": _("Put together from values of several kinds, of which at least one is no analysis."),
    "LC": _("Worked back from the label: grams or a share of a daily value per serving."),
    "LCCD": _("Worked back from the label's share of a daily value per serving."),
    "LCCS": _("Worked back from the label's amount per serving."),
    "MA": _("Analysed by the maker or its trade association, not fully documented."),
    "MC": _("Given by the maker, who calculated it or does not say how it was got."),
    "ML": _("Given by the maker: the amount behind the label of an enriched food."),
    "NC": _("Calculated from other nutrients of this food."),
    "NP": _("A sum or a difference of other nutrients of this food."),
    "NR": _("The same as another nutrient of this food."),
    "O": _("Filled in by some other procedure."),
    "PAE": (_PHYSICAL, _("from analyses; their shares are estimates")),
    "PAK": (_PHYSICAL, _("from analyses; their shares are known")),
    "PIE": (_PHYSICAL, _("from filled-in values; their shares are estimates")),
    "PIK": (_PHYSICAL, _("from filled-in values; their shares are known")),
    "RA": _("From a recipe with approximate shares, for instance several recipes taken together."),
    "RC": _("From a cookbook's recipe."),
    "RF": _("From the standard formula of such products."),
    "RK": _("From a recipe whose shares are known."),
    "RKA": _("From a recipe whose shares are known, from analyses, nothing adjusted."),
    "RKI": _("From a recipe whose shares are known, not all of it from analyses, nothing adjusted."),
    "RP": _("From the recipe on the package."),
    "RPA": _("From the recipe on the package, from analyses, nothing adjusted."),
    "RPI": _("From the recipe on the package, not all of it from analyses, nothing adjusted."),
    "S": _("A standard of the product, for instance how much it is enriched with by rule."),
    "T": _("Taken from another table of food composition."),
    "Z": _("Taken to be zero: the food has none by nature, or next to none."),
}

# The codes that borrow: from what, adjusted by what, and whether losses in cooking were reckoned with.
BORROWED_FROM = {
    "BF": _("From another form of this food or a similar food"),
    "CA": _("From the mean of the food's category"),
}
ADJUSTED_BY = {
    "A": _("adjusted by the ash of both"),
    "C": _("adjusted by the carbohydrate of both"),
    "F": _("adjusted by the fat of both"),
    "N": _("adjusted by the solids without fat of both"),
    "P": _("adjusted by the protein of both"),
    "S": _("adjusted by the solids of both"),
    "Y": _("adjusted by the yield"),
    "Z": _("not adjusted"),
}
RETENTION = {
    "N": _("losses in cooking not reckoned with"),
    "Y": _("losses in cooking reckoned with"),
}
BORROWED_CODE = re.compile(r"(BF|CA)([ACFNPSYZ])([NY])")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derivation taken apart. code, source_code: "" where it names none; words for either: "" for a code
    that is not in these tables. reference_ndb: the NDB number of the food it was worked out from, or "".
    """

    code: str
    words: str
    source_code: str
    source_words: str
    reference_ndb: str


def read_derivation(text: str) -> Derivation:
    """What a value's derivation says. Text without codes gives a Derivation of empty strings."""
    code = _group(r"\bderivation ([A-Z]+)\b", text)
    if not code and re.fullmatch(r"[A-Z]{1,6}", text.strip()):
        code = text.strip()
    source_code = _group(r"\bsource (\d{1,2})\b", text)
    return Derivation(
        code=code,
        words=words_for(code),
        source_code=source_code,
        source_words=str(SOURCE_CODES.get(source_code, "")),
        reference_ndb=_five_digits(_group(r"\bNDB (\d{4,5})\b", text)),
    )


def words_for(code: str) -> str:
    """A derivation code in a sentence; "" for a code that is not known here."""
    if borrowed := BORROWED_CODE.fullmatch(code):
        origin, adjusted, retention = borrowed.groups()
        return _sentence(BORROWED_FROM[origin], ADJUSTED_BY[adjusted], RETENTION[retention])
    words = DERIVATION_CODES.get(code, "")
    return _sentence(*words) if isinstance(words, tuple) else str(words)


def _sentence(*parts) -> str:
    return "; ".join(str(part) for part in parts) + "."


def _five_digits(number: str) -> str:
    return number.zfill(5) if number else ""  # FoodData Central leaves the leading zero out


def _group(pattern, text) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""
