"""`manage.py score FILE.json`: a day's sheet in, its score sheet out. See `nutrients/sheet.py`."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from nutrients import sheet

BAD_INPUT = 2  # exit status


class Command(BaseCommand):
    help = "Score a sheet of days (JSON, or JSON Lines for several) without a database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a JSON file, or - for standard input")

    def handle(self, *, file, **options):
        try:
            raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            self._refuse(f"FILE: cannot be read: {reason}")
        lines, error = sheet.score_text(raw)
        for line in lines:
            self.stdout.write(line)
        if error is not None:
            self._refuse(None if lines else error)

    def _refuse(self, error):
        if error is not None:
            self.stderr.write(error)
        sys.exit(BAD_INPUT)
