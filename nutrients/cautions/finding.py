"""What a rule says when it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from ..intake import Item
from ..names import fold

RULE_SET = "2026-11.5"  # stored with every alert; changes whenever a rule or a number behind it does

_CAUSE_LENGTH = 100

# Where a product was seen, in the params of its finding; the log where nothing is said.
IN_CABINET, ON_MEDICINE_LIST = "cabinet", "medicines"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds.

    cause: code and what raised it, such as "K-02:natto"; the same cause on another day is the same matter.
    day: the day that was judged. params: what the wording needs and what the rule saw, as strings; amounts
    keep up to four decimals, dates are ISO. item_key and product: the item that raised it, where one did; a
    product of the cabinet or of the list of medicines has no key.
    """

    code: str
    level: str
    cause: str
    day: date
    params: Mapping[str, str] = field(default_factory=dict)
    item_key: object = None
    product: str | None = None

    @property
    def is_of_its_day(self) -> bool:
        """Whether it is about an entry or a result of the day, not about a sum or what was told."""
        return self.item_key is not None or self.cause.endswith(self.day.isoformat())


def cause_of(code: str, name: str) -> str:
    """The cause of a finding about something with a name, however it is spelled."""
    return f"{code}:{fold(name)[:_CAUSE_LENGTH]}"


def shown_name(item: Item) -> str:
    return item.names[0] if item.names else item.food


def about_item(
    code: str, level: str, item: Item, on: date, params: Mapping[str, str], where: str = ""
) -> Finding:
    """A finding about something logged, or with `where` about a product that is kept somewhere else."""
    product = shown_name(item)
    return Finding(
        code=code,
        level=level,
        cause=cause_of(code, item.food),
        day=on,
        params={**params, "product": product, **({"where": where} if where else {})},
        item_key=None if where else item.key,
        product=product,
    )


def about_medicine(code: str, level: str, name: str, on: date, params: Mapping[str, str]) -> Finding:
    """A finding about a medicine of the list. name: as the person typed it."""
    return Finding(
        code=code,
        level=level,
        cause=cause_of(code, name),
        day=on,
        params={**params, "product": name, "where": ON_MEDICINE_LIST},
        product=name,
    )


def plain(amount: Fraction, places: int = 4) -> str:
    """A number to so many decimals, rounded half away from zero, without trailing zeros."""
    if amount < 0:
        return f"-{plain(-amount, places)}"
    scale = 10**places
    scaled = (2 * amount.numerator * scale + amount.denominator) // (2 * amount.denominator)
    whole, part = divmod(scaled, scale)
    decimals = f"{part:0{places}d}".rstrip("0") if places else ""
    return f"{whole}.{decimals}" if decimals else str(whole)
