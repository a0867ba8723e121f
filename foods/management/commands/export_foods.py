"""Writes the whole published database to a CSV (two files) or a JSON document."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foods.exporting import export_foods


class Command(BaseCommand):
    help = "Export everybody's foods with values, sources, licences and attributions; never a person's own."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="file to write, ending in .csv or .json")

    def handle(self, *, path, **options):
        try:
            exported = export_foods(path)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for file in exported.files:
            self.stdout.write(str(file))
        self.stdout.write(f"{exported.foods:,} foods, {exported.values:,} values.")
        for line in exported.attributions:
            self.stdout.write(line)
