"""A value in the words and the badge of the food pages: how much, between what, and how it is known."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nutrients.intake import Amount, State
from nutrients.nutrient import MENAQUINONES, NUTRIENTS

from ..models import STATES, SourceRelease
from .references import SOURCE_NAMES, source_name

# Whether a value is measured or not must not rest on reading alone: the edge of the badge says it too.
BADGES = {
    State.MEASURED: "badge-measured",
    State.LABEL: "badge-label",
    State.CALCULATED: "badge-calculated",
    State.BORROWED: "badge-borrowed",
    State.ASSUMED: "badge-assumed",
    State.UNSTATED: "badge-published",
    State.TRACE: "badge-published",
    State.UNKNOWN: "badge-unknown",
    State.NOT_ON_LABEL: "badge-unknown",
}
STATE_WORDS = {State(code): words for code, words in STATES}
STATE_MEANINGS = {
    State.MEASURED: gettext_lazy("Assayed in this food."),
    State.CALCULATED: gettext_lazy(
        "Worked out from other values, from a recipe or from parts that were measured."
    ),
    State.LABEL: gettext_lazy("As the maker declares it on the label."),
    State.BORROWED: gettext_lazy("Taken from a like food. This food itself was not assayed for it."),
    State.ASSUMED: gettext_lazy(
        "By a stated rule, for instance that plants hold none. Nobody measured it here."
    ),
    State.UNSTATED: gettext_lazy("Published by its source without saying how it was got."),
    State.TRACE: gettext_lazy("Present, but below what the method can put a figure to. It counts as 0."),
    State.UNKNOWN: gettext_lazy("No source that was read has a value. It is never counted as 0."),
    State.NOT_ON_LABEL: gettext_lazy(
        "The label does not list it. That does not say that the product holds none."
    ),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount as a page shows it. amount None: unknown. low, high: its range, None where not given."""

    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    state: str
    badge: str
    is_measured: bool

    @property
    def state_says_more(self) -> bool:
        """Whether the state of an amount that is not known is more than "unknown"."""
        return self.state != str(STATE_WORDS[State.UNKNOWN])

    @property
    def has_range(self) -> bool:
        return self.low is not None or self.high is not None


def figure(code: str, amount: Amount) -> Figure:
    """An amount of the nutrient `code`."""
    return Figure(
        amount=amount.value,
        low=amount.low,
        high=amount.high,
        unit=NUTRIENTS[code].unit,
        state=str(STATE_WORDS[amount.state]),
        badge=BADGES[amount.state],
        is_measured=amount.state is State.MEASURED,
    )


def full_name(code: str) -> str:
    """The name with its short form where people know the short one better: "Menaquinone-7 (MK-7)"."""
    nutrient = NUTRIENTS[code]
    name = _(nutrient.name)
    is_form = code in MENAQUINONES and nutrient.short not in name
    return f"{name} ({nutrient.short})" if is_form else name


def release_name(release: SourceRelease | None) -> str:
    """The imported table a composition comes from, in short; "" for one that was curated here."""
    if release is None:
        return ""
    key = release.source.key
    return source_name(key) if key in SOURCE_NAMES else release.name or key
