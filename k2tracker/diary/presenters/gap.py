"""What a day's lines are short of, in words. What would close the gaps is another room's matter."""

from django.utils.translation import gettext as _

from k2tracker.diary.days import Days
from k2tracker.web.numbers import display
from nutrients.gap import Gap, gaps_of

from .line_words import UNITS, line_name


def gaps_of_day(days: Days) -> tuple[Gap, ...]:
    """The gaps of a day as it is shown: none of K2 while that is paused."""
    return gaps_of(days.score, had_sun=days.marks_of_day.had_sun, conditions=days.conditions)


def short_text(gap: Gap) -> str:
    """ "51 mg short", "up to 32 µg short"."""
    return (_("up to %(short)s short") if gap.is_at_most else _("%(short)s short")) % {"short": _short(gap)}


def gap_text(days: Days) -> str:
    """What all lines are short of, in one line; "" where none is."""
    return ", ".join(f"{line_name(gap.line)} {_short(gap)}" for gap in gaps_of_day(days))


def _short(gap: Gap) -> str:
    return display(gap.short, UNITS[gap.line])
