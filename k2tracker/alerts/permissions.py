"""Whose alert it is. An alert is answered by the person it is about and by nobody else."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def may_answer(user, alert) -> bool:
    return alert.person_id == user.pk


def check_may_answer(user, alert):
    """Raises PermissionDenied where the alert is about somebody else."""
    if not may_answer(user, alert):
        raise PermissionDenied(_("This caution is about somebody else."))
