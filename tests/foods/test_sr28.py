"""What USDA's codes say about a value."""

import zipfile

import pytest

from foods.importers.sr28 import read_values, state_of
from nutrients.intake import State


@pytest.mark.parametrize(
    ("source_code", "derivation_code", "state"),
    [
        ("1", "A", State.MEASURED),
        ("12", "MA", State.MEASURED),
        ("1", "PAK", State.CALCULATED),
        ("4", "RA", State.CALCULATED),
        ("4", "BFFN", State.BORROWED),
        ("4", "BD", State.BORROWED),
        ("8", "LC", State.LABEL),
        ("7", "Z", State.ASSUMED),
        ("1", "", State.MEASURED),
        ("4", "", State.CALCULATED),
        ("5", "", State.LABEL),
        ("7", "", State.ASSUMED),
    ],
)
def test_state_from_source_and_derivation_code(source_code, derivation_code, state):
    assert state_of(source_code, derivation_code) is state


def test_an_unknown_source_code_is_refused():
    with pytest.raises(ValueError, match="99"):
        state_of("99", "")


def test_an_archive_without_values_is_refused(tmp_path):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing here")

    with pytest.raises(ValueError, match="NUT_DATA"):
        read_values(path, ["01001"], ["430"])
