"""WSGI entry point of a public installation."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "k2tracker.settings.production")
application = get_wsgi_application()
