"""One machine, plain http on the loopback address: what `manage.py up` serves.

Cookies are not Secure and nothing redirects to https, since there is none. Mail goes to the console.
"""

import os
import secrets

from .base import *  # noqa: F403
from .env import data_dir

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
_key_file = data_dir() / "secret-key"
# `up` writes the file; commands that touch no data (`score`) work without it.
SECRET_KEY = (
    os.environ.get("K2_SECRET_KEY")
    or (_key_file.is_file() and _key_file.read_text().strip())
    or secrets.token_urlsafe(50)
)
