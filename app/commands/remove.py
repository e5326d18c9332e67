"""``hearsay remove`` and ``restore``: take articles out of the library, and bring them back."""

from typing import Annotated

import typer

from app.commands.common import LibraryFolder, folder_of, identified, out

Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Article ids, or their beginnings.", show_default=False)
]


def remove(context: typer.Context, ids: Ids, library: LibraryFolder = None) -> None:
    """Take articles out of the library.

    They leave every list and search; `hearsay restore` brings them back.

    Example: hearsay remove 3f2a9c0d11aa4e55
    """
    from index.library import Library

    with Library.open_to_change(folder_of(context, library)) as opened:
        found = identified(ids, opened.store.articles())
        opened.remove(found)
    out(f"removed {len(found)}; bring back with: hearsay restore {' '.join(found)}")


def restore(context: typer.Context, ids: Ids, library: LibraryFolder = None) -> None:
    """Bring removed articles back.

    Example: hearsay restore 3f2a9c0d11aa4e55
    """
    from index.library import Library

    with Library.open_to_change(folder_of(context, library)) as opened:
        found = identified(ids, opened.store.removed())
        opened.restore(found)
    out(f"restored {len(found)}")
