"""`manage.py score`: files and standard input in, one line a sheet out, exit status 2 for a bad one."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

MANAGE = Path(__file__).parent.parent / "manage.py"
SHEET = {
    "person": {"age": 35, "sex": "female", "vka": "no"},
    "days": [
        {
            "date": "2026-03-01",
            "items": [{"food": "natto", "origin": "food", "amounts": {"menaquinone_7": "75"}}],
        }
    ],
    "on": "2026-03-01",
}


def run(file, capsys):
    """Exit status, standard output and standard error of the command."""
    status = 0
    try:
        call_command("score", str(file))
    except SystemExit as stopped:
        status = stopped.code
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_file_is_scored_without_a_database(tmp_path, capsys):
    file = tmp_path / "sheet.json"
    file.write_text(json.dumps(SHEET))

    status, out, err = run(file, capsys)

    assert (status, err) == (0, "")
    assert json.loads(out)["lines"]["k2"]["score"] == "100.0000"
    assert out.count("\n") == 1


def test_standard_input_is_scored(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(SHEET).encode())))

    assert run("-", capsys)[0] == 0


def test_bad_sheet_is_one_line_on_standard_error(tmp_path, capsys):
    file = tmp_path / "sheet.json"
    file.write_text(json.dumps(SHEET | {"on": "2026-13-01"}))

    assert run(file, capsys) == (2, "", 'on: not a date: "2026-13-01"\n')


def test_one_bad_sheet_among_several(tmp_path, capsys):
    file = tmp_path / "sheets.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in (SHEET, SHEET | {"days": 3}, SHEET)))

    status, out, err = run(file, capsys)

    assert (status, err) == (2, "")
    assert [json.loads(line).get("error") for line in out.splitlines()] == [None, "days: not a list: 3", None]


@pytest.mark.parametrize("name", ["absent.json", "folder", "nul\0.json"])
def test_file_that_cannot_be_read(name, tmp_path, capsys):
    (tmp_path / "folder").mkdir()

    status, out, err = run(tmp_path / name, capsys)

    assert (status, out) == (2, "")
    assert err.startswith("FILE: cannot be read: ")
    assert err.count("\n") == 1


def test_command_line_needs_no_database(tmp_path):
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere"}

    done = subprocess.run(
        [sys.executable, MANAGE, "score", "-"],
        input=json.dumps(SHEET).encode(),
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=environment,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["on"] == "2026-03-01"
