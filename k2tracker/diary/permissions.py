"""Who may do what in a diary.

Limits: a diary is its person's own; sharing one with a clinician is not built, so nobody else may look.
"""


class NotPermitted(Exception):
    """The acting user may not do this in that person's diary."""


def user_can_write(*, by, person) -> bool:
    """Whether `by` may log, change and delete in the diary of `person`."""
    return by.pk == person.pk


def check_may_write(*, by, person) -> None:
    """Raises NotPermitted where `user_can_write` is False."""
    if not user_can_write(by=by, person=person):
        raise NotPermitted("a diary is written by the person it belongs to")
