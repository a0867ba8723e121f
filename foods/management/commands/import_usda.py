"""Imports a release of USDA: SR28 as ASCII tables, or a FoodData Central CSV download, folder or zip."""

from functools import partial
from pathlib import Path

from foods.importers.recognition import read_usda
from foods.management.importing_command import ImportCommand


class Command(ImportCommand):
    help = "Import USDA SR28 (ASCII) or a FoodData Central CSV download; safe to run again."
    path_help = "the download as it comes, a zip or the folder unpacked from it"

    def handle(self, *, path, dry_run, **options):
        self.run(partial(read_usda, Path(path)), dry_run=dry_run)
