"""``hearsay record remove`` and ``restore``: nothing is ever lost."""

from typing import Annotated

import typer

from app.commands.common import LibraryFolder, folder_of, out
from app.commands.record.common import By, Ids, by_whom, the_one


def remove(context: typer.Context, ids: Ids, by: By = None, library: LibraryFolder = None) -> None:
    """Retire findings: they are in no answer, and `hearsay record restore` brings them back.

    Example: hearsay record remove 3f2a9c0d11aa
    """
    from index.library import Library

    with Library.open_to_change(folder_of(context, library)) as opened, opened.recording() as findings:
        named = [the_one(given, findings.all()) for given in ids]
        for finding in named:
            findings.retire(finding, by_whom(by))
    out(f"retired {len(named)}; bring back with: hearsay record restore {' '.join(named)}")


def restore(
    context: typer.Context,
    ids: Ids,
    revision: Annotated[
        int | None, typer.Option(metavar="N", help="With the words of this revision of its history.")
    ] = None,
    by: By = None,
    library: LibraryFolder = None,
) -> None:
    """Bring retired findings back, or the earlier words of one that was edited.

    Example: hearsay record restore 3f2a9c0d11aa --revision 1
    """
    from index.library import Library

    with Library.open_to_change(folder_of(context, library)) as opened, opened.recording() as findings:
        named = [the_one(given, findings.all(retired=True)) for given in ids]
        for finding in named:
            findings.restore(finding, by_whom(by), revision)
    out(f"restored {len(named)}")
