"""An import killed while it writes, in a process of its own: no trace is left, and the next run is whole."""

import os
import subprocess
import sys
from pathlib import Path

from tests.foods.downloads import sr28_copy

ROOT = Path(__file__).resolve().parents[2]
IMPORT = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from foods.importers.recognition import read_usda
from foods.importing import import_edition
from foods.loading import load_foods
from foods.models import Food

path, export, kills = sys.argv[1:]
call_command("migrate", verbosity=0)
load_foods()
before = Food.objects.count()

def progress(stage, done, total):
    if kills == "yes" and stage == "foods":
        assert connection.in_atomic_block and Food.objects.count() == before + 40
        os.kill(os.getpid(), signal.SIGKILL)

print(Food.objects.filter(source__key="usda_sr28").count(), flush=True)
import_edition(read_usda(Path(path)), progress=progress)
call_command("export_foods", export, verbosity=0, stdout=sys.stderr)
"""


def in_a_process(sample, folder, export, *, kills="no"):
    """Bring up a database in `folder`, import into it; gives status and how many foods were there before."""
    folder.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"K2_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings"}
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, str(sample), str(export), kills],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.split()


def test_an_import_killed_while_it_writes_leaves_nothing_and_the_next_is_whole(tmp_path):
    sample, once, twice = sr28_copy(tmp_path), tmp_path / "once.json", tmp_path / "twice.json"

    killed = in_a_process(sample, tmp_path / "twice", twice, kills="yes")
    again = in_a_process(sample, tmp_path / "twice", twice)
    in_a_process(sample, tmp_path / "once", once)

    assert (killed, again) == ((-9, ["0"]), (0, ["0"]))
    assert twice.read_bytes() == once.read_bytes()
