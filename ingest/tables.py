"""metadata.csv: what people know about their files, a row a file."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnusableInput
from ingest.tidy import tidy

METADATA = "metadata.csv"
EXTRA = ""  # the key under which a row holds the fields beyond its columns


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the line it ends on, and what it says of the file it names."""

    line: int
    values: Mapping[str, str]

    @property
    def file(self) -> str:
        """The file named, as a posix path."""
        return self.values["file"].strip().replace("\\", "/").removeprefix("./")


class Table:
    """The rows of one metadata.csv. Of two rows for one file the later counts.

    Values and names of files are compared and kept as `tidy` writes them: macOS spells a name in NFD, sheets in NFC.
    """

    def __init__(self, path: Path, name: str, columns: tuple[str, ...], rows: tuple[Row, ...]) -> None:
        self.path, self.name, self.columns = path, name, columns
        self.folder = path.parent.resolve()
        self.rows = rows
        self._by_file = {row.file: row for row in rows if row.file}

    @classmethod
    def read(cls, path: Path, name: str | None = None) -> "Table":
        """Read a table in UTF-8, to go by `name` in what is said of it. Raises `UnusableInput` with file and line."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as lines:
                reader = csv.DictReader(lines, restkey=EXTRA, restval="", strict=True)
                rows = tuple(_rows(path, reader))
                return cls(path, name or path.name, tuple(filter(None, reader.fieldnames or ())), rows)
        except OSError as error:
            raise UnusableInput(f"{path}: cannot be read ({error.strerror}); check the path") from None
        except UnicodeDecodeError as error:
            raise UnusableInput(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None

    def supersedes(self, row: Row) -> bool:
        """Tell whether a later row for the same file takes the place of `row`."""
        return bool(row.file) and self._by_file[row.file] is not row

    def beside(self, path: Path) -> Row | None:
        """Return the row for a file by where it lies from the table."""
        if self.folder not in path.parents:
            return None
        return self._by_file.get(tidy(path.relative_to(self.folder).as_posix()))

    def by_name(self, path: Path, name: str) -> Row | None:
        """Return the row for a file by where it lies, else by the name it goes by, else by its bare name."""
        return self.beside(path) or self._by_file.get(tidy(name)) or self._by_file.get(tidy(path.name))


def _rows(path: Path, reader: "csv.DictReader[str]") -> Iterator[Row]:
    try:
        if "file" not in (reader.fieldnames or ()):
            raise UnusableInput(f"{path}, line 1: no column named file; the first line must name the columns")
        for values in reader:
            yield Row(reader.line_num, {k: tidy(v if isinstance(v, str) else ", ".join(v)) for k, v in values.items()})
    except csv.Error as error:
        raise UnusableInput(f"{path}, line {reader.reader.line_num}: {error}; mend the quotes on that line") from None
