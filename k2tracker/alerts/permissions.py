"""Whose alert it is. It is answered by the person it is about alone, and closed by a clinician alone."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from k2tracker.accounts.permissions import may_see_patients


def may_answer(user, alert) -> bool:
    return alert.person_id == user.pk


def check_may_answer(user, alert):
    """Raises PermissionDenied where the alert is about somebody else."""
    if not may_answer(user, alert):
        raise PermissionDenied(_("This caution is about somebody else."))


def may_close(user, alert) -> bool:
    return may_see_patients(user) and not may_answer(user, alert)


def check_may_close(user, alert):
    """Raises PermissionDenied where the user is no clinician."""
    if not may_close(user, alert):
        raise PermissionDenied(_("A clinician closes a caution, with a reason."))
