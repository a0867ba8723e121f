"""Builds the food fixture from the compiled facts and USDA SR28; the same input gives the same bytes."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foods.importers import facts
from foods.loading import FIXTURE


class Command(BaseCommand):
    help = "Build fixtures/foods/*.csv from a folder of facts and the SR28 ASCII zip."
    requires_system_checks = ()  # touches no database and no page

    def add_arguments(self, parser):
        parser.add_argument("facts", type=Path, help="folder with foods.csv, food_notes.csv, sources.csv …")
        parser.add_argument("sr28_zip", type=Path, help="USDA SR28, the ASCII release as a zip file")
        parser.add_argument("--output", type=Path, default=FIXTURE, help="folder to write to")

    def handle(self, *, output, sr28_zip, **options):
        try:
            fixture = facts.build(options["facts"], sr28_zip, facts.read_review(FIXTURE / "review"))
        except (facts.FactsError, OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        output.mkdir(parents=True, exist_ok=True)
        for name, fields, rows in (
            ("sources.csv", facts.SOURCE_FIELDS, fixture.sources),
            ("foods.csv", facts.FOOD_FIELDS, fixture.foods),
            ("values.csv", facts.VALUE_FIELDS, fixture.values),
            ("portions.csv", facts.PORTION_FIELDS, fixture.portions),
        ):
            with (output / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, fields, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
            self.stdout.write(f"{output / name}: {len(rows)} rows")
