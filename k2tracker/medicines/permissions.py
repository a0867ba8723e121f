"""Whose medicines they are. A list is read and changed by its person and by nobody else.

The addresses look for a key among the reader's own, so that another person's is not there at all (404).
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def may_change(user, told) -> bool:
    """Whether the user may change a medicine or a condition."""
    return told.person_id == user.pk


def check_may_change(user, told):
    """Raises PermissionDenied where it is somebody else's."""
    if not may_change(user, told):
        raise PermissionDenied(_("This belongs to somebody else’s list."))
