"""The settings that `manage.py up` serves with, and one address more: the bare view."""

from k2tracker.settings.local import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
ALLOWED_HOSTS = ["localhost"]
