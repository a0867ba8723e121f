"""The bullet graph: one measure against its target, its upper limit and what is not known.

A graph is described by numbers and drawn by the server as inline SVG: percentages for x, pixels for y, so
that text keeps its size in any width. It judges nothing: the caller says which state the rules found. What it
says in words (`sentence`, `words`) and what it draws come from the same fields.

Limits: scales are linear and start at 0; amounts are 0 or more. A value so far beyond its target that the
target could no longer be read stands beyond a break in the scale.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .numbers import difference_text, display, number, range_text, spoken


class State(StrEnum):
    """What the rules found; the value is the name of the mark drawn beside the words."""

    BELOW = "below"  # words and whisker say where it may be within
    WITHIN = "within"
    ABOVE = "above"  # above the target, no upper limit passed
    OVER = "over"  # over the upper limit
    UNKNOWN = "unknown"  # no item has a value
    PAUSED = "paused"  # not judged while a vitamin K antagonist is in the profile
    INFORMATION = "unscored"  # shown, not scored
    EMPTY = "empty"  # nothing logged yet


# What belongs to a target is drawn and said in these states alone.
JUDGED = frozenset({State.BELOW, State.WITHIN, State.ABOVE, State.OVER, State.UNKNOWN, State.EMPTY})
VALUELESS = frozenset({State.UNKNOWN, State.EMPTY})

# Ends of a scale that read well: the first one, times a power of ten, that leaves room beyond the marks.
ROUND_ENDS = tuple(Decimal(end) for end in ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10"))
ROOM_BEYOND_TARGET = Decimal("1.5")
ROOM_BEYOND_LIMIT = Decimal("1.2")
ROOM_BEYOND_ONE_EDGE = Decimal("1.3")  # "or more": the band needs room to be seen
ROOM_BEYOND_VALUE = Decimal("1.1")
ROOM_FOR_ARROW = Decimal("1.25")
# A value more than so many times its last mark stands beyond a break: else the target would be a sliver.
BREAK_BEYOND = Decimal("2.5")


@dataclass(frozen=True, kw_only=True)
class BulletGraph:
    """One measure of one day.

    name: as shown, "MK-7". unit: "µg" or "mg". state: what the rules found.
    value: the known sum; None where nothing is known.
    low, high: the likely range; None where it is not known to differ from the value.
    unknown_items, items: how many of the logged items have no value; an unknown item can only add.
    supplement: the part of `value` that supplements brought, drawn solid, with food open beside it;
        None draws one solid bar.
    target_low, target_high: None for "or more" or for no target at all.
    is_clinics: the target is what a clinic planned: the words say where the value lies and not how far to go.
    limit: the upper limit, None where the set has none; limit_is_supplemental: it counts supplements alone.
    no_limit_set: say that no upper limit has been set.
    reference, reference_label: an amount that is shown and not scored, such as ("RDA").
    drug: the medicine that pauses the line.
    scale: the end of the scale, where several graphs share one; None finds a round one.
    compact: the bar alone, without labels below.
    """

    name: str
    unit: str
    state: State
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unknown_items: int = 0
    items: int = 0
    supplement: Decimal | None = None
    target_low: Decimal | None = None
    target_high: Decimal | None = None
    is_clinics: bool = False
    limit: Decimal | None = None
    limit_is_supplemental: bool = False
    no_limit_set: bool = False
    reference: Decimal | None = None
    reference_label: str = ""
    drug: str = ""
    scale: Decimal | None = None
    compact: bool = False

    @property
    def is_minimum(self) -> bool:
        """Whether items without a value could add to the sum."""
        return self.unknown_items > 0

    @property
    def has_value(self) -> bool:
        return self.value is not None and self.state not in VALUELESS

    @property
    def has_target(self) -> bool:
        return self.target_low is not None and self.state in JUDGED

    @property
    def may_be_within(self) -> bool:
        """Whether a value below the target may truly lie in it."""
        if self.state is not State.BELOW:
            return False
        return self.is_minimum or (
            self.high is not None and self.target_low is not None and self.high >= self.target_low
        )

    @property
    def is_broken(self) -> bool:
        """Whether the value stands beyond a break in the scale."""
        if self.scale is not None or not (self.has_value and self.has_target):
            return False
        marks = (self.target_low, self.target_high, self.limit, self.reference)
        return self.value > BREAK_BEYOND * max(mark for mark in marks if mark is not None)

    @property
    def end(self) -> Decimal:
        """The amount at the right end of the scale, or at its break."""
        if self.scale is not None:
            return self.scale
        needs = [Decimal(1)]
        if self.has_target:
            needs.append(self.target_low * ROOM_BEYOND_ONE_EDGE)
            if self.target_high not in (None, self.limit):
                needs.append(self.target_high * ROOM_BEYOND_TARGET)
        if self.limit is not None:
            needs.append(self.limit * ROOM_BEYOND_LIMIT)
        if self.reference is not None:
            needs.append(self.reference * ROOM_BEYOND_ONE_EDGE)
        if self.has_value and not self.is_broken:
            needs += [self.value * ROOM_BEYOND_VALUE, (self.high or self.value) * ROOM_BEYOND_VALUE]
            if self.is_minimum:
                needs.append(max(self.value, self.high or self.value) * ROOM_FOR_ARROW)
        return _round_end(max(needs))

    @property
    def words(self) -> str:
        """The state in words, to stand beside its mark."""
        apart = self._apart()
        match self.state:
            case State.BELOW if self.is_minimum:
                return ngettext(
                    "Below, may be within: %(count)s item unknown",
                    "Below, may be within: %(count)s items unknown",
                    self.unknown_items,
                ) % {"count": self.unknown_items}
            case State.BELOW if self.may_be_within:
                return _("Below, may be within")
            case State.BELOW if self.is_clinics:
                return _("Below your clinic’s range")
            case State.BELOW if apart:
                return _("Below, %(amount)s to go") % {"amount": apart}
            case State.BELOW:
                return _("Below the target")
            case State.WITHIN if self.is_minimum:
                return _("Within target, at least %(amount)s") % {"amount": display(self.value, self.unit)}
            case State.WITHIN if self.is_clinics:
                return _("Within your clinic’s range")
            case State.WITHIN:
                return _("Within target")
            case State.ABOVE if self.is_clinics:
                return _("Above your clinic’s range")
            case State.ABOVE if not apart:
                return _("Above the target")
            case State.ABOVE if self.is_minimum:
                return _("Above the target, by at least %(amount)s") % {"amount": apart}
            case State.ABOVE:
                return _("Above the target, by %(amount)s") % {"amount": apart}
            case State.OVER if not apart:
                return _("Over the upper limit")
            case State.OVER if self.is_minimum:
                return _("Over the upper limit, by at least %(amount)s") % {"amount": apart}
            case State.OVER:
                return _("Over the upper limit, by %(amount)s") % {"amount": apart}
            case State.UNKNOWN if self.items:
                return ngettext(
                    "Unknown: %(known)s of %(items)s item has a value",
                    "Unknown: %(known)s of %(items)s items have a value",
                    self.items,
                ) % {"known": self.items - self.unknown_items, "items": self.items}
            case State.UNKNOWN:
                return _("Unknown")
            case State.PAUSED if self.drug:
                return _("Paused while %(drug)s is in your profile") % {"drug": self.drug}
            case State.PAUSED:
                return _("Paused")
            case State.EMPTY:
                return _("Nothing logged yet")
        return _("Shown, not scored")

    @property
    def sentence(self) -> str:
        """The whole result, as it is read aloud in place of the drawing."""
        parts = [self._said_amount(), f"{self.words}."]
        if self.has_target:
            parts.append(self._said_target())
        if self.reference is not None:
            parts.append(
                _("Reference %(label)s %(amount)s, not scored.")
                % {"label": self.reference_label, "amount": spoken(self.reference, self.unit)}
            )
        if self.limit is not None:
            limit = spoken(self.limit, self.unit)
            parts.append(
                _("Upper limit for supplements %(amount)s.") % {"amount": limit}
                if self.limit_is_supplemental
                else _("Upper limit %(amount)s.") % {"amount": limit}
            )
        if self.no_limit_set:
            parts.append(_("No upper limit has been set."))
        if self.is_broken:
            parts.append(_("The value is drawn beyond a break in the scale."))
        return " ".join(parts)

    def _said_amount(self) -> str:
        if not self.has_value:
            return f"{self.name}."
        amount = spoken(self.value, self.unit)
        if self.is_minimum:
            said = _("%(name)s: at least %(amount)s") % {"name": self.name, "amount": amount}
        else:
            said = f"{self.name}: {amount}"
        if self.low is not None or self.high is not None:
            likely = (
                _(", likely %(low)s to %(high)s from what is known")
                if self.is_minimum
                else _(", likely %(low)s to %(high)s")
            )
            said += likely % {
                "low": number(self.value if self.low is None else self.low),
                "high": number(self.value if self.high is None else self.high),
            }
        if self.supplement is not None:
            said += _(", %(supplement)s from supplements and %(food)s from food") % {
                "supplement": number(self.supplement),
                "food": difference_text(self.value, self.supplement, ""),
            }
        return f"{said}."

    def _said_target(self) -> str:
        if self.target_high is None:
            return _("Target %(amount)s or more.") % {"amount": spoken(self.target_low, self.unit)}
        span = {"low": number(self.target_low), "high": spoken(self.target_high, self.unit)}
        if self.is_clinics:
            return _("Your clinic’s range %(low)s to %(high)s.") % span
        return _("Target %(low)s to %(high)s.") % span

    def _apart(self) -> str:
        """How far the value lies from the line that its state is about; empty where it is about none."""
        line = {
            State.BELOW: self.target_low,
            State.ABOVE: self.target_high,
            State.OVER: self.limit,
        }.get(self.state)
        counted = self.value
        if self.state is State.OVER and self.limit_is_supplemental:
            counted = self.supplement
        if line is None or counted is None:
            return ""
        return difference_text(max(counted, line), min(counted, line), self.unit)


def target_text(graph: BulletGraph) -> str:
    """The target as shown beside the state: "Target 50–100 µg"; empty where none is drawn."""
    if not graph.has_target:
        return ""
    return _("Target %(range)s") % {"range": range_text(graph.target_low, graph.target_high, graph.unit)}


def _round_end(least: Decimal) -> Decimal:
    power = Decimal(10) ** least.adjusted()
    return next(end * power for end in ROUND_ENDS if end * power >= least)
