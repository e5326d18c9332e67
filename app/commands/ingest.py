"""``hearsay ingest``: files and folders become articles of the library."""

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
        "duplicates": report.duplicates,
        "rejected": [{"file": r.file, "code": r.code, "detail": r.detail} for r in report.rejected],
        "flagged": [{"file": file, "code": w.code, "detail": w.detail} for file, w in report.flagged],
        "seconds": round(report.seconds, 2),
    }


def _print(report: "Report") -> None:
    rows = {
        "added": report.added,
        "new versions": report.updated,
        "unchanged": report.unchanged,
        "duplicates": report.duplicates,
        "rejected": report.rejected,
        "flagged": report.flagged,
    }
    for name, files in rows.items():
        if files or name == "added":
            out(f"{name:<14}{len(files):>6}")
    out(f"{'seconds':<14}{report.seconds:>6.1f}")
    for file, warning in report.flagged:
        message(f"flagged   {file}: {warning.detail}")
    for rejection in report.rejected:
        message(f"rejected  {rejection.file}: {rejection.detail}")
