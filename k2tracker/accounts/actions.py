"""Giving a consent, and taking it back."""

from django.contrib.auth import get_user_model
from django.db import transaction

from .models import Consent

# Raised whenever the sentence a person agrees to in `forms.SignupConsentForm` changes its meaning.
DIARY_CONSENT_VERSION = "2026-11"


def record_consent(*, by, purpose=Consent.Purpose.DIARY, version=DIARY_CONSENT_VERSION) -> Consent:
    """Record that `by` agreed, now, to this version of the text for this purpose."""
    return Consent.objects.create(person=by, purpose=purpose, version=version)


@transaction.atomic
def withdraw_consent(*, by):
    """Delete the account of `by` with everything that was kept for it: all of it, or nothing.

    A second press finds nothing more to delete.
    """
    person = get_user_model().objects.select_for_update().filter(pk=by.pk).first()
    if person is not None:
        person.delete()
