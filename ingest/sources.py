"""Which files to read, and what metadata.csv says of each."""

import csv
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import UnusableInput
from ingest.metadata import EXTRA
from ingest.readers import SUFFIXES

METADATA = "metadata.csv"
# What systems and editors leave in folders: nobody expects these to be read, so nothing is said of them.
UNREMARKABLE = frozenset({"thumbs.db", "desktop.ini", METADATA})
BACKUPS = ("~", ".bak", ".swp", ".swo", ".tmp", ".orig", ".part", ".crdownload")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest: its absolute `path`, its `name` relative to the folder given, its row of metadata.csv.

    `size` is in bytes. `refusal`, a `Rejected` code and detail, is set where it is known without opening the file
    that it cannot be read: ``unsupported``, ``missing`` (a row names it) or ``metadata-row`` (a row names nothing).
    """

    path: Path
    name: str
    row: Mapping[str, str] | None
    size: int
    mtime_ns: int
    refusal: tuple[str, str] | None = None

    @property
    def fingerprint(self) -> str:
        """Identify path, size, time of change and row: equal means that the file need not be opened again."""
        state = [str(self.path), self.size, self.mtime_ns, sorted((self.row or {}).items())]
        return hashlib.sha256(json.dumps(state).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a metadata.csv: where it stands, and what it says of the file it names."""

    table: Path
    line: int
    values: Mapping[str, str]

    @property
    def file(self) -> str:
        """The file named, as a posix path."""
        return self.values["file"].strip().replace("\\", "/").removeprefix("./")

    def names(self, path: Path, name: str) -> bool:
        """Tell whether a row of a table given for all files means this one: by its name, or seen from the table."""
        return self.file in (name, path.name) or (self.table.parent / self.file).resolve() == path

    def refused(self, code: str, what: str) -> SourceFile:
        """Report this row in the place of a file."""
        name = self.file or f"{self.table.name}, line {self.line}"
        return SourceFile(self.table.parent / (self.file or self.table.name), name, None, 0, 0, (code, what))


def find(paths: Sequence[Path], metadata: Path | None = None) -> tuple[SourceFile, ...]:
    """List the files that `paths` name or hold, sorted by name within each, with their rows.

    A metadata.csv in a folder applies to the files in it and below, the nearest first; `metadata` applies to all and
    wins. Hidden files, editor backups and links that lead out of the folder are passed over; other files that no
    reader takes, and rows that name no file, are listed with a `refusal`.

    Raises `UnusableInput` for a path that is not there and a table that cannot be read.
    """
    given = read_table(metadata) if metadata else []
    tables: dict[Path, list[Row]] = {}
    found: dict[Path, SourceFile] = {}
    for path in paths:
        for source in _at(path, given, tables):
            found.setdefault(source.path if source.refusal is None else Path(source.name), source)
    if any(path.is_dir() for path in paths):
        for row in given:
            if not any(row.names(source.path, source.name) for source in found.values()):
                found[Path(row.file or str(row.line))] = _unmatched(row)
    return tuple(found.values())


def _at(path: Path, given: Sequence[Row], tables: dict[Path, list[Row]]) -> Iterator[SourceFile]:
    if path.is_dir():
        yield from _in_folder(path.resolve(), given, tables)
    elif path.is_file():
        absolute = path.resolve()
        yield _source(absolute, absolute.parent, given, _tables_above(absolute, absolute.parent, tables))
    else:
        raise UnusableInput(f"{path}: no such file or folder; check the path")


def _in_folder(root: Path, given: Sequence[Row], tables: dict[Path, list[Row]]) -> Iterator[SourceFile]:
    taken: set[Path] = set()
    for path in _walk(root):
        taken.add(path)
        yield _source(path, root, given, _tables_above(path, root, tables))
    for folder, rows in tables.items():
        if folder == root or root in folder.parents:
            yield from (_unmatched(row) for row in rows if folder / row.file not in taken)


def _unmatched(row: Row) -> SourceFile:
    if not row.file:
        return row.refused("metadata-row", f"{row.table}, line {row.line}: names no file; fill in the column file")
    return row.refused("missing", f"{row.table}, line {row.line}: there is no such file to add")


def _walk(root: Path) -> Iterator[Path]:
    """Yield the files to consider under `root`, in order. Links to folders, and out of `root`, are not followed."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if not _is_unremarkable(name) and root in path.resolve().parents and path.is_file():
                yield path


def _is_unremarkable(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in UNREMARKABLE or name.lower().endswith(BACKUPS)


def _source(path: Path, root: Path, given: Sequence[Row], tables: Sequence[tuple[Path, list[Row]]]) -> SourceFile:
    name = path.relative_to(root).as_posix()
    nearest = [row for folder, rows in tables for row in rows if row.file == path.relative_to(folder).as_posix()]
    matching = [row for row in given if row.names(path, name)]
    merged = {key: value for row in reversed([*matching, *nearest]) for key, value in row.values.items() if value}
    state = path.stat()
    source = SourceFile(path, name, merged or None, state.st_size, state.st_mtime_ns)
    if path.suffix.lower() in SUFFIXES:
        return source
    kinds = ", ".join(sorted(suffix[1:] for suffix in SUFFIXES))
    return replace(source, refusal=("unsupported", f"is of no kind that can be read ({kinds})"))


def _tables_above(path: Path, root: Path, tables: dict[Path, list[Row]]) -> list[tuple[Path, list[Row]]]:
    """Return the tables that apply to `path`, the nearest first. Each is read once."""
    folders = [folder for folder in path.parents if folder == root or root in folder.parents]
    for folder in folders:
        if folder not in tables:
            table = folder / METADATA
            tables[folder] = read_table(table) if table.is_file() else []
    return [(folder, tables[folder]) for folder in folders]


def read_table(path: Path) -> list[Row]:
    """Read a metadata.csv (UTF-8). Raises `UnusableInput` with file and line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return list(_rows(path, csv.DictReader(lines, restkey=EXTRA, restval="", strict=True)))
    except OSError as error:
        raise UnusableInput(f"{path}: cannot be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError as error:
        raise UnusableInput(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None


def _rows(path: Path, reader: "csv.DictReader[str]") -> Iterator[Row]:
    try:
        if "file" not in (reader.fieldnames or ()):
            raise UnusableInput(f"{path}, line 1: no column named file; the first line must name the columns")
        yield from (Row(path, reader.line_num, _texts(values)) for values in reader)
    except csv.Error as error:
        raise UnusableInput(f"{path}, line {reader.reader.line_num}: {error}; mend the quotes on that line") from None


def _texts(values: Mapping[str, str | list[str]]) -> dict[str, str]:
    return {key: value if isinstance(value, str) else ", ".join(value) for key, value in values.items()}
