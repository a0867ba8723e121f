"""What a toast says of an entry, and the act it offers."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from k2tracker.diary.logged import Logged
from k2tracker.diary.measures import amount_text
from k2tracker.diary.models import Entry

from .cautions import name_in_text, saved_text
from .page import Toast


def entry_toast(done: str, row: Logged) -> Toast:
    """News of a standing entry. done: "logged", "changed" or "restored"; a fresh log can be undone."""
    amount = amount_text(quantity=row.quantity, portion_name=row.portion_name, grams=row.grams)
    return _toast(done, f"{amount} {name_in_text(row.name)}", row.key)


def outcome_toast(done: str, entry: Entry) -> Toast:
    """News of an entry that was just written. An entry found deleted under its own key says so."""
    if entry.deleted_at is not None:
        return deleted_toast(entry)
    return _toast(done, saved_text(entry), entry.key)


def _toast(done: str, what: str, key) -> Toast:
    match done:
        case "logged":
            return Toast(
                _("Logged: %(what)s.") % {"what": what}, reverse("diary:delete", args=[key]), _("Undo")
            )
        case "changed":
            return Toast(_("Saved: %(what)s.") % {"what": what})
    return Toast(_("Back in your log: %(what)s.") % {"what": what})


def deleted_toast(entry: Entry) -> Toast:
    """News of a deleted entry, with the way back."""
    text = _("Deleted: %(what)s.") % {"what": saved_text(entry)}
    return Toast(text, reverse("diary:undo", args=[entry.key]), _("Undo"))


def repeated_toast(day: date, key: UUID, count: int) -> Toast:
    """News of a meal logged again: `count` entries of the day before, which one act takes back."""
    text = ngettext(
        "Logged again: %(count)s entry from the day before.",
        "Logged again: %(count)s entries from the day before.",
        count,
    )
    address = reverse("diary:undo_repeat", args=[day, key]) if count else ""
    return Toast(text % {"count": count}, address, _("Undo"))


def supplements_toast(day: date, key: UUID, logged: list[str], left_out: list[str]) -> Toast:
    """News of "my usual supplements": what one press logged, which one act takes back, and what it left
    out."""
    said = []
    if logged:
        said.append(_("Logged: %(what)s.") % {"what": ", ".join(logged)})
    else:
        said.append(_("Nothing was left to log of your usual supplements."))
    if left_out:
        said.append(_("Left out, no longer in the food list: %(what)s.") % {"what": ", ".join(left_out)})
    address = reverse("diary:undo_supplements", args=[day, key]) if logged else ""
    return Toast(" ".join(said), address, _("Undo"))


def repeat_undone_toast(count: int) -> Toast:
    """News of a repeat that was taken back."""
    text = ngettext("Deleted: %(count)s entry.", "Deleted: %(count)s entries.", count)
    return Toast(text % {"count": count})
