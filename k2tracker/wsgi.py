"""WSGI entry point of a public installation."""

import os

from django.core.wsgi import get_wsgi_application

from k2tracker.web.charset import with_readable_charset

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "k2tracker.settings.production")
application = with_readable_charset(get_wsgi_application())
