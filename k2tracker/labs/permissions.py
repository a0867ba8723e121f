"""Whose results these are. Nobody but the person reads or writes them; anybody else finds nothing."""

from django.shortcuts import get_object_or_404

from .models import InrRange, LabResult


def own_result_or_404(user, key) -> LabResult:
    """The latest version of a result of the user's own, also of one that was marked wrong."""
    return get_object_or_404(user.lab_results, key=key, is_current=True)


def own_range_or_404(user, key) -> InrRange:
    return get_object_or_404(user.inr_ranges, key=key)
