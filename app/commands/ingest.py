"""``hearsay ingest``: files and folders become articles of the library."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import (
    AsJson,
    Encoder,
    LibraryFolder,
    encoder_of,
    folder_of,
    message,
    out,
    out_json,
    progress_bar,
    tell_of_untagged,
)

if TYPE_CHECKING:
    from index.library import Report


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files and folders: txt, md, html, pdf, docx.")],
    metadata: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Metadata for the files named in it.")
    ] = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
    encoder: Encoder = None,
) -> None:
    """Add files and folders to the library.

    What is in it already is skipped, and a bad file never stops the rest.

    Example: hearsay ingest articles/ --metadata articles.csv
    """
    from index.library import Library

    with Library.open_for_writing(folder_of(context, library), encoder_of(encoder)) as opened, progress_bar() as show:
        report = opened.add(paths, metadata, show)
        tell_of_untagged(opened)
    if as_json:
        out_json(_as_json(report))
    else:
        _print(report)
    if report.rejected:
        raise typer.Exit(1)


def _as_json(report: "Report") -> dict[str, object]:
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "duplicates": [{"file": copy.file, "same_as": copy.same_as} for copy in report.copies],
        "rejected": [{"file": r.file, "code": r.code, "detail": r.detail} for r in report.rejected],
        "flagged": [{"file": file, "code": w.code, "detail": w.detail} for file, w in report.flagged],
        "seconds": round(report.seconds, 2),
    }


def _print(report: "Report") -> None:
    """Print the counts, then what a person may want to do something about, a line each."""
    counts = {
        "added": len(report.added),
        "new versions": len(report.updated),
        "unchanged": len(report.unchanged),
        "duplicates": len(report.copies),
        "rejected": len(report.rejected),
        "flagged": len(report.flagged),
    }
    _print_counts({name: count for name, count in counts.items() if count or name == "added"}, report.seconds)
    for copy in report.copies:
        message(f"duplicate {copy.file} is the same as {copy.same_as}")
    for file, warning in report.flagged:
        message(f"flagged   {file}: {warning.detail}")
    for rejection in report.rejected:
        message(f"rejected  {rejection.file}: {rejection.detail}")


def _print_counts(counts: Mapping[str, int], seconds: float) -> None:
    if not sys.stdout.isatty():
        for name, count in counts.items():
            out(f"{name:<14}{count:>6}")
        out(f"{'seconds':<14}{seconds:>6.1f}")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_footer=True)
    table.add_column("files", footer="seconds")
    table.add_column("", footer=f"{seconds:.1f}", justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    Console().print(table)
