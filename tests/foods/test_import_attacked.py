"""Files made to break an import: each stops it before the first write, or costs a row that is told."""

import resource
import zipfile

import pytest
from django.core.management import CommandError, call_command

from foods.importers.files import LONGEST_LINE, MOST_FILES
from foods.importers.recognition import read_usda
from foods.importers.records import NotWhatItClaims
from foods.models import Food
from tests.foods.downloads import append, edit, fdc, run, sr28_copy

pytestmark = pytest.mark.django_db
BOM = b"\xef\xbb\xbf"


@pytest.fixture
def sample(tmp_path):
    return sr28_copy(tmp_path)


def packed(folder, path, **spoilt):
    """The folder as a zip, some of its files as they are given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.writestr(file.name, spoilt.get(file.stem) or file.read_bytes())
    return path


def refused(path, complaint):
    before = Food.objects.count()
    with pytest.raises(CommandError, match=complaint):
        call_command("import_usda", path)
    assert Food.objects.count() == before


@pytest.mark.parametrize("name", ["FOOD_DES", "FD_GROUP", "NUTR_DEF", "WEIGHT", "NUT_DATA"])
def test_a_byte_order_mark_costs_no_row_of_sr28(sample, name):
    file = sample / f"{name}.txt"
    file.write_bytes(BOM + file.read_bytes())

    _report, problems = run(sample)

    assert problems == []


def test_a_byte_order_mark_costs_no_column_of_a_csv(tmp_path):
    folder = fdc(tmp_path / "fdc", foods=[("170", "sr_legacy_food", "Cheese")])
    for file in folder.iterdir():
        file.write_bytes(BOM + file.read_bytes())

    assert run(folder)[0].foods == {"created": 1}


@pytest.mark.parametrize("share", [0.001, 0.5, 0.999])
def test_a_zip_that_is_cut_off_anywhere_is_refused(sample, tmp_path, share):
    whole = packed(sample, tmp_path / "whole.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: int(len(whole) * share)])

    refused(tmp_path / "cut.zip", "not a folder, nor a whole zip|cannot be opened")


def test_a_member_that_would_unpack_without_end_is_refused(sample, tmp_path):
    path = packed(sample, tmp_path / "bomb.zip", WEIGHT=bytes(120_000_000))

    refused(path, "no table packs so well")


def test_a_member_that_states_less_than_it_holds_is_refused(sample, tmp_path):
    path = packed(sample, tmp_path / "liar.zip")
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("WEIGHT.txt").file_size
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (50).to_bytes(4, "little")))

    refused(path, "WEIGHT.txt in liar.zip is damaged")


def test_an_encrypted_member_is_refused(sample, tmp_path):
    path = packed(sample, tmp_path / "locked.zip")
    content = bytearray(path.read_bytes())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    path.write_bytes(content)

    refused(path, "is encrypted")


def test_a_zip_of_very_many_members_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(MOST_FILES + 1):
            archive.writestr(f"{number}", b"")

    refused(tmp_path / "many.zip", "no download of a food table")


def test_a_zip_in_a_zip_is_something_else(sample, tmp_path):
    inner = packed(sample, tmp_path / "inner.zip")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(inner, "inner.zip")

    refused(tmp_path / "outer.zip", "neither the ASCII release")


def test_names_that_lead_out_of_the_folder_write_nothing_there(sample, tmp_path):
    path = tmp_path / "deep" / "out.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for file in sample.iterdir():
            archive.write(file, f"../../{file.name}")
    before = set(tmp_path.rglob("*"))

    run(path)

    assert set(tmp_path.rglob("*")) == before


def test_a_line_without_end_is_refused(sample):
    with (sample / "FOOD_DES.txt").open("ab") as file:
        file.write(b"~" * (LONGEST_LINE + 1))

    refused(sample, "FOOD_DES.txt, line 41: more than")


def test_a_folder_of_a_tables_name_is_no_table(sample):
    (sample / "WEIGHT.txt").unlink()
    (sample / "WEIGHT.txt").mkdir()

    refused(sample, "holds no WEIGHT.txt")


def test_a_file_that_vanishes_while_others_are_read_is_named(sample):
    def vanish(stage, done, total):
        (sample / "NUT_DATA.txt").unlink(missing_ok=True)

    with pytest.raises(NotWhatItClaims, match=r"NUT_DATA.txt in sr28_ascii_sample cannot be read"):
        read_usda(sample, vanish)


def test_line_ends_of_old_machines_are_no_table(sample):
    file = sample / "FOOD_DES.txt"
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\r"))

    refused(sample, "FOOD_DES.txt is not what its name says")


def test_a_nul_costs_its_row_of_sr28(sample):
    append(sample / "FOOD_DES.txt", "~99999~^~0100~^~Cheese~^~C~^~old\0name~^~~^~Y~^~~^0^~~^6^4^8^3")

    report, problems = run(sample)

    assert [problem[:40] for problem in problems] == ["FOOD_DES.txt:41: not a row of this table"]
    assert report.foods == {"created": 40}


def test_a_nul_costs_its_row_of_a_csv(tmp_path):
    category = {"id": "1", "code": "0100", "description": "Dairy"}
    folder = fdc(
        tmp_path / "fdc",
        foods=[("170", "sr_legacy_food", "Cheese"), ("171", "sr_legacy_food", "Whey")],
        food_category=[category, category | {"id": "2", "description": "Di\0ary"}],
    )
    edit(folder / "food.csv", "Whey", "Wh\0ey", "utf-8")

    report, problems = run(folder)

    assert (report.foods["created"], len(problems)) == (1, 2)


def test_a_full_disk_ends_the_run_with_a_word(sample):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, hard))
    try:
        with pytest.raises(CommandError, match=r"The scratch file in .* cannot be written"):
            call_command("import_usda", sample, "--dry-run")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
