"""`manage.py up`: everything between a checkout and a page in the browser, on this machine."""

import contextlib
import os
import secrets

from django.conf import settings
from django.core.files import locks
from django.core.management import BaseCommand, CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection

from foods.loading import load_foods
from k2tracker.accounts.models import User
from k2tracker.running.demo import demo_people, refresh_demo
from k2tracker.running.server import bind, serve
from k2tracker.running.static_files import collect_static
from k2tracker.settings.env import data_dir
from k2tracker.web.charset import with_readable_charset


class Command(BaseCommand):
    help = "Prepare the database and serve k2tracker on this machine."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
        parser.add_argument("--no-demo", action="store_true", help="leave the demo people out")

    def handle(self, *, host, port, no_demo, **options):
        listener = bind(host, port)
        try:
            self._prepare_directory()
            with self._alone():
                self._prepare_database()
                for line in [] if no_demo else self._demo_lines():
                    self.stdout.write(line)
            self.stdout.write(f"http://localhost:{port}/")
            self.stdout.flush()
            serve(with_readable_charset(get_wsgi_application()), listener)
        except KeyboardInterrupt:
            raise SystemExit(130) from None

    @contextlib.contextmanager
    def _alone(self):
        """Holds off another `up` on the same directory while this one prepares its database."""
        with (data_dir() / ".preparing").open("w") as lock:
            locks.lock(lock, locks.LOCK_EX)
            yield

    def _prepare_directory(self):
        directory = data_dir()
        try:
            directory.mkdir(parents=True, exist_ok=True)
            key_file = directory / "secret-key"
            if not key_file.is_file() or not key_file.read_text().strip():
                draft = directory / f".secret-key-{os.getpid()}"
                with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                    file.write(settings.SECRET_KEY)
                draft.replace(key_file)  # whole or not at all
            collect_static()
        except OSError as error:
            reason = error.strerror or "cannot be written"
            raise CommandError(
                f"Cannot write in {directory}: {reason}. K2_DATA_DIR names another."
            ) from error

    def _prepare_database(self):
        try:
            connection.ensure_connection()
            call_command("migrate", verbosity=0, interactive=False)
            load_foods()
        except (DatabaseError, ValueError) as error:  # a NUL in its name is a ValueError
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise CommandError(f"The database cannot be used: {reason}") from error

    def _demo_lines(self):
        if User.objects.exists() and not demo_people().exists():
            return
        password = os.environ.get("K2_DEMO_PASSWORD") or secrets.token_urlsafe(9)
        for role, email in refresh_demo(password=password):
            yield f"demo {role}  {email}  {password}"
