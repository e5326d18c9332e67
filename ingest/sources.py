"""Which files to read, and what metadata.csv says of each."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from ingest import rows
from ingest.corpus import ArticleWarning
from ingest.errors import UnusableInput
from ingest.readers import SUFFIXES
from ingest.tables import METADATA, Row, Table
from ingest.tidy import tidy

# What systems and editors leave in folders: nobody expects these to be read, so nothing is said of them.
UNREMARKABLE = frozenset({"thumbs.db", "desktop.ini", METADATA})
BACKUPS = ("~", ".bak", ".swp", ".swo", ".tmp", ".orig", ".part", ".crdownload")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest: its absolute `path`, its `name` relative to the folder given, its row of metadata.csv.

    `size` is in bytes. `refusal`, a `Rejected` code and detail, is set where it is known without opening the file
    that it cannot be read: ``unsupported``, ``name`` (its name is not UTF-8), ``unreadable``, ``missing`` (a row names
    it) or ``metadata-row`` (a row names nothing). `name` is fit to be shown: one line of UTF-8, without controls.
    `warnings` are of values in its row that cannot be, and are not in `row`.
    """

    path: Path
    name: str
    row: Mapping[str, str] | None
    size: int
    mtime_ns: int
    refusal: tuple[str, str] | None = None
    warnings: tuple[ArticleWarning, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Identify path, size, time of change and row: equal means that the file need not be opened again."""
        state = [str(self.path), self.size, self.mtime_ns, sorted((self.row or {}).items())]
        return hashlib.sha256(json.dumps(state).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Survey:
    """The files found, and warnings about whole tables, each with the name of the table."""

    sources: tuple[SourceFile, ...]
    warnings: tuple[tuple[str, ArticleWarning], ...] = ()


def find(paths: Sequence[Path], metadata: Path | None = None) -> tuple[SourceFile, ...]:
    """List the files that `survey` finds."""
    return survey(paths, metadata).sources


def survey(paths: Sequence[Path], metadata: Path | None = None) -> Survey:
    """List the files that `paths` name or hold, sorted by name within each, with their rows.

    A metadata.csv in a folder applies to the files in it and below, the nearest first; `metadata` applies to all and
    wins. Hidden files, editor backups and links that lead out of the folder are passed over; other files that no
    reader takes, and rows that name no file, are listed with a `refusal`.

    Raises `UnusableInput` for a path that is not there or cannot be looked at, and a table that cannot be read.
    """
    try:
        return _survey(paths, metadata)
    except OSError as error:
        what = f"{error.filename}: cannot be looked at ({error.strerror})"
        raise UnusableInput(f"{what}; check the path and its rights") from None


def _survey(paths: Sequence[Path], metadata: Path | None) -> Survey:
    given = Table.read(metadata) if metadata else None
    tables: dict[Path, Table | None] = {}
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if not path.exists():
            raise UnusableInput(f"{path}: no such file or folder; check the path")
        absolute = path.resolve()
        root = absolute if absolute.is_dir() else absolute.parent
        for file in _walk(root) if absolute.is_dir() else (absolute,):
            if file not in found:
                found[file] = _source(file, root, given, _tables_above(file, root, tables))
    folders = {path.resolve() for path in paths if path.is_dir()}
    whole = [t for folder, t in tables.items() if t and any(f == folder or f in folder.parents for f in folders)]
    unmatched = _unmatched([*whole, *([given] if given and folders else [])], found.values())
    used = filter(None, [given, *tables.values()])
    warnings = tuple((f"{table.name}, line 1", each) for table in used for each in rows.about_columns(table))
    return Survey((*found.values(), *unmatched), warnings)


def _walk(root: Path) -> Iterator[Path]:
    """Yield the files to consider under `root`, in order. Links to folders, and out of `root`, are not followed."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if not _is_unremarkable(name) and path.is_file() and root in path.resolve().parents:
                yield path


def _is_unremarkable(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in UNREMARKABLE or name.lower().endswith(BACKUPS)


def _source(path: Path, root: Path, given: Table | None, tables: Iterable[Table]) -> SourceFile:
    name = _shown(path.relative_to(root))
    if not _is_utf8(path):
        return SourceFile(path, name, None, 0, 0, ("name", "its name, or its folder's, is not UTF-8: rename it"))
    stated = [(given, given.by_name(path, name))] if given else []
    stated += [(table, table.beside(path)) for table in tables]
    judged = [rows.judged(table, row) for table, row in stated if row]
    merged = {key: value for values, _ in reversed(judged) for key, value in values.items()}
    warnings = tuple(warning for _, each in judged for warning in each)
    try:
        state = path.stat()
    except OSError as error:
        return SourceFile(path, name, None, 0, 0, ("unreadable", f"cannot be read ({error.strerror})"))
    source = SourceFile(path, name, merged or None, state.st_size, state.st_mtime_ns, warnings=warnings)
    if path.suffix.lower() in SUFFIXES:
        return source
    kinds = ", ".join(sorted(suffix[1:] for suffix in SUFFIXES))
    return replace(
        source,
        refusal=("unsupported", f"is of no kind that can be read ({kinds}): save it as one of these or remove it"),
    )


def _is_utf8(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:  # Python holds the bytes that are not as lone surrogates
        return False
    return True


def _shown(path: Path) -> str:
    """Return a path as it may be shown: what is not UTF-8 as a replacement character, without control characters."""
    return tidy(path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _tables_above(path: Path, root: Path, tables: dict[Path, Table | None]) -> list[Table]:
    """Return the tables that apply to `path`, the nearest first. Each is read once."""
    folders = [folder for folder in path.parents if folder == root or root in folder.parents]
    for folder in folders:
        if folder not in tables:
            file = folder / METADATA
            name = _shown(file.relative_to(root))
            tables[folder] = Table.read(file, name) if file.is_file() else None
    return [table for folder in folders if (table := tables[folder]) is not None]


def _unmatched(tables: Iterable[Table], found: Iterable[SourceFile]) -> Iterator[SourceFile]:
    """Yield a refusal for each row that names no file of those found."""
    sources = list(found)
    for table in tables:
        used = {id(row) for source in sources for row in (table.by_name(source.path, source.name),)}
        for row in (row for row in table.rows if id(row) not in used):
            yield _refused(table, row, [source.name for source in sources])


def _refused(table: Table, row: Row, names: Sequence[str]) -> SourceFile:
    where = f"{table.name}, line {row.line}"
    if not row.file:
        refusal = ("metadata-row", "names no file; fill in the column file, or remove the row")
        return SourceFile(table.path, where, None, 0, 0, refusal)
    if table.supersedes(row):
        refusal = ("metadata-row", f"a later row for {row.file} is used instead; remove one")
        return SourceFile(table.path, where, None, 0, 0, refusal)
    near = get_close_matches(row.file, names, 1, 0.8)
    meant = f" (did you mean {near[0]}?)" if near else ""
    refusal = (
        "missing",
        f"there is no such file to add, but {where}, names it{meant}: mend the name or remove the row",
    )
    return SourceFile(table.folder / row.file, row.file, None, 0, 0, refusal)
