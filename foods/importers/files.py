"""A download as a folder or a zip, its files found by name wherever they lie in it, read as a stream."""

import csv
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath

from .records import NotWhatItClaims

LONGEST_FIELD = 8_000_000  # letters of a cell, and lines of a row: beyond them a quotation mark is missing
LONGEST_ROW = 200
UNREADABLE_SHARE = 2  # a file of which more than one row in two cannot be read is another file
LONGEST_LINE = 2 * LONGEST_FIELD
CHUNK = 1 << 20
MOST_FILES = 10_000  # of a folder or a zip; the largest download has fewer than a hundred
# A table of foods packs to a tenth; what packs to a five-hundredth is one line over and over.
TIGHTEST_PACKING, PACKED_LOOSELY_UP_TO = 500, 100_000_000
ENCRYPTED = 0x1  # among a zip member's flags
BOM_READ_AS_CP1252 = "ï»¿"
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
Progress = Callable[[str, int, int], None]


def no_progress(stage: str, done: int, total: int) -> None:
    """Tells nobody."""


class Download:
    """The files of a folder or a zip by their bare names, or single files. `name`: what it is called."""

    def __init__(self, path: Path, progress: Progress = no_progress, *, files: Iterable[Path] = ()):
        self.path, self.name, self.progress, self.folders = path, path.name, progress, set()
        self._zip = None
        try:
            if files:
                found = {one.name: one for one in files if one.is_file()}
            elif path.is_dir():
                listed = islice(path.rglob("*"), MOST_FILES + 1)
                found = {str(one.relative_to(path)): one for one in _few(listed) if one.is_file()}
                self.folders = {path.name, *(part.parent.name for part in found.values())}
            elif zipfile.is_zipfile(path):
                self._zip = zipfile.ZipFile(path)
                found = {one.filename: one for one in _few(self._zip.infolist()) if not one.is_dir()}
                self.folders = {path.stem, *(PurePosixPath(name).parent.name for name in found)}
            elif path.is_file():
                raise NotWhatItClaims(f"{path.name} is not a folder, nor a whole zip archive.")
            else:
                raise NotWhatItClaims(f"{path} is not there.")
        except (OSError, *BROKEN) as error:
            self.close()
            raise NotWhatItClaims(f"{path.name} cannot be opened: {error}") from error
        self._files = {}
        for name in sorted(found, key=lambda name: (-name.count("/"), name)):
            self._files[PurePosixPath(name).name.casefold()] = found[name]  # of two, the one further out

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._files

    def close(self) -> None:
        if self._zip is not None:
            self._zip.close()

    def size(self, name: str) -> int:
        """Bytes of one file, unpacked; 0 where it has gone since."""
        file = self._files[name.casefold()]
        try:
            return file.stat().st_size if self._zip is None else file.file_size
        except OSError:
            return 0

    def digest(self, names: list[str]) -> str:
        """SHA-256 over these files as they are unpacked, so that a folder and its zip are the same."""
        digest = hashlib.sha256()
        for name in sorted(names):
            digest.update(name.encode() + b"\0")
            with self._bytes(name) as raw:
                while chunk := raw.read(CHUNK):
                    digest.update(chunk)
        return digest.hexdigest()

    @contextmanager
    def _bytes(self, name: str):
        file = self._files.get(name.casefold())
        if file is None:
            raise NotWhatItClaims(f"{self.name} holds no {name}.")
        if self._zip is not None:
            _check_member(file, name)
        try:
            with file.open("rb") if self._zip is None else self._zip.open(file) as raw:
                yield raw
        except BROKEN as error:
            raise NotWhatItClaims(f"{name} in {self.name} is damaged or cut off: {error}") from error
        except OSError as error:
            raise NotWhatItClaims(f"{name} in {self.name} cannot be read: {error}") from error
        except UnicodeDecodeError as error:
            raise NotWhatItClaims(
                f"{name} is not in the encoding {error.encoding}: {error.reason}."
            ) from error

    def lines(self, name: str, encoding: str, *, in_pieces: bool = False) -> Iterator[str]:
        """Each line with its end, a byte order mark left out. Raises NotWhatItClaims for damage, for another
        encoding, and for a line beyond all measure; in_pieces: such a line comes in pieces instead."""
        size, done = self.size(name) if name in self else 0, 0
        with self._bytes(name) as raw, io.TextIOWrapper(raw, encoding, newline="\n") as text:
            for number, line in enumerate(iter(lambda: text.readline(LONGEST_LINE), ""), 1):
                if len(line) == LONGEST_LINE and not in_pieces:
                    raise NotWhatItClaims(f"{name}, line {number}: more than {LONGEST_LINE:,} letters.")
                if number == 1:
                    line = line.removeprefix(BOM_READ_AS_CP1252)
                done += len(line)
                if number % 50_000 == 0:
                    self.progress(name, min(done, size), size)
                yield line
        self.progress(name, size, size)

    def table(
        self, name: str, needed: tuple[str, ...], also: tuple[str, ...] = ()
    ) -> Iterator[tuple[int, list[str] | None]]:
        """(line, the needed and then the other columns) of each row of a UTF-8 CSV with a header line.

        A column of `also` that the file lacks is "". None stands for a row of another width.
        Raises NotWhatItClaims where a needed column is missing, and where one row goes on without end.
        """
        csv.field_size_limit(LONGEST_FIELD)
        reader = csv.reader(self.lines(name, "utf-8-sig"))
        try:
            header = [column.strip() for column in next(reader, [])]
            missing = [column for column in needed if column not in header]
            if missing:
                raise NotWhatItClaims(f"{name} has no column {', '.join(missing)}.")
            width, last = len(header), reader.line_num
            places = [header.index(column) if column in header else width for column in (*needed, *also)]
            for row in reader:
                if reader.line_num - last > LONGEST_ROW:
                    raise NotWhatItClaims(f"{name}, line {last + 1}: a quotation mark is missing.")
                last = reader.line_num
                if len(row) == width:
                    row.append("")
                    yield last, [row[place] for place in places]
                elif row:
                    yield last, None
        except csv.Error as error:
            raise NotWhatItClaims(f"{name}, line {reader.line_num}: {error}.") from error


def _few(found: Iterable) -> list:
    listed = list(found)
    if len(listed) > MOST_FILES:
        raise NotWhatItClaims(f"More than {MOST_FILES:,} files are no download of a food table.")
    return listed


def _check_member(member: zipfile.ZipInfo, name: str) -> None:
    """A member is read up to the size that it states; more than that is damage to the zip."""
    if member.flag_bits & ENCRYPTED:
        raise NotWhatItClaims(f"{name} is encrypted.")
    if member.file_size > max(PACKED_LOOSELY_UP_TO, TIGHTEST_PACKING * member.compress_size):
        raise NotWhatItClaims(f"{name} would unpack to {member.file_size:,} bytes; no table packs so well.")


class Tally:
    """Counts the rows of one file that cannot be read, and says when it must be another file."""

    def __init__(self, name: str):
        self.name, self.rows, self.bad, self.first = name, 0, 0, ""

    def refuse(self, line: int, reason: str) -> str:
        """Count one bad row; gives its place."""
        self.bad += 1
        self.first = self.first or f"line {line}: {reason}"
        return f"{self.name}:{line}"

    def check(self) -> None:
        """Raises NotWhatItClaims where the file is empty, or where most of its rows cannot be read."""
        if not self.rows:
            raise NotWhatItClaims(f"{self.name} is empty.")
        if self.bad * UNREADABLE_SHARE > self.rows:
            raise NotWhatItClaims(
                f"{self.name} is not what its name says: {self.bad} of {self.rows} rows cannot be read, "
                f"first {self.first}."
            )
