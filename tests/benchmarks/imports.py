"""`python -m tests.benchmarks.imports`: seconds, foods a second and peak memory of imports, on both engines.

The whole SR28 where it is beside the checkout, and a download in the shape of FoodData Central's Branded
Foods that is made up on the spot. Each import runs in a process of its own, so that its peak is its own.
Numbers are printed, never asserted.
"""

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.__main__ import ROOT, start_postgresql

SR28 = ROOT.parent / "shared" / "data" / "usda_sr28_ascii.zip"
NUTRIENTS = (
    ("1003", "Protein", "G", "203"),
    ("1004", "Total lipid (fat)", "G", "204"),
    ("1005", "Carbohydrate, by difference", "G", "205"),
    ("1008", "Energy", "KCAL", "208"),
    ("1079", "Fiber, total dietary", "G", "291"),
    ("1087", "Calcium, Ca", "MG", "301"),
    ("1089", "Iron, Fe", "MG", "303"),
    ("1092", "Potassium, K", "MG", "306"),
    ("1093", "Sodium, Na", "MG", "307"),
    ("1110", "Vitamin D (D2 + D3), International Units", "IU", "324"),
    ("1162", "Vitamin C, total ascorbic acid", "MG", "401"),
    ("1235", "Sugars, added", "G", "539"),
    ("1253", "Cholesterol", "MG", "601"),
    ("1258", "Fatty acids, total saturated", "G", "606"),
    ("2000", "Total Sugars", "G", "269"),
)
FIRST = ("AGED", "BAKED", "CLASSIC", "CRISPY", "DARK", "FRESH", "GOLDEN", "LIGHT", "MILD", "ORGANIC", "WHOLE")
SECOND = ("ALMOND", "BERRY", "CARAMEL", "CHEDDAR", "GARLIC", "HONEY", "LEMON", "MANGO", "TOMATO", "VANILLA")
THIRD = ("BEAN", "CHICKEN", "GOUDA", "LENTIL", "MILK", "OAT", "PASTA", "PEPPER", "RICE", "SALMON", "SOY")
FOURTH = ("BREAD", "CHEESE", "COOKIES", "CREAM", "DRESSING", "SALSA", "SNACK", "SOUP", "YOGURT")
CATEGORIES = ("Cheese", "Yogurt", "Cookies & Biscuits", "Snacks", "Sauces", "Frozen Meals", "Breads & Buns")


def gtin(number: int) -> str:
    """A trade item number with its check digit."""
    digits = f"{number:013d}"
    return digits + str(-sum(int(d) * (3, 1)[place % 2] for place, d in enumerate(digits)) % 10)


def make_branded(folder: Path, foods: int) -> None:
    """Write the files of a Branded download; the values stand in no order of foods."""
    folder.mkdir(parents=True)
    draw = random.Random(28)  # noqa: S311
    ids = range(2_000_000, 2_000_000 + foods)

    def table(name, header, rows):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(rows)

    table("nutrient.csv", "id,name,unit_name,nutrient_nbr,rank", ((*one, "100") for one in NUTRIENTS))
    table(
        "food_nutrient_derivation.csv", "id,code,description,source_id", [("70", "LCCS", "per serving", "9")]
    )
    table("food_nutrient_source.csv", "id,code,description", [("9", "12", "by the maker")])
    table(
        "food.csv",
        "fdc_id,data_type,description,food_category_id,publication_date",
        (
            (
                fdc_id,
                "branded_food",
                " ".join(map(draw.choice, (FIRST, SECOND, THIRD, FOURTH))),
                "",
                "2025-12-18",
            )
            for fdc_id in ids
        ),
    )
    table(
        "branded_food.csv",
        "fdc_id,brand_owner,brand_name,subbrand_name,gtin_upc,ingredients,serving_size,serving_size_unit,"
        "household_serving_fulltext,branded_food_category",
        (
            (
                *(fdc_id, f"Maker {fdc_id % 9973} Inc.", f"BRAND {fdc_id % 9973}", "", gtin(fdc_id)),
                *("WATER, SALT", "30", "g", "1 piece", CATEGORIES[fdc_id % len(CATEGORIES)]),
            )
            for fdc_id in ids
        ),
    )
    step = 7919  # a prime: foods come round again and again, each time with the next nutrient
    table(
        "food_nutrient.csv",
        "id,fdc_id,nutrient_id,amount,data_points,derivation_id,min,max,median,footnote,min_year_acquired",
        (
            (place, ids[place * step % foods], one[0], draw.randrange(0, 900) / 10, "", "70", *[""] * 5)
            for round_, one in enumerate(NUTRIENTS)
            for place in range(round_ * foods, (round_ + 1) * foods)
        ),
    )


def run_one(path: str) -> None:
    """In a process of its own: import `path` into the database that the environment names."""
    import django

    django.setup()
    from django.core.management import call_command

    from foods.importers.recognition import read_usda
    from foods.importing import import_edition
    from foods.loading import load_foods
    from k2tracker.settings.env import data_dir

    data_dir().mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    load_foods()
    for label in ("import", "import again"):
        wall, cpu = time.perf_counter(), time.process_time()
        report = import_edition(read_usda(Path(path)))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        foods = sum(report.foods.values())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"  {label:14}{foods:9,} foods {sum(report.values.values()):11,} values {wall:8.1f} s "
            f"(processor {cpu:.1f} s) {foods / wall:9,.0f} foods/s   peak {peak:.0f} MB",
            flush=True,
        )


def measure(label: str, path: Path, directory: Path, database_url: str | None) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"K2_DATA_DIR": str(directory), "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    print(label, flush=True)
    command = [sys.executable, "-m", "tests.benchmarks.imports", "--one", str(path)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--foods", type=int, default=500_000, help="foods of the made-up Branded download")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        run_one(options.one)
        return 0
    with tempfile.TemporaryDirectory(prefix="k2-bench-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        os.chmod(directory, 0o777)  # noqa: S103
        files = [("SR28", SR28)] if SR28.is_file() else []
        if options.foods:
            branded = directory / "FoodData_Central_branded_food_csv_2025-12-18"
            make_branded(branded, options.foods)
            files.append((f"Branded, {options.foods:,} made-up foods", branded))
        status = 0
        for place, (label, path) in enumerate(files):
            status |= measure(f"{label}, SQLite", path, directory / f"sqlite{place}", None)
        try:
            address, server = start_postgresql(str(directory / "pg"))
        except ImportError as error:
            print(f"PostgreSQL left out: {error}")
            return status
        try:
            for place, (label, path) in enumerate(files):
                server.psql(f"CREATE DATABASE bench{place};")
                url = address.replace("/postgres?", f"/bench{place}?")
                status |= measure(f"{label}, PostgreSQL", path, directory / f"data{place}", url)
        finally:
            server.cleanup()
        return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
