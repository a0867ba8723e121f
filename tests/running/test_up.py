"""`manage.py up` as a person starts it: what it prints, what it keeps, how it refuses."""

import os
import re
import shlex
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.browser import DEMO_PASSWORD, ROOT, free_port, start_site, stop_site


def refuse(tmp_path, *arguments, **environment):
    """Run `up` where it must not start; returns (exit status, lines on both streams)."""
    base = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    base |= {"DJANGO_SETTINGS_MODULE": "k2tracker.settings.local", "K2_DATA_DIR": str(tmp_path / "data")}
    ended = subprocess.run(
        [sys.executable, "manage.py", "up", "--port", str(free_port()), *arguments],
        cwd=ROOT,
        env=base | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return ended.returncode, (ended.stdout + ended.stderr).splitlines()


def test_up_prints_a_line_for_each_demo_role_and_then_the_address(site):
    demo_lines = [line for line in site.printed if line.startswith("demo ")]
    assert [line.split()[1] for line in demo_lines] == ["individual", "warfarin", "curator", "clinician"]
    assert all(re.fullmatch(rf"demo \w+  \S+@\S+  {DEMO_PASSWORD}", line) for line in demo_lines)
    assert site.printed[-1] == f"{site.url}/"


def test_up_answers_on_both_loopback_names_without_redirecting_to_https(site):
    port = site.url.rsplit(":", 1)[1]
    for host in ("localhost", "127.0.0.1"):
        with urllib.request.urlopen(f"http://{host}:{port}/accounts/login/") as answer:
            assert answer.url.startswith("http://")
            assert "secure" not in str(answer.headers.get_all("Set-Cookie")).lower()


@pytest.mark.once
def test_up_starts_the_same_data_again_with_a_new_random_password(tmp_path):
    logs = []
    for _ in range(2):
        process, site = start_site(tmp_path, K2_DEMO_PASSWORD="", DATABASE_URL="")
        assert stop_site(process) == 0
        with sqlite3.connect(tmp_path / "k2tracker.sqlite3") as database:
            rows = database.execute("SELECT key, eaten_on, food_id FROM diary_entry ORDER BY key").fetchall()
            journal = database.execute("PRAGMA journal_mode").fetchone()[0]
        database.close()
        logs.append((rows, site.demo("individual")[1]))
    (first_rows, first_password), (second_rows, second_password) = logs
    assert first_rows == second_rows
    assert len(first_rows) > 1000
    assert first_password != second_password
    assert journal == "wal"


@pytest.mark.once
def test_up_leaves_demo_people_out_on_request(tmp_path):
    process, site = start_site(tmp_path, "--no-demo", DATABASE_URL="")
    stop_site(process)
    with sqlite3.connect(tmp_path / "k2tracker.sqlite3") as database:
        people = database.execute("SELECT count(*) FROM accounts_user").fetchone()[0]
    database.close()
    assert (people, site.printed) == (0, [f"{site.url}/"])


@pytest.mark.once
def test_up_refuses_a_port_in_use_with_one_line(tmp_path):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        status, lines = refuse(tmp_path, "--port", port)
    assert status == 1
    assert len(lines) == 1
    assert port in lines[0]


@pytest.mark.once
def test_up_refuses_a_directory_it_cannot_write_with_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")
    status, lines = refuse(tmp_path, K2_DATA_DIR=str(tmp_path / "file" / "data"))
    assert status == 1
    assert len(lines) == 1
    assert "K2_DATA_DIR" in lines[0]


@pytest.mark.once
@pytest.mark.parametrize(
    "address",
    [
        pytest.param("this is no address", id="unreadable"),
        pytest.param("mysql://root@localhost/k2", id="another engine"),
        pytest.param("postgresql://nobody@127.0.0.1:1/none", id="nobody answers"),
    ],
)
def test_up_refuses_a_broken_database_url_with_one_line(tmp_path, address):
    status, lines = refuse(tmp_path, DATABASE_URL=address)
    assert status == 1
    assert len(lines) == 1


@pytest.mark.once
@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        pytest.param(["--host", "0.0.0.0"], {}, id="a host that others reach"),  # noqa: S104
        pytest.param([], {"K2_DATA_DIR": "~nobody-of-that-name/data"}, id="a home that is not there"),
        pytest.param([], {"DATABASE_URL": "sqlite://:memory:"}, id="a database that would not last"),
    ],
)
def test_up_refuses_what_cannot_work_with_one_line(tmp_path, arguments, environment):
    status, lines = refuse(tmp_path, *arguments, **environment)
    assert status == 1
    assert len(lines) == 1


@pytest.mark.once
def test_up_replaces_a_secret_key_that_was_never_written_out(tmp_path):
    (tmp_path / "secret-key").write_text("")
    process, site = start_site(tmp_path, "--no-demo", DATABASE_URL="")
    with urllib.request.urlopen(f"{site.url}/accounts/login/") as answer:  # noqa: S310
        assert answer.status == 200
    stop_site(process)
    assert len((tmp_path / "secret-key").read_text()) > 50


@pytest.mark.once
def test_production_behind_a_proxy_answers_and_does_not_redirect_forever(tmp_path):
    port = free_port()
    readme = (ROOT / "README.md").read_text("utf-8")
    line = next(row for row in readme.splitlines() if row.startswith("waitress-serve "))
    command = shlex.split(line.replace("127.0.0.1:8001", f"127.0.0.1:{port}"))
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "k2tracker.settings.production",
        "K2_SECRET_KEY": "a secret of fifty characters or more, for this test alone",
        "K2_HOSTS": "k2.example.org",
        "K2_MAIL_FROM": "k2@example.org",
        "K2_DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/k2.sqlite3",
    }
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen([sys.executable, "-m", "waitress", *command[1:]], cwd=ROOT, env=environment)
    try:
        asked = urllib.request.Request(
            f"http://127.0.0.1:{port}/guide/checklist/",
            headers={"Host": "k2.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"},
        )
        for _ in range(100):
            try:
                with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310
                    assert answer.status == 200
                    assert "max-age" in answer.headers["Strict-Transport-Security"]
                    return
            except (ConnectionError, urllib.error.URLError) as error:
                if isinstance(error, urllib.error.HTTPError):
                    raise
                time.sleep(0.1)
        pytest.fail("the server did not answer")
    finally:
        server.terminate()
        server.wait(timeout=20)
