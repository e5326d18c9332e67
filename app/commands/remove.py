"""``hearsay remove`` and ``restore``: take articles out of the library, and bring them back."""

from typing import Annotated

import typer

from app.commands.common import LibraryFolder, folder_of, out

Ids = Annotated[list[str], typer.Argument(help="Article ids, as `hearsay articles` lists them.")]


def remove(context: typer.Context, ids: Ids, library: LibraryFolder = None) -> None:
    """Take articles out of every list and search; `restore` brings them back.

    Example: hearsay remove 3f2a9c0d11aa4e55
    """
    from index.library import Library
    from ingest.corpus import ArticleId

    with Library.open_for_writing(folder_of(context, library)) as opened:
        opened.remove([ArticleId(i) for i in ids])
    out(f"removed {len(ids)}; bring back with: hearsay restore {' '.join(ids)}")


def restore(context: typer.Context, ids: Ids, library: LibraryFolder = None) -> None:
    """Bring removed articles back.

    Example: hearsay restore 3f2a9c0d11aa4e55
    """
    from index.library import Library
    from ingest.corpus import ArticleId

    with Library.open_for_writing(folder_of(context, library)) as opened:
        opened.restore([ArticleId(i) for i in ids])
    out(f"restored {len(ids)}")
