"""What `manage.py up` serves with, for the browser tests: one address signs up and in far more often than a
household does, so the limits on that are off and passwords are hashed quickly. tests/accounts and tests/web
test the limits."""

from k2tracker.settings.local import *  # noqa: F403

ACCOUNT_RATE_LIMITS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
