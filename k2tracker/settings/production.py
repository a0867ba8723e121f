"""For a public installation behind a TLS proxy. Insists on its secret, its hosts and its database."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .env import required, whole_number, words

SECRET_KEY = required("K2_SECRET_KEY", "50 random characters or more, kept out of the repository")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("K2_SECRET_KEY is too short: 50 random characters or more")
ALLOWED_HOSTS = words("K2_HOSTS")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("K2_HOSTS is not set: the host names served, separated by commas")
required("DATABASE_URL", "postgresql://user:password@host:5432/name")
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number("K2_PROXIES", 1)  # rate limits are by address
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("K2_MAIL_HOST", "localhost")
EMAIL_PORT = whole_number("K2_MAIL_PORT", 25)
EMAIL_HOST_USER = os.environ.get("K2_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("K2_MAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
DEFAULT_FROM_EMAIL = required("K2_MAIL_FROM", "the address that password resets are sent from")
