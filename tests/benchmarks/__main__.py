"""`python -m tests.benchmarks`: fill scratch databases and report, on SQLite and on PostgreSQL."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.__main__ import ROOT, start_postgresql


def measure(label: str, directory: str, database_url: str | None, arguments: list[str]) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"K2_DATA_DIR": directory, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    print(f"\n== {label}", flush=True)
    command = [sys.executable, "-m", "tests.benchmarks.measure", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="k2-bench-", ignore_cleanup_errors=True) as directory:
        os.chmod(directory, 0o777)  # noqa: S103
        status = measure("SQLite", str(Path(directory) / "sqlite"), None, arguments)
        try:
            address, server = start_postgresql(str(Path(directory) / "pg"))
        except ImportError as error:
            print(f"PostgreSQL left out: {error}")
            return status
        try:
            return measure("PostgreSQL", str(Path(directory) / "data"), address, arguments) or status
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
