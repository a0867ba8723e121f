"""What a signed-in person may do. Each rule stands twice: `may_…` answers, `check_…` raises with the reason.

No query is needed: the role is on the user, and `roles` says the rest.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .roles import KEEP_DIARY, SEE_PATIENTS, permissions_of


def may_keep_diary(user) -> bool:
    """Whether the account is one of somebody who logs for themselves."""
    return KEEP_DIARY in permissions_of(user)


def check_may_keep_diary(user):
    """Raises PermissionDenied, with a sentence for the reader, where the account keeps no diary."""
    if not may_keep_diary(user):
        raise PermissionDenied(
            _("This account belongs to a curator or a clinician. It keeps no diary and no profile.")
        )


def may_see_patients(user) -> bool:
    return SEE_PATIENTS in permissions_of(user)
