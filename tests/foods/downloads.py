"""Downloads for import tests: genuine ones beside the checkout, copies with a fault, small made-up ones."""

import csv
import os
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from foods.importers.recognition import read_usda
from foods.importing import import_edition

SHARED = Path(__file__).resolve().parents[3] / "shared"


def shared(name: str) -> Path:
    """A file of the shared folder; without the folder the test is skipped, on CI it fails."""
    if not SHARED.is_dir():
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(f"no shared folder at {SHARED}")
        pytest.skip(f"no shared folder at {SHARED}")
    return SHARED / "data" / name


def sr28_copy(folder: Path) -> Path:
    """The genuine 40 foods of SR28, to be changed."""
    copy = folder / "sr28_ascii_sample"
    shutil.copytree(shared("sr28_ascii_sample"), copy, copy_function=shutil.copyfile)
    copy.chmod(0o755)
    return copy


def edit(path: Path, old: str, new: str, encoding: str = "cp1252") -> None:
    """Replace the one place of `old`."""
    text = path.read_bytes().decode(encoding)
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_bytes(text.replace(old, new).encode(encoding))


def append(path: Path, *lines: str, encoding: str = "cp1252") -> None:
    with path.open("ab") as file:
        file.write("".join(f"{line}\r\n" for line in lines).encode(encoding))


def run(path: Path, **options):
    """Import through the readers; gives the report and the problems as they are printed."""
    problems = []
    report = import_edition(read_usda(path), tell=lambda problem: problems.append(str(problem)), **options)
    return report, problems


def printed(capsys, command: str, *arguments) -> str:
    """What a command prints on standard output."""
    capsys.readouterr()
    call_command(command, *arguments)
    return capsys.readouterr().out


NUTRIENTS = [
    ("1008", "Energy", "KCAL", "208"),
    ("1062", "Energy", "kJ", "268"),
    ("2047", "Energy (Atwater General Factors)", "KCAL", "957"),
    ("2048", "Energy (Atwater Specific Factors)", "KCAL", "958"),
    ("1003", "Vitamin K protein", "G", "203"),
    ("1087", "Calcium, Ca", "MG", "301"),
    ("1090", "Magnesium, Mg", "MG", "304"),
    ("1110", "Vitamin D (D2 + D3), International Units", "IU", "324"),
    ("1112", "Vitamin D3", "UG", "326"),
    ("1114", "Vitamin D (D2 + D3)", "UG", "328"),
    ("1183", "Vitamin K (Menaquinone-4)", "UG", "428"),
    ("1184", "Vitamin K (Dihydrophylloquinone)", "UG", "429"),
    ("1185", "Vitamin K (phylloquinone)", "UG", "430"),
]
DERIVATIONS = [("1", "A", "1"), ("49", "NC", "2"), ("70", "LCCS", "9"), ("73", "LCSL", "9")]
VALUE = {"data_points": "", "derivation_id": "", "min": "", "max": "", "loq": ""}


def fdc(folder: Path, *, foods, values=(), nutrients=NUTRIENTS, **tables) -> Path:
    """Writes a FoodData Central download. foods: (fdc_id, data_type, description); values: dicts; further
    tables by name, as a list of dicts."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {
        "nutrient": [
            dict(zip(("id", "name", "unit_name", "nutrient_nbr"), one, strict=True)) for one in nutrients
        ],
        "food_nutrient_derivation": [
            dict(zip(("id", "code", "source_id"), one, strict=True)) for one in DERIVATIONS
        ],
        "food_nutrient_source": [
            {"id": "1", "code": "1"},
            {"id": "2", "code": "4"},
            {"id": "9", "code": "12"},
        ],
        "food": [
            {
                "fdc_id": fdc_id,
                "data_type": kind,
                "description": name,
                "food_category_id": "1",
                "publication_date": "2024-10-31",
            }
            for fdc_id, kind, name in foods
        ],
        "food_category": [{"id": "1", "code": "0100", "description": "Dairy and Egg Products"}],
        "food_nutrient": [{"id": str(number)} | VALUE | value for number, value in enumerate(values, 1)],
        **tables,
    }
    if not rows["food_nutrient"]:
        rows["food_nutrient"] = [
            {"id": "1", "fdc_id": foods[0][0], "nutrient_id": "1003", "amount": "1", **VALUE}
        ]
    for name, listed in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(listed[0]), quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(listed)
    return folder
