"""Whose exercise this is. Nobody but the person reads or writes it; anybody else finds nothing."""

from django.shortcuts import get_object_or_404

from .models import Activity


def own_activity_or_404(user, key) -> Activity:
    """One of the user's own, also where it was deleted since."""
    return get_object_or_404(user.activities, key=key)
