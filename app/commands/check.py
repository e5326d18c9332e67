"""``hearsay check``: does everything derived agree with the stored text?"""

from typing import Annotated

import typer

from app.commands.common import AsJson, Encoder, LibraryFolder, encoder_of, folder_of, out, out_json


def check(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Build again what does not agree.")] = False,
    as_json: AsJson = False,
    library: LibraryFolder = None,
    encoder: Encoder = None,
) -> None:
    """Verify the library against its stored text.

    Every passage, vector and index row must agree with it; --repair makes again what does not.

    Example: hearsay check --repair
    """
    from index.library import Library

    folder, named = folder_of(context, library), encoder_of(encoder)
    if repair:
        report = Library.repair(folder, named)
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
