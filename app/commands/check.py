"""``hearsay check``: does everything derived agree with the stored text?"""

from typing import Annotated

import typer

from app.commands.common import AsJson, Encoder, LibraryFolder, encoder_of, folder_of, out, out_json, progress_bar


def check(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Build again what does not agree.")] = False,
    as_json: AsJson = False,
    library: LibraryFolder = None,
    encoder: Encoder = None,
) -> None:
    """Verify the library against its stored text.

    Every passage, vector, attribution and index row must agree with it; --repair makes again what does not, and brings
    a library up to date that an earlier Hearsay made. Stopped, it goes on where it was.

    Example: hearsay check --repair
    """
    from index.library import Library

    folder, named = folder_of(context, library), encoder_of(encoder)
    if repair:
        with progress_bar() as show:
            report = Library.repair(folder, named, show)
    else:
        with Library.open_for_reading(folder, named) as opened:
            report = opened.check()
    if as_json:
        out_json({"articles": report.articles, "passages": report.passages, "problems": list(report.problems)})
    else:
        for problem in report.problems:
            out(problem)
        out(f"{report.articles} articles, {report.passages} passages, {len(report.problems)} problems")
    if report.problems:
        raise typer.Exit(1)
