"""Who may do what in a cabinet.

Limits: a cabinet is its person's own; sharing one with a clinician is not built, so nobody else may look.
"""


class NotPermitted(Exception):
    """The acting user may not do this in that person's cabinet."""


def check_may_write(*, by, person) -> None:
    """Raises NotPermitted where `by` is somebody else."""
    if by.pk != person.pk:
        raise NotPermitted("a cabinet is kept by the person it belongs to")
