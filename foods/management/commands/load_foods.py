"""Loads the food fixture; safe to run again at any time."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foods.loading import FIXTURE, FixtureError, load_foods


class Command(BaseCommand):
    help = "Load fixtures/foods into the database. Changes nothing where it is loaded already."

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="folder", type=Path, default=FIXTURE, help="folder of the fixture")

    def handle(self, *, folder, **options):
        try:
            report = load_foods(folder)
        except FixtureError as error:
            raise CommandError(str(error)) from error
        for line in report.lines():
            self.stdout.write(line)
