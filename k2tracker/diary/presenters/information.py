"""The lines of information: sums that are shown and not scored."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from k2tracker.diary.days import Days
from k2tracker.web.numbers import display
from nutrients.scoring import information_lines

from .line_words import coverage_text, is_something_known, line_name


@dataclass(frozen=True, slots=True)
class Information:
    """A sum that is shown and not scored."""

    code: str
    name: str
    amount: str | None
    note: str


def information_of(days: Days) -> tuple[Information, ...]:
    """The lines of information of `days.on`."""
    shown = []
    for line in information_lines(days.log, days.subject):
        intake = line.intake
        unit = "mg" if line.code == "calcium" else "µg"
        note = coverage_text(intake) if intake.items else ""
        if line.reference is not None:
            note = " ".join(
                [
                    _("%(kind)s %(amount)s.")
                    % {"kind": line.reference.kind, "amount": display(line.reference.amount, unit)},
                    note,
                ]
            )
        if line.code == "menaquinone_4" and not days.subject.k2_is_paused(days.on):
            note = " ".join([_("The article names MK-4 as an alternative; it sets no amount."), note])
        amount = None
        if is_something_known(intake):
            amount = display(intake.known, unit)
            if intake.unknown_items:
                amount = _("at least %(amount)s") % {"amount": amount}
        shown.append(Information(line.code, line_name(line.code), amount, note.strip()))
    return tuple(shown)
