"""Imports this project's own files, as `export_foods` writes them."""

from pathlib import Path

from foods.importers import own_files
from foods.management.importing_command import ImportCommand
from foods.models import Source


class Command(ImportCommand):
    help = "Import foods from this project's own CSV or JSON; safe to run again."
    path_help = "a .csv (with its .about.csv beside it, where there is one) or a .json file"

    def handle(self, *, path, dry_run, **options):
        known = frozenset(Source.objects.values_list("key", flat=True))
        self.run(lambda progress: own_files.read(Path(path), known, progress), dry_run=dry_run)
