"""What both import commands do with a file: read it, bring it in, and print what came of it."""

import sqlite3
import sys
import tempfile
import time

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from foods.importers.records import NotWhatItClaims
from foods.importing import import_edition

QUIET_EVERY = 30  # seconds between lines where nobody watches a bar


class Progress:
    """A bar with rate and time left on a terminal; elsewhere a line now and then, on standard error."""

    def __init__(self, stream):
        self._stream, self._on_terminal = stream, stream.isatty()
        self._bar, self._stage, self._told = None, "", time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self._on_terminal:
            if time.monotonic() - self._told >= QUIET_EVERY:
                self._told = time.monotonic()
                print(f"{stage}: {done:,} of {total:,}", file=self._stream, flush=True)
            return
        if stage != self._stage:
            self.close()
            is_bytes = stage != "foods"
            self._bar = tqdm(
                total=total,
                desc=stage,
                unit="B" if is_bytes else " foods",
                unit_scale=is_bytes,
                file=self._stream,
            )
            self._stage = stage
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
        self._bar, self._stage = None, ""


def _printable(text: str) -> str:
    """`text` without what a terminal would obey: it quotes what a stranger wrote."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


class ImportCommand(BaseCommand):
    """Reads a file with `read`, which the command gives, and imports it."""

    def add_arguments(self, parser):
        parser.add_argument("path", help=self.path_help)
        parser.add_argument(
            "--dry-run", action="store_true", help="print the same report and write nothing to the database"
        )

    def run(self, read, *, dry_run: bool) -> None:
        """read: takes the progress and gives the edition. Raises CommandError for what is no such file."""
        progress = Progress(sys.stderr)
        write = self._above(progress) if sys.stderr.isatty() else self.stdout.write
        try:
            edition = read(progress)
            report = import_edition(
                edition,
                dry_run=dry_run,
                tell=lambda problem: write(_printable(str(problem))),
                progress=progress,
            )
        except NotWhatItClaims as error:
            raise CommandError(str(error)) from error
        except sqlite3.OperationalError as error:  # the scratch file's; Django's are another class
            raise CommandError(
                f"The scratch file in {tempfile.gettempdir()} cannot be written: {error}."
            ) from error
        finally:
            progress.close()
        for line in report.lines():
            self.stdout.write(line)

    def _above(self, progress):
        return lambda text: tqdm.write(text, file=self.stdout)
