"""What `manage.py up` serves with, for the browser tests: one address signs up and in far more often than a
household does, so the limits on that are off. tests/accounts and tests/web test them."""

from k2tracker.settings.local import *  # noqa: F403

ACCOUNT_RATE_LIMITS = False
