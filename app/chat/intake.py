"""Files handed in together: what a metadata.csv among them says of the others, and what became of each."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.chat.library_html import Row
from app.chat.seams import Report
from app.chat.uploads import Waiting
from ingest.errors import UnusableInput
from ingest.tables import METADATA, Table

_ORDER = ("added", "new version", "unchanged", "duplicate", "rejected", "not read", "not used", "used")


@dataclass(frozen=True, slots=True)
class Batch:
    """The files to add, each with its row of the metadata.csv laid beside it; and what became of that table."""

    files: tuple[Waiting, ...]
    notes: tuple[Row, ...] = ()

    @classmethod
    def of(cls, waiting: Sequence[Waiting]) -> "Batch":
        """Take the tables out of what was handed in, and lay their rows beside the files that they name."""
        tables = [file for file in waiting if file.name.lower() == METADATA]
        files = tuple(file for file in waiting if file.name.lower() != METADATA)
        return cls(files, tuple(note for table in tables for note in _apply(table, files)))


def _apply(sent: Waiting, files: Sequence[Waiting]) -> Iterator[Row]:
    try:
        table = Table.read(sent.path)
    except UnusableInput as wrong:
        yield Row(sent.name, "rejected", str(wrong).replace(str(sent.path), sent.name))
        return
    rows = [(file, row) for file in files if (row := table.by_name(Path(file.name), file.name))]
    for file, row in rows:
        _lay_beside(file, dict(row.values))
    if rows:
        yield Row(sent.name, "used", f"for {len(rows):,} of {len(files):,} files")
    else:
        yield Row(sent.name, "not used", "it names none of the files handed in with it; hand in both together")


def _lay_beside(file: Waiting, row: dict[str, str]) -> None:
    """Write a table of one row into the file's own folder, where ingest looks for one, under its name there."""
    with (file.path.parent / METADATA).open("w", encoding="utf-8", newline="") as beside:
        writer = csv.DictWriter(beside, row)
        writer.writeheader()
        writer.writerow(row | {"file": file.path.name})


def rows_of(name: str, report: Report) -> Iterator[Row]:
    """Return what became of one file."""
    flags = "; ".join(warning.detail for _, warning in report.flagged)
    for became, files, note in (
        ("added", report.added, flags),
        ("new version", report.updated, flags),
        ("unchanged", report.unchanged, "the library holds it as it is"),
        ("duplicate", report.duplicates, "an article with these words is in the library already"),
    ):
        if files:
            yield Row(name, became, note)
    for rejection in report.rejected:
        yield Row(name, "rejected", rejection.detail)


def summary(rows: Sequence[Row]) -> str:
    """Return how many files there were and what became of them, in one line."""
    counts = Counter(row.became for row in rows)
    became = ", ".join(f"{counts[each]} {_several(each, counts[each])}" for each in _ORDER if counts[each])
    return f"{len(rows)} files: {became}" if len(rows) > 1 else f"1 file: {became}"


def _several(became: str, count: int) -> str:
    return f"{became}s" if count > 1 and became in ("duplicate", "new version") else became
