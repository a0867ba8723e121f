"""Runs a measuring module in a process of its own on scratch databases: SQLite, then PostgreSQL."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.__main__ import ROOT, start_postgresql


def on_both_engines(module: str, arguments: list[str]) -> int:
    """`python -m module arguments` on each engine; the first exit status that is not 0, else 0."""
    with tempfile.TemporaryDirectory(prefix="k2-bench-", ignore_cleanup_errors=True) as directory:
        os.chmod(directory, 0o777)  # noqa: S103
        status = _run("SQLite", module, str(Path(directory) / "sqlite"), None, arguments)
        try:
            address, server = start_postgresql(str(Path(directory) / "pg"))
        except ImportError as error:
            print(f"PostgreSQL left out: {error}")
            return status
        try:
            return _run("PostgreSQL", module, str(Path(directory) / "data"), address, arguments) or status
        finally:
            server.cleanup()


def _run(label: str, module: str, directory: str, database_url: str | None, arguments: list[str]) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"K2_DATA_DIR": directory, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    Path(directory).mkdir(parents=True, exist_ok=True)
    print(f"\n== {label}", flush=True)
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
